"""What becomes due in a market soon, and law that began lately and nobody confirmed, with the texts they touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locmem.backlog.answers import OBLIGATIONS, Answers
from locmem.backlog.duties import owed
from locmem.backlog.next_steps import changed_step, law_step, named
from locmem.checks.cards import Card
from locmem.checks.keeping import by_topic
from locmem.markets.changes import OBLIGATION, Change, changes
from locmem.markets.due import Limits, Review, reviews
from locmem.markets.windows import waiver_for
from locmem.model.fact import Market, Obligation
from locmem.model.wording import counted, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One thing that becomes due, or did.

    on: its day.  what: in a sentence.  asks: what a duty wants, as the profile says it.
    texts: the files it is about, from the project's folder.  do: what to do before, or now.
    heard: what a reviewer said of it.
    """

    on: date
    what: str
    texts: tuple[str, ...]
    do: str
    asks: str = ""
    heard: str = ""


def coming(
    market: Market,
    day: date,
    until: date,
    documents: Sequence[Card],
    limits: Limits,
    answers: Answers | None = None,
) -> tuple[Coming, ...]:
    """What becomes due after a day, up to and including `until`, soonest first.

    documents: all there are.  limits: after how many days readings end.  answers: what reviewers said.
    """
    said = answers or Answers()
    found = [*_changes(market, day, until, documents, said), *_readings(market, day, until, documents, limits, said)]
    return tuple(sorted(found, key=lambda one: (one.on, one.what)))


def begun(market: Market, day: date, documents: Sequence[Card], answers: Answers | None = None) -> tuple[Coming, ...]:
    """The law in force that the backlog has as work of its own, by the day since which it is owed.

    What began in the last 30 days and nobody confirmed, and what a reviewer wants changed; a duty of which a machine
    sees that no text keeps it fails the gate, and stands there.
    """
    said = answers or Answers()
    found = []
    for one in owed(market, documents, day, 0, said):
        duty = one.duty
        # What has not begun stands among what becomes due.
        if duty.days or not (one.change or (duty.is_asked and duty.is_begun)):
            continue
        since = duty.begins or (one.change.on if one.change else day)
        what = str(duty)
        found.append(
            Coming(
                on=since,
                what=f"{what[:1].upper()}{what[1:]}."
                if one.change
                else f"{what[:1].upper()}{what[1:]}; nobody has confirmed that the texts keep it.",
                asks=one.asks,
                texts=tuple(card.file for card in one.texts),
                do=law_step(one, market.code, day, said.asked),
                heard=str(one.change or ""),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.on, one.what)))


def _changes(market: Market, day: date, until: date, documents: Sequence[Card], answers: Answers) -> Iterator[Coming]:
    topics = by_topic(market, documents)
    duties = {f"{OBLIGATION}{one.key}": one for one in market.obligations}
    seen: dict[tuple[date, str], list[Change]] = {}
    for change in changes(market, day, until):
        seen.setdefault((change.on, change.path), []).append(change)
    for (on, path), same in seen.items():
        item = f"{market.code}/law/{on}/{path.replace(OBLIGATION, OBLIGATIONS).removeprefix('market.')}"
        wanted = answers.change(item)
        heard = str(wanted or answers.confirmed(item) or "")
        if duty := duties.get(path):
            cards = {card.file: card for topic in duty.applies_to for card in topics.get(topic, ())}
            is_ending, place = same[0].before != "(none)", str(same[0].location)
            due = replace(_of_duty(duty, on, tuple(cards), is_ending=is_ending, place=place), heard=heard)
            yield replace(due, do=changed_step(wanted, named(due.texts) if due.texts else "")) if wanted else due
            continue
        texts = _asking(market, documents, path)
        name = path.removeprefix("market.")
        what = "; ".join(f"{one.before} becomes {'nothing' if one.is_ending else one.after}" for one in same)
        show = f"`locmem render --market {market.code} --as-of {on} --dry-run`"
        do = (
            f"Read {_them(texts)} with the new value before: {show} says whether they can be published then."
            if texts
            else "No text asks for it."
        )
        do = changed_step(wanted, named(texts) if texts else "") if wanted else do
        yield Coming(on=on, what=f"{name}: {what}.", texts=texts, do=do, heard=heard)


def _of_duty(duty: Obligation, on: date, texts: tuple[str, ...], *, is_ending: bool, place: str) -> Coming:
    topics = " or ".join(f"`topic: {topic}`" for topic in duty.applies_to)
    do = f"Read {_them(texts)} before, and write what they lack, as {place} has it."
    if not texts:
        do = f"No text is on it: write one with {topics}, as {place} has it."
    if is_ending:
        do = f"Read {_them(texts)}: what they say for its sake may go." if texts else "No text is on it."
    what = f"The duty “{duty.key.replace('_', ' ')}” {'ends' if is_ending else 'begins'}."
    return Coming(on=on, what=what, asks=duty.text, texts=texts, do=do)


def _readings(
    market: Market, day: date, until: date, documents: Sequence[Card], limits: Limits, answers: Answers
) -> Iterator[Coming]:
    """The legal facts of pages whose reading ends, which keep their pages back from then on."""
    found: dict[date, list[Review]] = {}
    for review in reviews(market, day, limits):
        fact = market.facts.get(review.path)
        is_ending = review.due is not None and day <= review.due < until
        if fact and fact.is_legal and is_ending and not waiver_for(market, fact):
            assert review.due
            found.setdefault(review.due + timedelta(days=1), []).append(review)
    for on, same in found.items():
        names = tuple(dict.fromkeys(one.path for one in same))
        texts = tuple(sorted({text for name in names for text in _asking(market, documents, f"market.{name}")}))
        if texts:
            what = f"{counted(len(names), 'legal fact')} read too long ago: {listed(names)}."
            do = (
                f"Read the sources again before, or {_them(texts)} will be withheld: `locmem market due {market.code}`."
            )
            said = ((name, answers.confirmed(f"{market.code}/fact/{name}")) for name in names)
            heard = "; ".join(f"{name} was {given}; its profile does not say so yet" for name, given in said if given)
            yield Coming(on=on, what=what, texts=texts, do=do, heard=heard)


def _asking(market: Market, documents: Sequence[Card], path: str) -> tuple[str, ...]:
    return tuple(sorted(card.file for card in documents if card.ships_to(market.code) and card.asks_for(path)))


def _them(texts: tuple[str, ...]) -> str:
    return " and ".join(texts) if len(texts) <= 2 else f"the {len(texts)} texts"
