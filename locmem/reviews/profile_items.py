"""What a market's profile asks of its reviewers: law that changes, facts to be read again, duties that are in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from locmem.checks.cards import Card
from locmem.checks.obligations import by_topic, unsaid
from locmem.errors import Location
from locmem.markets.changes import OBLIGATION, Change, changes, shown_value
from locmem.markets.due import Limits, Review, reviews
from locmem.markets.windows import waiver_for
from locmem.model.fact import Fact, Market
from locmem.model.review_rules import ItemKind, ReviewRules
from locmem.model.wording import counted, listed
from locmem.reviews.items import ReviewItem

_DUTIES = "obligations."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a review is begun with.

    elsewhere: profiles that are reviewed by themselves, so that what a market has from them is asked there.
    cards: the documents there are.  limits: after how many days readings end.
    """

    market: Market
    month: str
    day: date
    rules: ReviewRules
    limits: Limits
    cards: Sequence[Card]
    elsewhere: Collection[str] = ()

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date.fromisoformat(f"{self.month}-01")

    def item(self, kind: ItemKind, name: str, what: str, why: str, evidence: Sequence[str]) -> ReviewItem:
        """A new item of the market, owed from the day on."""
        return ReviewItem(
            id=f"{self.market.code}/{name}",
            kind=kind,
            what=" ".join(what.split()),
            why=" ".join(why.split()),
            evidence=tuple(" ".join(line.split()) for line in evidence),
            owner=self.rules.owner(kind),
            since=self.day,
        )


def law_items(asking: Asking) -> Iterator[ReviewItem]:
    """What becomes another in the profile from the first of the month on, one item for each thing and day."""
    market = asking.market
    until = asking.day + timedelta(days=asking.rules.law_days)
    found: dict[tuple[date, str], list[Change]] = {}
    for change in changes(market, asking.first - timedelta(days=1), until):
        if change.location.path not in asking.elsewhere:
            found.setdefault((change.on, change.path), []).append(change)
    topics = by_topic(market, asking.cards)
    duties = {f"{OBLIGATION}{one.key}": one for one in market.obligations}
    for (on, path), same in found.items():
        name = path.replace(OBLIGATION, _DUTIES).removeprefix("market.")
        evidence = list(dict.fromkeys(f"{one.source}; {_read(one.verified_on)}" for one in same))
        if duty := duties.get(path):
            ends = same[0].after == "(none)"
            what = f"the duty “{duty.key}” {'ends' if ends else 'begins'} on {on}: {duty.text}"
            texts = [card.path for topic in duty.applies_to for card in topics.get(topic, ())]
        else:
            what = "; ".join(f"{name}: {one.before} becomes {_after(one)} on {on}" for one in same)
            texts = [card.path for card in asking.cards if card.ships_to(market.code) and card.asks_for(path)]
        texts = sorted(dict.fromkeys(texts))
        evidence.append(f"{counted(len(texts), 'text')} on it: {listed(tuple(texts))}" if texts else "no text on it")
        yield asking.item(ItemKind.LAW, f"law/{on}/{name}", what, f"it changes on {on}", evidence)


def _after(change: Change) -> str:
    return "nothing" if change.is_ending else change.after


def fact_items(asking: Asking) -> Iterator[ReviewItem]:
    """Facts that have to be read again soon, one item for each with all its values or items that do.

    What somebody read in the month of the review is not asked again in it.
    """
    until = asking.day + timedelta(days=asking.rules.facts_days)
    found: dict[str, list[Review]] = {}
    for review in reviews(asking.market, asking.day, asking.limits):
        is_due = review.due is None or review.due <= until
        is_read = review.verified_on is not None and review.verified_on >= asking.first
        is_ours = not review.path.startswith(_DUTIES) and review.location.path not in asking.elsewhere
        if is_due and not is_read and is_ours:
            found.setdefault(review.path, []).append(review)
    for path, due in found.items():
        fact = asking.market.facts[path]
        labels = dict(_labels(asking.market, fact))
        names = tuple(one.item or labels[one.location] for one in due)
        evidence = [
            f"{name}: {one.source}; {_read(one.verified_on)}, {one.confidence.value}"
            for name, one in zip(names, due, strict=True)
        ]
        if waiver := waiver_for(asking.market, fact):
            evidence.append(f"waived by {waiver.by} on {waiver.on}: {waiver.reason}")
        first = min(due, key=lambda one: one.due or date.min)
        why = f"to be read again by {first.due}" if first.due else "nobody read it at its source yet"
        kind = ItemKind.LEGAL_FACT if fact.is_legal else ItemKind.FACT
        yield asking.item(kind, f"fact/{path}", f"{path}: {listed(names, 12)}", why, evidence)


def _labels(market: Market, fact: Fact) -> Iterator[tuple[Location, str]]:
    """What each value is called; an item of a list has a name of its own."""
    for value in fact.values:
        shown = shown_value(market, fact, value)
        is_windowed = value.window.start or value.window.end
        yield value.location, f"{shown} ({value.window})" if is_windowed else shown


def obligation_items(asking: Asking) -> Iterator[ReviewItem]:
    """The duties of the profile that are in force, each with the texts on its topics and what none of them says."""
    market = asking.market
    topics = by_topic(market, asking.cards)
    for one in market.obligations:
        if not one.window.holds(asking.day) or one.location.path in asking.elsewhere:
            continue
        missing = tuple(path for _, paths in unsaid(market, one, topics, asking.day) for path in paths)
        why = f"in force since {one.window.start}" if one.window.start else "in force"
        evidence = [f"{one.evidence.source}; {_read(one.evidence.verified_on)}, {one.evidence.confidence.value}"]
        for topic in one.applies_to:
            texts = tuple(sorted(card.path for card in topics.get(topic, ())))
            evidence.append(f"texts on {topic}: {listed(texts, 12)}" if texts else f"no text on {topic}")
        if missing:
            evidence.append(f"no text says {listed(tuple(dict.fromkeys(missing)))}")
        yield asking.item(ItemKind.OBLIGATION, f"obligation/{one.key}", one.text, why, evidence)


def _read(day: date | None) -> str:
    return f"read on {day}" if day else "never read"
