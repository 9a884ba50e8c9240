"""Days from one to another in words, and a value beside those of earlier days: `3 years (for orders before …)`.

CLDR writes a date, but no language says "before" it in the same way: `vor dem 31. Juli 2026`, `2026年7月31日より前`.
The words stand in `locmem/data/case_words.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache, reduce

from locmem.errors import RenderError
from locmem.model.fact import DecidedBy, Window
from locmem.tables import rows_of
from locmem.values.formatting import format_day
from locmem.values.locales import babel_locale, chain

Words = Mapping[tuple[str, str], str]
"""The patterns of a language by form and, where it makes a difference, by what decides."""


@cache
def _tables() -> Mapping[str, Words]:
    found: dict[str, dict[tuple[str, str], str]] = {}
    for row in rows_of("case_words.csv", "locale", "decided_by", "form", "pattern"):
        found.setdefault(row["locale"], {})[row["form"], row["decided_by"]] = row["pattern"]
    return found


def days_in_words(window: Window, locale: str) -> str:
    """The days of a window: `from 31 July 2026`, `before …`, `from … to …`; empty for one that is open on both sides.

    locale: the format locale.  The last day of a window belongs to it.  Raises RenderError for a language of which
    nobody wrote the words down.
    """
    start, end = window.start, None if window.end == date.max else window.end
    if not start and not end:
        return ""
    words = _words(locale)
    form = "between" if start and end else "from" if start else "before"
    days = {"start": start, "end": end, "next": end + timedelta(days=1) if end else None}
    told = {name: _day(day, name, words, locale) for name, day in days.items() if day}
    return _spelled(words[form, ""].format(**told), words)


def with_earlier(
    newest: str,
    earlier: Sequence[tuple[Window, str]],
    decided_by: DecidedBy,
    locale: str,
    *,
    days: Window | None = None,
) -> str:
    """A value and, in brackets, those of earlier days, the latest of them first; all of them as finished text.

    days: those of the value itself, which stand first in the brackets; a language without words for that says none.
    Raises RenderError as `days_in_words` does, where there are earlier ones.
    """
    own = _own_days(days, decided_by, locale) if days else ""
    if not earlier and not own:
        return newest
    words = _words(locale)
    pattern = words["earlier", decided_by.value]
    told = [own] if own else []
    told += (pattern.format(days=days_in_words(window, locale), value=value) for window, value in earlier)
    joined = reduce(lambda one, other: words["and", ""].format(one=one, other=other), told)
    return words["all", ""].format(newest=newest, earlier=joined)


def _own_days(window: Window, decided_by: DecidedBy, locale: str) -> str:
    """`for orders from …`; empty for a window that is open on both sides, and in a language without words for it."""
    try:
        pattern, days = _words(locale).get(("newest", decided_by.value)), days_in_words(window, locale)
    except RenderError:
        return ""
    return pattern.format(days=days) if pattern and days else ""


def _words(locale: str) -> Words:
    tables = _tables()
    found = next((tables[tag] for tag in chain(locale) if tag in tables), None)
    if found is None:
        raise RenderError(
            f"there are no words for days from one to another in {locale}."
            " Write them yourself, around `case.from` and `case.until`, or add them to locmem/data/case_words.csv."
        )
    return found


def _day(day: date, place: str, words: Words, locale: str) -> str:
    text = format_day(day, locale, "long")
    months = words.get((f"months of {place}", ""))
    if months is None:
        return text
    # CLDR has one form of a month's name for a date, and the language wants another one behind its preposition.
    name = str(babel_locale(locale).months["format"]["wide"][day.month])
    return text.replace(name, months.split("; ")[day.month - 1])


def _spelled(text: str, words: Words) -> str:
    """What a preposition becomes before some numbers: `dal 8` is `dall’8`."""
    for pair in filter(None, words.get(("spelling", ""), "").split("; ")):
        before, _, after = pair.partition(" > ")
        text = re.sub(rf"\b{re.escape(before)}\b", after, text)
    return text
