"""Drafts by engines for what the memory left empty.

Each text goes to the first engine that may draft it; what that one refused, lost or spoilt goes to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from locmem.catalogs.pairs import Pair
from locmem.inline import protect
from locmem.model.inline import Inline
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.model.translation import Origin, OriginKind, State
from locmem.workspace.routing import Routes
from locmem.workspace.writing import Run


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
        name, targets = _drafts(run, setting, [_asked(pairs[number], index) for number, index in places], work)
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
    """A source for an engine, and what stands around it."""

    source: Inline
    before: str
    after: str


def _asked(pair: Pair, index: int) -> _Asked:
    segments = pair.source.translatable
    before = pair.source.catalog_segment(index - 1).content.text if index else ""
    after = pair.source.catalog_segment(index + 1).content.text if index + 1 < len(segments) else ""
    return _Asked(pair.source.catalog_segment(index).content, before, after)


def _drafts(
    run: Run, setting: EngineSetting, asked: Sequence[_Asked], work: EngineWork
) -> tuple[str, Sequence[Inline | None]]:
    """The engine's name, and its draft of each source."""
    from locmem.mt.answers import Answers
    from locmem.mt.drafting import draft_all
    from locmem.mt.engines import open_engine
    from locmem.mt.guard import Surroundings

    sources = [one.source for one in asked]
    if run.is_dry:
        # The source stands in for the answer, so that the steps after this one plan with a draft in place.
        work.counts["to_ask"] += len(sources)
        return setting.engine, sources
    project = run.project
    source_locale = project.settings.source_locale
    engine = open_engine(setting, source_locale)
    drafted = draft_all(
        engine,
        Answers(project.database),
        sources,
        [Surroundings(before=one.before, after=one.after) for one in asked],
        source_locale=source_locale,
        locale=setting.locale,
        progress=project.progress,
    )
    work.counts["asked"] += drafted.asked
    work.counts["reused"] += drafted.reused
    if drafted.stopped:
        work.stopped[(setting.locale, engine.name)] = drafted.stopped
    return engine.name, [draft.target for draft in drafted.drafts]
