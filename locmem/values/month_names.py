"""What months are called, by CLDR."""

from __future__ import annotations

import re
from functools import lru_cache

from locmem.errors import RenderError
from locmem.values.lists import format_list
from locmem.values.locales import babel_locale

_WORD = re.compile(r"[^\W\d_]+")


def months_in(text: str, locales: tuple[str, ...]) -> frozenset[int]:
    """The numbers of the months that the words of a text name in English or in one of these locales, 1 to 12.

    Long and short names count, whatever their case and with or without a full stop.  A word that is another month in
    another of the locales (`listopad`) names both.
    """
    named = _names(locales)
    return frozenset(month for word in _WORD.findall(text.casefold()) for month in named.get(word, ()))


def months_of_dates(text: str, locale: str) -> frozenset[int]:
    """The months that a text names beside a day: `14 May`, `May 14th`, `14 de mayo`, `5 月 14 日`; not `you may`."""
    found = {int(one[1]) for one in _NUMBERED.finditer(text) if 1 <= int(one[1]) <= _MONTHS}
    named = _names((locale,))
    for one in _DATED.finditer(text.casefold()):
        found.update(month for word in one.groups() for month in named.get(word or "", ()))
    return frozenset(found)


def month_numbers(text: str) -> tuple[int, ...]:
    """The months of a fact such as `11 12 1`, in its order; commas may stand between them.

    Raises RenderError for what is no number from 1 to 12, and for a text without any.
    """
    words = [word for word in re.split(r"[\s,;]+", text.strip()) if word]
    wrong = [word for word in words if not (word.isascii() and word.isdecimal() and 1 <= int(word) <= _MONTHS)]
    if wrong or not words:
        named = ", ".join(f"“{word}”" for word in wrong) or "an empty text"
        raise RenderError(f"{named} is no month. Write numbers from 1 to 12, such as `11 12 1`.")
    return tuple(map(int, words))


def format_months(text: str, locale: str, form: str = "") -> str:
    """The months of a fact by their names, as they stand alone, in a sentence: `November, December and January`.

    form: as of `format_list`.  Raises RenderError as `month_numbers` does, and for another form.
    """
    names = babel_locale(locale).months["stand-alone"]["wide"]
    return format_list(tuple(str(names[number]) for number in month_numbers(text)), locale, form)


_MONTHS = 12
_NUMBERED = re.compile(r"(\d{1,2}) ?[月월] ?\d")
_DATED = re.compile(
    r"(?:([^\W\d_]{3,})\.? )?(?<!\d)\d{1,2}(?!\d)(?:(?:st|nd|rd|th|er|\.|º|ª)? (?:de |of )?([^\W\d_]{3,}))?"
)
"""A day with the words before and behind it."""


@lru_cache(maxsize=16)
def _names(locales: tuple[str, ...]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for tag in dict.fromkeys(("en", "en-GB", *locales)):
        try:
            months = babel_locale(tag).months
        except ValueError:
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    words = _WORD.findall(str(name).casefold())
                    if len(words) == 1 and not any(sign.isdigit() for sign in str(name)):
                        found.setdefault(words[0], set()).add(int(number))
    return {word: frozenset(months) for word, months in found.items()}
