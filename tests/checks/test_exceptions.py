"""What an exception covers, and what is said where it is not sound, over, of no use, or too weak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.checks.exceptions import EXPIRED, INVALID, UNUSED, covers
from locmem.checks.run import CheckReport
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.gate_rules import GateException
from locmem.pipelines.check import CheckOptions, check
from tests.checks.lamps import SETTINGS, SPAIN, Lamps
from tests.checks.outputs.reports import DAMAGED, LEAK

RULE = GateException(check="fact-typed-in", reason="Meant.", paths=("a.md",), owner="Ana", expires=date(2027, 1, 31))
PAID = "Pay with Bizum, or with Bizum."


def gate(lamps: Lamps, *paths: str, **options: object) -> CheckReport:
    return check(lamps.open(), CheckOptions(**options), paths).report  # type: ignore[arg-type]


def of(report: CheckReport, check: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.check == check]


def except_(lamps: Lamps, paths: str = "articles/refunds.md", check: str = "fact-typed-in", **more: str) -> None:
    row = {"check": check, "paths": f"[{paths}]", "reason": "Bizum is meant.", "owner": "Ana", "expires": "2027-06-30"}
    lines = "\n    ".join(f"{key}: {value}" for key, value in (row | more).items())
    lamps.write("locmem.yaml", f"{SETTINGS}exceptions:\n  - {lines}\n")


@pytest.mark.parametrize(
    ("rule", "finding", "is_covered"),
    [
        (RULE, LEAK, True),
        (replace(RULE, paths=("content/*.md",)), LEAK, True),
        (replace(RULE, paths=("b.md",)), LEAK, False),
        (replace(RULE, check="damaged-codes"), DAMAGED, True),
        (replace(RULE, check="damaged-codes", paths=("translations/es/*.po",)), DAMAGED, True),
        (replace(RULE, check="damaged-codes", locale="es", market="ES"), DAMAGED, True),
        (replace(RULE, check="damaged-codes", locale="ja"), DAMAGED, False),
        (replace(RULE, check="damaged-codes", market="JP"), DAMAGED, False),
        (replace(RULE, says="“21 %”"), LEAK, True),
        (replace(RULE, says="market.tax.standard_rate"), LEAK, True),
        (replace(RULE, says="“22 %”"), LEAK, False),
        (replace(RULE, paths=(), document="a.md", lines=(6, 7)), LEAK, True),
        (replace(RULE, paths=(), document="a.md", lines=(8, 9)), LEAK, False),
        (replace(RULE, paths=(), document="b.md"), LEAK, False),
        (
            replace(RULE, check="damaged-codes", paths=(), document="a.md", occurrence="k3f9", locale="es"),
            DAMAGED,
            True,
        ),
        (
            replace(RULE, check="damaged-codes", paths=(), document="a.md", occurrence="k3f9", locale="ja"),
            DAMAGED,
            False,
        ),
        (
            replace(RULE, check="damaged-codes", paths=(), document="a.md", occurrence="zzzz", locale="es"),
            DAMAGED,
            False,
        ),
    ],
)
def test_what_an_exception_speaks_of(rule: GateException, finding: Finding, is_covered: bool) -> None:
    assert covers(rule, finding) is is_covered


def test_a_document_about_a_payment_method_says_so_once(lamps: Lamps) -> None:
    lamps.article(PAID)
    assert len(gate(lamps).failing) == 2
    lamps.article(PAID, front="locmem: {ok: [fact-typed-in This is about Bizum.]}\n")
    report = gate(lamps)
    assert report.failing == ()
    assert [one.by.reason for one in report.excepted] == ["This is about Bizum."] * 2
    assert not [finding for finding in report.findings if finding.check.startswith("exception")]


def test_a_comment_excepts_the_block_below_and_no_other(lamps: Lamps) -> None:
    lamps.article("<!-- locmem:ok fact-typed-in Its name. -->\nPay with Bizum.\n\nOr with Bizum.")
    report = gate(lamps)
    [left] = report.failing
    assert left.location.line == 8
    assert len(report.excepted) == 1


def test_the_settings_except_by_path_with_an_owner_and_an_end(lamps: Lamps) -> None:
    lamps.article(PAID)
    except_(lamps, "articles/ref*.md")
    report = gate(lamps)
    assert (report.failing, len(report.excepted)) == ((), 2)
    assert {one.by.owner for one in report.excepted} == {"Ana"}


def test_an_exception_that_is_over_holds_no_more_and_says_so(lamps: Lamps) -> None:
    lamps.article(PAID)
    except_(lamps, expires="2026-11-20")
    report = gate(lamps)
    assert len(report.failing) == 2
    [told] = of(report, EXPIRED)
    assert (told.severity, told.location.line) == (Severity.WARNING, 10)
    assert told.what == (
        "the exception of `fact-typed-in` for articles/refunds.md ended on 2026-11-20 (Ana: Bizum is meant)."
    )
    except_(lamps, expires="2026-11-21")
    report = gate(lamps)
    [told] = of(report, EXPIRED)
    assert (report.failing, told.severity) == ((), Severity.NOTE)
    assert "in 0 days" in told.what
    except_(lamps, expires="2026-12-22")
    assert of(gate(lamps), EXPIRED) == []
    assert len(gate(lamps, as_of=date(2026, 12, 23)).failing) == 2


def test_an_exception_of_nothing_is_named_where_everything_was_seen(lamps: Lamps) -> None:
    except_(lamps)
    [told] = of(gate(lamps), UNUSED)
    assert (told.severity, told.gate, told.location.path) == (Severity.WARNING, Gate.CHANGE, "locmem.yaml")
    assert "covers nothing: nothing of the kind is found any more" in told.what
    assert of(gate(lamps, markets=("ES",)), UNUSED) == []
    assert of(gate(lamps, as_of=date(2026, 12, 1)), UNUSED) == []
    assert of(gate(lamps, "content/articles"), UNUSED) == []
    lamps.write("content/macros/broken.yaml", "title: [\n")
    assert of(gate(lamps), UNUSED) == []


@pytest.mark.parametrize("more", [{"locale": "de"}, {"market": "FR"}, {"check": "fact-changes"}])
def test_an_exception_of_what_nobody_looked_at_is_not_called_unused(lamps: Lamps, more: dict[str, str]) -> None:
    except_(lamps, **more)
    assert of(gate(lamps), UNUSED) == []


def test_an_exception_of_a_check_that_is_off_says_that(lamps: Lamps) -> None:
    lamps.article(PAID)
    except_(lamps)
    lamps.write("locmem.yaml", (lamps.root / "locmem.yaml").read_text() + "checks: {fact-typed-in: off}\n")
    [told] = of(gate(lamps), UNUSED)
    assert "the check is off in the settings" in told.what


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("fact-typed-in", "does not say why"),
        ("fact-typed It is meant.", "did you mean `fact-typed-in`?"),
        ("exception-unused It is meant.", "there is no check `exception-unused`"),
    ],
)
def test_words_that_except_nothing_fail_the_change(lamps: Lamps, words: str, said: str) -> None:
    lamps.article(PAID, front=f"locmem: {{ok: [{words}]}}\n")
    report = gate(lamps)
    [told] = of(report, INVALID)
    assert told in report.failing
    assert said in told.what
    assert told.location == Location(
        path="content/articles/refunds.md", line=3, column=told.location.column, key=told.location.key
    )
    assert len(of(report, "fact-typed-in")) == 2


def test_a_legal_text_is_excepted_by_name_and_with_an_end_only(lamps: Lamps) -> None:
    legal = "risk: legal\n"
    lamps.article(PAID, front=f"{legal}locmem: {{ok: [fact-typed-in It is meant.]}}\n")
    report = gate(lamps)
    assert len(report.failing) == 2
    assert all("its text is legal, so that only one that ends within 92 days does" in one.do for one in report.failing)
    assert all("`locmem:ok fact-typed-in until 2027-02-21 reason`" in one.do for one in report.failing)
    assert of(report, UNUSED) == []
    lamps.article(PAID, front=f"{legal}locmem: {{ok: [fact-typed-in until 2027-02-19 It is meant.]}}\n")
    assert gate(lamps).failing == ()
    lamps.article(PAID, front=legal)
    except_(lamps, "articles/*.md")
    assert all("write articles/refunds.md under `paths`" in one.do for one in gate(lamps).failing)
    assert len(gate(lamps).failing) == 2
    except_(lamps, expires="2027-02-21")
    assert gate(lamps).failing == ()


@pytest.mark.parametrize("is_in_source", [True, False])
def test_a_legal_text_is_excepted_for_a_quarter_of_a_year_at_most(lamps: Lamps, is_in_source: bool) -> None:
    def excepted_until(day: str) -> tuple[Finding, ...]:
        ok = f"locmem: {{ok: [fact-typed-in until {day} It is meant.]}}\n" if is_in_source else ""
        lamps.article(PAID, front=f"risk: legal\n{ok}")
        if not is_in_source:
            except_(lamps, expires=day)
        return gate(lamps).failing

    assert excepted_until("2027-02-21") == ()
    refused = excepted_until("2027-02-22")
    place = "content/articles/refunds.md:4:15" if is_in_source else "locmem.yaml:10:12"
    written = "`locmem:ok fact-typed-in until 2027-02-21 reason`" if is_in_source else "`expires: 2027-02-21`"
    assert len(refused) == 2
    assert all(f"The exception in {place} does not hold for it: " in one.do for one in refused)
    assert all(f"only one that ends within 92 days does: {written}." in one.do for one in refused)


def test_an_exception_in_front_matter_can_speak_of_one_kind_of_what_a_check_finds(lamps: Lamps) -> None:
    body = "Pay with Bizum. Prices include 21 % VAT."
    lamps.article(body, front='locmem: {ok: ["fact-typed-in says “Bizum” It is about Bizum."]}\n')
    report = gate(lamps)
    assert ["21 %" in one.what for one in report.failing] == [True]
    assert len(report.excepted) == 1
    lamps.article("Prices include 21 % VAT.", front='locmem: {ok: ["fact-typed-in says “Bizum” It is about Bizum."]}\n')
    [told] = of(gate(lamps), UNUSED)
    assert "the exception of `fact-typed-in` for “Bizum” covers nothing" in told.what


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        ("articles/refund.md", "no file matches this path"),
        ("article/**/*.md, macro/*.yaml", "no file matches these paths"),
        ("content/articles/*.md", "nothing of the kind is found any more"),
        ("article/*.md, articles/refunds.md", "nothing of the kind is found any more"),
    ],
)
def test_a_path_that_no_file_matches_is_told_as_that(lamps: Lamps, paths: str, why: str) -> None:
    lamps.article("We refund you.")
    except_(lamps, paths)
    [told] = of(gate(lamps), UNUSED)
    assert f"covers nothing: {why} (" in told.what
    assert ("Write the path" in told.do) is why.startswith("no file")


def test_a_day_at_the_end_of_time_is_no_trouble(lamps: Lamps) -> None:
    lamps.article(PAID, front="risk: legal\nlocmem: {ok: [fact-typed-in It is meant.]}\n")
    except_(lamps, expires="0001-01-01")
    assert gate(lamps, as_of=date.max).failing


def test_of_a_value_an_exception_holds_for_the_one_it_names_alone(lamps: Lamps) -> None:
    lamps.write("markets/ES.yaml", SPAIN.replace("value: 21", "value: 22"))
    except_(lamps, "markets/ES.yaml", "market-rate")
    [told] = of(gate(lamps), "market-rate")
    assert "does not hold for it: another value may stand there tomorrow, so that only one that says" in told.do
    except_(lamps, "markets/ES.yaml", "market-rate", says="profile 22")
    report = gate(lamps)
    assert not of(report, "market-rate")
    assert [one.by.says for one in report.excepted] == ["profile 22"]
    lamps.write("markets/ES.yaml", SPAIN.replace("value: 21", "value: 23"))
    report = gate(lamps)
    assert "profile 23" in of(report, "market-rate")[0].what
    assert of(report, UNUSED)
