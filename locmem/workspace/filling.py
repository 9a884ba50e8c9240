"""Filling the memory with what catalogs and committed TMX files hold, reading only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Pair
from locmem.model.progress import stretch, stretch_of
from locmem.settings import FILE_NAME
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.memory_changes import keep_change
from locmem.workspace.project import COMMITTED_TMX, Project
from locmem.workspace.survey import PlainProject, Question, Survey

if TYPE_CHECKING:
    from locmem.memory.parts import Claim, MadePart, Parts
    from locmem.model.match import Entry

_CLAIMED = tuple[tuple[bytes, bytes, str], ...]

_FULL = "memory-full"
"""The name of what stood for the memory once it held certain pairs; it lies under what stands for these."""


def fill_memory(project: Project, surveyed: Survey, pairs: Sequence[Pair] = ()) -> None:
    """Bring the memory to exactly what catalogs and committed TMX hold.

    pairs: those of some documents as a step has changed them, each document's in all its locales.
    """
    with stretch(project.progress, "filling the memory"):
        _fill(project, surveyed, pairs)
    # A change of the memory that nobody knows of would have everything asked for again.
    project.keep_answers()


def _fill(project: Project, surveyed: Survey, pairs: Sequence[Pair]) -> None:
    if isinstance(surveyed, PlainProject):
        files = project.folder.files(COMMITTED_TMX)
        print_ = _print(project, surveyed, pairs, files)
        full = project.answers.get(_FULL, print_)
        parts = partial(_parts, project, surveyed, pairs, files)
        change = project.memory.fill_parts(parts, partial(_everything, project), full)
        keep_change(project, change)
        if change.after != full and all(map(project.was_read, files)):
            project.answers.put(_FULL, print_, change.after, is_of_all=True)
        return
    from locmem.workspace.remembering import memory_entries

    changed = {(pair.source.path, pair.locale): pair for pair in pairs}
    workspace = surveyed.whole()
    now = tuple(changed.get((pair.source.path, pair.locale), pair) for pair in workspace.pairs)
    keep_change(project, project.memory.fill(partial(memory_entries, project, workspace.with_pairs(now))))


def _print(project: Project, surveyed: PlainProject, pairs: Sequence[Pair], files: Sequence[str]) -> bytes:
    """What stands for all that the memory is to hold."""
    changed = {path: as_bytes(_claims_in(some)) for path, some in _by_document(pairs).items()}
    claimed = zip(surveyed.documents, surveyed.ask_bytes(CLAIMS), strict=True)
    tmx = ((path, project.folder.digest(path)) for path in files)
    return key_of(project.folder.digest(FILE_NAME), *tmx, *(changed.get(path, data) for path, data in claimed))


def _everything(project: Project) -> Iterator[Entry]:
    from locmem.workspace.remembering import memory_entries
    from locmem.workspace.workspace import open_workspace

    return memory_entries(project, open_workspace(project))


def _parts(project: Project, surveyed: PlainProject, pairs: Sequence[Pair], files: Sequence[str]) -> Parts:
    """The parts of a memory: that of each document, and that of each committed file."""
    from locmem.memory.parts import Parts, claims_of

    changed = _by_document(pairs)
    claims = [
        claims_of(_entries(changed[path])) if path in changed else claimed
        for path, claimed in zip(surveyed.documents, surveyed.ask(CLAIMS), strict=True)
    ]
    return Parts(
        claims=[*claims, *(_of_file(project, path) for path in files)],
        make=lambda numbers: _made(project, surveyed, changed, files, numbers),
    )


def _made(
    project: Project,
    surveyed: PlainProject,
    changed: Mapping[str, Sequence[Pair]],
    files: Sequence[str],
    numbers: Sequence[int],
) -> Iterator[MadePart]:
    from locmem.memory.parts import made_of
    from locmem.workspace.remembering import readable_entries

    documents = surveyed.documents
    as_found = [documents[number] for number in numbers if number < len(documents) and documents[number] not in changed]
    opened = surveyed.each(as_found, lambda workspace: made_of(_entries(workspace.pairs)))
    for number in numbers:
        if number >= len(documents):
            path = files[number - len(documents)]
            entries = readable_entries(project, path)
            yield made_of(stretch_of(project.progress, f"entries of {PurePosixPath(path).name}", entries, len(entries)))
        elif documents[number] in changed:
            yield made_of(_entries(changed[documents[number]]))
        else:
            yield next(opened)


def _by_document(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.source.path, []).append(pair)
    return found


def _claims_in(pairs: Iterable[Pair]) -> _CLAIMED:
    from locmem.memory.parts import claims_of

    return claims_of(_entries(pairs))


CLAIMS = Question(name="memory", kind=_CLAIMED, answer=lambda workspace: _claims_in(workspace.pairs))
"""What stands for the pairs that a document gives to the memory."""


def _entries(pairs: Iterable[Pair]) -> Iterator[Entry]:
    from locmem.workspace.remembering import pair_entries

    for pair in pairs:
        yield from pair_entries(pair)


def _of_file(project: Project, path: str) -> Sequence[Claim]:
    """What stands for the pairs of a committed TMX file; kept, as such a file may be large and seldom changes."""
    from locmem.memory.parts import claims_of
    from locmem.workspace.remembering import readable_entries

    key = key_of(path, project.folder.digest(path), project.folder.digest(FILE_NAME))
    known = project.answers.get("memory-files", key)
    if known is None:
        known = as_bytes(claims_of(readable_entries(project, path)))
        if project.was_read(path):
            project.answers.put("memory-files", key, known)
    return reader_of(_CLAIMED)(known)
