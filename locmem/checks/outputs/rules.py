"""What each check is, for reports that explain their findings: those of the catalogue and those from outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from locmem.checks.catalogue import CHECKS
from locmem.checks.listed import PAGE
from locmem.checks.run import UNREADABLE
from locmem.errors import UsageError
from locmem.model.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check as reports explain it.

    gate: which gate its errors fail: `change`, `release` or `both`.  family: the group it belongs to.
    says: a sentence about what it finds.
    worst: how bad its findings are at worst; None where that is not known.
    why, example, do, mends: as the catalogue has them; empty for what comes from outside it.
    """

    name: str
    gate: str
    family: str
    says: str
    worst: Severity | None = None
    why: str = ""
    example: str = ""
    do: str = ""
    mends: str = ""

    @property
    def fix(self) -> str:
        """What `check --fix` does about it, in a sentence; empty where it leaves all to people."""
        return f"Can be fixed by `locmem check --fix`, which {self.mends}." if self.mends else ""

    @property
    def help(self) -> str:
        """Why it matters, what to do, what fails because of it, and where there is more about it."""
        told = " ".join(part for part in (self.says, self.why, self.do, self.fix) if part)
        return f"{told} {self._fails} More: {PAGE}#{self.name}."

    @property
    def lines(self) -> tuple[str, ...]:
        """All there is to say, for a terminal; each line says by its first word what it is."""
        example = " / ".join(self.example.split("\n"))
        rows = (("why", self.why), ("example", example), ("do", self.do), ("fix", self.fix))
        width = max(len(name) for name, _ in rows) + 2
        return (
            f"{self.name}: {self.says}",
            *(f"  {name:<{width}}{text}" for name, text in rows if text),
            f"  {'gate':<{width}}{self._fails}",
            f"  {'more':<{width}}{PAGE}#{self.name}",
        )

    @property
    def _fails(self) -> str:
        gate = "both gates" if self.gate == "both" else f"the {self.gate} gate"
        if self.worst in (None, Severity.ERROR):
            return f"Its errors fail {gate} of `locmem check`."
        return f"It yields no more than {self.worst.value}s, which fail no gate."


def _outside(*rows: tuple[str, str, Severity, str]) -> Mapping[str, Rule]:
    return {
        name: Rule(name=name, gate=gate, family="project", says=says, worst=worst) for name, gate, worst, says in rows
    }


OUTSIDE = _outside(
    (UNREADABLE, "both", Severity.ERROR, "A file that cannot be read, or a market profile with mistakes."),
    (
        "approval-lost",
        "release",
        Severity.ERROR,
        "A page whose source, text or facts changed since somebody approved it by name.",
    ),
    (
        "approval-missing",
        "release",
        Severity.ERROR,
        "A page whose risk has `sign_off: required` and that nobody approved.",
    ),
    (
        "return-waiting",
        "release",
        Severity.WARNING,
        "A handoff of which returned texts were kept aside and wait for a decision.",
    ),
    (
        "asset-refused",
        "both",
        Severity.ERROR,
        "A file that a page leads to and that is not published, and the setting that allows it.",
    ),
    (
        "output-clash",
        "change",
        Severity.ERROR,
        "Two files that would be written under one name, also where case and accents do not count.",
    ),
    (
        "output-name",
        "change",
        Severity.ERROR,
        "Names that are too long for what is written under them, or that Windows does not know.",
    ),
    (
        "exception-invalid",
        "change",
        Severity.ERROR,
        "Words that were to except a finding and do not: no such check, reason or day.",
    ),
    (
        "exception-expired",
        "both",
        Severity.WARNING,
        "Exceptions whose time is over, or soon will be: what they covered counts again.",
    ),
    (
        "exception-unused",
        "both",
        Severity.WARNING,
        "Exceptions that cover nothing any more, where all that they could cover was seen.",
    ),
    (
        "fact-changes",
        "both",
        Severity.WARNING,
        "With `--as-of`: facts and obligations that change until then, and where.",
    ),
)
"""Findings that look at more than the content of a day, in the order in which they are documented."""


def rule_of(check: str) -> Rule:
    """What there is to say about a check; of one that is not known no more than its name."""
    if check in OUTSIDE:
        return OUTSIDE[check]
    if check in CHECKS:
        listed = CHECKS[check]
        return Rule(
            name=check,
            gate=listed.gate.value,
            family=listed.family,
            says=listed.sentence,
            worst=listed.severity,
            why=listed.why,
            example=listed.example,
            do=listed.do,
            mends=listed.mends,
        )
    return Rule(name=check, gate="both", family="project", says=f"Findings of the check {check}.")


def explained(check: str) -> Rule:
    """What there is to say about a check that somebody asks for.  Raises UsageError for a name that is none."""
    known = (*CHECKS, *OUTSIDE)
    if check in known:
        return rule_of(check)
    near = get_close_matches(check, known, n=3, cutoff=0.5) or sorted(one for one in known if check in one)
    meant = f"Did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else ""
    raise UsageError(f"there is no check {check!r}. {meant or f'{PAGE} lists all of them.'}")
