"""Words of which a text must keep the one it has: `before` of before and after, `Monday` of seven days.

The tables are `locmem/data/opposites.csv` and `locmem/data/exchanged.csv`: a group, one of its values, and how a
language says it.  In a form `*` stands for any ending, or between blanks for some words, and `#` for a number; a form
may say several values, as Spanish `tarde` does.  Words of value 0 are none of any group: `後払い` is no `after`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import groupby

from locmem.model.tags import joins_without_spaces
from locmem.tables import rows_of

OPPOSITES = "opposites.csv"
"""Pairs of words that say the contrary."""
EXCHANGED = "exchanged.csv"
"""Groups of words of which each says another thing."""
QUALIFIERS = "qualifiers.csv"
"""Conditions and bounds, with all that may say the same; there is one value of each group."""
REGIONAL = "regional_words.csv"
"""What one thing is called in several countries; the values are the countries, with blanks between them."""
EVERYWHERE = "*"
"""The language of words that all languages write alike: `PayPal`."""

LOOSE = frozenset(("dimension", "period", "daypart", "language", "channel", "share", "color", "radio", "compass"))
"""Groups of `EXCHANGED` of which a free translation may have another word."""
SURE = frozenset((
    "until", "limit", "price", "lock", "session", "warmth", "place", "extent", "customer", "mail", "trade", "direction",
    "left", "once", "included", "nothing", "always", "accept", "buy", "upload", "connect", "change",
    "exception", "concession", "proviso",
))  # fmt: skip
"""Pairs of `OPPOSITES` of which sound translations never have the other word: not once in 16,000 texts."""

Said = tuple[str, str]
"""A group and which of its values: `("weekday", "monday")`."""


@lru_cache(maxsize=4_096)
def said_in(text: str, language: str, table: str) -> Mapping[Said, str]:
    """The values of groups that a text says, each with the first of its words as it stands there."""
    known = _pattern(language, table)
    if known is None:
        return {}
    pattern, meant = known
    low = text.lower()
    found: dict[Said, str] = {}
    for one in pattern.finditer(low):
        for said in meant[one.lastindex or 0]:
            found.setdefault(said, (text[one.start() : one.end()] if len(low) == len(text) else one[0]).strip())
    return found


def has_words(language: str, table: str) -> bool:
    """Whether a table has words of a language."""
    return _pattern(language, table) is not None


@lru_cache(maxsize=1_024)
def forms_of(group: str, language: str, table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values of a group with the forms in which a language says each."""
    rows = rows_of(table, "group", "value", "language", "forms")
    found = (row for row in rows if row["group"] == group and row["language"] == language)
    return tuple((row["value"], tuple(row["forms"].split("; "))) for row in found)


def exchanged(ours: Mapping[Said, str], theirs: Mapping[Said, str]) -> Iterable[tuple[Said, Said]]:
    """What only the first says with what of the same group only the second says instead, each of the first once."""
    for group, value in ours:
        if (group, value) not in theirs:
            other = next((said for said in theirs if said[0] == group and said not in ours), None)
            if other is not None:
                yield (group, value), other


@cache
def _pattern(language: str, table: str) -> tuple[re.Pattern[str], tuple[tuple[Said, ...], ...]] | None:
    """A pattern of all words of a language, and what each of its groups says, by number; the longest words first, so
    that `前後` is not read as `前`."""
    rows = rows_of(table, "group", "value", "language", "forms")
    if not any(row["language"] == language for row in rows):
        return None
    meant: dict[str, list[Said]] = {}
    for row in rows:
        if row["language"] in (language, EVERYWHERE):
            for form in row["forms"].split("; "):
                meant.setdefault(form, []).append((row["group"], row["value"]))
    is_spaced = not joins_without_spaces(language)
    if is_spaced:
        meant = {form: [*some, *_within(form, some, meant)] for form, some in meant.items()}
    elif table == QUALIFIERS:
        meant = {form: [said for part, some in meant.items() if part in form for said in some] for form in meant}
    # By their first letters, so that most places of a text are done with at once.
    forms = sorted(meant, key=lambda form: (form[0], -len(form)))
    by_letter = [
        "|".join(f"({_form(form, is_spaced)})" for form in some) for _, some in groupby(forms, key=lambda form: form[0])
    ]
    letters = [re.escape(letter) for letter in dict.fromkeys(form[0] for form in forms)]
    parts = "|".join(f"(?={letter})(?:{some})" for letter, some in zip(letters, by_letter, strict=True))
    start = r"(?<![\w-])" if is_spaced else ""
    return re.compile(f"{start}(?=[{''.join(letters)}])(?:{parts})"), ((), *(tuple(meant[form]) for form in forms))


def _within(form: str, own: list[Said], meant: Mapping[str, list[Said]]) -> list[Said]:
    """What the words of a form say in other groups: `per day` is a rhythm, and names the day."""
    groups = {group for group, _ in own}
    found: dict[Said, None] = {}
    for word in (*form.split(), form.removesuffix(" #")) if "none" not in groups else ():
        for key in (word, *(f"{word[:size]}*" for size in range(1, len(word) + 1))):
            found.update(dict.fromkeys(said for said in meant.get(key, ()) if said[0] not in groups))
    return list(found)


def _form(form: str, is_spaced: bool) -> str:
    pattern = re.escape(form).replace(r"\ \*\ ", r"\s(?:\w+\s){0,6}").replace(r"\ ", r"\s")
    pattern = pattern.replace(r"\*", r"\w*").replace(r"\#", r"(?=\W{0,3}\d)")
    if form.endswith(("*", "#")) or not (is_spaced or form[-1].isascii()):
        return pattern
    # A word of Latin letters is one among Japanese signs, too.
    return rf"{pattern}(?!\w)" if is_spaced else rf"{pattern}(?![a-z\d])"
