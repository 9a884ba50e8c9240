"""Times that a text counts."""

from __future__ import annotations

import pytest

from locmem.values.counted_times import counted_times


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("en", "Wait 5 seconds or two weeks.", {("5", "duration-second"), ("2", "duration-week")}),
        ("es", "Espera ocho minutos y 3 días.", {("8", "duration-minute"), ("3", "duration-day")}),
        ("de", "zwei Jahre, 14 Tagen", {("2", "duration-year"), ("14", "duration-day")}),
        ("ja", "10 分または 3 週間。", {("10", "duration-minute"), ("3", "duration-week")}),
        ("ja", "会員の 4 分の 1", set()),
        ("en", "Two doors, 5 m, seconds.", set()),
        ("xx", "5 days", set()),
    ],
)
def test_numbers_before_a_unit_of_time_are_found(locale: str, text: str, found: set[tuple[str, str]]) -> None:
    assert counted_times(text, locale) == found
