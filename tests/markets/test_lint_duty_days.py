"""The days of obligations against their words, each other and the facts beside."""

from __future__ import annotations

from tests.markets.small import READ, market, said

RULE = "market-duty-days"


def duties(*lines: str, facts: str = "") -> str:
    listed = "".join(f"\n- {{{line}, {READ}}}" for line in lines)
    return said(RULE, {"ES": market("ES", facts, more=f"obligations:{listed}")})


TEST_YEAR = "key: test, applies_to: [prices], text: Invoices of 2026 show it, valid_from: 2026-01-01, valid_until: {}"


def test_an_obligation_of_a_year_ends_with_it() -> None:
    assert "test speaks of 2026, and holds 2026-01-01 to 2027-12-31" in duties(TEST_YEAR.format("2027-12-31"))
    assert duties(TEST_YEAR.format("2026-12-31")) == ""


def test_a_window_has_the_year_of_the_text() -> None:
    line = "key: rights, applies_to: [privacy], text: Rights begin in May 2027, valid_until: {}"
    assert "speaks of 2027, and holds until 2026-05-12" in duties(line.format("2026-05-12"))
    assert duties(line.format("2027-05-12")) == ""


def test_numbers_of_acts_are_no_years() -> None:
    assert duties("key: act, applies_to: [prices], text: Show what 2024/1799 asks, valid_until: 2027-05-12") == ""


def test_what_follows_an_obligation_begins_after_it() -> None:
    shared = "applies_to: [prices], phrases: {es: [IVA]}, text: Say it"
    old = f"key: old, {shared}, valid_from: 2025-01-01, valid_until: "
    new = f"key: new, {shared}, valid_from: 2027-01-01"
    assert "old holds until 2027-06-30, and new from 2027-01-01 on" in duties(f"{old}2027-06-30", new)
    assert duties(f"{old}2026-12-31", new) == ""


def test_facts_change_in_the_year_in_which_the_obligation_ends() -> None:
    line = "key: rights, applies_to: [privacy], text: Promise none, valid_until: 2027-05-12"
    fact = (
        "data_protection: {{deadline: {{type: duration, windows: ["
        "{{value: P1M, valid_until: {0}-05-12, {1}}}, {{value: P2M, valid_from: {0}-05-13, {1}}}]}}}}"
    )
    assert "changes on 2026-05-13, and by the obligation rights the day is 2027-05-13" in duties(
        line, facts=fact.format(2026, READ)
    )
    assert duties(line, facts=fact.format(2027, READ)) == ""
