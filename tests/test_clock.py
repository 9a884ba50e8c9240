from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from locmem.clock import FixedClock, SystemClock, today
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
