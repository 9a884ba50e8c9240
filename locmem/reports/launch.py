"""May a market be launched: yes or no by the release gate, what blocks by who can mend it, and what else to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from locmem.backlog.items import BacklogItem
from locmem.checks.cards import Card
from locmem.checks.completeness import INCOMPLETE, REVIEW, UNDECLARED
from locmem.checks.facts import NOT_READY, UNKNOWN
from locmem.checks.links import LINK_ELSEWHERE
from locmem.checks.obligations import UNKEPT, is_to_sign
from locmem.checks.run import UNREADABLE, CheckReport
from locmem.checks.staleness import STALE
from locmem.markets.channels import titles, unanswered
from locmem.markets.lint import RuleResult
from locmem.markets.lint_evidence import CONFIDENCE
from locmem.model.fact import Fact, Market
from locmem.model.finding import Finding
from locmem.model.priority import Priority
from locmem.model.wording import counted, listed
from locmem.reports.coming import Coming
from locmem.reports.coverage import ReadinessRow


class Owner(Enum):
    """Who can mend what blocks a launch, in the order in which it is told."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    MARKET = "market or legal"
    AUTHOR = "author"
    ENGINEERING = "engineering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Findings of one check that one owner has to mend.

    example: what the first of them says.  places: the files or documents, each once.  do: the command to run next.
    duties: the keys of obligations that nobody keeps.
    """

    owner: Owner
    check: str
    count: int
    example: str
    places: tuple[str, ...]
    do: str
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a market may be launched.

    pages: that ship to it; shown: those whose translation customers would see, older: with older wording among them.
    blocks: what fails the release gate, by owner.  remarks: what does not, and is good to know.
    begun: law in force that nobody confirmed, or that a reviewer wants texts changed for.
    until: the last day that was looked ahead to.  coming: what becomes due up to then.
    blocks_from: the first day up to then on which more fails the gate, None for none.  then: what that is.
    """

    market: str
    pages: int
    shown: int
    older: int
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    until: date = date.min
    coming: tuple[Coming, ...] = ()
    begun: tuple[Coming, ...] = ()
    blocks_from: date | None = None
    then: tuple[Block, ...] = ()

    @property
    def may_launch(self) -> bool:
        """Yes only where the release gate passes, and every page can be published."""
        return not self.blocks and 0 < self.pages == self.shown

    @property
    def line(self) -> str:
        """The answer in one line, yes or no first."""
        if not self.pages:
            return "No: no document ships to this market."
        if self.may_launch:
            older = f", {self.older} with older wording" if self.older else ""
            return f"Yes: the release gate passes and all {counted(self.pages, 'page')} can be published{older}."
        can = f"{self.shown} of {counted(self.pages, 'page')} can be published"
        if not self.blocks:
            return f"No: {can}. The release gate passes; `locmem render --dry-run` says why the others are withheld."
        owners = dict.fromkeys(block.owner for block in self.blocks)
        shares = (
            f"{sum(one.count for one in self.blocks if one.owner is owner)} for {owner.value}" for owner in owners
        )
        return f"No: {can}, and {counted(self.findings, 'finding')} of the release gate block: {', '.join(shares)}."

    @property
    def outlook(self) -> str:
        """What the release gate says up to the last day that was looked ahead to, in one line."""
        if self.blocks_from is None:
            fails = "nothing more fails the release gate" if self.blocks else "the release gate goes on passing"
            return f"Until {self.until} {fails}, as far as a machine can tell."
        count = sum(block.count for block in self.then)
        more = "more " if self.blocks else ""
        return f"From {self.blocks_from} on, {counted(count, f'{more}finding')} of the release gate will block."

    @property
    def findings(self) -> int:
        """How many findings block."""
        return sum(block.count for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What was found out of the days after a day, and of law that began before it.

    until: the last of them.  coming: what becomes due.  blocks_from: the first one on which more fails the gate, None
    for none.  failing: that, on the last day.
    begun: as `Verdict` has it.
    """

    until: date
    coming: tuple[Coming, ...]
    blocks_from: date | None
    failing: tuple[Finding, ...]
    begun: tuple[Coming, ...] = ()


def more_failing(now: CheckReport, then: CheckReport) -> tuple[Finding, ...]:
    """What fails a gate on one day and not on another, whatever else is said of it."""
    known = {_identity(one) for one in now.failing}
    return tuple(one for one in then.failing if _identity(one) not in known)


def _identity(finding: Finding) -> tuple[str, ...]:
    place = finding.location
    return finding.check, place.path, place.key, finding.market, finding.locale


def verdict(
    market: Market,
    day: date,
    *,
    gate: CheckReport,
    rules: Sequence[RuleResult],
    documents: Sequence[Card],
    readiness: Sequence[ReadinessRow],
    open_items: Sequence[BacklogItem],
    ahead: Ahead | None = None,
) -> Verdict:
    """Whether a market may be launched on a day.

    gate: the release gate's report of this market and day.  rules: what `market lint` found.
    All but the gate's report may be of the whole project.  ahead: what was found out of the days after.
    """
    rows = [row for row in readiness if row.market == market.code]
    older = sum(row.last_confirmed for row in rows)
    return Verdict(
        market=market.code,
        pages=sum(row.pages for row in rows),
        shown=sum(row.ready for row in rows) + older,
        older=older,
        blocks=tuple(_blocks(market, gate.failing)),
        remarks=tuple(_remarks(market, day, rules, documents, open_items)),
        until=ahead.until if ahead else day,
        coming=ahead.coming if ahead else (),
        begun=ahead.begun if ahead else (),
        blocks_from=ahead.blocks_from if ahead else None,
        then=tuple(_blocks(market, ahead.failing)) if ahead else (),
    )


_OWNERS: Mapping[str, Owner] = {
    INCOMPLETE: Owner.TRANSLATOR,
    STALE: Owner.TRANSLATOR,
    UNDECLARED: Owner.ENGINEERING,
    UNREADABLE: Owner.ENGINEERING,
    UNKNOWN: Owner.AUTHOR,
    **dict.fromkeys(NOT_READY, Owner.MARKET),
    UNKEPT: Owner.AUTHOR,
    LINK_ELSEWHERE: Owner.AUTHOR,
    "approval-missing": Owner.REVIEWER,
    "approval-lost": Owner.REVIEWER,
    "return-waiting": Owner.TRANSLATOR,
    "asset-refused": Owner.ENGINEERING,
    "output-clash": Owner.ENGINEERING,
    "output-name": Owner.ENGINEERING,
}
"""Who mends the findings of a check, where their place does not say it."""

_PLACES = (
    ("content/translations/", Owner.TRANSLATOR),
    ("content/", Owner.AUTHOR),
    ("markets/", Owner.MARKET),
    ("approvals/", Owner.REVIEWER),
    ("handoffs/", Owner.TRANSLATOR),
)


def owner_of(finding: Finding) -> Owner:
    """Who mends a finding: the owner of its check, else of its place."""
    if finding.check == INCOMPLETE and finding.do.startswith(REVIEW):
        return Owner.REVIEWER
    if is_to_sign(finding):
        return Owner.REVIEWER
    found = _OWNERS.get(finding.check)
    if found is None:
        path = finding.location.path
        found = next((owner for start, owner in _PLACES if path.startswith(start)), Owner.ENGINEERING)
    return found


def _blocks(market: Market, findings: Sequence[Finding]) -> Iterator[Block]:
    groups: dict[tuple[Owner, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((owner_of(one), one.check), []).append(one)
    rank = tuple(Owner).index
    for owner, check in sorted(groups, key=lambda one: (rank(one[0]), -len(groups[one]), one[1])):
        found = groups[owner, check]
        yield Block(
            owner=owner,
            check=check,
            count=len(found),
            example=found[0].what,
            places=tuple(dict.fromkeys(one.location.path for one in found)),
            do=_next(market, owner, found),
            duties=tuple(dict.fromkeys(one.about for one in found)) if check == UNKEPT else (),
        )


def _next(market: Market, owner: Owner, findings: Sequence[Finding]) -> str:
    if findings[0].check == UNKEPT:
        return f"locmem market obligations {market.code}"
    locales = " ".join(f"--locale {tag}" for tag in dict.fromkeys(one.locale for one in findings) if tag)
    if owner is Owner.TRANSLATOR:
        if findings[0].check == "return-waiting":
            return "locmem conflicts list"
        return f"locmem export {locales} --market {market.code}".replace("  ", " ")
    if owner is Owner.REVIEWER:
        if findings[0].check == INCOMPLETE:
            return f"locmem queue list {locales} --market {market.code}".replace("  ", " ")
        return f"locmem approvals --market {market.code}"
    if owner is Owner.MARKET:
        return f"locmem market show {market.code}"
    return f"locmem check --gate release --market {market.code}"


def _is_unread(fact: Fact, day: date) -> bool:
    held = next((one for one in fact.values if one.window.holds(day)), None)
    return held is not None and held.is_unread


def _remarks(
    market: Market,
    day: date,
    rules: Sequence[RuleResult],
    documents: Sequence[Card],
    items: Sequence[BacklogItem],
) -> Iterator[str]:
    found = [
        finding
        for result in rules
        if result.rule.name != CONFIDENCE
        for finding in result.findings
        if finding.market == market.code
    ]
    if found:
        yield f"{counted(len(found), 'finding')} of lint: `locmem market lint {market.code}`."
    if market.waivers:
        names = listed(tuple(dict.fromkeys(one.by for one in market.waivers)))
        count = len({one.fact for one in market.waivers})
        facts = f"{counted(count, 'legal fact')} {'goes' if count == 1 else 'go'} out on a waiver of {names}"
        yield f"{facts}, as nobody has read the source lately: `locmem market due --market {market.code}`."
    if away := tuple(one.key for one in market.departures if one.window.holds(day)):
        named = f"{counted(len(away), 'obligation')} departed from: {listed(away, 12)}"
        yield f"{named}. `locmem market obligations {market.code}` says why."
    if unread := tuple(path for path, fact in market.facts.items() if _is_unread(fact, day)):
        named = listed(unread, 12)
        yield f"{counted(len(unread), 'fact')} nobody has looked up yet: {named}. `locmem market show {market.code}`."
    if not market.company:
        yield "There are no company data; write markets/company.yaml if pages print an address or a telephone."
    if lacking := unanswered(market):
        names = listed(tuple(titles().get(one.name, one.name) for one in lacking))
        yield f"customers expect {names}, and nobody answers there: `locmem market show {market.code}`."
    there = {one.topic for one in documents if one.ships_to(market.code)}
    # Where a machine looks at each topic, and where there is no text at all, the gate says so.
    signed = [one for one in market.obligations if not (one.facts or one.phrases) and there & {*one.applies_to}]
    owed = {topic for one in signed if one.window.holds(day) for topic in one.applies_to}
    if missing := tuple(sorted(owed - there)):
        yield f"Obligations speak of texts on {listed(missing)}, and no document has the topic."
    wanted = [one for one in items if one.market == market.code and one.change]
    if wanted:
        names = listed(tuple(one.key for one in wanted), most=3)
        yield (
            f"reviewers want {counted(len(wanted), 'thing')} changed: {names}."
            f" `locmem backlog --market {market.code}` says what and why."
        )
    must = [one for one in items if one.market == market.code and one.scored.priority is Priority.MUST]
    if must:
        names = listed(tuple(dict.fromkeys(one.document.rpartition("/")[2] for one in must)), most=3)
        open_ = counted(len(must), "item")
        yield f"{open_} of priority 1: {names}. `locmem backlog --market {market.code}` says why."
