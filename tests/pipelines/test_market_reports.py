"""Reports over time on a real small project: lint with lines, reviews, changes, and what a fact touches."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from locmem.errors import ProjectError, UsageError
from locmem.model.finding import Finding, Gate, Severity
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.market_reports import impact, lint_markets
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)


def test_every_finding_of_lint_has_a_line_and_a_column(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "currency: EUR\nlocales", "currency: USD\nlocales")
    shop.edit("markets/ES.yaml", "format: es-ES", "format: es-MX")
    found = [one for result in lint_markets(shop.open(), ["ES"], TODAY) for one in result.findings]
    places = {one.location.key: one.location for one in found}
    assert shop.read("markets/ES.yaml").splitlines()[places["currency"].line - 1].startswith("currency: USD")
    assert shop.read("markets/ES.yaml").splitlines()[places["locales.es"].line - 1].strip() == "format: es-MX"
    assert all(one.location.line and one.location.column for one in found)


def test_lint_keeps_to_the_markets_that_were_asked_for(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "value: 21\n", "value: 22\n")
    assert any(result.findings for result in lint_markets(shop.open(), [], TODAY))
    assert not any(result.findings for result in lint_markets(shop.open(), ["JP"], TODAY))
    with pytest.raises(ProjectError, match="there is no market 'XX'"):
        lint_markets(shop.open(), ["XX"], TODAY)


def test_a_change_of_a_rate_shows_every_page_locale_and_macro_and_from_when(shop: Shop) -> None:
    shop.edit(
        "markets/ES.yaml",
        "        - value: 21\n          valid_from: 2012-09-01\n",
        "        - value: 22\n          valid_from: 2027-01-01\n          source: BOE\n"
        "          verified_on: 2026-11-21\n          confidence: primary\n"
        "        - value: 21\n          valid_from: 2012-09-01\n          valid_until: 2026-12-31\n",
    )
    shop.edit(
        "content/macros/refund.yaml",
        "It includes {{ market.tax.abbreviation }}.",
        "It includes {{ market.tax.standard_rate }} {{ market.tax.abbreviation }}.",
    )
    found = impact(shop.open(), "tax.standard_rate", [], TODAY)
    assert {(row.document, row.content_set, row.market, row.locale) for row in found.rows} == {
        ("articles/paying.md", "articles", "ES", "es"),
        ("articles/paying.md", "articles", "JP", "ja"),
        ("macros/refund.yaml", "macros", "ES", "es"),
        ("macros/refund.yaml", "macros", "JP", "ja"),
    }
    paying = next(row for row in found.rows if row.document == "articles/paying.md")
    assert (paying.uses, paying.in_translation, paying.words) == (1, 1, 3)
    assert {(row.market, row.on) for row in found.rows} == {("ES", date(2027, 1, 1)), ("JP", None)}
    [change] = found.changes
    assert (change.market, change.on, change.source) == ("ES", date(2027, 1, 1), "BOE")
    assert change.before.startswith("21")
    assert change.after.startswith("22")


def test_uses_count_tags_loops_and_conditions(shop: Shop) -> None:
    rows = {row.document: row for row in impact(shop.open(), "payment_methods", ["ES"], TODAY).rows}
    assert rows["articles/paying.md"].uses == 3
    [row] = impact(shop.open(), "market.complaints.trader_reply", ["JP"], TODAY).rows
    assert (row.uses, row.locale) == (2, "ja")


def test_a_group_and_company_data_can_be_asked_for(shop: Shop) -> None:
    group = impact(shop.open(), "tax", ["ES"], TODAY)
    assert {"market.tax.standard_rate", "market.tax.name"} <= set(group.facts)
    assert set(group.documents) == {"articles/paying.md", "macros/refund.yaml"}
    assert impact(shop.open(), "support.email", ["ES"], TODAY).facts == ("company.support.email",)


def test_a_fact_without_use_and_one_that_is_not_there(shop: Shop) -> None:
    assert impact(shop.open(), "tax.number_label", [], TODAY).rows == ()
    with pytest.raises(UsageError, match=r"Did you mean market\.tax\.standard_rate"):
        impact(shop.open(), "tax.standart_rate", [], TODAY)


def ahead(shop: Shop, days: int, gate: Gate = Gate.CHANGE) -> list[Finding]:
    options = CheckOptions(gate=gate, as_of=shop.today + timedelta(days=days))
    return [one for one in check(shop.open(), options).report.findings if one.check == "fact-changes"]


def test_a_check_ahead_of_time_says_what_will_change_and_who_says_it(shop: Shop) -> None:
    [change] = [one for one in ahead(shop, 60) if "trader_reply" in one.what]
    assert "“15 días” to “15 días hábiles” on 2026-12-28" in change.what
    assert "articles/complaints.md" in change.what
    assert (change.severity, change.market, change.location.path) == (Severity.WARNING, "ES", "markets/ES.yaml")
    [duty] = [one for one in ahead(shop, 60) if "ley_10_2025_channels" in one.what]
    assert "articles/complaints.md" in duty.what


def test_before_the_change_and_today_it_says_nothing(shop: Shop) -> None:
    assert ahead(shop, 30) == []
    assert ahead(shop, 0) == []


def test_facts_no_document_asks_for_are_no_news(shop: Shop) -> None:
    shop.remove("content/articles/complaints.md")
    assert ahead(shop, 60) == []


def test_a_check_ahead_of_time_says_what_will_break(shop: Shop) -> None:
    options = CheckOptions(gate=Gate.RELEASE, as_of=shop.today + timedelta(days=181))
    report = check(shop.open(), options).report
    overdue = [one for one in report.failing if "181 days before" in one.what]
    assert {one.market for one in overdue} >= {"ES"}
    assert all(one.check == "fact-unverified" for one in overdue)
