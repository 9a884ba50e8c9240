"""Care of the memory: duplicates taken out of the committed files, the cache built anew."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from locmem.formats import tmx
from locmem.inline.compare import memory_key
from locmem.memory.admission import Rejected
from locmem.memory.tmx_entries import read_entries, units, without
from locmem.model.match import Entry, Trust
from locmem.model.wording import counted
from locmem.pipelines.memory_cache import remembered
from locmem.pipelines.project import Project
from locmem.pipelines.remembering import (
    FOLDER,
    committed_entries,
    is_own,
    memory_entries,
    offered,
    refresh_memory,
    refuse_broken,
)
from locmem.pipelines.workspace import open_workspace
from locmem.pipelines.writing import Run

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
    found = list(read_entries(io.BytesIO(data), path, source_locale, Trust.CONFIRMED))
    refuse_broken(path, found)
    for pair in found:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduped:
    """What a search for duplicates took out of `content/memory/`.

    in_catalogs: kept pairs a catalog holds again, and imported ones a person has confirmed here.  repeated:
    imported pairs that an import holds twice, or two imports hold; the newest stays.
    conflicts: texts with several different targets in one locale, which are no duplicates and stay.
    """

    in_catalogs: int
    repeated: int
    conflicts: int
    files: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line for people."""
        removed = self.in_catalogs + self.repeated
        if not removed:
            return "no duplicates"
        return (
            f"{counted(removed, 'duplicate')} taken out of {counted(len(self.files), 'file')}: "
            f"{self.in_catalogs} confirmed in a catalog, {self.repeated} imported twice"
        )


def dedupe(run: Run) -> Deduped:
    """Take pairs out of the committed TMX files that say nothing the memory does not hold already."""
    project = run.project
    workspace = open_workspace(project)
    paths = project.folder.files(f"{FOLDER}/*.tmx")
    held = list(memory_entries(project, workspace))
    committed = {path: committed_entries(project, path) for path in paths}
    from_files = sum(map(len, committed.values()))
    in_catalogs = held[: len(held) - from_files]
    confirmed = {_texts(entry) for entry in in_catalogs}
    places = {(*_texts(entry), *_place(entry)) for entry in in_catalogs}
    newest: dict[tuple[str, ...], str] = {}
    for path in paths:
        if not is_own(project, path):
            for entry in committed[path]:
                newest[_texts(entry)] = max(entry.changed, newest.get(_texts(entry), ""))
    counts: Counter[str] = Counter()
    seen: set[tuple[str, ...]] = set()
    changed: list[str] = []
    for path in paths:

        def is_gone(pair: Pair, is_kept: bool = is_own(project, path)) -> bool:
            if isinstance(pair, Rejected):
                return False
            texts = _texts(pair)
            if is_kept:
                return (*texts, *_place(pair)) in places
            if texts in confirmed:
                return True
            if texts in seen or pair.changed != newest[texts]:
                counts["repeated"] += 1
                return True
            seen.add(texts)
            return False

        before = counts["repeated"]
        taken = len(thinned(project, path, is_gone))
        counts["in_catalogs"] += taken - (counts["repeated"] - before)
        if taken:
            changed.append(path)
    return Deduped(
        in_catalogs=counts["in_catalogs"],
        repeated=counts["repeated"],
        conflicts=_conflicts(held),
        files=tuple(changed),
    )


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.source_locale, entry.locale, memory_key(entry.source), memory_key(entry.target)


def _place(entry: Entry) -> tuple[str, ...]:
    return entry.document, entry.occurrence, entry.kind.value if entry.kind else ""


def _conflicts(entries: Sequence[Entry]) -> int:
    targets: dict[tuple[str, ...], set[str]] = {}
    for entry in entries:
        source_locale, locale, source, target = _texts(entry)
        targets.setdefault((source_locale, locale, source), set()).add(target)
    return sum(len(found) > 1 for found in targets.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """A memory built anew: its entries before and after, and how many came from the catalogs and from each file."""

    before: int
    entries: int
    from_catalogs: int
    files: tuple[tuple[str, int], ...]

    @property
    def summary(self) -> str:
        """One line for people."""
        from_files = sum(count for _, count in self.files)
        return (
            f"{counted(self.entries, 'entry', 'entries')}: {self.from_catalogs} from catalogs, {from_files} from "
            f"{counted(len(self.files), 'TMX file')}; there were {self.before}"
        )


def rebuild(project: Project) -> Rebuilt:
    """The memory and its index made anew from catalogs and committed TMX; nothing else is changed.

    Raises InputErrors when any of them cannot be read: half a memory would be paid for twice.
    """
    workspace = open_workspace(project)
    workspace.raise_problems()
    memory = remembered(project)
    memory.mend()
    before = sum(pair.entries for pair in memory.stats())
    files = tuple(
        (path, len(committed_entries(project, path))) for path in project.folder.files(f"{FOLDER}/*.tmx")
    )
    memory.replace_all(())
    memory.erase_removed()
    refresh_memory(project, workspace)
    entries = sum(pair.entries for pair in memory.stats())
    given = sum(1 for _ in memory_entries(project, workspace)) - sum(count for _, count in files)
    return Rebuilt(before=before, entries=entries, from_catalogs=given, files=files)
