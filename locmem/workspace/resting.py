"""Confirmed texts that rest on what a run confirmed, when that is taken back.

The memory confirms a text elsewhere because a person answers for the same one.  Where that person's word is undone and
nobody else's stands in its place, what the memory made of it has nobody who answers for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from locmem.catalogs.files import place_of
from locmem.catalogs.pairs import CONTENT
from locmem.catalogs.states import digest
from locmem.catalogs.texts import previous_inline, target_inline
from locmem.errors import InputErrors
from locmem.history.changes import FileChange
from locmem.history.past import UNDOING
from locmem.history.work import How, Place, Work
from locmem.inline.compare import memory_key
from locmem.model.match import Trust
from locmem.model.translation import CatalogEntry, Origin, OriginKind, State
from locmem.workspace.approval_files import APPROVALS, is_page
from locmem.workspace.catalog_files import catalog_in, catalogs_among, write_catalog
from locmem.workspace.project import Project
from locmem.workspace.remembering import dialects_at, is_own, kept_path, readable_entries

_Pair = tuple[str, str]
"""A source and its target, each as the memory files it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """What rests on texts that were taken back.

    opened: places of texts that are drafts again, as nobody else answers for them.
    decided: those that stay confirmed, as somebody decided for them since.
    unread: catalogs of which nobody knows, as they cannot be read.
    """

    opened: tuple[Place, ...] = ()
    decided: tuple[Place, ...] = ()
    unread: tuple[str, ...] = ()


