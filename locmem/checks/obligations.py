"""What a market asks authors to write, listed beside the texts it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from locmem.checks.cards import Card
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding
from locmem.checks.statements import is_said
from locmem.markets.paths import fact_at
from locmem.model.fact import Market, Obligation
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted, listed

OBLIGATION = "obligation"
MISSING = "obligation-missing"
ANSWER = "obligation-in-answers-only"
TOPIC = "topic-missing"
TEXTLESS = "duty-without-text"

_NEAR = 0.75
"""How alike two topics are, by `difflib`, of which one may be meant by the other."""

_RARE = 8
"""Of as many documents one may lack a topic by oversight."""


def missing_statements(context: CheckContext) -> Iterator[Finding]:
    """Obligations that name facts which no document on the topic uses, and those whose topic has no document."""
    for market in context.markets:
        topics = by_topic(market, context.cards)
        for obligation in market.obligations:
            if obligation.window.holds(context.day):
                for topic, missing in unsaid(market, obligation, topics, context.day):
                    yield _missing(market, obligation, topic, topics.get(topic, ()), missing)


def statements_in_answers_only(context: CheckContext) -> Iterator[Finding]:
    """Obligations whose facts stand in macros alone, though there are pages on the topic that everybody can read."""
    for market in context.markets:
        topics = by_topic(market, context.cards)
        pages = {topic: [one for one in cards if one.kind != "macro"] for topic, cards in topics.items()}
        for obligation in market.obligations:
            if not obligation.window.holds(context.day):
                continue
            nowhere = dict(unsaid(market, obligation, topics, context.day))
            for topic, lacking in unsaid(market, obligation, pages, context.day):
                missing = tuple(path for path in lacking if path not in nowhere.get(topic, ()))
                if not missing or not pages.get(topic):
                    continue
                yield Finding(
                    check=ANSWER,
                    gate=Gate.RELEASE,
                    severity=Severity.WARNING,
                    location=obligation.location,
                    market=market.code,
                    what=f"{market.name} ({obligation.key}): only answers to customers say {listed(missing)}, and no "
                    f"page on {topic} does.",
                    do=f"Write it into {listed(tuple(card.path for card in pages[topic]))}, if customers must be "
                    "told before they ask.",
                )


def by_topic(market: Market, documents: Iterable[Card]) -> Mapping[str, Sequence[Card]]:
    """The documents that ship to a market and have a topic, by their topics."""
    topics: dict[str, list[Card]] = {}
    for card in documents:
        if card.topic and card.ships_to(market.code):
            topics.setdefault(card.topic, []).append(card)
    return topics


def unsaid(
    market: Market, obligation: Obligation, topics: Mapping[str, Sequence[Card]], day: date
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The topics on which no document says all that an obligation names, each with the facts that are missing.

    topics: as of `by_topic`.  day: the one on which facts are asked whether they have a value.
    Nothing where an obligation names no facts.
    """
    wanted = tuple(path for path in obligation.facts if _is_there(market, path, day))
    for topic in obligation.applies_to if wanted else ():
        made = (one for card in topics.get(topic, ()) for one in card.asks if one.is_made(market, day))
        said = frozenset(statement.path for statement in made)
        missing = tuple(path for path in wanted if not is_said(path, said))
        if missing:
            yield topic, missing


def _is_there(market: Market, path: str, day: date) -> bool:
    """Whether a fact has a value that day: one that is absent on purpose asks nothing of a text."""
    fact = fact_at(market, path)
    if fact is None:
        return True
    return any(value.window.holds(day) and value.value is not None for value in fact.values)


def _missing(
    market: Market, obligation: Obligation, topic: str, cards: Sequence[Card], missing: tuple[str, ...]
) -> Finding:
    if cards:
        problem = f"no text on {topic} says {listed(missing)}"
        documents = listed(tuple(card.path for card in cards))
        do = f"Write it into {documents}; the source is {obligation.evidence.source}."
    else:
        problem = f"there is no text on {topic}, which must say {listed(missing)}"
        do = f"Write a document with `topic: {topic}`; the source is {obligation.evidence.source}."
    return Finding(
        check=MISSING,
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        location=obligation.location,
        market=market.code,
        what=f"{market.name} ({obligation.key}): {problem}.",
        do=do,
    )


