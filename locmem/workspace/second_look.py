"""What is made of the memory's answers before engines draft whole texts: other words, sentences put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from locmem.catalogs.pairs import Pair
from locmem.model.match import Match
from locmem.model.tags import LanguageTag
from locmem.model.translation import State
from locmem.mt.drafting import Drafter
from locmem.mt.pieces import Surroundings
from locmem.workspace.composed_drafts import compose_drafts
from locmem.workspace.drafters import Drafters
from locmem.workspace.engine_drafts import EngineWork, beside
from locmem.workspace.near_matches import Near, brought_near, texts_to_ask
from locmem.workspace.routing import Routes
from locmem.workspace.writing import Run


def look_again(
    run: Run,
    pairs: list[Pair],
    shown: Mapping[int, Mapping[int, Match]],
    wanted: Sequence[LanguageTag],
    routes: Routes,
    drafters: Drafters,
    work: EngineWork,
) -> None:
    """Bring near matches up to date, and put paragraphs together that have none; `pairs` then hold the result.

    shown: the near matches that entries show, by the numbers of pair and entry.  A dry run asks no engine.
    """
    near = [
        Near(
            pair=number,
            place=place,
            match=match,
            around=Surroundings(before=beside(pairs[number], place, -1), after=beside(pairs[number], place, 1)),
        )
        for number, of_pair in sorted(shown.items())
        for place, match in sorted(of_pair.items())
        if pairs[number].locale in wanted
    ]
    missed = [
        (number, place)
        for number, pair in enumerate(pairs)
        if pair.locale in wanted and not pair.base
        for place, entry in enumerate(pair.catalog.entries)
        if entry.state is State.UNTRANSLATED and place not in shown.get(number, ())
    ]
    if run.is_dry:
        work.counts["to_ask"] += texts_to_ask(
            pairs, near, lambda pair: any(not routes.host(one) for one in routes.engines_for(pair))
        )

    def drafter_here(pair: Pair) -> Drafter | None:
        return None if run.is_dry else drafters.first_here(pair)

    def drafter_of(pair: Pair) -> Drafter | None:
        return None if run.is_dry else drafters.first(pair)

    places = chain((one.pair for one in near), (number for number, _ in missed))
    for locale in dict.fromkeys(pairs[number].locale for number in places):
        brought = brought_near(run.project, pairs, near, locale=locale, drafter_of=drafter_here)
        made = compose_drafts(run.project, brought.pairs, missed, locale=locale, drafter_of=drafter_of)
        pairs[:] = made.pairs
        work.counts["asked"] += brought.asked + made.asked
        work.counts["reused"] += brought.reused + made.reused
        work.counts["spliced"] += brought.spliced
        work.counts["composed"] += made.composed
