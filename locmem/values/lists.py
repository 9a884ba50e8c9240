"""Lists in a sentence: `A, B y C`, `A、B、またはC`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from locmem.errors import RenderError
from locmem.model.tags import language_of
from locmem.values.locales import babel_locale

FORMS = ("and", "or", "comma")

_WORDS = {("mt", "or"): "jew"}
"""Words between the last items where babel has English ones (CLDR has none of the language)."""

_STYLES = {"and": "standard", "or": "or", "comma": "standard"}
_SOUNDS_I = re.compile(r"(?:[ií]|h[ií](?![aeo]))", re.IGNORECASE)
_SOUNDS_O = re.compile(r"(?:h?[oó]|8|11\b)", re.IGNORECASE)


def format_list(items: Sequence[str], locale: str, form: str = "") -> str:
    """The items joined as the locale does; empty where there are none.

    form: `and` (the default), `or`, or `comma`, which puts the list's comma everywhere.  Spanish y becomes e
    before the sound i, and o becomes u before the sound o.  Raises RenderError for another form.
    """
    form = form or "and"
    if form not in FORMS:
        raise RenderError(f"a list has no form {form!r}. Write one of: {', '.join(FORMS)}.")
    if len(items) < 2:
        return "".join(items)
    patterns: dict[str, str] = dict(babel_locale(locale).list_patterns[_STYLES[form]])
    if word := _WORDS.get((language_of(locale), form)):
        patterns["2"] = patterns["end"] = f"{{0}} {word} {{1}}"
    if form == "comma":
        patterns["2"] = patterns["end"] = patterns["start"]
    if language_of(locale) == "es":
        patterns["2"] = _euphonic(patterns["2"], items[-1])
        patterns["end"] = _euphonic(patterns["end"], items[-1])
    if len(items) == 2:
        return patterns["2"].format(*items)
    text = patterns["start"].format(items[0], items[1])
    for item in items[2:-1]:
        text = patterns["middle"].format(text, item)
    return patterns["end"].format(text, items[-1])


def _euphonic(pattern: str, following: str) -> str:
    if _SOUNDS_I.match(following):
        return pattern.replace(" y ", " e ")
    if _SOUNDS_O.match(following):
        return pattern.replace(" o ", " u ")
    return pattern
