"""What a market asks authors to write, listed beside the texts it concerns."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.model import CheckContext
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted, listed

OBLIGATION = "obligation"


def owed_statements(context: CheckContext) -> Iterator[Finding]:
    """What texts on a topic must say in a market from the profile's obligations; for people to read."""
    for market in context.markets:
        documents: dict[str, list[str]] = {}
        for source in context.workspace.sources:
            if source.document.topic and source.ships_to(market.code):
                documents.setdefault(source.document.topic, []).append(source.path)
        for topic, paths in sorted(documents.items()):
            owed = [one for one in market.obligations if topic in one.applies_to and one.window.holds(context.day)]
            if not owed:
                continue
            texts = [one.text for one in owed]
            said = texts[0] if len(texts) == 1 else " ".join(f"({n}) {text}" for n, text in enumerate(texts, start=1))
            yield Finding(
                check=OBLIGATION,
                gate=Gate.RELEASE,
                severity=Severity.NOTE,
                location=owed[0].location,
                market=market.code,
                what=f"{market.name} asks {counted(len(owed), 'thing')} of texts on {topic}: {said}",
                do=f"See that it is true of {listed(tuple(paths))}.",
            )
