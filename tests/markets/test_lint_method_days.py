"""Payment methods on the days on which they are there."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said

RULE = "market-method-days"


def methods(*items: str, code: str = "DE") -> str:
    listed = ", ".join(f"{{{one}, {READ}}}" for one in items)
    return said(RULE, {code: market(code, f"payment_methods: {{type: list, items: [{listed}]}}")}, code)


def test_nobody_paid_by_a_method_before_it_was_there() -> None:
    early = "name: Wero, kind: wallet, valid_from: 2023-11-01"
    assert "has Wero from 2023-11-01; it is there since 2024-07" in methods(early)
    assert methods(early.replace("2023", "2024")) == ""


def test_what_is_there_and_begins_later_is_asked() -> None:
    assert "from 2027-01-29 on only" in methods("name: Wero, kind: wallet, valid_from: 2027-01-29")


def test_what_ended_and_goes_on_elsewhere_needs_a_word() -> None:
    ended = "name: PayPal, kind: wallet, valid_until: 2026-10-31"
    assert "until 2026-10-31, and nothing says that it ended" in methods(ended)
    assert methods(f"{ended}, note: The contract ended") == ""


def test_another_name_of_the_method_holds_today() -> None:
    old = "name: iDEAL, kind: bank_redirect, valid_until: 2026-01-28"
    new = "name: iDEAL | Wero, kind: bank_redirect, valid_from: 2026-01-29"
    assert methods(old, new.replace("iDEAL | Wero", '"iDEAL | Wero"'), code="NL") == ""


@pytest.mark.parametrize("name", ["SEPA Direct Debit", "{es: adeudo SEPA}"])
def test_sepa_is_a_scheme_of_some_countries(name: str) -> None:
    assert "CA is not in SEPA" in methods(f"name: {name}, kind: direct_debit", code="CA")
    assert methods(f"name: {name}, kind: direct_debit", code="CH") == ""
