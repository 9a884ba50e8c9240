"""Step `pretranslate`: the memory first, then machine translation for what is left.

What a match becomes is the table of docs/design.md section 5.  Targets a person confirmed or began are never
touched, but where only codes of the source changed and the content set says so; beside a stale one stands what is
proposed in its place.  A machine's draft gives way only to an exact match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from locmem.catalogs.pairs import Pair, Workspace
from locmem.errors import Problem
from locmem.inline import protect
from locmem.model.inline import Inline
from locmem.model.match import Band, Match, Trust
from locmem.model.progress import stretch_of
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.model.translation import NO_ORIGIN, CatalogEntry, Origin, OriginKind, State
from locmem.model.wording import counted
from locmem.workspace.catalog_files import put_pair
from locmem.workspace.filling import fill_memory
from locmem.workspace.open_entries import engine_report, engine_setting, is_open, query_of
from locmem.workspace.project import Project
from locmem.workspace.proposals import doubts_of, may_carry, proposed, waits_for_proposal, with_new_codes
from locmem.workspace.remembering import can_keep, kept_path
from locmem.workspace.settled import fingerprint, is_settled, settle
from locmem.workspace.survey import Question, Survey, survey
from locmem.workspace.writing import Run

_CONTEXT = (Band.CONTEXT_BOTH, Band.CONTEXT)
_EXACT = (*_CONTEXT, Band.EXACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PretranslateResult:
    """What was filled, by locale.

    confirmed: exact matches with context, taken as translated; their keys are listed.
    carried: confirmed targets that took the codes of their source, where nothing else had changed; keys as well.
    proposed: drafts from the memory, and its proposals for stale targets.  drafted: drafts by an engine.
    asked, reused: texts the engine translated now, and answers that were stored.  rejected: drafts that lost a code
    or a number and were left empty.  to_ask: texts a dry run would have sent.
    missing: locales without a usable engine, with the reason.  unread: what could not be read and was left out.
    """

    confirmed: tuple[str, ...]
    carried: tuple[str, ...]
    proposed: int
    drafted: int
    asked: int
    reused: int
    rejected: int
    to_ask: int
    left: int
    missing: tuple[tuple[str, str], ...]
    unread: tuple[Problem, ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        parts = [
            f"{len(self.confirmed)} confirmed from the memory",
            *([f"{len(self.carried)} carried over to new codes"] if self.carried else []),
            f"{self.proposed} proposed from it",
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
    missing: dict[str, str] = field(default_factory=dict)


def pretranslate(run: Run, locales: Sequence[str] = ()) -> PretranslateResult:
    """Fill what nobody confirmed or began.

    Where a catalog of a locale cannot be read, or the pairs kept for it, nothing is confirmed in it by the memory: it
    might hold another translation of the same text.
    Raises UsageError for a locale nobody declared, EngineError when an engine that is installed fails.
    """
    project = run.project
    wanted = project.declared(locales)
    surveyed = survey(project, expecting=run.expecting)
    rest = surveyed.rest
    rest.require_listed()
    tally = _Tally()
    engines = engine_report(project, wanted)
    tally.missing = {locale: why for locale, engine, is_ready, why in engines if engine and not is_ready}
    waiting = surveyed.ask(WAITING)
    left = Counter[str]()
    for one in waiting:
        left.update(dict(one.untranslated))
    # What cannot be read is no part of the fingerprint.
    if rest.problems or not is_settled(project, fingerprint(project, surveyed.files, engines)):
        opened = surveyed.open([path for one in waiting for path in one.documents])
        pairs = _from_memory(run, surveyed, opened.pairs, wanted, tally)
        pairs = _from_engines(run, pairs, wanted, tally)
        for pair, original in zip(pairs, opened.pairs, strict=True):
            if pair is not original:
                put_pair(project, pair)
        left = Counter(dict(waiting_in(opened.with_pairs(tuple(pairs))).untranslated))
        if not run.is_dry and not project.unread:
            settle(project, fingerprint(project, surveyed.files, engines))
    counts = tally.counts
    return PretranslateResult(
        confirmed=tuple(sorted(tally.confirmed)),
        carried=tuple(sorted(tally.carried)),
        proposed=counts["proposed"],
        drafted=counts["drafted"],
        asked=counts["asked"],
        reused=counts["reused"],
        rejected=counts["rejected"],
        to_ask=counts["to_ask"],
        left=sum(count for locale, count in left.items() if locale in wanted),
        missing=tuple(sorted(tally.missing.items())),
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
        if any(_is_asked_for(pair, entry) for entry in pair.catalog.entries):
            asked[pair.source.path] = None
        if not pair.base:
            left[pair.locale] += sum(entry.state is State.UNTRANSLATED for entry in pair.catalog.entries)
    return Waiting(documents=tuple(sorted(asked)), untranslated=tuple(sorted((+left).items())))


WAITING = Question(name="waiting", kind=Waiting, answer=waiting_in)


def _from_memory(
    run: Run,
    surveyed: Survey,
    opened: Sequence[Pair],
    wanted: Sequence[str],
    tally: _Tally,
) -> list[Pair]:
    """The pairs after the memory was asked, again and again while its answers confirm anything new."""
    pairs = [
        _carried(run.project, pair, tally) if pair.locale in wanted and _is_carried(run.project, pair) else pair
        for pair in opened
    ]
    fill_memory(run.project, surveyed, pairs)
    unsure = _unsure(run.project, surveyed.rest)
    while True:
        before = len(tally.confirmed)
        for number, pair in stretch_of(run.project.progress, "catalogs", enumerate(pairs), len(pairs)):
            if pair.locale in wanted:
                pairs[number] = _filled(run, pair, tally, is_sure=pair.locale not in unsure)
        if len(tally.confirmed) == before:
            return pairs
        fill_memory(run.project, surveyed, pairs)


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


def _filled(run: Run, pair: Pair, tally: _Tally, *, is_sure: bool) -> Pair:
    """The pair with what the memory answers for its open and its stale entries, counted in `tally`.

    is_sure: whether an exact match may confirm.
    """
    places = [place for place, entry in enumerate(pair.catalog.entries) if _is_asked_for(pair, entry)]
    if not places:
        return pair
    entries = list(pair.catalog.entries)
    texts = [segment.content.text for segment in pair.source.catalog_segments]
    for place, matches in zip(places, _asked(run.project, pair, places, texts), strict=True):
        before = entries[place]
        entry: CatalogEntry | None
        if waits_for_proposal(before):
            entry = proposed(pair, place, texts, matches)
        else:
            entry = _answered(run, pair, before, matches[0], is_sure) if matches else None
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


def _is_asked_for(pair: Pair, entry: CatalogEntry) -> bool:
    return waits_for_proposal(entry) or (not entry.is_own if pair.base else is_open(entry))


def _asked(project: Project, pair: Pair, places: Sequence[int], texts: Sequence[str]) -> Sequence[Sequence[Match]]:
    """What the memory knows of these segments of a document, the best match first; `texts` as for `query_of`."""
    return project.memory.lookup_many(
        [query_of(pair, place, texts) for place in places],
        floor=project.settings.floor,
        limit=5,
        fallbacks=project.settings.fallbacks.get(pair.locale, ()),
    )


def _answered(run: Run, pair: Pair, entry: CatalogEntry, match: Match, is_sure: bool) -> CatalogEntry | None:
    """The entry as a match fills it, None where it stays as it is."""
    accept = pair.source.content_set.accept if is_sure else None
    prefers_engine = _prefers_engine(run, pair, match)
    if not pair.base:
        filled = _with_match(entry, match, pair.locale, accept, prefers_engine)
        return filled if filled and (filled.target, filled.state) != (entry.target, entry.state) else None
    # A variant's own wording that lost its place comes back for certain or not at all; a draft would
    # only stand in the way of what is inherited.
    empty = replace(entry, target="", state=State.UNTRANSLATED, origin=NO_ORIGIN)
    filled = _with_match(empty, match, pair.locale, accept, prefers_engine)
    return filled if filled and filled.is_confirmed and filled.target != entry.target else None


def _with_match(
    entry: CatalogEntry, match: Match, locale: LanguageTag, accept: int | None, prefers_engine: bool
) -> CatalogEntry | None:
    """The entry filled with a match, None where the match must not replace what stands there.

    accept: as the content set says, None where nothing is confirmed.
    """
    is_sure = (
        match.entry.trust is Trust.CONFIRMED
        and match.entry.locale == locale
        and not (match.is_ambiguous or match.critical or match.repaired)
    )
    is_accepted = accept is not None and (match.band in _CONTEXT or (accept == 100 and match.band is Band.EXACT))
    text = protect.to_editable(match.target)
    if is_sure and is_accepted and not match.left:
        return entry.with_target(text, State.TRANSLATED, Origin(OriginKind.TM))
    if entry.state is State.DRAFT and match.band not in _EXACT:
        return None
    if entry.state is State.DRAFT and entry.origin.kind is OriginKind.TM and entry.match >= int(match.percent):
        return None
    if prefers_engine:
        return None
    origin = Origin(OriginKind.TM)
    draft = entry.with_target(text, State.DRAFT, origin, match=int(match.percent), doubts=doubts_of(match))
    if match.band in _EXACT:
        return draft
    # The source the proposal was made for, so that a tool can show the translator what differs.
    return replace(draft, previous_source=protect.to_editable(match.entry.source))


def _prefers_engine(run: Run, pair: Pair, match: Match) -> bool:
    setting = engine_setting(run.project, pair)
    return setting is not None and match.band not in _EXACT and match.percent < setting.memory_from


def _from_engines(run: Run, pairs: list[Pair], wanted: Sequence[str], tally: _Tally) -> list[Pair]:
    for setting in run.project.settings.engines:
        if setting.locale not in wanted:
            continue
        places = [
            (number, index)
            for number, pair in enumerate(pairs)
            if pair.locale == setting.locale and engine_setting(run.project, pair)
            for index, entry in enumerate(pair.catalog.entries)
            if entry.state is State.UNTRANSLATED
        ]
        if not places:
            continue
        sources = [pairs[number].source.catalog_segment(index).content for number, index in places]
        targets = _drafts(run, setting, sources, tally)
        for (number, index), target in zip(places, targets, strict=True):
            if target is not None:
                pairs[number] = _drafted(pairs[number], index, target, setting.engine)
    return pairs


def _drafts(run: Run, setting: EngineSetting, sources: Sequence[Inline], tally: _Tally) -> Sequence[Inline | None]:
    from locmem.mt.answers import Answers
    from locmem.mt.drafting import draft_all
    from locmem.mt.engines import engine_status, open_engine

    source_locale = run.project.settings.source_locale
    status = engine_status(setting, source_locale)
    if not status.is_ready:
        return [None] * len(sources)
    if run.is_dry:
        # The source stands in for the answer, so that the steps after this one plan with a draft in place.
        tally.counts["to_ask"] += len(sources)
        return sources
    drafted = draft_all(
        open_engine(setting, source_locale),
        Answers(run.project.database),
        sources,
        source_locale=source_locale,
        locale=setting.locale,
        progress=run.project.progress,
    )
    tally.counts["asked"] += drafted.asked
    tally.counts["reused"] += drafted.reused
    tally.counts["rejected"] += drafted.rejected
    tally.counts["drafted"] += len(sources) - drafted.rejected
    return [draft.target for draft in drafted.drafts]


def _drafted(pair: Pair, index: int, target: Inline, engine: str) -> Pair:
    entries = list(pair.catalog.entries)
    text = protect.to_editable(target)
    entries[index] = entries[index].with_target(text, State.DRAFT, Origin(OriginKind.MT, engine))
    return pair.with_entries(entries)
