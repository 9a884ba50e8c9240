"""The rule about shared law: members that take none of it, and copies of what their region says already."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.markets.acts import acts_in
from locmem.markets.citations import citation, owner_of
from locmem.markets.lint_rights import law_of
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.fact import Fact, LocalText
from locmem.model.finding import Finding, Severity

REGION = "market-region"


def law_beside_regions(subject: Subject) -> Iterator[Finding]:
    """Members of a region that take none of its law or are none, and facts of one that only copy what it says."""
    market = subject.market
    if market.member_of and not market.regions and not subject.is_part:
        nearest = market.member_of[0]
        what = f"{market.code} is a member of {nearest}, and takes none of its law."
        do = f"Write `region: {nearest}`, and keep only what the country has of its own."
        yield subject.finding(REGION, subject.head("market"), what, do, Severity.WARNING)
    for code in market.member_of:
        if code in ("EU", "EEA") and code not in law_of(subject):
            what = f"{country_of(market.code)} is a member of {code} here, and is none."
            do = f"Take it out of `members` of the region {code}."
            yield subject.finding(REGION, subject.head("market"), what, do, Severity.WARNING)
    for path, fact in market.facts.items():
        if fact.location.path != market.path or not market.regions:
            continue
        shared = market.replaced.get(path)
        if shared and _same(fact, shared) and not _is_read_here(subject, fact):
            what = f"{path} is a copy of what {shared.location.path} says."
            do = "Remove it: the market has it from its region, and follows when that changes."
            yield subject.finding(REGION, fact.location, what, do, Severity.NOTE)


def _is_read_here(subject: Subject, fact: Fact) -> bool:
    """Whether a value was read in an act or at a body of the country itself: that is more than the region knows."""
    country = country_of(subject.market.code)
    cited = [citation(value.evidence.source) for value in fact.values]
    if any(
        country in one.acts or country in one.copies or any(owner_of(host) == country for host in one.hosts)
        for one in cited
    ):
        return True
    locale = subject.market.locales[0].content
    return any(country in act.markets for value in fact.values for act in acts_in(value.evidence.source, locale))


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
