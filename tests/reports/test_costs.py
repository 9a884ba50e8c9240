"""The way from the list price to what was paid: its steps add up, to the cent, to what the savings say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from locmem.model.rates import Rates
from locmem.reports.costs import cost_steps
from tests.reports.full_view import RATES, worked


@pytest.mark.parametrize("rates", [RATES, replace(RATES, per_word=Decimal("0.0733"))], ids=["cents", "odd"])
def test_what_is_taken_off_leads_from_the_list_price_to_what_was_paid(rates: Rates) -> None:
    found = worked()
    total = found.total
    assert total.paid is not None
    assert total.avoided is not None
    steps = {one.name: one.amount for one in cost_steps(found, rates)}
    assert steps["list price"] == total.paid + total.avoided
    assert steps["paid"] == total.paid
    taken = [amount for name, amount in steps.items() if name not in ("list price", "paid")]
    assert all(amount < 0 for amount in taken)
    assert sum(taken) == -total.avoided


def test_each_group_takes_off_what_its_words_would_have_cost_more() -> None:
    found = worked()
    steps = {one.name: one for one in cost_steps(found, RATES)}
    memory = found.total.by_band["from memory"]
    assert steps["memory"].words == memory
    # To the cent that rounding may have left over.
    assert abs(steps["memory"].amount + Decimal("0.12") * memory) < Decimal("0.05")


def test_what_engines_cost_is_added_to_what_people_got() -> None:
    found = worked()
    found = replace(found, total=replace(found.total, engines=Decimal("3.50")))
    steps = {one.name: one.amount for one in cost_steps(found, RATES)}
    assert steps["paid"] == steps["people"] + steps["engines"]
    assert steps["people"] == found.total.paid


def test_without_a_price_the_way_is_told_in_full_words() -> None:
    found = worked()
    found = replace(found, total=replace(found.total, paid=None, avoided=None))
    steps = {one.name: one.amount for one in cost_steps(found, Rates(preset="matecat"))}
    assert steps["list price"] == found.total.words
    assert steps["paid"] == found.total.weighted
    assert sum(steps.values()) == 2 * found.total.weighted


def test_nothing_translated_has_no_way() -> None:
    found = worked()
    assert cost_steps(replace(found, total=replace(found.total, words=0)), RATES) == ()
