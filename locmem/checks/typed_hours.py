"""Opening hours typed into a source, where each market has its own as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import WordSpots, source_finding
from locmem.checks.source_blocks import blocks_of
from locmem.model.fact import FactType, Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.values.formatting import weekdays

HOURS = "hours-typed-in"

_NAMES = frozenset({"hours", "opening_hours", "business_hours"})
_UP_TO = r"\s*(?:-|–|—|to|through|thru|till|until|and|bis|und|a|al|à|au|y|e|até)\s*"
_TIME = r"\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?\s?m\b\.?|h\b|Uhr)?"
_BETWEEN = r"[^.!?\n]{0,25}?"


def typed_hours(context: CheckContext) -> Iterator[Finding]:
    """Days of the week with hours beside them in a source, where the markets have their hours as a fact."""
    paths = context.once("hours", lambda: sorted({path for one in context.all_markets for path in _hours_of(one)}))
    for source in context.workspace.sources if paths else ():
        pattern = _pattern(str(source.locale))
        for segment, text in blocks_of(source):
            found = pattern.search(text.target) if any(sign.isdigit() for sign in text.target) else None
            if found and not any(path in source.document.units[segment.unit].content.native for path in paths):
                at = WordSpots(source, segment).of(found[0], 0)
                yield source_finding(
                    at,
                    HOURS,
                    Severity.WARNING,
                    f"“{found[0]}” is typed in, and each market has hours of its own.",
                    f"Write {{{{ {paths[0]} }}}}, or leave it if other hours are meant.",
                )


def _hours_of(market: Market) -> Iterator[str]:
    for tree, facts in (("market", market.facts), ("company", market.company)):
        for path, fact in facts.items():
            if fact.type is FactType.TEXT and path.rpartition(".")[2] in _NAMES:
                yield f"{tree}.{path}"


@cache
def _pattern(locale: str) -> re.Pattern[str]:
    """Two days of the week, or one, with two times behind them or before."""
    day = rf"\b(?:{'|'.join(re.escape(name) for name in sorted(weekdays(locale), key=len, reverse=True))})\b\.?"
    days, times = rf"{day}(?:{_UP_TO}{day})", rf"{_TIME}{_UP_TO}{_TIME}"
    return re.compile(rf"{days}{_BETWEEN}{times}|{times}{_BETWEEN}{days}", re.IGNORECASE)


CHECKS = (
    Listed(
        name=HOURS,
        family="typed_hours",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=typed_hours,
        why="Customers of other markets call when nobody answers, and nobody finds the line when the hours change.",
        example="Call us from Monday to Friday, 9 to 5.",
        do="Write the name of the fact.",
    ),
)
