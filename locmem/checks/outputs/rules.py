"""What each check is, for reports that explain their findings: those of the catalogue and those from outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locmem.checks.catalogue import CHECKS
from locmem.checks.run import UNREADABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check as reports explain it.

    gate: which gate its errors fail: `change`, `release` or `both`.  family: the group it belongs to.
    says: a sentence about what it finds.
    """

    name: str
    gate: str
    family: str
    says: str

    @property
    def help(self) -> str:
        """What fails because of it, and where there is more about it."""
        gate = "both gates" if self.gate == "both" else f"the {self.gate} gate"
        return f"{self.says} Its errors fail {gate} of `locmem check`. All checks: docs/reference/checks.md."


def _outside(*rows: tuple[str, str, str]) -> Mapping[str, Rule]:
    return {name: Rule(name=name, gate=gate, family="project", says=says) for name, gate, says in rows}


OUTSIDE = _outside(
    (UNREADABLE, "both", "A file that cannot be read, or a market profile with mistakes."),
    ("approval-lost", "release", "A page whose source, text or facts changed since somebody approved it by name."),
    ("approval-missing", "release", "A page whose risk has `sign_off: required` and that nobody approved."),
    ("return-waiting", "release", "A handoff of which returned texts were kept aside and wait for a decision."),
    ("asset-refused", "both", "A file that a page leads to and that is not published, and the setting that allows it."),
    (
        "output-clash",
        "change",
        "Two files that would be written under one name, also where case and accents do not count.",
    ),
    ("output-name", "change", "Names that are too long for what is written under them, or that Windows does not know."),
    ("exception-invalid", "change", "Words that were to except a finding and do not: no such check, reason or day."),
    (
        "exception-expired",
        "both",
        "Exceptions whose time is over, or soon will be: what they covered counts again.",
    ),
    ("exception-unused", "both", "Exceptions that cover nothing any more, where all that they could cover was seen."),
    ("fact-changes", "both", "With `--as-of`: facts and obligations that change until then, and where."),
)
"""Findings that look at more than the content of a day, in the order in which they are documented."""


def rule_of(check: str) -> Rule:
    """What there is to say about a check; of one that is not known no more than its name."""
    if check in OUTSIDE:
        return OUTSIDE[check]
    if check in CHECKS:
        listed = CHECKS[check]
        return Rule(name=check, gate=listed.gate.value, family=listed.family, says=" ".join(listed.sentence.split()))
    return Rule(name=check, gate="both", family="project", says=f"Findings of the check {check}.")
