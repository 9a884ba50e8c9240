"""What a market asks authors to write, listed beside the texts it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from locmem.checks.cards import Card
from locmem.checks.keeping import AND_SIGN, Keeping, by_topic, keeping_of
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding
from locmem.checks.saying import Topics, unsaid
from locmem.markets.departed import doubts, names_something
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted, listed

OBLIGATION = "obligation"
UNKEPT = "obligation-unkept"
ANSWER = "obligation-in-answers-only"
TOPIC = "topic-missing"

_NEAR = 0.75
"""How alike two topics are, by `difflib`, of which one may be meant by the other."""

_RARE = 8
"""Of as many documents one may lack a topic by oversight."""


def unkept_duties(context: CheckContext) -> Iterator[Finding]:
    """Obligations in force that nobody keeps: no machine sees that texts do, and nobody signed for them as they are."""
    for market in context.markets:
        topics = by_topic(market, context.cards)
        for obligation in market.obligations:
            if not obligation.window.holds(context.day):
                continue
            found = keeping_of(market, obligation, topics, context.day, context.signatures)
            if not found.is_kept:
                yield Finding(
                    check=UNKEPT,
                    gate=Gate.RELEASE,
                    severity=Severity.ERROR,
                    location=obligation.location,
                    market=market.code,
                    what=f"{market.name} ({obligation.key}): {found.problem}.",
                    do=f"It asks: “{' '.join(obligation.text.split())}” {found.step}{_meant(found, topics)}",
                    about=obligation.key,
                )


def is_to_sign(finding: Finding) -> bool:
    """Whether what is wrong is that somebody has to read texts and sign; otherwise they lack something."""
    return finding.check == UNKEPT and f"{AND_SIGN}`" in finding.do


def _meant(found: Keeping, topics: Topics) -> str:
    """Topics of documents that a mistyped one of the obligation may mean, as a question."""
    near = [(topic, like[0]) for topic in found.bare if (like := get_close_matches(topic, topics, 1, _NEAR))]
    return "".join(f" Is `topic: {theirs}` meant by `{ours}`?" for ours, theirs in near)


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
        topics = by_topic(market, context.cards)
        for topic, cards in sorted(topics.items()):
            owed = [
                obligation
                for obligation in market.obligations
                if topic in obligation.applies_to
                and obligation.window.holds(context.day)
                and keeping_of(market, obligation, topics, context.day, context.signatures).is_kept
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


def told_departures(context: CheckContext) -> Iterator[Finding]:
    """Obligations of its region that a market is said not to have; a warning where something speaks against that."""
    for market in context.markets:
        away = [one for one in market.departures if one.window.holds(context.day)]
        if not away:
            continue
        doubtful = [one for one in away if not names_something(one) or any(doubts(market, one, context.day))]
        first = (doubtful or away)[0]
        yield Finding(
            check=OBLIGATION,
            gate=Gate.RELEASE,
            severity=Severity.WARNING if doubtful else Severity.NOTE,
            location=first.location,
            market=market.code,
            what=f"{market.name} departs from {counted(len(away), 'obligation')}, which nothing looks for: "
            f"{listed(tuple(one.key for one in away))}.",
            do=f"`locmem market obligations {market.code}` says what was looked for, and where"
            + (f"; `locmem market lint {market.code}` what speaks against it." if doubtful else "."),
            about=first.key,
        )


def _owed_and_departed(context: CheckContext) -> Iterator[Finding]:
    """What texts on a topic must say in a market, and the obligations it departs from; for people to read."""
    yield from owed_statements(context)
    yield from told_departures(context)


CHECKS = (
    Listed(
        name=UNKEPT,
        family="obligations",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=unkept_duties,
        reach=Reach.PROJECT,
        why="The market's law asks for something of which no text, and nobody by name, says that customers get it.",
        example="No text on prices in es says Canarias; nobody signed that the complaint forms are named",
        do="Write what the obligation asks into a document on its topic, or have somebody read the texts and sign: "
        "`locmem market sign CODE KEY --by NAME`.",
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
        check=_owed_and_departed,
        reach=Reach.PROJECT,
        why="Some duties no program can verify: a person has to read for them.",
        example="Spain asks 1 thing of texts on complaints",
        do="See that it is true of the texts that are named.",
    ),
)
