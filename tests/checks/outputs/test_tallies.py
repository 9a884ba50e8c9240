"""Tables of how many findings there are: every finding once, in rows that a reader takes in."""

from __future__ import annotations

from dataclasses import replace

from locmem.checks.outputs.tallies import ROWS, tallies
from locmem.checks.outputs.text import text
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Severity
from tests.checks.outputs.reports import DAMAGED, LEAK, NOTE, many, report


def several(finding: Finding, count: int) -> list[Finding]:
    return [replace(finding, what=f"{finding.what} {number}") for number in range(count)]


def test_what_fails_most_stands_first_and_kinds_are_told_apart() -> None:
    warning = replace(DAMAGED, severity=Severity.WARNING, market="PT")
    found = report(*several(LEAK, 3), *several(DAMAGED, 6), *several(NOTE, 2), *several(warning, 4))
    by_check, by_locale, by_market = tallies(found)
    assert [(one.name, one.numbers) for one in by_check.counts] == [
        ("fact-typed-in", (3, 0, 0, 0)),
        ("damaged-codes", (0, 6, 4, 0)),
        ("obligation", (0, 0, 0, 2)),
    ]
    assert [(one.name, sum(one.numbers)) for one in by_locale.counts] == [("(no locale)", 5), ("es", 10)]
    assert [one.name for one in by_market.counts] == ["(no market)", "ES", "PT"]


def test_what_is_wrong_in_a_language_counts_for_the_markets_that_read_it() -> None:
    warning = replace(DAMAGED, severity=Severity.WARNING, market="", locale="es")
    link = replace(LEAK, market="", markets=("FR", "PT"))
    found = replace(report(*several(warning, 9), *several(link, 2)), readers={"es": ("ES", "MX"), "fr": ("FR",)})
    by_market = tallies(found)[-1]
    assert [(one.name, sum(one.numbers)) for one in by_market.counts] == [("FR, PT", 2), ("ES, MX", 9)]


def test_a_few_findings_need_no_table_and_one_row_is_none() -> None:
    assert tallies(report(*several(LEAK, 10))) == ()
    assert [one.title for one in tallies(report(*several(LEAK, 11)))] == ["by check"]


def test_every_finding_is_counted_once_in_each_table_and_the_rest_in_a_row_of_its_own() -> None:
    found = many(3_000)
    for one in tallies(found):
        assert sum(sum(count.numbers) for count in one.counts) == 3_000
        assert sum(count.numbers[0] for count in one.counts) == len(found.failing)
        assert len(one.counts) <= ROWS + 1
    assert [one.counts[-1].name for one in tallies(found)][1:] == ["26 more", "13 more"]


def test_the_text_ends_with_the_tables_within_80_columns() -> None:
    long = replace(LEAK, check="a-check-whose-name-is-longer-than-the-room", locale="zh-Hant-HK-x-" + "y" * 60)
    written = text(CheckReport(findings=(*several(long, 30), *many(300).findings), gate=LEAK.gate))
    start = written.index("\nby check ")
    rows = written[start:].splitlines()
    assert "by check                               fails  other errors  warnings    notes" in rows
    assert any(row.startswith("a-check-whose-name-is-longer-than-t…") for row in rows)
    assert max(len(row) for row in rows[: rows.index(next(row for row in rows if row.startswith("Change gate")))]) <= 80
    assert written.rstrip().splitlines()[-1].endswith("pass --all to read them.")
