"""The bands translators are paid by: never rounded up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.bands import CONTEXT_BANDS, band_of
from locmem.model.match import Band

PERCENTS = st.floats(0, 100)
BY_PERCENT = [Band.NEW, Band.LOW, Band.FAIR, Band.GOOD, Band.HIGH, Band.EXACT]


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        (0, Band.NEW),
        (49.999, Band.NEW),
        (50, Band.LOW),
        (74.999, Band.LOW),
        (75, Band.FAIR),
        (84.999, Band.FAIR),
        (85, Band.GOOD),
        (94.999, Band.GOOD),
        (95, Band.HIGH),
        (99.999, Band.HIGH),
        (100, Band.EXACT),
    ],
)
def test_a_band_begins_at_its_percent(percent: float, band: Band) -> None:
    assert band_of(percent) is band


@given(st.lists(PERCENTS, min_size=2))
def test_a_higher_percent_is_never_in_a_lower_band(percents: list[float]) -> None:
    places = [BY_PERCENT.index(band_of(percent)) for percent in sorted(percents)]
    assert all(one <= other for one, other in pairwise(places))


def test_the_context_bands_are_those_no_percent_reaches() -> None:
    assert set(Band) - set(BY_PERCENT) == CONTEXT_BANDS
