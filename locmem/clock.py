"""The time, from one place that tests and reproducible builds can set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
