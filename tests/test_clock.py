from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from locmem.clock import FixedClock, SystemClock, day_named, today
from locmem.errors import UsageError


def test_the_day_is_the_same_in_every_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        assert today(SystemClock()) == date(2026, 11, 21)


def test_an_epoch_that_is_no_number_is_said() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "yesterday")
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
            SystemClock().now()


def test_a_fixed_clock_stands_still() -> None:
    moment = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert FixedClock(moment).now() is moment


def test_a_day_is_named_by_itself_or_by_how_far_it_is() -> None:
    now = date(2026, 11, 21)
    assert day_named("", now) is None
    assert day_named("2026-12-28", now) == date(2026, 12, 28)
    assert day_named("+30d", now) == date(2026, 12, 21)
    for wrong in ("tomorrow", "2026-13-01", "+30", "0001-01-01"):
        with pytest.raises(UsageError):
            day_named(wrong, now)
