"""A budget stops before it is passed."""

from __future__ import annotations

from decimal import Decimal

from locmem.mt.allowance import Allowance


def test_a_call_is_made_only_if_the_rest_pays_for_all_of_it() -> None:
    allowance = Allowance(Decimal("0.05"), Decimal(20), "the budget is used up")
    assert allowance.takes(2_500)
    assert not allowance.takes(2_501)
    allowance.spend(2_000)
    assert allowance.left == Decimal("0.01")
    assert allowance.takes(500)
    assert not allowance.takes(501)


def test_a_cent_is_never_lost_in_many_small_calls() -> None:
    allowance = Allowance(Decimal(1), Decimal(25), "")
    for _ in range(40_000):
        allowance.spend(1)
    assert allowance.left == 0
    assert allowance.takes(0)
    assert not allowance.takes(1)
