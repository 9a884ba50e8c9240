"""Which facts two texts of a profile differ in: never one too few."""

from __future__ import annotations

import pytest

from locmem.markets.edited import Edited, edited_company, edited_profile, edited_region
from tests.checks.lamps import COMPANY, SPAIN

ES = "markets/ES.yaml"
WAIVED = "waivers:\n  - {fact: reply, by: Ana, reason: r, on: 2026-11-01}\n"


def edited(old: str, new: str, text: str = SPAIN) -> Edited:
    assert old in text
    return edited_profile(text, text.replace(old, new, 1), ES, "ES")


@pytest.mark.parametrize(
    ("old", "new", "facts"),
    [
        ("value: 21", "value: 22", {"market.tax.standard_rate"}),
        ("{es: IVA}", "{es: I.V.A.}", {"market.tax.abbreviation"}),
        ("name: Bizum", "name: Bizzum", {"market.payment_methods"}),
        ("valid_until: 2024-12-31", "valid_until: 2025-12-31", {"market.payment_methods"}),
        ("refund: {type: duration, legal: true", "refund: {type: duration, legal: false", {"market.refund"}),
        ("  helpline:", "  hotline:", {"market.helpline", "market.hotline"}),
        ("text: Name the complaint forms.", "text: Name the form.", set()),
        ("currency: EUR", "currency: EUR  # since 2002", set()),
        (
            "obligations:",
            "waivers:\n  - {fact: reply, by: Ana, reason: r, on: 2026-11-01}\nobligations:",
            {"market.reply"},
        ),
    ],
)
def test_changed_facts_are_named_as_texts_ask_for_them(old: str, new: str, facts: set[str]) -> None:
    assert edited(old, new) == Edited(facts=frozenset((fact, "ES") for fact in facts))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: es-ES", "format: es-MX"),
        ("currency: EUR", "currency: USD"),
        ("market: ES", "market: ES\nstatus: planned"),
        ("facts:", "facts: ["),
    ],
)
def test_what_any_page_may_depend_on_is_more_than_facts(old: str, new: str) -> None:
    assert edited(old, new).has_more


@pytest.mark.parametrize(("before", "now"), [("", SPAIN), (SPAIN, ""), ("- a\n", SPAIN)])
def test_a_profile_that_came_or_went_is_more_than_facts(before: str, now: str) -> None:
    assert edited_profile(before, now, ES, "ES").has_more


def test_company_data_are_of_their_market_or_of_all() -> None:
    changed = COMPANY.replace("+34910000000", "+34910000001").replace("help@", "hello@")
    assert edited_company(COMPANY, changed, "markets/company.yaml") == Edited(
        facts=frozenset([("company.phone", "ES"), ("company.support.email", "")])
    )
    assert edited_company(COMPANY, COMPANY, "markets/company.yaml") == Edited()
    assert edited_company("", COMPANY, "markets/company.yaml").has_more


def test_what_changes_in_a_region_changes_in_each_of_its_markets() -> None:
    now = SPAIN.replace("value: 21", "value: 22", 1)
    found = edited_region(SPAIN, now, "markets/_regions/EU.yaml", ("AT", "ES"))
    assert found == Edited(facts=frozenset({("market.tax.standard_rate", "AT"), ("market.tax.standard_rate", "ES")}))
