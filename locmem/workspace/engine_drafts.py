"""Drafts by engines for what the memory left empty.

Each text goes to the first engine that may draft it; what that one refused, lost or spoilt goes to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from locmem.catalogs.pairs import Pair
from locmem.inline import protect
from locmem.model.inline import Inline
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.model.translation import Origin, OriginKind, State
from locmem.workspace.project import Project
from locmem.workspace.routing import Routes
from locmem.workspace.writing import Run

if TYPE_CHECKING:
    from locmem.mt.allowance import Allowance
    from locmem.mt.engine import MtEngine
    from locmem.mt.pieces import Surroundings


@dataclass
class EngineWork:
    """What engines did, added up while they do it.

    counts: `drafted` by an engine, `asked` now, `reused` from the store, `rejected` by the guard and by every engine,
    `to_ask` by a dry run.  stopped: (locale, engine) to why it stopped before it was done.
    kept_home: how many texts markets let nobody send, by locale, engine and reason.
    """

    counts: Counter[str] = field(default_factory=Counter)
    stopped: dict[tuple[str, str], str] = field(default_factory=dict)
    kept_home: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def with_drafts(run: Run, pairs: list[Pair], wanted: Sequence[LanguageTag], routes: Routes, work: EngineWork) -> None:
    """Fill the empty entries of `pairs` that engines may draft; where an engine fails, the next one goes on."""
    refused: set[tuple[int, int]] = set()
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
        name, targets = _drafts(run, routes, setting, [_Asked(pairs[number], index) for number, index in places], work)
        origin = Origin(OriginKind.MT, name)
        drafted: dict[int, dict[int, Inline]] = {}
        for (number, index), target in zip(places, targets, strict=True):
            if target is None:
                refused.add((number, index))
            else:
                drafted.setdefault(number, {})[index] = target
        for number, of_pair in drafted.items():
            entries = list(pairs[number].catalog.entries)
            for index, target in of_pair.items():
                entries[index] = entries[index].with_target(protect.to_editable(target), State.DRAFT, origin)
                refused.discard((number, index))
            pairs[number] = pairs[number].with_entries(entries)
            work.counts["drafted"] += len(of_pair)
    work.counts["rejected"] += len(refused)
    for pair in pairs:
        left = sum(entry.state is State.UNTRANSLATED for entry in pair.catalog.entries)
        if left and pair.locale in wanted:
            work.kept_home.update({(pair.locale, engine, why): left for engine, why in routes.unsendable(pair)})


class _Asked(NamedTuple):
    """A text for an engine: its document in the locale, and its place in the catalog."""

    pair: Pair
    number: int

    @property
    def source(self) -> Inline:
        return self.pair.source.catalog_segment(self.number).content

    def beside(self, step: int) -> str:
        """The text before (-1) or behind (1) it; empty where there is none."""
        place = self.number + step
        is_there = 0 <= place < len(self.pair.source.translatable)
        return self.pair.source.catalog_segment(place).content.text if is_there else ""


def _drafts(
    run: Run, routes: Routes, setting: EngineSetting, asked: Sequence[_Asked], work: EngineWork
) -> tuple[str, Sequence[Inline | None]]:
    """The engine's name, and its draft of each source."""
    from locmem.markets.contacts import contacts_of
    from locmem.mt.answers import Answers
    from locmem.mt.audit import AuditLog, Grounds
    from locmem.mt.drafting import draft_all
    from locmem.mt.engines import open_engine
    from locmem.mt.privacy import Personal

    sources = [one.source for one in asked]
    if run.is_dry:
        # The source stands in for the answer, so that the steps after this one plan with a draft in place.
        work.counts["to_ask"] += len(sources)
        return setting.engine, sources
    project = run.project
    source_locale = project.settings.source_locale
    engine = open_engine(setting, source_locale)
    personal = log = None
    if engine.traits.host:
        markets = project.markets
        regions = tuple(sorted({one.code.partition("-")[0] for one in markets}))
        personal = Personal(known=contacts_of(markets), regions=regions)
        grounds = Grounds(
            command=run.name,
            permissions=routes.permissions({one.pair.source.path: one.pair for one in asked}.values()),
            per_million=setting.price,
            unit=project.settings.rates.currency,
        )
        log = AuditLog(project.database, project.clock).calls(grounds)
    drafted = draft_all(
        engine,
        Answers(project.database),
        sources,
        _surroundings(project, asked, engine),
        source_locale=source_locale,
        locale=setting.locale,
        personal=personal,
        log=log,
        allowance=_allowance(project, setting),
        progress=project.progress,
    )
    work.counts["asked"] += drafted.asked
    work.counts["reused"] += drafted.reused
    if drafted.stopped:
        work.stopped[(setting.locale, engine.name)] = drafted.stopped
    return engine.name, [draft.target for draft in drafted.drafts]


def _surroundings(project: Project, asked: Sequence[_Asked], engine: MtEngine) -> Sequence[Surroundings]:
    """What the engine reads beside each text; nothing where it reads nothing."""
    from locmem.mt.engine import Reads
    from locmem.mt.pieces import Surroundings

    reads = engine.traits.reads
    if not reads:
        return ()
    has_terms = Reads.TERMS in reads
    return [
        Surroundings(before=one.beside(-1), after=one.beside(1), terms=_terms(project, one) if has_terms else ())
        for one in asked
    ]


def _terms(project: Project, asked: _Asked) -> tuple[tuple[str, str], ...]:
    """Words of a text with those that the glossary wants for them; nothing where it may mean several things."""
    from locmem.terms.hints import terms_for

    hints = terms_for(asked.source, asked.pair.locale, (), project.terminology)
    return tuple(
        (hint.source, hint.source if hint.is_kept else hint.preferred[0].text)
        for hint in hints
        if (hint.is_kept or hint.preferred) and not hint.is_ambiguous
    )


def _allowance(project: Project, setting: EngineSetting) -> Allowance | None:
    """What the engine may still cost this month; None where the settings set no budget."""
    from locmem.mt.allowance import Allowance
    from locmem.mt.audit import AuditLog

    if setting.budget is None or setting.price is None:
        return None
    month = f"{project.today:%Y-%m}"
    spent = AuditLog(project.database, project.clock).spent(setting.engine, month).cost
    unit = project.settings.rates.currency
    used_up = f"its budget of {setting.budget} {unit}".rstrip() + f" for {month} is used up"
    return Allowance(setting.budget - spent, setting.price, used_up)
