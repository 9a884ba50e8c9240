"""Runs the checks and says which findings fail a gate."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import CONTENT
from locmem.checks.baseline import fingerprints
from locmem.checks.catalogue import CHECKS
from locmem.checks.listed import Reach
from locmem.checks.model import CheckContext
from locmem.errors import Problem
from locmem.model.finding import Finding, Gate, Severity

UNREADABLE = "input"
"""The check that reports files which cannot be read, and profiles with mistakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was found, worst first, and against which gate it counts.

    known: findings of the baseline; they are reported and do not fail.
    files: the source files that were looked at.
    markets: codes of the markets that were asked for, empty where all were checked.
    folder: the project's, from the root of the repository around it; empty where it is that root, or there is none.
    """

    findings: tuple[Finding, ...]
    gate: Gate
    known: frozenset[Finding] = frozenset()
    files: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    folder: str = ""

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
    known: Collection[str] = (),
    paths: Collection[str] = (),
    markets: tuple[str, ...] = (),
    folder: str = "",
) -> CheckReport:
    """The findings, each once, worst first, whatever their gate.

    files: those that were looked at.  known: fingerprints of a baseline (`locmem.checks.baseline`).  paths: report
    only what concerns these files or folders, named from the project's folder or from its content folder; empty for
    everything.  markets, folder: as the report has them.
    """
    findings = tuple(sorted(dict.fromkeys(reported), key=lambda finding: finding.order))
    prints = fingerprints(findings)
    old = frozenset(finding for finding, print_ in zip(findings, prints, strict=True) if print_ in known)
    if paths:
        findings = tuple(finding for finding in findings if _concerns(finding, paths))
    return CheckReport(
        findings=findings,
        gate=gate,
        known=old,
        files=tuple(file for file in files if not paths or is_in((file,), paths)),
        markets=markets,
        folder=folder,
    )


def run_checks(
    context: CheckContext,
    gate: Gate,
    *,
    extra: Iterable[Finding] = (),
    known: Collection[str] = (),
    paths: Collection[str] = (),
    markets: tuple[str, ...] = (),
) -> CheckReport:
    """What all checks find in a context, and `extra`; the rest as of `report_of`."""
    found = (*extra, *findings_of(context))
    files = [card.file for card in context.cards]
    return report_of(found, gate, files=files, known=known, paths=paths, markets=markets)


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
    place = finding.location
    document = place.key.partition("#")[0]
    return is_in((place.path, f"{CONTENT}/{document}" if document else place.path), paths)


def is_in(files: tuple[str, ...], paths: Collection[str]) -> bool:
    """Whether one of `files` is among these files or folders, named from the project's or its content folder."""
    wanted = [path.removeprefix("./").rstrip("/") for path in paths]
    wanted += [f"{CONTENT}/{path}" for path in wanted]
    return any(file == path or path == "." or file.startswith(f"{path}/") for path in wanted for file in files)
