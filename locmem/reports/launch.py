"""The launch checklist: what stands between a market and its customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from locmem.backlog.items import BacklogItem
from locmem.checks.cards import Card
from locmem.markets.lint import RuleResult
from locmem.markets.lint_evidence import CONFIDENCE
from locmem.markets.lint_rights import COMPANY
from locmem.model.fact import Market
from locmem.model.finding import Severity
from locmem.model.priority import Priority
from locmem.model.wording import counted, listed
from locmem.reports.coverage import ReadinessRow


class Standing(Enum):
    """Whether a point lets the market launch: yes, yes with something to know, no."""

    OK = "ok"
    LOOK = "look"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the list; `do` is the next step where there is one."""

    name: str
    standing: Standing
    found: str
    do: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A market's points, always the same five."""

    market: str
    points: tuple[Point, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether a point blocks the launch."""
        return any(point.standing is Standing.BLOCKS for point in self.points)


def checklist(
    market: Market,
    day: date,
    *,
    rules: Sequence[RuleResult],
    documents: Sequence[Card],
    readiness: Sequence[ReadinessRow],
    blocked: Mapping[tuple[str, str, str], tuple[str, ...]],
    open_items: Sequence[BacklogItem],
) -> Checklist:
    """What blocks a market on a day.

    rules: what `market lint` found.  blocked: the facts that keep pages back, by (market, locale, document).
    All may be of the whole project.
    """
    mine = {key: reasons for key, reasons in blocked.items() if key[0] == market.code}
    rows = [row for row in readiness if row.market == market.code]
    return Checklist(
        market=market.code,
        points=(
            _facts(market, rules, mine),
            _company(market, rules),
            _content(market, day, documents),
            _pages(market, rows),
            _priorities(market, open_items),
        ),
    )


def _facts(
    market: Market, rules: Sequence[RuleResult], blocked: Mapping[tuple[str, str, str], tuple[str, ...]]
) -> Point:
    findings = [
        finding
        for result in rules
        if result.rule.name not in (COMPANY, CONFIDENCE)
        for finding in result.findings
        if finding.market == market.code
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    reasons = tuple(dict.fromkeys(reason.rstrip(".") for held in blocked.values() for reason in held))
    parts = []
    if reasons:
        verb = "holds" if len(reasons) == 1 else "hold"
        pages = counted(len(blocked), "page")
        parts.append(f"{counted(len(reasons), 'fact')} {verb} back {pages}: {listed(reasons, 3)}")
    if findings:
        parts.append(f"{counted(len(findings), 'finding')} of lint, {counted(errors, 'error')}")
    if not parts:
        return Point(name="facts", standing=Standing.OK, found=f"{counted(len(market.facts), 'fact')}, none in the way")
    do = f"`locmem market lint {market.code}`, and `locmem market show {market.code}` for sources and days."
    standing = Standing.BLOCKS if reasons or errors else Standing.LOOK
    return Point(name="facts", standing=standing, found="; ".join(parts), do=do)


def _company(market: Market, rules: Sequence[RuleResult]) -> Point:
    missing = [
        one.what.rstrip(".")
        for result in rules
        if result.rule.name == COMPANY
        for one in result.findings
        if one.market == market.code
    ]
    if missing:
        do = "Write them to markets/company.yaml."
        return Point(name="company data", standing=Standing.BLOCKS, found=listed(tuple(missing), 3), do=do)
    if not market.company:
        found, do = "there are no company data", "Write markets/company.yaml if pages print an address or a telephone."
        return Point(name="company data", standing=Standing.LOOK, found=found, do=do)
    return Point(name="company data", standing=Standing.OK, found=f"{counted(len(market.company), 'value')}, complete")


def _content(market: Market, day: date, documents: Sequence[Card]) -> Point:
    owed = {topic for one in market.obligations if one.window.holds(day) for topic in one.applies_to}
    there = {one.topic for one in documents if one.ships_to(market.code)}
    missing = tuple(sorted(owed - there))
    if missing:
        do = "Write a document with this `topic:`, or mend `applies_to` of the obligation."
        found = f"obligations ask for texts on {listed(missing)}, and no document has the topic"
        return Point(name="required content", standing=Standing.BLOCKS, found=found, do=do)
    asked = f"every one of {counted(len(owed), 'topic')} with obligations has a document"
    found = asked if owed else "no obligation asks for a text"
    return Point(name="required content", standing=Standing.OK, found=found)


def _pages(market: Market, rows: Sequence[ReadinessRow]) -> Point:
    pages, ready = sum(row.pages for row in rows), sum(row.ready for row in rows)
    missing = sum(row.withheld + row.blocked for row in rows)
    unread = sum(row.unread for row in rows)
    weaker = sum(row.last_confirmed + row.source for row in rows)
    if not pages:
        return Point(
            name="coverage",
            standing=Standing.BLOCKS,
            found="no document ships to this market",
            do="Declare its locales in locmem.yaml and run `locmem sync`.",
        )
    counts = f"{ready} of {counted(pages, 'page')} ready"
    if missing:
        counts += f", {missing} not shown to customers"
    if unread:
        counts += f", {unread} that cannot be read"
    if weaker:
        counts += f", {weaker} with older wording or in the source language"
    standing = Standing.BLOCKS if missing or unread else Standing.LOOK if weaker else Standing.OK
    do = f"`locmem check --gate release --market {market.code}` names what is missing." if ready < pages else ""
    return Point(name="coverage", standing=standing, found=counts, do=do)


def _priorities(market: Market, items: Sequence[BacklogItem]) -> Point:
    mine = [one for one in items if one.market == market.code and one.scored.priority is Priority.MUST]
    if not mine:
        return Point(name="priority 1", standing=Standing.OK, found="nothing is open")
    names = listed(tuple(dict.fromkeys(one.document.rpartition("/")[2] for one in mine)), most=3)
    do = f"`locmem backlog --market {market.code}` says why."
    found = f"{counted(len(mine), 'item')} open: {names}"
    return Point(name="priority 1", standing=Standing.BLOCKS, found=found, do=do)
