"""Step `pretranslate`: the memory first, then machine translation for what is left.

What a match becomes is the table of docs/design.md section 5.  Targets a person confirmed or began are never
touched, but where only codes of the source changed and the content set says so; beside a stale one stands what is
proposed in its place.  A machine's draft gives way only to an exact match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from locmem.catalogs.pairs import Pair, Workspace
from locmem.errors import Problem
from locmem.memory.changed_sources import Sought, sought
from locmem.model.match import Match
from locmem.model.progress import stretch_of
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, State
from locmem.model.wording import counted
from locmem.settings import FILE_NAME
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.drafters import Drafters
from locmem.workspace.engine_drafts import EngineWork, remarks, undrafted, with_drafts
from locmem.workspace.filling import fill_memory
from locmem.workspace.kept_answers import key_of
from locmem.workspace.matched import answered, is_asked_for
from locmem.workspace.memory_changes import Leaning, MemoryNow
from locmem.workspace.near_matches import is_near
from locmem.workspace.open_entries import query_of
from locmem.workspace.project import COMMITTED_TMX, Project
from locmem.workspace.proposals import best_proposal, may_carry, proposed, waits_for_proposal, with_new_codes
from locmem.workspace.remembering import can_keep, kept_path
from locmem.workspace.routing import Routes
from locmem.workspace.second_look import look_again
from locmem.workspace.survey import Question, Survey, survey
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class PretranslateResult:
    """What was filled, by locale.

    confirmed: exact matches with context, taken as translated; their keys are listed.
    carried: confirmed targets that took the codes of their source, where nothing else had changed; keys as well.
    proposed: drafts from the memory, and its proposals for stale targets; spliced: those, also of earlier runs, in
    which words were exchanged now.  composed: paragraphs put together from sentences that the memory has.
    drafted: drafts by an engine.
    asked, reused: texts the engine translated now, and answers that were stored.  rejected: drafts that lost a code
    or a number and were left empty.  to_ask: texts a dry run would have sent.
    turned_down: (locale, key, why) of those drafts.
    missing: locales without a usable engine, with the reason; and how many texts stay undrafted because of an engine
    that stopped, or of a market.
    notes: (locale, what) of engines that are not there or stopped, where others went on.
    unread: what could not be read and was left out.
    """

    confirmed: tuple[str, ...]
    carried: tuple[str, ...]
    proposed: int
    spliced: int
    composed: int
    drafted: int
    asked: int
    reused: int
    rejected: int
    to_ask: int
    left: int
    turned_down: tuple[tuple[str, str, str], ...]
    missing: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...] = ()
    unread: tuple[Problem, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        parts = [
            f"{len(self.confirmed)} confirmed from the memory",
            *([f"{len(self.carried)} carried over to new codes"] if self.carried else []),
            f"{self.proposed} proposed from it",
            *([f"{counted(self.spliced, 'proposal')} completed with new words"] if self.spliced else []),
            *([f"{self.composed} put together from sentences"] if self.composed else []),
            f"{self.to_ask or self.drafted} {'to draft' if self.to_ask else 'drafted'} by machine",
        ]
        if self.rejected:
            parts.append(f"{counted(self.rejected, 'draft')} rejected")
        parts.append(f"{counted(self.left, 'segment')} left for people")
        return ", ".join(parts)


@dataclass
class _Tally:
    confirmed: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    work: EngineWork = field(default_factory=EngineWork)


def pretranslate(run: Run, locales: Sequence[str] = ()) -> PretranslateResult:
    """Fill what nobody confirmed or began.

    Where a catalog of a locale cannot be read, or the pairs kept for it, nothing is confirmed in it by the memory: it
    might hold another translation of the same text.
    Raises UsageError for a locale nobody declared.
    """
    project = run.project
    wanted = project.declared(locales)
    surveyed = survey(project, expecting=run.expecting)
    rest = surveyed.rest
    rest.require_listed()
    tally = _Tally()
    routes = Routes(project)
    waiting = surveyed.ask(WAITING)
    left = Counter[str]()
    for one in waiting:
        left.update(dict(one.untranslated))
    asking = _Asking(run, surveyed, tuple(path for one in waiting for path in one.documents), wanted, routes)
    asking.ask_memory(tally)
    drafted = tuple(asking.drafted(tally))
    for pair, original in drafted:
        left[pair.locale] += _untranslated(pair) - _untranslated(original)
    put_changed(project, [original for _, original in drafted], [pair for pair, _ in drafted])
    asking.settle(has_more=bool(tally.work.waiting))
    counts, machine = tally.counts, tally.work.counts
    return PretranslateResult(
        confirmed=tuple(sorted(tally.confirmed)),
        carried=tuple(sorted(tally.carried)),
        proposed=counts["proposed"],
        spliced=machine["spliced"],
        composed=machine["composed"],
        drafted=machine["drafted"],
        asked=machine["asked"],
        reused=machine["reused"],
        rejected=machine["rejected"],
        to_ask=machine["to_ask"],
        turned_down=tuple((locale, key, why) for (locale, key), why in sorted(tally.work.turned_down.items())),
        left=sum(count for locale, count in left.items() if locale in wanted),
        missing=tuple(sorted(undrafted(routes, wanted, tally.work))),
        notes=tuple(sorted(remarks(routes, wanted, tally.work))),
        unread=project.unread,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is left to do in some documents.

    documents: those of which the memory is asked for something, by path.
    untranslated: segments without a target, by locale; those of variants are their bases'.
    """

    documents: tuple[str, ...]
    untranslated: tuple[tuple[str, int], ...]


