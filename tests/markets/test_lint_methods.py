"""Payment methods of the market, spelled as their owners spell them."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said


def method(name: str, kind: str, code: str = "ES", more: str = "") -> str:
    facts = f"payment_methods: {{type: list, items: [{{name: {name}, kind: {kind}, {more}{READ}}}]}}"
    return said("market-method", {code: market(code, facts)}, code)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Visa", "card", "ES"),
        ("Bizum", "instant_transfer", "ES"),
        ("Klarna", "invoice", "DE"),
        ("{es: Klarna a plazos}", "bnpl", "ES"),
        ("Own Gift Card", "gift_card", "ES"),
        ("{es: contra reembolso}", "cash_on_delivery", "ES"),
        ("{es: algo nuevo}", "voucher", "ES"),
    ],
)
def test_methods_of_the_country_and_unknown_ones_are_left_alone(name: str, kind: str, code: str) -> None:
    assert method(name, kind, code) == ""


@pytest.mark.parametrize(
    ("name", "kind", "what"),
    [
        ("Swish", "instant_transfer", "customers of ES are not known to have"),
        ("PayPal", "card", "as card; it is wallet"),
        ("Mastercad", "card", "nearly Mastercard"),
        ("Paypal", "wallet", "nearly PayPal"),
        ("GooglePay", "wallet", "nearly Google Pay"),
        ("{es: Contra reembolso}", "cash_voucher", "as cash_voucher; it is cash_on_delivery"),
    ],
)
def test_methods_of_elsewhere_and_slips_are_told(name: str, kind: str, what: str) -> None:
    assert what in method(name, kind)


def test_a_method_that_ended_is_left_alone() -> None:
    assert method("Swish", "wallet", more="valid_until: 2024-12-31, ") == ""


def test_words_of_another_language_are_told() -> None:
    facts = f"payment_methods: {{type: list, items: [{{name: {{sk: contrassegno}}, kind: cash_on_delivery, {READ}}}]}}"
    files = {"SK": market("SK", facts, locales="sk: {format: sk-SK}")}
    assert "in sk has “contrassegno”, as shops say it in it" in said("market-method", files, "SK")
    own = {"SK": market("SK", facts.replace("contrassegno", "dobierka"), locales="sk: {format: sk-SK}")}
    assert said("market-method", own, "SK") == ""
