"""What a market's profile asks of its reviewers: law that changes, facts to be read again, duties that are in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from locmem.backlog.signals import Kpi
from locmem.checks.cards import Card
from locmem.checks.keeping import Keeper, by_topic, keeping_of
from locmem.errors import Location
from locmem.markets.changes import OBLIGATION, Change, changes, shown_value
from locmem.markets.due import Limits, Review, reviews
from locmem.markets.windows import waiver_for
from locmem.model.fact import Fact, Market
from locmem.model.priority import BEGUN_DAYS
from locmem.model.review_rules import ItemKind, ReviewRules
from locmem.model.signature import Signatures
from locmem.model.wording import counted, listed
from locmem.reviews.items import DUTIES, ReviewItem

TRANSLATED = re.compile(r"in \S+ as of [0-9a-f]{12}(?:, [\d,]+ of [\d,]+ segments? not translated)?")
"""The lines that `Asking.translations_of` gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a review is begun with.

    elsewhere: profiles that are reviewed by themselves, so that what a market has from them is asked there.
    read_elsewhere: regions whose facts the review of another market asks to be read again; whether a market's texts
    keep their law is asked of each.
    cards: the documents there are.  limits: after how many days readings end.
    figures: what customers asked of the market's documents, by path.
    digest: what stands for the file of a document, so that an answer is one on this very text; None for one that
    cannot be read.  signatures: who signed that obligations are kept.
    """

    market: Market
    month: str
    day: date
    rules: ReviewRules
    limits: Limits
    cards: Sequence[Card]
    elsewhere: Collection[str] = ()
    read_elsewhere: Collection[str] = ()
    figures: Mapping[str, Kpi] = field(default_factory=dict)
    digest: Callable[[str], bytes | None] = lambda file: None
    signatures: Signatures = field(default_factory=dict)

    def texts_on(self, name: str) -> tuple[str, ...] | None:
        """The texts that an item is about, by path; name: its id without the market.

        None where it is not about texts of the market, as its profile and its documents are today.
        """
        kind, _, rest = name.partition("/")
        rest = rest.partition("/")[2] if kind == "law" else rest
        shipped = [card for card in self.cards if card.ships_to(self.market.code)]
        if kind == "template":
            return tuple(card.path for card in shipped if card.path == rest) or None
        if kind == "obligation" or rest.startswith(DUTIES):
            key = rest.removeprefix(DUTIES)
            topics = {topic for one in self.market.obligations if one.key == key for topic in one.applies_to}
            return tuple(sorted(card.path for card in shipped if card.topic in topics)) if topics else None
        if kind in ("law", "fact"):
            path = rest if rest.startswith("company.") else f"market.{rest}"
            return tuple(sorted(card.path for card in shipped if card.asks_for(path)))
        return None

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date.fromisoformat(f"{self.month}-01")

    @property
    def last(self) -> date:
        """The last day of the month: what is due by then is urgent, on whichever day the review is begun."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def sources_of(self, texts: Collection[str]) -> str:
        """What stands for the sources of documents as they are; texts: by path."""
        files = sorted(card.file for card in self.cards if card.path in texts)
        digests = [self.digest(file) for file in files]
        if not all(digests):
            return "its source cannot be read" if len(files) == 1 else "not all of their sources can be read"
        told = digests[0] if len(digests) == 1 else sha256(b"".join(one for one in digests if one)).digest()
        return f"{'its source' if len(files) == 1 else 'their sources'} as of {(told or b'').hex()[:12]}"

    def translations_of(self, texts: Collection[str]) -> list[str]:
        """What stands for the translations of documents that the market's customers may read, a line for each language.

        texts: by path.  A draft that comes or goes changes nothing.
        """
        cards = sorted((card for card in self.cards if card.path in texts), key=lambda card: card.path)
        lines = []
        for locale in dict.fromkeys(one.content for one in self.market.locales):
            told = [one for card in cards for one in card.translations if one.locale == locale]
            done, total = sum(one.confirmed for one in told), sum(one.total for one in told)
            if not told:
                continue
            stamp = sha256("".join(one.stamp for one in told).encode()).hexdigest()[:12]
            left = "" if done == total else f", {total - done} of {counted(total, 'segment')} not translated"
            lines.append(f"in {locale} as of {stamp}{left}")
        return lines

    def item(
        self,
        kind: ItemKind,
        name: str,
        what: str,
        why: str,
        evidence: Sequence[str],
        *,
        texts: Collection[str] = (),
        question: str = "",
        urgent: bool = False,
    ) -> ReviewItem:
        """A new item of the market, owed from the day on.

        texts: the documents it is about, by path.  question: asked of others too; what is urgent is asked alone.
        """
        figures = [self.figures[text] for text in sorted(texts) if text in self.figures]
        return ReviewItem(
            id=f"{self.market.code}/{name}",
            kind=kind,
            what=" ".join(what.split()),
            why=" ".join(why.split()),
            evidence=tuple(" ".join(line.split()) for line in evidence),
            owner=self.rules.owner(kind),
            since=self.day,
            question="" if urgent else " ".join(question.split()),
            urgent=urgent,
            tickets=sum(one.tickets for one in figures),
            views=sum(one.views for one in figures),
        )


