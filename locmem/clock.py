"""The time, from one place that tests and reproducible builds can set."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from locmem.errors import UsageError


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The present moment in UTC, to the second."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, or the moment in SOURCE_DATE_EPOCH where that is set.

    SOURCE_DATE_EPOCH is the convention of https://reproducible-builds.org/specs/source-date-epoch/:
    seconds since 1970-01-01 UTC.  Raises UsageError when it is not a number.
    """

    def now(self) -> datetime:
        """The present moment in UTC, to the second."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if not epoch:
            return datetime.now(UTC).replace(microsecond=0)
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise UsageError(
                f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds. Unset it or set a whole number."
            ) from None


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that always tells the same moment."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was made with."""
        return self.moment


def today(clock: Clock) -> date:
    """The clock's date in UTC, so that two machines in different time zones agree."""
    return clock.now().date()


_FIRST_YEAR, _LAST_YEAR = 1900, 2999
"""What people mean lies between; days are reckoned from there in both directions."""

_AHEAD = re.compile(r"\+(\d{1,4})d\Z")


def day_named(text: str, now: date) -> date | None:
    """The day that somebody names, `2026-12-28` or `+30d` from now; None for nothing.  Raises UsageError."""
    if not text:
        return None
    if found := _AHEAD.match(text):
        return now + timedelta(days=int(found.group(1)))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day. Write 2026-12-28, or +30d for thirty days from today.") from None
    if day.year > _LAST_YEAR or day.year < _FIRST_YEAR:
        raise UsageError(f"{day} is too far off: no law, no price and no plan is of that day.")
    return day
