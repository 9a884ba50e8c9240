"""A filter of the queue as the project means it."""

from __future__ import annotations

from dataclasses import replace

from locmem.errors import UsageError
from locmem.pages.handoff_scope import documents_meant
from locmem.postedit.ordering import Wanted
from locmem.postedit.waiting import STATES
from locmem.workspace.project import Project

PRIORITIES = (1, 2, 3)


def meant(project: Project, asked: Wanted) -> Wanted:
    """The filter with locales as the settings write them, states by name, and documents by path, folder or pattern.

    Raises UsageError, with what there is, for a word that means nothing here; for makers of drafts and people the
    queue itself knows (`locmem.pages.waiting_queue.require_known`).
    """
    states = tuple(one.strip().replace("-", " ").replace("_", " ") for one in asked.states)
    sets = tuple(one.name for one in project.settings.content_sets)
    for told, known, what in (
        (states, STATES, "state"),
        (asked.content_sets, sets, "content set"),
        (asked.priorities, PRIORITIES, "priority"),
    ):
        if wrong := [one for one in told if one not in known]:
            raise UsageError(f"there is no {what} {wrong[0]!r}. There are: {', '.join(map(str, known))}.")
    return replace(
        asked,
        locales=tuple(project.declared(tuple(asked.locales))) if asked.locales else (),
        states=states,
        documents=frozenset(documents_meant(project, tuple(asked.documents)) or ()) if asked.documents else (),
    )
