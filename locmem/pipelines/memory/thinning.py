"""Pairs taken out of a committed TMX file, and what the others say of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

from locmem.formats import tmx
from locmem.memory.admission import Rejected
from locmem.memory.kept_pairs import refuse_broken
from locmem.memory.tmx_entries import read_entries, units, without
from locmem.model.match import Entry, Trust
from locmem.workspace.project import Project
from locmem.workspace.remembering import is_own, offered

Pair = Entry | Rejected
"""What a TMX file holds: pairs for the memory, and what could not be one."""


def thinned(
    project: Project, path: str, is_gone: Callable[[Pair], bool], is_said: Callable[[str], bool] = lambda text: False
) -> tuple[Pair, ...]:
    """The pairs taken out of a committed TMX file, which goes as a whole when it holds no other.

    is_gone: asked once for each pair, in the file's order.  is_said: the neighbours, properties and notes that
    go from the pairs that stay.  Raises InputErrors when the file cannot be read.
    """
    data = project.folder.read(path)
    if data is None:
        return ()
    source_locale = project.settings.source_locale
    if not is_own(project, path):
        # Files of others stay as they came.
        less, taken = without(
            data, path, source_locale, Trust.IMPORTED, lambda pair: is_gone(_as_held(project, pair)), is_said
        )
        count = sum(1 for _ in read_entries(io.BytesIO(data), path, source_locale, Trust.IMPORTED))
        project.folder.write(path, None if taken and len(taken) == count else less)
        return taken
    gone: list[Pair] = []
    stay: list[Entry] = []
    pairs = list(read_entries(io.BytesIO(data), path, source_locale, Trust.CONFIRMED))
    refuse_broken(path, pairs)
    for pair in pairs:
        if is_gone(pair):
            gone.append(pair)
        elif isinstance(pair, Entry):
            stay.append(_unsaid(pair, is_said))
    project.folder.write(path, tmx.write(units(stay), source_locale=source_locale) if stay else None)
    return tuple(gone)


def _as_held(project: Project, pair: Pair) -> Pair:
    return offered(project, pair) if isinstance(pair, Entry) else pair


def _unsaid(entry: Entry, is_said: Callable[[str], bool]) -> Entry:
    return replace(
        entry,
        before="" if is_said(entry.before) else entry.before,
        after="" if is_said(entry.after) else entry.after,
        marks=tuple(mark for mark in entry.marks if not is_said(mark.text)),
    )
