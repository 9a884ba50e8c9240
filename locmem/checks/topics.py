"""What documents say of themselves that decides which duties of a market are looked up for them: topic and risk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import listed
from locmem.values.address_likeness import is_one_slip

UNKNOWN = "topic-unknown"
RISK = "risk-below-duty"

_SHORTEST = 4
"""Shorter names are near each other by chance."""
_SLIP = "Write the topic as the profiles and the other documents have it."
_LEGAL = "Write `risk: legal`, or take the topic off a text that says nothing of it."


def unknown_topics(context: CheckContext) -> Iterator[Finding]:
    """Topics that no duty and no other document has, while one that is known is nearly the same."""
    used = Counter(card.topic for card in context.cards if card.topic)
    owed = {topic for market in context.all_markets for one in market.obligations for topic in one.applies_to}
    known = sorted(owed | {topic for topic, count in used.items() if count > 1})
    for card in context.cards:
        if not card.topic or card.topic in owed or used[card.topic] > 1:
            continue
        if meant := _near(card.topic, known):
            what = f"no market asks anything of texts on “{card.topic}”, and no other document is on it."
            do = f"Write `topic: {meant}`, if it was meant, so that what the law asks is looked for."
            yield source_finding(card.topic_at or card.start, UNKNOWN, Severity.WARNING, what, do)


def risks_below_duties(context: CheckContext) -> Iterator[Finding]:
    """Documents that ship before anybody confirmed them, on a topic of which a market's law asks something."""
    for card in context.cards:
        # What a content set says of all its documents is weighed there, not on each page.
        if not card.topic or card.risk_at is None or context.settings.risks[card.risk].required.is_confirmed:
            continue
        markets = tuple(
            market.name
            for market in context.markets
            if card.ships_to(market.code)
            and any(card.topic in one.applies_to and one.window.holds(context.day) for one in market.obligations)
        )
        if markets:
            named = listed(markets) if len(markets) < 4 else f"{len(markets)} markets"
            what = (
                f"the law of {named} asks something of texts on {card.topic}, and with `risk: {card.risk.value}` "
                "nobody has to look at their translations."
            )
            yield source_finding(card.risk_at, RISK, Severity.WARNING, what, _LEGAL)


def _near(topic: str, known: Iterable[str]) -> str:
    """The known topic that was meant; empty where none is that near."""
    plain = _plain(topic)
    if len(plain) < _SHORTEST:
        return ""
    return next((one for one in known if _plain(one) == plain or is_one_slip(_plain(one), plain)), "")


def _plain(topic: str) -> str:
    return re.sub(r"[\W_]", "", topic.casefold())


CHECKS = (
    Listed(
        name=UNKNOWN,
        family="topics",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=unknown_topics,
        reach=Reach.PROJECT,
        why="What the law of a market asks of the page is looked up by its topic, and nothing is found.",
        example="`topic: complaint` where the profiles say complaints",
        do=_SLIP,
    ),
    Listed(
        name=RISK,
        family="topics",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=risks_below_duties,
        reach=Reach.PROJECT,
        why="A sentence that the law asks for may ship as a machine wrote it.",
        example="`risk: low` and `topic: complaints`",
        do=_LEGAL,
    ),
)
