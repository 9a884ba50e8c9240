"""The rule about shared law: members that take none of it, and copies of what their region says already."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.markets.regions import FOLDER
from locmem.markets.subject import Subject
from locmem.model.fact import Fact, LocalText
from locmem.model.finding import Finding, Severity

REGION = "market-region"


def law_beside_regions(subject: Subject) -> Iterator[Finding]:
    """Members of a region that take none of its law, and facts of a member that only copy their region's."""
    market = subject.market
    if market.member_of and not market.regions and not subject.is_part:
        nearest = market.member_of[0]
        what = f"{market.code} is a member of {nearest}, and takes none of its law."
        do = f"Write `region: {nearest}`, and keep only what the country has of its own."
        yield subject.finding(REGION, subject.head("market"), what, do, Severity.WARNING)
    for path, fact in market.facts.items():
        if fact.location.path != market.path or not market.regions:
            continue
        shared = _shared(subject, path)
        if shared and _same(fact, shared):
            what = f"{path} is a copy of what {shared.location.path} says."
            do = "Remove it: the market has it from its region, and follows when that changes."
            yield subject.finding(REGION, fact.location, what, do, Severity.NOTE)


def _shared(subject: Subject, path: str) -> Fact | None:
    """The region's own fact, as another member has it."""
    for other in subject.others:
        fact = other.facts.get(path)
        if fact and f"/{FOLDER}/" in fact.location.path and set(other.regions) & set(subject.market.regions):
            code = fact.location.path.rpartition("/")[2].removesuffix(".yaml")
            if code in subject.market.regions:
                return fact
    return None


def _same(fact: Fact, shared: Fact) -> bool:
    if len(fact.values) != len(shared.values) or fact.type is not shared.type:
        return False
    pairs = zip(fact.values, shared.values, strict=True)
    return all(
        mine.window == theirs.window
        and mine.value == theirs.value
        and not isinstance(mine.value, LocalText | tuple)
        and bool(mine.no_rule) == bool(theirs.no_rule)
        for mine, theirs in pairs
    )
