"""Reports of checks to be written in every format, friendly ones and a hostile one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.checks.catalogue import CHECKS
from locmem.checks.run import CheckReport
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity, fix_in
from locmem.model.gate_rules import Excepted, GateException

LEAK = Finding(
    check="fact-typed-in",
    gate=Gate.CHANGE,
    severity=Severity.ERROR,
    location=Location(path="content/a.md", line=7, column=5),
    what="“21 %” is typed in.",
    do="Write `{{ market.tax.standard_rate }}`.",
    excerpt="Pay 21 % now.\n    ^^^^",
)
DAMAGED = Finding(
    check="damaged-codes",
    gate=Gate.RELEASE,
    severity=Severity.ERROR,
    location=Location(path="content/translations/es/a.md.po", key="a.md#k3f9"),
    what="`{{ x }}` is missing.",
    do="Mend it.",
    locale="es",
    market="ES",
)
NOTE = replace(LEAK, check="obligation", gate=Gate.RELEASE, severity=Severity.NOTE, what="Say more.", excerpt="")


FIXED = replace(
    LEAK,
    location=Location(path="content/ä b.md", line=3, column=9),
    what="“IVA” is typed in.",
    excerpt="Ähm, é: IVA.\n        ^^^",
    fix=fix_in("Ähm, é: IVA.", 8, 11, "{{ market.tax.abbreviation }}", first=3),
)


def report(
    *findings: Finding,
    gate: Gate = Gate.CHANGE,
    known: tuple[Finding, ...] = (),
    excepted: tuple[Excepted, ...] = (),
) -> CheckReport:
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    return CheckReport(
        findings=ordered,
        gate=gate,
        known=frozenset(known),
        files=("content/a.md", "content/b.md"),
        excepted=excepted,
    )


def meant(finding: Finding, reason: str = "Klarna itself is meant.") -> Excepted:
    """A finding that the settings except."""
    by = GateException(
        check=finding.check,
        reason=reason,
        paths=("a.md",),
        owner="Ana",
        expires=date(2027, 1, 31),
        location=Location(path="locmem.yaml", line=12, column=5),
    )
    return Excepted(finding=finding, by=by)


STEERING = "\x00\x07\x1b[2J\r\x7f\x85\x9b2J\u061c\u200b\u200d\u200e\u2028\u202e\u2066\ufeff\U000e0041\ud800"


def many(count: int) -> CheckReport:
    """A report of as many findings as that: every gate, severity and sort of place, of dozens of markets and locales.

    Its texts are as long as those of real findings, a third of them with a line of the source, some with a fix.
    """
    words = "Refunds für 14 days are paid back by “Überweisung” or 現金 within a week of the return of the goods"
    findings: list[Finding] = []
    for number in range(count):
        check = tuple(CHECKS)[number % len(CHECKS)]
        line = f"{words} {number}: IVA, and what else is owed."
        has_line = number % 3 > 0
        findings.append(
            Finding(
                check=check,
                gate=(Gate.CHANGE, Gate.RELEASE)[number % 2],
                severity=tuple(Severity)[number // 7 % 3],
                location=Location(
                    path=f"content/articles/help/section-{number % 97}/page-{number % 1009}.md",
                    line=1 + number % 400 if has_line else 0,
                    column=words.index("“") + 1 if has_line else 0,
                    key="" if has_line else f"articles/page-{number % 1009}.md#{number:05x}",
                ),
                what=f"`{{{{ market.fact_{number} }}}}` is missing where “{words[:40]} {number}” stands.",
                do="Write it as the source has it, or say that it is meant so: `locmem accept KEY --reason TEXT`.",
                locale=f"l{number % 60}" if number % 4 else "",
                market=f"M{number % 40}" if number % 5 else "",
                excerpt=f"{line[:120]}\n{' ' * words.index('“')}^^^" if has_line else "",
                fix=fix_in(
                    line, line.index("IVA"), line.index("IVA") + 3, "{{ market.tax.name }}", first=1 + number % 400
                )
                if number % 30 == 1
                else None,
            )
        )
    return report(*findings)


HOSTILE = replace(
    LEAK,
    location=Location(path=f"content/a{STEERING}.md", line=7, column=5, key=f"k{STEERING}"),
    what=f"one\n::stop-commands::x\n%0A two{STEERING}",
    do=f"do\n::error::x{STEERING}",
    excerpt=f"x{STEERING}\n^",
    market=f"E{STEERING}S",
    locale=f"e{STEERING}s",
)
