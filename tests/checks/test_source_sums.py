"""Arithmetic in sources: what is calculated again, and what only looks like it."""

from __future__ import annotations

import pytest

from locmem.checks.source_sums import wrong_sums
from tests.checks.texts.sample import flaws


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("3 × €10 = €40", "30"),
        ("2 + 3 × 4 = 20", "14"),
        ("100 - 30 = 60", "70"),
        ("9 ÷ 2 = 4", "4.50"),
        ("20% of 50 is 12", "10"),
        ("12% off €89.00 is €75.00", "78.32"),
        ("4 lamps at €12.50 each cost €60.00", "50"),
    ],
)
def test_a_wrong_result_is_told_with_the_right_one(text: str, right: str) -> None:
    [flaw] = flaws(wrong_sums, "", text, locale="en")
    assert flaw.what.endswith(f" {right}")


@pytest.mark.parametrize("text", ["1/2 = 0.5", "x = 5 + 3", "2026-01-02 = 3", "1 ÷ 0 = 5", "12% off €89.00 is €78.32"])
def test_what_is_right_or_no_sum_is_left_alone(text: str) -> None:
    assert flaws(wrong_sums, "", text, locale="en") == []
