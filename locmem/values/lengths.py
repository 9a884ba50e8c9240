"""How long texts of a locale usually are beside what they translate."""

from __future__ import annotations

from functools import cache

from locmem.values.locales import script_of

_DENSE = {"Jpan": 0.48, "Hans": 0.34, "Hant": 0.34, "Kore": 0.55}
_USUAL = 1.1
"""Characters of a translation for one of an English source, as they usually are: measured on production texts."""


@cache
def usual_growth(source_locale: str, locale: str) -> float:
    """Characters of a translation, blanks left out, for one of its source.

    1 between locales of one script, whose sources and translations are alike in length; Japanese is half as long as
    English, Chinese a third.  Of scripts that nobody measured it is that of Latin.
    """
    if script_of(source_locale) == script_of(locale):
        return 1.0
    ours, theirs = (_DENSE.get(script_of(one), _USUAL) for one in (source_locale, locale))
    return theirs / (1.0 if ours == _USUAL else ours)
