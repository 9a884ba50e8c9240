"""The launch checklist of a real small project: what stands between a market and its customers."""

from __future__ import annotations

from datetime import date

from locmem.pipelines.market_brief import launch_checklists
from locmem.reports.launch import Point, Standing, _facts
from locmem.workspace.wholeness import SEEN
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)


def told_of(shop: Shop, code: str) -> dict[str, Point]:
    [found] = launch_checklists(shop.open(), [code], TODAY)
    return {point.name: point for point in found.points}


def points(shop: Shop, code: str) -> dict[str, Standing]:
    return {name: point.standing for name, point in told_of(shop, code).items()}


POINTS = ["facts", "company data", "required content", "coverage", "priority 1"]


def test_what_stands_in_the_way_is_told_point_by_point(shop: Shop) -> None:
    [spain] = launch_checklists(shop.open(), ["ES"], TODAY)
    assert [point.name for point in spain.points] == POINTS
    # Spain's obligations concern returns, prices and more; the small shop has texts on two topics only.
    assert [point.name for point in spain.points if point.standing is Standing.BLOCKS] == ["required content"]
    assert spain.is_blocked
    blocking = next(point for point in spain.points if point.standing is Standing.BLOCKS)
    assert "returns" in blocking.found
    assert blocking.do


def finished(shop: Shop) -> None:
    text = shop.read("markets/ES.yaml")
    head, _, rest = text.partition("obligations:\n")
    shop.write("markets/ES.yaml", head + "waivers:\n" + rest.partition("\nwaivers:\n")[2])
    # Nobody but the test removes all obligations; the copy of the last run would be missed.
    shop.remove(SEEN)


def test_a_finished_market_can_launch(shop: Shop) -> None:
    finished(shop)
    [spain] = launch_checklists(shop.open(), ["ES"], TODAY)
    assert {point.standing for point in spain.points} == {Standing.OK}
    assert not spain.is_blocked
    assert [point.found for point in spain.points][2:] == [
        "no obligation asks for a text",
        "3 of 3 pages ready",
        "nothing is open",
    ]
    assert {point.do for point in spain.points} == {""}


def test_a_fact_that_holds_pages_back_blocks(shop: Shop) -> None:
    finished(shop)
    shop.edit("markets/ES.yaml", "value: Junta Arbitral de Consumo\n", "value: null\n")
    found = points(shop, "ES")
    assert found["facts"] is Standing.BLOCKS
    assert found["coverage"] is Standing.BLOCKS
    assert found["priority 1"] is Standing.BLOCKS
    told = told_of(shop, "ES")
    assert told["facts"].found.startswith("1 fact holds back 1 page: ")
    assert told["coverage"].found == "2 of 3 pages ready, 1 not shown to customers"
    assert told["coverage"].do == "`locmem check --gate release --market ES` names what is missing."
    assert told["priority 1"].found == "1 item open: complaints.md"


def test_older_wording_is_to_be_looked_at(shop: Shop) -> None:
    finished(shop)
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    shop.edit("content/macros/refund.yaml", "Thank you for your loyalty.", "Thank you. We mean it.")
    coverage = told_of(shop, "ES")["coverage"]
    assert coverage.standing is Standing.LOOK
    assert coverage.found == "1 of 3 pages ready, 2 with older wording or in the source language"


def test_a_market_whose_locale_is_not_declared_ships_nothing(shop: Shop) -> None:
    finished(shop)
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [ja]")
    shop.remove("content/translations/es")
    coverage = told_of(shop, "ES")["coverage"]
    assert (coverage.standing, coverage.found) == (Standing.BLOCKS, "no document ships to this market")


def test_missing_company_data_block(shop: Shop) -> None:
    finished(shop)
    text = shop.read("markets/company.yaml")
    shop.write("markets/company.yaml", text.replace('value: "Calle Inventada, 12, 28000 Madrid"', "value: null", 1))
    company = told_of(shop, "ES")["company data"]
    assert (company.standing, company.do) == (Standing.BLOCKS, "Write them to markets/company.yaml.")
    assert "address" in company.found
    assert points(shop, "JP")["company data"] is Standing.OK


def test_a_warning_of_lint_is_to_be_looked_at_and_does_not_block(shop: Shop) -> None:
    finished(shop)
    shop.edit("markets/ES.yaml", "{es: España}", "{es: Francia}")
    facts = told_of(shop, "ES")["facts"]
    assert (facts.standing, facts.found) == (Standing.LOOK, "1 finding of lint, 0 errors")


def test_a_held_page_blocks_though_lint_has_nothing_to_say(shop: Shop) -> None:
    spain = shop.open().markets[0]
    held = _facts(spain, (), {("ES", "es", "articles/a.md"): ("No day.",), ("ES", "es", "articles/b.md"): ("No day",)})
    assert (held.standing, held.found) == (Standing.BLOCKS, "1 fact holds back 2 pages: No day")
    assert _facts(spain, (), {}).standing is Standing.OK