def waiting_in(workspace: Workspace) -> Waiting:
    """What is left to do in the documents of a workspace."""
    asked: dict[str, None] = {}
    left = Counter[str]()
    for pair in workspace.pairs:
        if any(is_asked_for(pair, entry) for entry in pair.catalog.entries):
            asked[pair.source.path] = None
        left[pair.locale] += _untranslated(pair)
    return Waiting(documents=tuple(sorted(asked)), untranslated=tuple(sorted((+left).items())))


WAITING = Question(name="waiting", kind=Waiting, answer=waiting_in)


def _untranslated(pair: Pair) -> int:
    """Segments without a target; those of a variant are its base's."""
    return 0 if pair.base else sum(entry.state is State.UNTRANSLATED for entry in pair.catalog.entries)


_SETTLED = "settled"
"""The name under which it is kept that the memory and the engines have nothing new for a document."""


class _Asking:
    """Documents with something to ask the memory for; only those are opened for which it may have something new.

    Where something cannot be read all are asked, and nothing is kept of it.
    """

    def __init__(
        self,
        run: Run,
        surveyed: Survey,
        documents: Sequence[str],
        wanted: Sequence[LanguageTag],
        routes: Routes,
    ) -> None:
        self._run = run
        self._project = run.project
        self._surveyed = surveyed
        self._documents = documents
        self._wanted = wanted
        self._routes = routes
        self._engines = routes.key(wanted)
        self._pairs: dict[str, list[Pair]] = {}
        self._originals: dict[str, list[Pair]] = {}
        self._leanings: dict[str, Leaning] = {}
        self._shown: dict[tuple[str, int], dict[int, Match]] = {}

    def ask_memory(self, tally: _Tally) -> None:
        """Ask, again and again while its answers confirm anything new."""
        if self._is_all_settled():
            return
        self._fill()
        now = MemoryNow(self._project)
        if not self._surveyed.rest.problems:
            kept = {path: now.recall(_SETTLED, key) for path, key in self._keys(self._documents).items()}
            self._leanings = {path: leaning for path, leaning in kept.items() if leaning is not None}
        while asked := [path for path in self._documents if not self._is_settled(path, now)]:
            is_carried = self._open(asked, tally)
            if is_carried:
                self._fill()
                now = MemoryNow(self._project)
            unsure = _unsure(self._project, self._surveyed.rest)
            # What nobody could read any more when it was opened is left out, and named.
            asked = [path for path in asked if path in self._pairs]
            pairs = [(path, number) for path in asked for number in range(len(self._pairs[path]))]
            before = len(tally.confirmed)
            for path, number in stretch_of(self._project.progress, "catalogs", pairs, len(pairs)):
                pair = self._pairs[path][number]
                if pair.locale in self._wanted:
                    shown = self._shown.setdefault((path, number), {})
                    is_sure = pair.locale not in unsure
                    self._pairs[path][number] = _filled(self._run, self._routes, pair, shown, tally, is_sure=is_sure)
            for path in asked:
                self._leanings[path] = Leaning(now.stamp, self._texts(path))
            if len(tally.confirmed) == before and not is_carried:
                return
            self._fill()
            now = MemoryNow(self._project)

    def drafted(self, tally: _Tally) -> Iterator[tuple[Pair, Pair]]:
        """The pairs that were opened, with the drafts of engines, each with the pair it was before."""
        pairs = [pair for path in self._pairs for pair in self._pairs[path]]
        originals = [pair for path in self._pairs for pair in self._originals[path]]
        numbers = {(path, one): 0 for path in self._pairs for one in range(len(self._pairs[path]))}
        shown = {number: self._shown[key] for number, key in enumerate(numbers) if key in self._shown}
        drafters = Drafters(self._project, self._routes, self._run.name, pairs)
        look_again(self._run, pairs, shown, self._wanted, self._routes, drafters, tally.work)
        with_drafts(self._run, pairs, self._wanted, self._routes, drafters, tally.work)
        yield from zip(pairs, originals, strict=True)

    def settle(self, *, has_more: bool) -> None:
        """Keep what the documents were asked for, so that they need not be asked again.

        has_more: whether an engine gave no answer to something: it is asked again next time.
        """
        if self._project.unread or self._is_all_settled() or has_more:
            return
        now = MemoryNow(self._project)
        if not all(map(now.says_the_same, self._leanings.values())):
            # Another process filled the memory meanwhile.
            return
        # What somebody saved before it was opened is not what the keys stand for; what was not opened is kept already.
        asked = self._surveyed.as_found(self._pairs)
        for path, key in self._keys(asked).items():
            now.keep(_SETTLED, key, self._leanings[path])
        if len(asked) == len(self._pairs) and self._leanings.keys() >= set(self._documents):
            self._project.answers.put(_SETTLED, self._key_of_all(), b"")
        self._project.keep_answers()

    def _is_all_settled(self) -> bool:
        """Whether nothing at all changed since all was settled; what cannot be read has no part in that."""
        if self._surveyed.rest.problems:
            return False
        return self._project.answers.get(_SETTLED, self._key_of_all()) is not None

    def _key_of_all(self) -> bytes:
        folder = self._project.folder
        files = (FILE_NAME, *self._surveyed.files, *folder.files(COMMITTED_TMX))
        digests = ((path, folder.digest(path)) for path in files)
        return key_of(self._engines, tuple(self._wanted), *digests)

    def _keys(self, documents: Sequence[str]) -> dict[str, bytes]:
        prints = self._surveyed.prints(documents)
        return {path: key_of(print_, self._engines, tuple(self._wanted)) for path, print_ in prints.items()}

    def _is_settled(self, path: str, now: MemoryNow) -> bool:
        return path in self._leanings and now.says_the_same(self._leanings[path])

    def _fill(self) -> None:
        fill_memory(self._project, self._surveyed, [pair for pairs in self._pairs.values() for pair in pairs])

    def _open(self, documents: Sequence[str], tally: _Tally) -> bool:
        """Whether confirmed targets took new codes in those of the documents that were not open yet."""
        new = [path for path in documents if path not in self._pairs]
        before = len(tally.carried)
        for pair in self._surveyed.open(new).pairs if new else ():
            is_carried = pair.locale in self._wanted and _is_carried(self._project, pair)
            now = _carried(self._project, pair, tally) if is_carried else pair
            self._originals.setdefault(pair.source.path, []).append(pair)
            self._pairs.setdefault(pair.source.path, []).append(now)
        return len(tally.carried) > before

    def _texts(self, path: str) -> tuple[Sought, ...]:
        """The texts of a document that the memory is asked for in some locale."""
        pairs = [pair for pair in self._pairs[path] if pair.locale in self._wanted]
        places = {
            place for pair in pairs for place, entry in enumerate(pair.catalog.entries) if is_asked_for(pair, entry)
        }
        return tuple(sought(pairs[0].source.catalog_segment(place).content) for place in sorted(places))


