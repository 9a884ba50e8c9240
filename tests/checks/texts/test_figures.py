from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.checks.texts.figures import numbers, unmatched, value_of, with_digits


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,204.50", "1204.5"),
        ("1.204,50", "1204.5"),
        ("1 204,50", "1204.5"),
        ("1’204’500", "1204500"),
        ("12,34,567", "1234567"),
        ("2.0", "2"),
        ("٢٥", "25"),
        ("２５", "25"),
    ],
)
def test_a_number_means_its_value_however_it_is_written(written: str, value: str) -> None:
    [found] = numbers(written)
    assert value_of(found) == Decimal(value)
    assert found.end - found.start == len(written)


def test_what_may_be_grouped_or_decimal_means_both_and_words_multiply() -> None:
    assert numbers("1.204")[0].values == {Decimal(1204), Decimal("1.204")}
    assert Decimal(20_000) in numbers("2万円")[0].values
    assert Decimal(3_000_000) in numbers("3 millones")[0].values
    assert numbers("3.10.2")[0].values == {"3.10.2"}


def test_numbers_that_mean_the_same_are_matched_and_parts_of_dates_too() -> None:
    assert unmatched(numbers("2026-03-12 and 1,204"), numbers("12.3.2026 y 1204")) == ([], [])
    missing, extra = unmatched(numbers("3 and 4"), numbers("4 y 5"))
    assert ([one.text for one in missing], [one.text for one in extra]) == (["3"], ["5"])


def test_digits_keep_their_places() -> None:
    assert with_digits("a٢b½") == "a2b½"
