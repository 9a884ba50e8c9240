"""Drafts by engines for what the memory left empty.

Each text goes to the first engine that may draft it; what that one refused, lost or spoilt goes to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from locmem.catalogs.pairs import Pair
from locmem.errors import InputErrors
from locmem.inline import protect
from locmem.model.inline import Inline
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, Origin, OriginKind, State
from locmem.model.wording import counted
from locmem.mt.pieces import UNANSWERED
from locmem.workspace.drafters import Drafters
from locmem.workspace.estimated import keep_estimates_of
from locmem.workspace.project import Project
from locmem.workspace.routing import Routes
from locmem.workspace.writing import Run

if TYPE_CHECKING:
    from locmem.mt.engine import MtEngine
    from locmem.mt.guard import Draft
    from locmem.mt.pieces import Surroundings


@dataclass
class EngineWork:
    """What engines did, added up while they do it.

    counts: `drafted` by an engine, `asked` now, `reused` from the store, `rejected` by the guard and by every engine,
    `to_ask` by a dry run; near matches `spliced` with new words, drafts `composed` of sentences.
    stopped: (locale, engine) to why it stopped before it was done.
    waiting: (locale, engine) to how many texts it gave no answer to and no engine behind it drafted, so that they are
        to be asked again.
    kept_home: how many texts markets let nobody send, by locale, engine and reason.
    turned_down: (locale, key) of what is left empty because of what was wrong with the last engine's answer, in words.
    """

    counts: Counter[str] = field(default_factory=Counter)
    stopped: dict[tuple[str, str], str] = field(default_factory=dict)
    kept_home: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    turned_down: dict[tuple[str, str], str] = field(default_factory=dict)
    waiting: Counter[tuple[str, str]] = field(default_factory=Counter)


def with_drafts(
    run: Run, pairs: list[Pair], wanted: Sequence[LanguageTag], routes: Routes, drafters: Drafters, work: EngineWork
) -> None:
    """Fill the empty entries of `pairs` that engines may draft; where an engine fails, the next one goes on."""
    from locmem.mt.likeness import open_likeness

    refused: set[tuple[int, int]] = set()
    likeness = open_likeness()
    unanswered: list[tuple[int, int, str]] = []
    for setting in routes.settings:
        if setting.locale not in wanted:
            continue
        places = [
            (number, index)
            for number, pair in enumerate(pairs)
            if pair.locale == setting.locale and routes.may_draft(setting, pair)
            for index, entry in enumerate(pair.catalog.entries)
            if entry.state is State.UNTRANSLATED
        ]
        if not places:
            continue
        asked = [_Asked(pairs[number], index) for number, index in places]
        engine, asking, drafts = _drafts(run, drafters, setting, asked, work)
        drafted: dict[int, dict[int, CatalogEntry]] = {}
        for (number, index), draft in zip(places, drafts, strict=True):
            entry = pairs[number].catalog.entries[index]
            key = pairs[number].locale, pairs[number].key(entry)
            if draft.target is None:
                if draft.why == UNANSWERED:
                    unanswered.append((number, index, engine))
                elif draft.why:
                    refused.add((number, index))
                    work.turned_down[key] = _told(engine, draft)
                continue
            refused.discard((number, index))
            work.turned_down.pop(key, None)
            drafted.setdefault(number, {})[index] = _drafted(entry, draft.target, engine, draft.note)
        for number, entries in drafted.items():
            whole = pairs[number].catalog.entries
            pairs[number] = pairs[number].with_entries([entries.get(index, one) for index, one in enumerate(whole)])
            work.counts["drafted"] += len(entries)
        if asking is not None and asking.traits.is_language and drafted:
            new = [(pairs[number], index) for number, entries in drafted.items() for index in entries]
            keep_estimates_of(run.project, engine, asking.version, new, likeness)
    work.counts["rejected"] += len(refused)
    for number, index, engine in unanswered:
        if pairs[number].catalog.entries[index].state is State.UNTRANSLATED:
            work.waiting[pairs[number].locale, engine] += 1
    for pair in pairs:
        left = sum(entry.state is State.UNTRANSLATED for entry in pair.catalog.entries)
        if left and pair.locale in wanted:
            work.kept_home.update({(pair.locale, engine, why): left for engine, why in routes.unsendable(pair)})


def _told(engine: str, draft: Draft) -> str:
    """What was wrong with an engine's draft."""
    return f"{engine}'s answer {draft.why}" if draft.tries else f"{engine} was not asked: {draft.why}"


def _drafted(entry: CatalogEntry, target: Inline, engine: str, note: str) -> CatalogEntry:
    """The entry with an engine's draft.  note: why somebody must look at it, or empty."""
    origin, doubts = Origin(OriginKind.MT, engine), (note,) if note else ()
    return entry.with_target(protect.to_editable(target), State.DRAFT, origin, doubts=doubts)


