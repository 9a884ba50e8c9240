"""Reports of checks to be written in every format, friendly ones and a hostile one."""

from __future__ import annotations

from dataclasses import replace

from locmem.checks.run import CheckReport
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity

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


def report(*findings: Finding, gate: Gate = Gate.CHANGE, known: tuple[Finding, ...] = ()) -> CheckReport:
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    return CheckReport(findings=ordered, gate=gate, known=frozenset(known), files=("content/a.md", "content/b.md"))


STEERING = "\x00\x07\x1b[2J\r\x7f\x85\x9b2J\u061c\u200b\u200d\u200e\u2028\u202e\u2066\ufeff\U000e0041\ud800"
HOSTILE = replace(
    LEAK,
    location=Location(path=f"content/a{STEERING}.md", line=7, column=5, key=f"k{STEERING}"),
    what=f"one\n::stop-commands::x\n%0A two{STEERING}",
    do=f"do\n::error::x{STEERING}",
    excerpt=f"x{STEERING}\n^",
    market=f"E{STEERING}S",
    locale=f"e{STEERING}s",
)
