"""Step `collect`: sources into catalogs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT, Pair, Workspace
from locmem.errors import Problem, unread_files
from locmem.model.translation import Catalog, CatalogEntry, OriginKind
from locmem.model.wording import counted
from locmem.workspace.catalog_files import put_pair, take_along
from locmem.workspace.remembering import can_keep, dialects_at, hand_replaced, keep, memory_entries, orphan_entries
from locmem.workspace.sources import dialects_in
from locmem.workspace.survey import Question, survey
from locmem.workspace.workspace import open_workspace
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectResult:
    """What collecting found.

    new, stale, revived: segments added, confirmed targets that lost their source, and those that got it back.
    in_tags: of the new ones, the texts inside tags; pages that lack no others are kept, where their policy keeps any.
    edited: entries somebody changed in a catalog by hand.  kept: confirmed pairs moved into the memory's files.
    ended: catalogs that lacked the mark at their end and have it now, otherwise as they were.
    moved: documents that took their catalogs along.
    unclaimed: documents that no content set takes any more, although their files are there; their catalogs stay.
    unplaced: unfinished texts of people that no segment is left for, as `file: key: text`; only the run's undo and git
        still have them.
    damaged: hand-made targets whose codes do not fit or that may be cut, as `file: key: what`.
    unread: what could not be read and was left as it is, with all that belongs to it.
    """

    documents: int
    locales: int
    segments: int
    new: int
    in_tags: int
    stale: int
    revived: int
    edited: int
    kept: int
    removed: int
    ended: int
    moved: tuple[str, ...]
    unclaimed: tuple[str, ...]
    unplaced: tuple[str, ...]
    damaged: tuple[str, ...]
    unread: tuple[Problem, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether a text that somebody made is kept back, because its page would be damaged by it."""
        return bool(self.damaged)

    @property
    def summary(self) -> str:
        """One line for people."""
        parts = [
            f"{counted(self.documents, 'document')} in {counted(self.locales, 'locale')}",
            counted(self.segments, "segment"),
        ]
        for count, label in (
            (self.new, f"new ({self.in_tags} inside tags)" if self.in_tags else "new"),
            (self.stale, "stale"),
            (self.revived, "valid again"),
            (self.edited, "edited by hand"),
            (self.kept, "kept in the memory"),
            (len(self.moved), f"moved here with {'its' if len(self.moved) == 1 else 'their'} translations"),
            (len(self.damaged), "damaged"),
            (len(self.unclaimed), "with translations, but in no content set"),
        ):
            if count:
                parts.append(f"{count} {label}")
        if self.removed:
            parts.append(f"{counted(self.removed, 'catalog')} removed")
        if self.unplaced:
            parts.append(f"{counted(len(self.unplaced), 'unfinished text')} without a place")
        if self.ended:
            parts.append(f"{counted(self.ended, 'catalog')} given an end mark")
        parts += unread_files(self.unread)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What collecting has to do in some documents.

    documents: those in which there is something to write, to keep or to tell, by path; idle: segments of the others.
    """

    all_documents: int
    documents: tuple[str, ...]
    idle: int


def work_in(workspace: Workspace) -> Work:
    """What collecting has to do in the documents of a workspace."""
    busy = {pair.source.path for pair in workspace.pairs if _is_busy(pair)}
    return Work(
        all_documents=len(workspace.sources),
        documents=tuple(sorted(busy)),
        idle=sum(len(pair.catalog.entries) for pair in workspace.pairs if pair.source.path not in busy),
    )


WORK = Question(name="collect", kind=Work, answer=work_in)


def _is_changed(pair: Pair) -> bool:
    before = pair.before
    return bool(pair.moved_from or pair.stored != before.entries or before.edited or before.obsolete)


def _is_busy(pair: Pair) -> bool:
    return _is_changed(pair) or bool(pair.orphans or pair.damaged) or not pair.before.is_ended


def collect(run: Run) -> CollectResult:
    """Every document's catalogs brought up to date.

    What cannot be read is left as it is, with all that belongs to it; so is a catalog of which something is to be
    kept in a file of the memory that cannot be read.
    Raises InputErrors where a folder cannot be looked into; nothing is written then.
    """
    project = run.project
    surveyed = survey(project, expecting=run.expecting)
    rest = surveyed.rest
    rest.require_listed()
    works = surveyed.ask(WORK)
    workspace = surveyed.open([path for work in works for path in work.documents])
    segments = sum(work.idle for work in works)
    new = in_tags = stale = revived = edited = kept = removed = ended = 0
    unplaced: list[str] = []
    damaged: list[str] = []
    moved: set[str] = set()
    unclaimed: set[str] = set()
    replaced = list(hand_replaced(project, workspace, lambda: memory_entries(project, open_workspace(project))))
    closed = {locale for locale in {entry.locale for entry in replaced} if not can_keep(project, locale)}
    kept += keep(project, (entry for entry in replaced if entry.locale not in closed))
    for pair in workspace.pairs:
        is_lost = bool(pair.orphans or pair.before.obsolete) and not can_keep(project, pair.locale)
        if is_lost or (pair.before.edited and pair.locale in closed):
            segments += len(pair.catalog.entries)
            continue
        dialects = dialects_in(pair.source.content_set)
        kept += keep(project, orphan_entries(pair.before, pair.orphans, dialects, pair.whole))
        old = {entry.occurrence: entry for entry in pair.before.entries}
        units = pair.source.document.units
        for entry, segment in zip(pair.catalog.entries, pair.source.catalog_segments, strict=True):
            segments += 1
            earlier = old.get(entry.occurrence)
            if pair.variant_of and not entry.is_own:
                continue
            new += earlier is None
            in_tags += earlier is None and units[segment.unit].place.is_in_tag
            stale += bool(earlier and entry.is_stale and not earlier.is_stale)
            revived += bool(earlier and earlier.is_stale and not entry.is_stale and entry.is_confirmed)
        edited += len(pair.before.edited & old.keys())
        unplaced += _unplaced(pair.path, pair.before, {entry.occurrence: entry for entry in pair.catalog.entries})
        damaged += [f"{pair.path}: {pair.key(damage.entry)}: {'; '.join(damage.problems)}" for damage in pair.damaged]
        if pair.moved_from:
            moved.add(pair.source.path)
        is_changed = _is_changed(pair)
        if is_changed or not pair.before.is_ended:
            written = take_along(project, pair) if pair.moved_from else put_pair(project, pair)
            ended += written and not is_changed
    # A variant's catalog has gaps: the neighbours of its entries are those of the fullest catalog.
    fullest = {orphan.document: orphan for orphan in sorted(rest.orphaned, key=lambda orphan: len(orphan.entries))}
    for catalog in rest.orphaned:
        if project.folder.exists(f"{CONTENT}/{catalog.document}"):
            # Its page is not gone: a pattern in the settings does not find it any more, which may be a slip.
            unclaimed.add(catalog.document)
            continue
        if not can_keep(project, catalog.locale):
            continue
        dialects, whole = dialects_at(project, catalog.document), fullest[catalog.document].entries
        kept += keep(project, orphan_entries(catalog, catalog.entries, dialects, whole))
        path = f"{CONTENT}/{catalog_path(catalog.locale, catalog.document)}"
        unplaced += _unplaced(path, catalog, {})
        removed += project.folder.write(path, None)
    return CollectResult(
        documents=sum(work.all_documents for work in works),
        locales=len(project.settings.locales),
        segments=segments,
        new=new,
        in_tags=in_tags,
        stale=stale,
        revived=revived,
        edited=edited,
        kept=kept,
        removed=removed,
        ended=ended,
        moved=tuple(sorted(moved)),
        unclaimed=tuple(sorted(unclaimed)),
        unplaced=tuple(unplaced),
        damaged=tuple(damaged),
        unread=project.unread,
    )


def _unplaced(path: str, catalog: Catalog, held: Mapping[str, CatalogEntry]) -> Iterator[str]:
    """Unfinished texts of people in a catalog that is written without them: drafts enter no memory.

    held: the entries that stay, by occurrence.
    """
    for entry in catalog.entries:
        if entry.is_begun and (entry.occurrence not in held or held[entry.occurrence].proposal != entry.proposal):
            yield f"{path}: {catalog.document}#{entry.occurrence}: {entry.proposal}"
    lost = (*(entry for entry in catalog.entries if entry.occurrence not in held), *catalog.obsolete)
    for entry in lost:
        if entry.target and not entry.is_confirmed and entry.origin.kind is OriginKind.HUMAN:
            yield f"{path}: {catalog.document}#{entry.occurrence}: {entry.target}"
