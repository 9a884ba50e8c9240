"""The options that choose texts of the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from locmem.postedit.ordering import Wanted
    from locmem.workspace.project import Project

States = Annotated[
    list[str],
    typer.Option("--state", metavar="STATE", help="Only stale, not-reviewed, draft or untranslated texts; repeatable."),
]
Origins = Annotated[
    list[str], typer.Option("--origin", metavar="ORIGIN", help="Only drafts of tm, mt, mt:ENGINE or human; repeatable.")
]
Priorities = Annotated[
    list[int], typer.Option("--priority", metavar="N", help="Only priority 1, 2 or 3; repeatable.", min=1, max=3)
]
ContentSets = Annotated[list[str], typer.Option("--content", metavar="NAME", help="Only this content set; repeatable.")]
Documents = Annotated[
    list[str],
    typer.Option("--document", metavar="PATH", help="Only this document, or those of a folder or pattern; repeatable."),
]
People = Annotated[
    list[str], typer.Option("--assignee", metavar="NAME", help="Only what is this person's; '' for nobody's.")
]
Here = Annotated[bool, typer.Option("--here", help="Leave out what is with translators.")]
Limit = Annotated[int, typer.Option(metavar="N", help="How many to show.", min=1)]


def wanted_of(
    project: Project,
    locale: list[str],
    state: list[str] | None = None,
    origin: list[str] | None = None,
    priority: list[int] | None = None,
    content: list[str] | None = None,
    document: list[str] | None = None,
    people: list[str] | None = None,
    *,
    is_here: bool,
) -> Wanted:
    """The items that options choose.

    Raises UsageError for a word that means nothing here; for engines and people the queue itself does.
    """
    from locmem.errors import UsageError
    from locmem.pages.handoff_scope import documents_meant
    from locmem.postedit.ordering import Wanted
    from locmem.postedit.waiting import STATES

    states = [one.strip().replace("-", " ").replace("_", " ") for one in state or ()]
    sets = [one.name for one in project.settings.content_sets]
    for told, known, what in ((states, STATES, "state"), (content or (), sets, "content set")):
        if wrong := [one for one in told if one not in known]:
            raise UsageError(f"there is no {what} {wrong[0]!r}. There are: {', '.join(known)}.")
    return Wanted(
        locales=tuple(project.declared(locale)) if locale else (),
        states=tuple(states),
        made_by=tuple(origin or ()),
        priorities=tuple(priority or ()),
        content_sets=tuple(content or ()),
        documents=frozenset(documents_meant(project, document) or ()) if document else (),
        people=tuple(people or ()),
        is_here=is_here,
    )
