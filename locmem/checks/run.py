"""Runs the checks and says which findings fail a gate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from locmem.checks.baseline import Known, fingerprints
from locmem.checks.cards import Card
from locmem.checks.catalogue import CHECKS
from locmem.checks.listed import Reach
from locmem.checks.model import CheckContext, ships
from locmem.checks.unfinished import files_of, is_in
from locmem.errors import Problem
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.gate_rules import Excepted

UNREADABLE = "input"
"""The check that reports files which cannot be read, and profiles with mistakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was found, worst first, and against which gate it counts.

    known: findings of the baseline; they are reported and do not fail.
    excepted: what somebody says is meant so; it is counted, and does not stand among the findings.
    first: findings of priority 1, which no baseline covers.  uncovered: those that it holds all the same.
    lapsed: findings of the baseline whose time there is over.
    every: the findings with those that follow from others, and each place of what is told once (`checks.causes`):
        what baselines hold.
    looked_at: what was looked at, in a sentence, where that is not everything.
    files: the source files that were looked at.
    markets: codes of the markets that were asked for, empty where all were checked.
    folder: the project's, from the root of the repository around it; empty where it is that root, or there is none.
    readers: the markets that read a content locale, by locale.
    """

    findings: tuple[Finding, ...]
    gate: Gate
    known: frozenset[Finding] = frozenset()
    files: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    folder: str = ""
    excepted: tuple[Excepted, ...] = ()
    first: frozenset[Finding] = frozenset()
    uncovered: frozenset[Finding] = frozenset()
    lapsed: frozenset[Finding] = frozenset()
    looked_at: str = ""
    readers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    every: tuple[Finding, ...] = ()

    def fails(self, finding: Finding) -> bool:
        """Whether a finding alone is enough to fail the gate.

        A file that cannot be read fails both gates: nothing is known of what it would ship.
        """
        is_of_gate = finding.gate is self.gate or finding.check == UNREADABLE
        return finding.severity is Severity.ERROR and is_of_gate and finding not in self.known

    def level(self, finding: Finding) -> Severity:
        """How much a finding counts in this report: an error is what fails the gate, other errors are warnings."""
        is_elsewhere = finding.severity is Severity.ERROR and not self.fails(finding)
        return Severity.WARNING if is_elsewhere else finding.severity

    def file_of(self, finding: Finding) -> str:
        """The finding's file as the platform that hosts the repository knows it: from the repository's root."""
        return f"{self.folder}/{finding.location.path}" if self.folder else finding.location.path

    def markets_of(self, finding: Finding) -> tuple[str, ...]:
        """The markets whose customers meet what was found; none where it hangs on no market."""
        if finding.market:
            return (finding.market,)
        return finding.markets or self.readers.get(finding.locale, ())

    @property
    def pressing(self) -> tuple[Finding, ...]:
        """The findings, most pressing first: by level, then what belongs to the gate, each in its order."""
        return tuple(
            sorted(self.findings, key=lambda one: (self.level(one).rank, one.gate is not self.gate, one.order))
        )

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that fail the gate: its own errors, those of the baseline left out."""
        return tuple(finding for finding in self.findings if self.fails(finding))

    def of_market(self, market: Market, documents: Iterable[Card]) -> CheckReport:
        """What the report of this market alone says, from one of several markets.

        Left out is what holds for another market, or for a translation in which this one does not show a document.
        documents: all there are.
        """
        cards = {place: card for card in documents for place in (card.path, card.file)}
        own = {str(one.content) for one in market.locales}

        def is_shown(finding: Finding) -> bool:
            place = finding.location
            card = cards.get(place.key.partition("#")[0]) or cards.get(place.path)
            if card is None:
                return finding.locale in own
            return ships(card, market, finding.locale)

        def concerns(finding: Finding) -> bool:
            return finding.is_about(market.code) and (not finding.locale or is_shown(finding))

        return replace(
            self,
            findings=tuple(filter(concerns, self.findings)),
            every=tuple(filter(concerns, self.every)),
            excepted=tuple(one for one in self.excepted if concerns(one.finding)),
            markets=(market.code,),
        )

    @property
    def other_errors(self) -> tuple[Finding, ...]:
        """Errors of the other gate, reported here without failing."""
        return tuple(
            finding
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding not in self.known and not self.fails(finding)
        )


def findings_of(context: CheckContext, *reaches: Reach) -> Iterator[Finding]:
    """The findings of the checks of these reaches, of all checks for none, in the order of the catalogue."""
    for listed in CHECKS.values():
        if not reaches or listed.reach in reaches:
            yield from listed.check(context)


def report_of(
    reported: Iterable[Finding],
    gate: Gate,
    *,
    files: Iterable[str] = (),
    known: Sequence[Known] = (),
    paths: Collection[str] = (),
    markets: tuple[str, ...] = (),
    folder: str = "",
    excepted: Iterable[Excepted] = (),
    is_first: Callable[[Finding], bool] = lambda finding: False,
    day: date = date.min,
    only: Callable[[Finding], bool] | None = None,
    looked_at: str = "",
    readers: Mapping[str, tuple[str, ...]] | None = None,
    told_once: Callable[[CheckReport], Iterable[Finding]] = lambda report: report.findings,
) -> CheckReport:
    """The findings, each once, worst first, whatever their gate.

    files: those that were looked at.  known: what a baseline holds.  paths: report only what concerns these files or
    folders, named from the project's folder or from its content folder; empty for everything.  is_first: whether a
    finding is of priority 1.  day: the one on which the entries of the baseline must still hold.  only: report only
    findings of which this is true, None for all.
    told_once: takes out of the findings what follows from others of them, and tells once what has one cause.
    The rest is as the report has it.
    """

    def is_wanted(finding: Finding) -> bool:
        return (not paths or _concerns(finding, paths)) and (only is None or only(finding))

    findings = tuple(sorted(dict.fromkeys(reported), key=lambda finding: finding.order))
    holding = {one.fingerprint: one.holds(day) for one in known}
    prints = fingerprints(findings) if known else ("",) * len(findings)
    in_it = {finding: print_ for finding, print_ in zip(findings, prints, strict=True) if print_ in holding}
    first = frozenset(filter(is_first, findings))
    meant = {one.finding: one for one in excepted if is_wanted(one.finding)}
    every = CheckReport(
        findings=tuple(filter(is_wanted, findings)),
        gate=gate,
        known=frozenset(one for one, print_ in in_it.items() if one not in first and holding[print_]),
        files=tuple(file for file in files if not paths or is_in((file,), paths)),
        markets=markets,
        folder=folder,
        excepted=tuple(sorted(meant.values(), key=lambda one: one.finding.order)),
        first=first,
        uncovered=first.intersection(in_it),
        lapsed=frozenset(one for one, print_ in in_it.items() if one not in first and not holding[print_]),
        looked_at=looked_at,
        readers=readers or {},
    )
    told = tuple(sorted(told_once(every), key=lambda finding: finding.order))
    return replace(every, findings=told, every=every.findings, first=first.union(filter(is_first, told)))


def problems_as_findings(problems: Iterable[Problem]) -> Iterator[Finding]:
    """Files that cannot be read and what is wrong with profiles, as errors of the change that brought them."""
    for problem in problems:
        yield Finding(
            check=UNREADABLE,
            gate=Gate.CHANGE,
            severity=Severity.ERROR,
            location=problem.location,
            what=problem.what,
            do=problem.do or "Mend the file; nothing in it can be checked before.",
        )


def _concerns(finding: Finding, paths: Collection[str]) -> bool:
    return is_in(files_of(finding), paths)
