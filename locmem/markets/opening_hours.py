"""Times of day in a text on opening hours, in any language: `de 9:00 a 18:00`, `9 am to 6 pm`, `오전 9시`."""

from __future__ import annotations

import re
from typing import NamedTuple


class Time(NamedTuple):
    """A time of day as it is written: hours as a day counts them where that can be told, minutes, the words."""

    hour: int
    minute: int
    written: str

    @property
    def is_possible(self) -> bool:
        """Whether a day has such a time; 24:00 is the end of it."""
        return (self.hour < 24 and self.minute < 60) or (self.hour == 24 and self.minute == 0)


_MORNING = ("am", "오전", "午前", "上午", "सुबह")
_TIME = re.compile(
    r"(?P<before>오전|오후|午前|午後|上午|下午|सुबह|दोपहर|शाम)?\s?"
    r"(?<![\d.,:/+])(?P<hour>\d{1,2})(?:\s?[:.h時시](?P<minute>\d{2})(?!\d))?(?![\d/]|[.,:]\d)"
    r"\s?(?P<after>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)


def times_in(text: str) -> tuple[Time, ...]:
    """The times of day in a text, in its order; empty where it says `24/7` or names none."""
    if re.search(r"\b24\s?/\s?7\b", text):
        return ()
    found = []
    for one in _TIME.finditer(text):
        hour, minute = int(one["hour"]), int(one["minute"] or 0)
        half = re.sub(r"[.\s]", "", (one["after"] or one["before"] or "")).casefold()
        if half and hour <= 12:
            hour = hour % 12 + (0 if half in _MORNING else 12)
        found.append(Time(hour, minute, one[0].strip()))
    return tuple(found)


def spans_in(text: str) -> tuple[tuple[Time, Time], ...]:
    """Opening and closing times, in pairs; empty where the times of a text are no pairs."""
    times = times_in(text)
    return tuple(zip(times[::2], times[1::2], strict=True)) if len(times) % 2 == 0 else ()
