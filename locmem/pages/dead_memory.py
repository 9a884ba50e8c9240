"""Names and addresses that are gone, in the memory's committed files: which of the files have to be read for them."""

from __future__ import annotations

from datetime import date

from locmem import textfile
from locmem.checks.fact_forms import FactForms
from locmem.checks.leaks import fact_forms_of
from locmem.checks.model import CheckContext
from locmem.checks.typed import dead_words
from locmem.errors import InputErrors, Problem
from locmem.model.match import Entry
from locmem.model.progress import stretch_of
from locmem.noted_day import NotedDay
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.project import COMMITTED_TMX, Project
from locmem.workspace.remembering import committed_entries

_DEAD = "dead-words"


def stored_with_dead_words(
    project: Project, context: CheckContext, day: NotedDay
) -> tuple[tuple[tuple[str, Entry], ...], tuple[Problem, ...]]:
    """The pairs of the committed memory files in which a dead word stands, each with its file; and what cannot be read.

    context: of all documents, whose facts are looked at as they are on `day`.
    """
    known = fact_forms_of(context)
    found: list[tuple[str, Entry]] = []
    problems: list[Problem] = []
    try:
        files = project.folder.files(COMMITTED_TMX)
        for path in stretch_of(project.progress, "memory files", files, len(files)):
            if _has_dead_words(project, path, known, day):
                found += ((path, entry) for entry in committed_entries(project, path))
    except InputErrors as error:
        problems += error.problems
    return tuple(found), tuple(problems)


def _has_dead_words(project: Project, path: str, known: FactForms, day: NotedDay) -> bool:
    """Whether a dead word stands anywhere in a memory file; kept, as such a file may be large and seldom changes."""
    key = key_of(path, project.folder.digest(path), sorted(known.ended))
    if (kept := project.answers.get(_DEAD, key)) is not None:
        since, until, has_some = reader_of(tuple[date, date, bool])(kept)
        if since <= day.plain <= until:
            return has_some
    with day.about(path):
        has_some = bool(dead_words(textfile.decode(project.folder.read(path) or b"", path).text, known))
    if project.folder.is_as_found(path):
        project.answers.put(_DEAD, key, as_bytes((*day.days(path), has_some)))
    return has_some