def reopen(project: Project, run: str, changes: Iterable[FileChange]) -> Reopened:
    """What rests on what a run had confirmed, opened again where nobody touched it since.

    changes: what the run wrote; all that could be put back of it is.
    """
    found = Reopened()
    is_undoing = project.journal.pipeline(run).startswith(UNDOING)
    for locale, confirmed in _confirmed_by(project, changes).items():
        one = _Locale(project=project, locale=locale, run=run, is_undoing=is_undoing, confirmed=confirmed).reopened()
        found = Reopened(
            opened=(*found.opened, *one.opened),
            decided=(*found.decided, *one.decided),
            unread=(*found.unread, *one.unread),
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """A text that the run confirmed: the entry as the run left it, and whether a confirmed one had stood there."""

    entry: CatalogEntry
    pair: _Pair
    was_confirmed: bool


def _confirmed_by(project: Project, changes: Iterable[FileChange]) -> dict[str, dict[str, _Taken]]:
    """What changes confirm, by locale and occurrence: a page that is renamed keeps the ids of its segments.

    What somebody had confirmed in any catalog that the run replaced or removed was only carried along by it.
    """
    among = catalogs_among(changes)
    stood: dict[str, dict[str, _Pair]] = {}
    for change in among:
        locale, document = place_of(change.path.removeprefix(f"{CONTENT}/"))
        dialects = dialects_at(project, document)
        entries = catalog_in(project, change.path, change.before).entries
        stood.setdefault(locale, {}).update(
            (one.occurrence, _pair(one, dialects)) for one in entries if one.is_confirmed
        )
    found: dict[str, dict[str, _Taken]] = {}
    for change in among:
        locale, document = place_of(change.path.removeprefix(f"{CONTENT}/"))
        dialects = dialects_at(project, document)
        carried = frozenset(stood[locale].values())
        for entry in catalog_in(project, change.path, change.after).entries:
            if entry.is_confirmed and (pair := _pair(entry, dialects)) not in carried:
                taken = _Taken(entry=entry, pair=pair, was_confirmed=entry.occurrence in stood[locale])
                found.setdefault(locale, {})[entry.occurrence] = taken
    return found


def _pair(entry: CatalogEntry, dialects: Sequence[str]) -> _Pair:
    source = previous_inline(entry, dialects)
    return memory_key(source), memory_key(target_inline(entry, source))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A confirmed entry where it stands now."""

    path: str
    place: Place
    entry: CatalogEntry
    pair: _Pair


@dataclass
class _Locale:
    """One locale while it is searched for what rests on texts that a run had confirmed."""

    project: Project
    locale: str
    run: str
    is_undoing: bool
    confirmed: Mapping[str, _Taken]
    unread: list[str] = field(default_factory=list)

    def reopened(self) -> Reopened:
        taken = {one.pair for one in self._said}
        opened: dict[Place, _Held] = {}
        while True:
            # What was carried along or filled from a text rests on it as well, and others on that.
            fallen = [one for one in self._held if self._rests(one, taken)]
            free = self._others({one.place for one in fallen})
            judged = {one.pair for one in fallen if self._is_judged(one)}
            new = [
                one
                for one in fallen
                if one.place not in opened and one.pair not in free | judged and not one.entry.is_begun
            ]
            if not new:
                break
            opened |= {one.place: one for one in new}
            taken |= {one.pair for one in new}
        for path in dict.fromkeys(one.path for one in opened.values()):
            self._write(path, opened.keys())
        decided = {one.place for one in fallen if one.place not in opened and one.pair not in free}
        return Reopened(opened=tuple(sorted(opened)), decided=tuple(sorted(decided)), unread=tuple(self.unread))

    @cached_property
    def _said(self) -> tuple[_Taken, ...]:
        """What people said in the run; what it took from the memory rests on another text, as all that is like it."""
        return tuple(one for one in self.confirmed.values() if one.entry.origin.kind is not OriginKind.TM)

    @cached_property
    def _held(self) -> tuple[_Held, ...]:
        """All confirmed entries of the locale as they stand now."""
        return tuple(self._read())

    def _read(self) -> Iterator[_Held]:
        for path in self.project.folder.files(f"{CONTENT}/translations/{self.locale}/**/*.po"):
            try:
                catalog = catalog_in(self.project, path, self.project.folder.read(path))
            except InputErrors:
                self.unread.append(path)
                continue
            dialects = dialects_at(self.project, catalog.document)
            for entry in catalog.entries:
                if entry.is_confirmed:
                    place = Place(self.locale, catalog.document, entry.occurrence)
                    yield _Held(path=path, place=place, entry=entry, pair=_pair(entry, dialects))

    def _rests(self, held: _Held, taken: Collection[_Pair]) -> bool:
        """Whether an entry is confirmed because of one of these texts: the memory took it, or followed its source."""
        mine = self.confirmed.get(held.place.occurrence)
        if mine is not None:
            return not mine.was_confirmed and self._is_followed(held, mine.entry)
        if held.entry.origin.kind is not OriginKind.TM or self._is_older(held):
            return False
        return held.pair in taken or self._is_carried(held)

    def _is_older(self, held: _Held) -> bool:
        """Whether the text was confirmed before the run, as far as this history tells; other clones have theirs."""
        if any(one.how is How.MEMORY for one in self._since.get(held.place.occurrence, ())):
            return False
        # What an undoing brings back stood before; only what is known to have come after it rests on that.
        return self.is_undoing or (held.place.occurrence, held.entry.target) in self._before

    def _is_followed(self, held: _Held, then: CatalogEntry) -> bool:
        """Whether what stands at a place of the run is its text, or what machines alone made of that since."""
        if held.entry.origin != then.origin:
            return False
        return held.entry.target == then.target or self._is_by_memory(held)

    def _is_carried(self, held: _Held) -> bool:
        """Whether the text took new codes after the memory had taken it from what the run confirmed."""
        texts = {(digest(one.entry.source), one.entry.target) for one in self._said}
        work = self._since.get(held.place.occurrence, ())
        return any((one.source, one.final) in texts for one in work) and self._is_by_memory(held)

    def _is_by_memory(self, held: _Held) -> bool:
        work = self._since.get(held.place.occurrence, ())
        return bool(work) and {one.how for one in work} == {How.MEMORY} and work[-1].final == held.entry.target

    @cached_property
    def _before(self) -> frozenset[tuple[str, str]]:
        """What runs before this one confirmed, by occurrence; empty where nobody knows which these are."""
        found: set[tuple[str, str]] = set()
        for one in self.project.journal.confirmations():
            if one.run == self.run:
                return frozenset(found)
            if one.locale == self.locale:
                found.add((one.occurrence, one.target))
        return frozenset()

    @cached_property
    def _since(self) -> Mapping[str, Sequence[Work]]:
        """What was done in the locale after the run, by occurrence."""
        found: dict[str, list[Work]] = {}
        is_after = False
        for one in self.project.journal.work():
            # A run that stands is told of up to its undoing, which is noted when all is done.
            is_after = is_after or one.run == self.run
            if is_after and one.run != self.run and one.locale == self.locale:
                found.setdefault(one.occurrence, []).append(one)
        return found

    def _is_judged(self, held: _Held) -> bool:
        """Whether a person answers by now for what stands at an entry."""
        entry, mine = held.entry, self.confirmed.get(held.place.occurrence)
        then = mine.entry if mine is not None else replace(entry, state=State.TRANSLATED, note="")
        return (entry.state, entry.note) != (then.state, then.note) or held.place.document in self._approved

    @cached_property
    def _approved(self) -> frozenset[str]:
        """Documents of which somebody approved a page that reads this locale."""
        settings = self.project.settings
        readers = {self.locale, *(tag for tag in settings.variants if self.locale in settings.bases(tag))}
        paths = filter(is_page, self.project.folder.files(f"{APPROVALS}/*/*/**/*.json"))
        parts = (path.removesuffix(".json").split("/", 3) for path in paths)
        return frozenset(document for _, _, locale, document in parts if locale in readers)

    def _others(self, fallen: Collection[Place]) -> frozenset[_Pair]:
        """The pairs for which a person answers who has nothing to do with what was taken back."""
        held = (one for one in self._held if one.place not in fallen)
        return self._kept.union(one.pair for one in held if one.entry.origin.kind is not OriginKind.TM)

    @cached_property
    def _kept(self) -> frozenset[_Pair]:
        """The confirmed pairs that no catalog holds any more."""
        path = kept_path(self.locale)
        if not is_own(self.project, path) or not self.project.folder.exists(path):
            return frozenset()
        return frozenset(
            (memory_key(one.source), memory_key(one.target))
            for one in readable_entries(self.project, path)
            if one.trust is Trust.CONFIRMED
        )

    def _write(self, path: str, opened: Collection[Place]) -> None:
        catalog = catalog_in(self.project, path, self.project.folder.read(path))
        entries = tuple(
            self._opened(one) if Place(self.locale, catalog.document, one.occurrence) in opened else one
            for one in catalog.entries
        )
        write_catalog(self.project, path, replace(catalog, entries=entries))

    def _opened(self, entry: CatalogEntry) -> CatalogEntry:
        """The entry as a draft: its text may be right, and nobody answers for it."""
        why = f"nobody answers for it: the run {self.run}, which had confirmed this text, was undone"
        draft = entry.with_target(entry.target, State.DRAFT, Origin(OriginKind.TM), doubts=(why,))
        return replace(
            draft, over=entry.over, previous_source=entry.previous_source, previous_legend=entry.previous_legend
        )
