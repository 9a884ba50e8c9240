"""Today, with a note of the days between which everything that was asked of it would have been answered the same.

What is found out on a day is mostly true for weeks: until a fact's window ends, or days of grace are over.  Whoever
keeps a result must know for how long.  So a noted day looks at what it is compared with; and whoever wants more of
it than a comparison, such as its text, its year or its distance from another day, binds the result to this one day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from typing import Any, NamedTuple, Self


class Days(NamedTuple):
    """The days from `since` to `until`, both included."""

    since: date
    until: date

    def within(self, other: Days) -> Days:
        """The days that both have."""
        return Days(max(self.since, other.since), min(self.until, other.until))


ALWAYS = Days(date.min, date.max)


class NotedDay(date):
    """A day that notes what is asked of it.

    What is asked about one thing (`about`) counts for that thing from then on, whenever it comes back: it may have
    been worked out once and be used again.  Everything else counts for all things that come later.
    """

    _common: Days
    _of: dict[str, Days]
    _here: str

    def __new__(cls, day: date) -> Self:
        """The same day."""
        made = super().__new__(cls, *day.timetuple()[:3])
        made._common, made._of, made._here = ALWAYS, {}, ""
        return made

    @property
    def plain(self) -> date:
        """The day without notes."""
        return date.fromordinal(date.toordinal(self))

    def days(self, thing: str) -> Days:
        """The days on which all that was asked about a thing, and in common, has the answers that were given."""
        return self._common.within(self._of.get(thing, ALWAYS))

    @contextmanager
    def about(self, thing: str) -> Iterator[None]:
        """What is asked within concerns one thing only; empty for all things."""
        before, self._here = self._here, thing
        try:
            yield
        finally:
            self._here = before

    def _note(self, days: Days) -> None:
        if self._here:
            self._of[self._here] = days.within(self._of.get(self._here, ALWAYS))
        else:
            self._common = days.within(self._common)

    def _bind(self) -> None:
        self._note(Days(self.plain, self.plain))

    def _is_before(self, other: object, *, or_same: bool) -> bool:
        """Whether this day is before another one, or the same where that is asked, too."""
        if not isinstance(other, date) or isinstance(other, datetime):
            raise TypeError(f"a day cannot be compared with {other!r}")
        # The last day of which it would be so; another noted day moves along.
        last = date.toordinal(other) - (0 if or_same else 1)
        is_so = date.toordinal(self) <= last
        if isinstance(other, NotedDay):
            return is_so
        first = date.min.toordinal()
        if is_so:
            self._note(Days(date.min, date.fromordinal(last)))
        elif last >= first and last < date.max.toordinal():
            self._note(Days(date.fromordinal(last + 1), date.max))
        return is_so

    def __lt__(self, other: date) -> bool:
        """Whether it is before another day."""
        return self._is_before(other, or_same=False)

    def __le__(self, other: date) -> bool:
        """Whether it is not after another day."""
        return self._is_before(other, or_same=True)

    def __gt__(self, other: date) -> bool:
        """Whether it is after another day."""
        return not self._is_before(other, or_same=True)

    def __ge__(self, other: date) -> bool:
        """Whether it is not before another day."""
        return not self._is_before(other, or_same=False)

    def __eq__(self, other: object) -> bool:
        """Whether it is another day."""
        if not isinstance(other, date) or isinstance(other, datetime):
            return False
        return self <= other and self >= other

    def __ne__(self, other: object) -> bool:
        """Whether it is not another day."""
        return not self == other

    def __reduce_ex__(self, protocol: object) -> tuple[Callable[..., date], tuple[int, int, int]]:
        """A copy, in this process or another one, is a plain day."""
        self._bind()
        day = self.plain
        return date, (day.year, day.month, day.day)


def _binding(name: str) -> Callable[..., Any]:
    """What a day does under a name, binding the result to this day."""
    done = getattr(date, name)

    def bound(self: NotedDay, *given: Any, **named: Any) -> Any:
        self._bind()
        return getattr(self.plain, name)(*given, **named)

    bound.__name__, bound.__doc__ = name, done.__doc__
    return bound


def _binding_value(name: str) -> property:
    def value(self: NotedDay) -> int:
        self._bind()
        return int(getattr(self.plain, name))

    return property(value)


for _name in (
    *("__hash__", "__str__", "__repr__", "__format__", "__add__", "__radd__", "__sub__", "__rsub__", "__reduce__"),
    *("ctime", "isocalendar", "isoformat", "isoweekday", "replace", "strftime", "timetuple", "toordinal", "weekday"),
):
    setattr(NotedDay, _name, _binding(_name))
for _name in ("year", "month", "day"):
    setattr(NotedDay, _name, _binding_value(_name))


@contextmanager
def in_common(day: date) -> Iterator[None]:
    """What is asked of the day within concerns all things, because it is worked out once for all of them."""
    with day.about("") if isinstance(day, NotedDay) else nullcontext():
        yield


def plain_day(day: date) -> date:
    """The same day without notes, for work of which nothing is kept."""
    return day.plain if isinstance(day, NotedDay) else day