def _unsure(project: Project, workspace: Workspace) -> frozenset[str]:
    """The locales of which not all confirmed targets are known."""
    unread = {one.locale for one in workspace.unread}
    return frozenset(tag for tag in project.settings.locales if tag in unread or not project.was_read(kept_path(tag)))


def _is_carried(project: Project, pair: Pair) -> bool:
    """Whether confirmed targets may take the codes of their source, and what they were can be kept."""
    return may_carry(pair) and can_keep(project, pair.locale)


def _carried(project: Project, pair: Pair, tally: _Tally) -> Pair:
    """The pair with the confirmed targets that take the codes of their source."""
    entries = list(pair.catalog.entries)
    for place in range(len(entries)):
        if entry := with_new_codes(project, pair, place):
            entries[place] = entry
            tally.carried.append(f"{pair.locale} {pair.key(entry)}")
    return _with(pair, entries)


def _filled(run: Run, routes: Routes, pair: Pair, shown: dict[int, Match], tally: _Tally, *, is_sure: bool) -> Pair:
    """The pair with what the memory answers for its open and its stale entries, counted in `tally`.

    shown: takes the near matches that entries show, by their places.
    is_sure: whether an exact match may confirm.
    """
    places = [place for place, entry in enumerate(pair.catalog.entries) if is_asked_for(pair, entry)]
    if not places:
        return pair
    entries = list(pair.catalog.entries)
    texts = [segment.content.text for segment in pair.source.catalog_segments]
    for place, matches in zip(places, _asked(run.project, pair, places, texts), strict=True):
        before = entries[place]
        entry: CatalogEntry | None
        if waits_for_proposal(before):
            best = best_proposal(pair, place, texts, matches)
            entry = proposed(pair, place, texts, matches)
        else:
            best = matches[0] if matches else None
            entry = answered(routes, pair, before, best, is_sure=is_sure) if best else None
        shown.pop(place, None)
        if best and entry and is_near(entry, best):
            shown[place] = best
        if entry is None or entry == before:
            continue
        entries[place] = entry
        if entry.state is State.TRANSLATED and not entry.is_stale:
            tally.confirmed.append(f"{pair.locale} {pair.key(entry)}")
        elif entry.shown != before.shown:
            tally.counts["proposed"] += 1
    return _with(pair, entries)


def _with(pair: Pair, entries: Sequence[CatalogEntry]) -> Pair:
    is_same = all(new is old for new, old in zip(entries, pair.catalog.entries, strict=True))
    return pair if is_same else pair.with_entries(entries)


def _asked(project: Project, pair: Pair, places: Sequence[int], texts: Sequence[str]) -> Sequence[Sequence[Match]]:
    """What the memory knows of these segments of a document, the best match first; `texts` as for `query_of`."""
    return project.memory.lookup_many(
        [query_of(pair, place, texts) for place in places],
        floor=project.settings.floor,
        limit=5,
        fallbacks=project.settings.fallbacks.get(pair.locale, ()),
    )