def law_items(asking: Asking) -> Iterator[ReviewItem]:
    """What becomes another in the profile, one item for each thing and day.

    From the first of the month on, and what did so in the 30 days before today; a duty that began before the month is
    asked for itself.
    """
    market = asking.market
    until = asking.day + timedelta(days=asking.rules.law_days)
    lately = asking.day - timedelta(days=BEGUN_DAYS)
    in_force = {f"{OBLIGATION}{one.key}" for one in market.obligations if one.window.holds(asking.day)}
    found: dict[tuple[date, str], list[Change]] = {}
    for change in changes(market, min(asking.first, lately) - timedelta(days=1), until):
        is_asked = change.on >= asking.first or change.path not in in_force
        if is_asked and change.location.path not in asking.elsewhere:
            found.setdefault((change.on, change.path), []).append(change)
    topics = by_topic(market, asking.cards)
    duties = {f"{OBLIGATION}{one.key}": one for one in market.obligations}
    for (on, path), same in found.items():
        name = path.replace(OBLIGATION, DUTIES).removeprefix("market.")
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
        evidence += [asking.sources_of(texts), *asking.translations_of(texts)] if texts else []
        if duty:
            evidence += keeping_of(market, duty, topics, on, asking.signatures).lacking
        why = f"it changes on {on}" if on > asking.day else f"it changed on {on}"
        yield asking.item(ItemKind.LAW, f"law/{on}/{name}", what, why, evidence, texts=texts, urgent=True)


def _after(change: Change) -> str:
    return "nothing" if change.is_ending else change.after


def fact_items(asking: Asking) -> Iterator[ReviewItem]:
    """Facts that have to be read again soon, one item for each with all its values or items that do.

    What somebody read in the month of the review is not asked again in it.
    """
    until = asking.day + timedelta(days=asking.rules.facts_days)
    found: dict[str, list[Review]] = {}
    elsewhere = {*asking.elsewhere, *asking.read_elsewhere}
    for review in reviews(asking.market, asking.day, asking.limits):
        is_due = review.due is None or review.due <= until
        is_read = review.verified_on is not None and review.verified_on >= asking.first
        is_ours = not review.path.startswith(DUTIES) and review.location.path not in elsewhere
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
        waiver = waiver_for(asking.market, fact)
        if waiver:
            evidence.append(f"waived by {waiver.by} on {waiver.on}: {waiver.reason}")
        first = min(due, key=lambda one: one.due or date.min)
        why = f"to be read again by {first.due}" if first.due else "nobody read it at its source yet"
        kind = ItemKind.LEGAL_FACT if fact.is_legal else ItemKind.FACT
        is_late = first.due <= asking.last if first.due else fact.is_legal and not waiver
        yield asking.item(
            kind,
            f"fact/{path}",
            f"{path}: {listed(names, 12)}",
            why,
            evidence,
            texts=[
                card.path
                for card in asking.cards
                if card.ships_to(asking.market.code) and card.asks_for(f"market.{path}")
            ],
            question=_reading(due, is_legal=fact.is_legal),
            urgent=is_late,
        )


def _reading(due: Sequence[Review], *, is_legal: bool) -> str:
    """What one look at a source answers; empty where there are several, and for what of the law nobody ever read."""
    sources = {(one.source, one.verified_on) for one in due}
    [(source, read)] = sources if len(sources) == 1 else [("", None)]
    if not source or (is_legal and read is None):
        return ""
    return f"Is this still what {source} says, {_read(read)}?" if read else f"Is this right ({source}; {_read(read)})?"


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
        if one.window.start and one.window.start >= asking.first:
            # Its beginning is asked this month, and one answer is enough.
            continue
        keeping = keeping_of(market, one, topics, asking.day, asking.signatures)
        concerned = {card.path for topic in one.applies_to for card in topics.get(topic, ())}
        why = f"in force since {one.window.start}" if one.window.start else "in force"
        evidence = [f"{one.evidence.source}; {_read(one.evidence.verified_on)}, {one.evidence.confidence.value}"]
        for topic in one.applies_to:
            texts = tuple(sorted(card.path for card in topics.get(topic, ())))
            evidence.append(f"texts on {topic}: {listed(texts, 12)}" if texts else f"no text on {topic}")
        if concerned:
            evidence += [asking.sources_of(concerned), *asking.translations_of(concerned)]
        # That there is no text stands above.
        evidence += keeping.lacking if keeping.cards or one.facts or one.phrases else ()
        read = one.evidence.verified_on
        due = read + timedelta(days=asking.limits.legal) if read else None
        is_late = due is None or due <= asking.last
        if keeping.lacking:
            why += "; no text says all that it names"
        elif keeping.unsigned:
            why += f"; {keeping.unsigned}"
        elif keeping.keeper is Keeper.SIGNED:
            why += f"; {keeping.signature}"
        if is_late:
            why += f"; its source is to be read again by {due}" if due else "; nobody read its source yet"
        yield asking.item(
            ItemKind.OBLIGATION,
            f"obligation/{one.key}",
            one.text,
            why,
            evidence,
            texts=concerned,
            question=f"Do the texts on {one.applies_to[0]} keep these duties?" if one.applies_to else "",
            urgent=bool(keeping.lacking) or is_late,
        )


def _read(day: date | None) -> str:
    return f"read on {day}" if day else "never read"
