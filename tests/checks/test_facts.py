from __future__ import annotations

from datetime import date

from locmem.model.finding import Severity
from locmem.workspace.workspace import open_workspace
from tests.checks.lamps import Lamps


def test_a_mistyped_fact_is_an_error_with_the_nearest_name(lamps: Lamps) -> None:
    lamps.article("{{ market.tax.abreviation }}")
    [found] = lamps.findings("fact-unknown")
    assert found.severity is Severity.ERROR
    assert found.do == "Write `market.tax.abbreviation`."


def test_a_fact_that_only_some_markets_know_is_a_warning_that_names_the_others(lamps: Lamps) -> None:
    lamps.article("{{ market.authority.name }}")
    [found] = lamps.findings("fact-not-everywhere")
    assert found.severity is Severity.WARNING
    assert "BR" in found.what


def test_a_document_for_one_market_is_measured_against_that_market(lamps: Lamps) -> None:
    lamps.article("{{ market.authority.name }}", front="markets: [ES]\n")
    assert lamps.findings("fact-unknown") == lamps.findings("fact-not-everywhere") == []


def test_groups_lists_and_their_items(lamps: Lamps) -> None:
    lamps.article(
        "{{ market.tax }} {{ market.code }} {{ market.payment_methods.size }}"
        "{% for one in market.payment_methods %}{{ one.name }}{{ one.website }}{% endfor %}"
    )
    [found] = lamps.findings("fact-unknown")
    assert found.what == "`market.tax` is a group of facts, not a fact."
    assert "abbreviation" in found.do


def test_only_branches_that_a_market_shows_must_have_their_facts(lamps: Lamps) -> None:
    lamps.article('{% if market.code == "BR" %}{{ market.helpline }}{% endif %}', front="markets: [ES]\n")
    assert lamps.findings("fact-absent", "ES") == []
    lamps.article("{{ market.helpline }}", front="markets: [ES]\n")
    [found] = lamps.findings("fact-absent", "ES")
    assert found.severity is Severity.ERROR
    assert "market.helpline" in found.what


def test_an_unverified_fact_blocks_one_market_and_ships_under_the_waiver_of_another(lamps: Lamps) -> None:
    lamps.article("{{ market.reply }} and again {{ market.reply }}")
    [spain], [brazil] = lamps.findings("fact-unverified", "ES"), lamps.findings("fact-waived")
    assert (spain.market, spain.severity) == ("ES", Severity.ERROR)
    assert "unverified" in spain.what
    assert (brazil.market, brazil.severity) == ("BR", Severity.NOTE)
    assert "Ana" in brazil.what


def test_an_overdue_fact_fails_only_the_market_that_was_chosen(lamps: Lamps) -> None:
    assert lamps.findings("fact-unverified", "ES") == []
    [found] = lamps.findings("fact-unverified", "BR")
    assert "last verified on 2025-01-01" in found.what
    assert (found.location.line, found.location.column) == (5, 22)


def test_a_translation_that_asks_for_more_than_its_source_is_found_in_its_catalog(lamps: Lamps) -> None:
    lamps.translate({"within": "En {{ market.refund | shout }}.", "Refunds": "Devoluciones"})
    [found] = lamps.findings("fact-misused", "ES")
    assert found.location.path == "content/translations/es/articles/refunds.md.po"
    assert "shout" in found.what


def test_a_fact_without_a_value_for_the_day(lamps: Lamps) -> None:
    spain = lamps.root / "markets/ES.yaml"
    spain.write_text(spain.read_text().replace("value: P14D,", "value: P14D, valid_from: 2026-12-01,"))
    [found] = lamps.findings("fact-expired", "ES")
    assert "no value on 2026-11-21" in found.what
    lamps.day = date(2026, 12, 1)
    assert lamps.findings("fact-expired", "ES") == []


def test_a_translation_that_says_one_case_is_found_where_it_does_and_not_where_it_says_all(lamps: Lamps) -> None:
    spain = lamps.root / "markets/ES.yaml"
    known = "source: law, verified_on: 2026-11-01, confidence: primary"
    windows = f"{{value: P2Y, valid_until: 2026-07-30, {known}}}, {{value: P3Y, valid_from: 2026-07-31, {known}}}"
    fact = f"  guarantee: {{type: duration, decided_by: contract, windows: [{windows}]}}\n"
    spain.write_text(spain.read_text().replace("facts:\n", f"facts:\n{fact}"))
    all_cases = "{{ market.guarantee | cases }}"
    lamps.article(f"First {all_cases}.\n\nThen {all_cases}.", front="markets: [ES]\n")
    lamps.translate(
        {"First": f"Antes {all_cases}.", "Then": "Luego {{ market.guarantee }}.", "Refunds": "Devoluciones"}
    )
    [found] = lamps.findings("fact-in-part", "ES")
    [pair] = open_workspace(lamps.open()).pairs_of("es")
    [wrong] = [entry for entry in pair.catalog.entries if entry.target.startswith("Luego")]
    assert found.location.key == pair.key(wrong)
