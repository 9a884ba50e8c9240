"""Care of the memory: duplicates taken out of the committed files, the cache built anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from locmem.inline.compare import memory_key
from locmem.memory.admission import Rejected
from locmem.model.match import Entry
from locmem.model.wording import counted
from locmem.pipelines.memory.thinning import Pair, thinned
from locmem.workspace.memory_cache import remembered
from locmem.workspace.project import COMMITTED_TMX, Project
from locmem.workspace.remembering import (
    committed_entries,
    is_own,
    memory_entries,
    readable_entries,
)
from locmem.workspace.workspace import open_workspace
from locmem.workspace.writing import Run


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
    workspace.require_listed()
    held = list(memory_entries(project, workspace))
    # What cannot be read is left as it is.
    paths = [path for path in project.folder.files(COMMITTED_TMX) if project.was_read(path)]
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

    What cannot be read is not in it, and the project knows of it.  Raises InputErrors where a folder cannot be looked
    into: half a memory would be paid for twice.
    """
    workspace = open_workspace(project)
    workspace.require_listed()
    memory = remembered(project)
    memory.mend()
    before = sum(pair.entries for pair in memory.stats())
    files = tuple((path, len(readable_entries(project, path))) for path in project.folder.files(COMMITTED_TMX))
    memory.replace_all(())
    memory.erase_removed()
    memory.fill(partial(memory_entries, project, workspace))
    entries = sum(pair.entries for pair in memory.stats())
    given = sum(1 for _ in memory_entries(project, workspace)) - sum(count for _, count in files)
    return Rebuilt(before=before, entries=entries, from_catalogs=given, files=files)