def missing_topics(context: CheckContext) -> Iterator[Finding]:
    """Documents without a topic in a content set where nearly all have one, so that no duty is looked up for them."""
    if not any(market.obligations for market in context.all_markets):
        return
    sets: dict[str, list[Card]] = {}
    for card in context.cards:
        sets.setdefault(card.content_set, []).append(card)
    for name, cards in sets.items():
        without = [card for card in cards if card.title and not card.topic]
        for card in without if len(without) * _RARE <= len(cards) else ():
            at = card.title_at or card.start
            yield source_finding(
                at,
                TOPIC,
                Severity.NOTE,
                f"nearly all documents of {name} have a topic by which duties are looked up, and this has none.",
                "Add `topic: …`, or a topic that stands for none.",
            )


def owed_statements(context: CheckContext) -> Iterator[Finding]:
    """What texts on a topic must say in a market from the profile's obligations; for people to read."""
    for market in context.markets:
        for topic, cards in sorted(by_topic(market, context.cards).items()):
            owed = [
                obligation
                for obligation in market.obligations
                if topic in obligation.applies_to and obligation.window.holds(context.day)
            ]
            if not owed:
                continue
            texts = [obligation.text for obligation in owed]
            said = texts[0] if len(texts) == 1 else " ".join(f"({n}) {text}" for n, text in enumerate(texts, start=1))
            yield Finding(
                check=OBLIGATION,
                gate=Gate.RELEASE,
                severity=Severity.NOTE,
                location=owed[0].location,
                market=market.code,
                what=f"{market.name} asks {counted(len(owed), 'thing')} of texts on {topic}: {said}",
                do=f"See that it is true of {listed(tuple(card.path for card in cards))}.",
            )


def duties_without_text(context: CheckContext) -> Iterator[Finding]:
    """Duties in force on none of whose topics a market has any text, so that nobody is asked to keep them."""
    for market in context.markets:
        topics = by_topic(market, context.cards)
        bare = [
            one
            for one in market.obligations
            if one.window.holds(context.day)
            and one.applies_to
            and not any(topic in topics for topic in one.applies_to)
            and not any(_is_there(market, path, context.day) for path in one.facts)
        ]
        if not bare:
            continue
        wanted = tuple(dict.fromkeys(topic for one in bare for topic in one.applies_to))
        names = listed(tuple(one.key.replace("_", " ") for one in bare))
        near = [(topic, found[0]) for topic in wanted if (found := get_close_matches(topic, topics, 1, _NEAR))]
        meant = "".join(f" Is `topic: {theirs}` meant by `{ours}`?" for ours, theirs in near)
        subject = "a duty speaks" if len(bare) == 1 else f"{len(bare)} duties speak"
        yield Finding(
            check=TEXTLESS,
            gate=Gate.RELEASE,
            severity=Severity.WARNING,
            location=bare[0].location,
            market=market.code,
            what=f"{market.name}: {subject} of texts on {listed(wanted)}, and no document has the topic ({names}).",
            do=f"Write `topic: {wanted[0]}` into the front matter of the document that keeps it, or write one.{meant}",
        )


CHECKS = (
    Listed(
        name=TEXTLESS,
        family="obligations",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=duties_without_text,
        reach=Reach.PROJECT,
        why="A duty on which there is no text, or whose topic is mistyped, is asked of nobody.",
        example="a duty with `applies_to: [return]`, while articles have `topic: returns`",
        do="Give the document that keeps it the topic, or mend the one of the duty.",
    ),
    Listed(
        name=MISSING,
        family="obligations",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=missing_statements,
        reach=Reach.PROJECT,
        why="The market's law asks for a statement that no text makes.",
        example="No text on complaints names the complaint forms",
        do="Write what the obligation asks into a document on its topic.",
        guards="the law of the market asks for it",
    ),
    Listed(
        name=ANSWER,
        family="obligations",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=statements_in_answers_only,
        reach=Reach.PROJECT,
        why="Only customers who write and get that answer read what the law says to everybody.",
        example="The article on returns lost the period, and a macro still names it",
        do="Write it into a page on the topic, too.",
    ),
    Listed(
        name=TOPIC,
        family="obligations",
        gate=Gate.CHANGE,
        severity=Severity.NOTE,
        check=missing_topics,
        reach=Reach.PROJECT,
        why="What the law of a market asks of such a page is looked up by its topic.",
        example="an article without `topic:` among twenty that have one",
        do="Add `topic: …` to its front matter.",
    ),
    Listed(
        name=OBLIGATION,
        family="obligations",
        gate=Gate.RELEASE,
        severity=Severity.NOTE,
        check=owed_statements,
        reach=Reach.PROJECT,
        why="Some duties no program can verify: a person has to read for them.",
        example="Spain asks 1 thing of texts on complaints",
        do="See that it is true of the texts that are named.",
    ),
)
