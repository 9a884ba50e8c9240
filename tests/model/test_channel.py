"""Hours are shown in one form, whoever wrote them."""

from __future__ import annotations

import pytest

from locmem.model.channel import OpenHours


@pytest.mark.parametrize(
    ("first", "last", "opens", "closes", "shown"),
    [
        (0, 4, 540, 1080, "mon-fri 09:00-18:00"),
        (5, 5, 605, 840, "sat 10:05-14:00"),
        (0, 6, 0, 1440, "mon-sun 00:00-24:00"),
    ],
)
def test_hours_are_shown_by_weekday_and_clock(first: int, last: int, opens: int, closes: int, shown: str) -> None:
    assert str(OpenHours(first=first, last=last, opens=opens, closes=closes)) == shown