class _Asked(NamedTuple):
    """A text for an engine: its document in the locale, and its place in the catalog."""

    pair: Pair
    number: int

    @property
    def source(self) -> Inline:
        return self.pair.source.catalog_segment(self.number).content


def beside(pair: Pair, number: int, step: int) -> str:
    """The text before (-1) or behind (1) a place of a document, as a reader sees it; empty where there is none."""
    from locmem.mt.layout import seen_text

    place = number + step
    is_there = 0 <= place < len(pair.source.translatable)
    return seen_text(pair.source.catalog_segment(place).content) if is_there else ""


def texts_of(pair: Pair) -> tuple[str, ...]:
    """All texts of a document whole, as a reader sees them, also those that nobody translates."""
    from locmem.mt.layout import seen_text

    return tuple(seen_text(unit.content) for unit in pair.source.document.units)


def _drafts(
    run: Run, drafters: Drafters, setting: EngineSetting, asked: Sequence[_Asked], work: EngineWork
) -> tuple[str, MtEngine | None, Sequence[Draft]]:
    """The engine's name, the engine where it was asked, and its draft of each source."""
    from locmem.mt.guard import Draft

    sources = [one.source for one in asked]
    if run.is_dry:
        # The source stands in for the answer, so that the steps after this one plan with a draft in place.
        work.counts["to_ask"] += len(sources)
        return setting.engine, None, [Draft(target=source, tries=0) for source in sources]
    drafter = drafters.of(setting)
    if drafter is None:
        work.stopped[(setting.locale, setting.engine)] = drafters.broken(setting)
        return setting.engine, None, [Draft(target=None, tries=0, why=UNANSWERED)] * len(sources)
    engine = drafter.engine
    drafted = drafter.draft(sources, _surroundings(run.project, asked, engine), progress=run.project.progress)
    work.counts["asked"] += drafted.asked
    work.counts["reused"] += drafted.reused
    if drafted.stopped:
        work.stopped[(setting.locale, engine.name)] = drafted.stopped
    return engine.name, engine, drafted.drafts


def _surroundings(project: Project, asked: Sequence[_Asked], engine: MtEngine) -> Sequence[Surroundings]:
    """What the engine reads beside each text, and where some of it is hidden its document; nothing for all else."""
    from locmem.mt.engine import Reads
    from locmem.mt.pieces import Surroundings

    reads, is_hidden = engine.traits.reads, bool(engine.traits.host)
    if not reads and not is_hidden:
        return ()
    has_terms = Reads.TERMS in reads
    sources = {id(one.pair.source): one.pair for one in asked} if is_hidden else {}
    documents = {key: texts_of(pair) for key, pair in sources.items()}
    return [
        Surroundings(
            before=beside(one.pair, one.number, -1),
            after=beside(one.pair, one.number, 1),
            terms=_terms(project, one) if has_terms else (),
            document=documents.get(id(one.pair.source), ()),
        )
        for one in asked
    ]


def _terms(project: Project, asked: _Asked) -> tuple[tuple[str, str], ...]:
    """Words of a text with those that the glossary wants for them; none while it cannot be read."""
    from locmem.terms.hints import words_for

    try:
        terminology = project.terminology
    except InputErrors:
        # Its own checks name what is wrong, and nobody waits for a draft because of it.
        return ()
    return words_for(asked.source, asked.pair.locale, (), terminology)


def undrafted(routes: Routes, wanted: Sequence[LanguageTag], work: EngineWork) -> Iterator[tuple[str, str]]:
    """(locale, why) for what was not drafted."""
    rows = routes.report(wanted)
    drafted = {row.locale for row in rows if row.is_ready}
    for row in rows:
        if row.engine and row.locale not in drafted:
            yield row.locale, f"{row.engine}: {row.why}"
    for (locale, engine), count in sorted(work.waiting.items()):
        why = work.stopped.get((locale, engine), "")
        yield locale, f"{counted(count, 'text')}: {engine} {f'stopped: {why}' if why else 'gave no answer'}"
    for (locale, engine, why), count in sorted(work.kept_home.items()):
        yield locale, f"{counted(count, 'text')} not sent to {engine}: {why}"


def remarks(routes: Routes, wanted: Sequence[LanguageTag], work: EngineWork) -> Iterator[tuple[str, str]]:
    """(locale, what) of what went wrong with an engine where others went on."""
    rows = routes.report(wanted)
    drafted = {row.locale for row in rows if row.is_ready}
    for row in rows:
        if row.locale in drafted and not row.is_ready:
            yield row.locale, f"{row.engine} is not asked: {row.why}"
    for (locale, engine), why in sorted(work.stopped.items()):
        if not work.waiting[locale, engine]:
            yield locale, f"{engine} stopped: {why}; no text waits for it"
