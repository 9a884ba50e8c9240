"""How the obligations of markets stand, for people: who keeps each, what that rests on, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from locmem.checks.cards import Card
from locmem.checks.hidden_duties import Unseen, unseen
from locmem.checks.keeping import Keeping, keepings_of
from locmem.model.fact import Market
from locmem.model.signature import Signature
from locmem.pages.overview import CARDS, overview_with_cards
from locmem.pages.signatures import signatures_of
from locmem.workspace.project import Project
from locmem.workspace.survey import survey


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyState:
    """An obligation in force as it stands in a market.

    state: `kept` by texts as a machine sees, `signed`, `outdated` or `nobody`; `none` for what the market
    departs from.  how: the same in a sentence.
    seen, lacking: what a machine sees and misses, a clause each.  unseen: the locales in which it cannot see.
    changed: what is another since somebody signed.  do: what to do next; empty where it is kept.
    hidden_in: the locales in which customers see nothing of it today though it is kept.  hidden: the documents on its
    topics that are withheld or not translated there.
    """

    market: str
    key: str
    state: str
    is_kept: bool
    how: str
    do: str
    asks: str
    topics: tuple[str, ...]
    documents: tuple[str, ...]
    seen: tuple[str, ...]
    lacking: tuple[str, ...]
    unseen: tuple[str, ...]
    signature: Signature | None
    changed: tuple[str, ...]
    source: str
    hidden_in: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def duty_states(project: Project, codes: Sequence[str], day: date) -> tuple[DutyState, ...]:
    """The obligations in force on a day in the markets of these codes, all launched ones for none.

    They stand in the order of their profiles.  The project knows afterwards of files that cannot be read.
    """
    markets = project.chosen_markets(codes)
    found, cards = overview_with_cards(project, markets, day)
    signatures = signatures_of(project)
    return tuple(
        _state(keeping, unseen(market, keeping, cards, day, found.hidden))
        for market in markets
        for keeping in keepings_of(market, cards, day, signatures)
    )


def cards_of_project(project: Project) -> tuple[Card, ...]:
    """What is known of every document that can be read."""
    surveyed = survey(project, expecting=(CARDS,))
    surveyed.rest.require_listed()
    cards = surveyed.ask(CARDS)
    return tuple(chain.from_iterable(cards))


def coming_duties(markets: Sequence[Market], day: date) -> tuple[tuple[str, str, date], ...]:
    """The obligations that begin after a day, soonest first: code of the market, key, and the first day."""
    found = (
        (market.code, one.key, one.window.start)
        for market in markets
        for one in market.obligations
        if one.window.start and one.window.start > day
    )
    return tuple(sorted(found, key=lambda one: (one[2], one[:2])))


def departed_duties(markets: Sequence[Market], day: date) -> tuple[DutyState, ...]:
    """The obligations of a region or country that markets do not have that day: `how` says what was looked for."""
    return tuple(
        DutyState(
            market=market.code,
            key=one.key,
            state="none",
            is_kept=True,
            how=" ".join(one.none.split()),
            do="",
            asks="",
            topics=(),
            documents=(),
            seen=(),
            lacking=(),
            unseen=(),
            signature=None,
            changed=(),
            source=one.evidence.source,
        )
        for market in markets
        for one in market.departures
        if one.window.holds(day)
    )


def _state(keeping: Keeping, away: Unseen) -> DutyState:
    one = keeping.obligation
    return DutyState(
        market=keeping.market,
        key=one.key,
        state=keeping.keeper.value,
        is_kept=keeping.is_kept,
        how="; ".join(filter(None, (keeping.how, str(away)))),
        hidden_in=away.locales,
        hidden=away.documents,
        do=keeping.step,
        asks=" ".join(one.text.split()),
        topics=one.applies_to,
        documents=tuple(card.file for card in keeping.cards),
        seen=keeping.seen,
        lacking=keeping.lacking,
        unseen=keeping.blind,
        signature=keeping.signature,
        changed=keeping.changed,
        source=one.evidence.source,
    )
