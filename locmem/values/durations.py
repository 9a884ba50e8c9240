"""Durations as a locale writes them: `14 días`, `15 jours ouvrés`, `1か月`.

babel's `format_unit` prints "14 duration-day" in Portuguese, Italian, Dutch, Japanese, Korean and others: it
does not follow CLDR's rule that a missing long form is the short one.  Here that rule is followed, and what
CLDR does not have, or babel does not read (business days, cases), stands in `locmem/data/durations.csv`, and what a
sentence says around it (`within 14 days`) in `locmem/data/duration_uses.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from locmem.errors import RenderError
from locmem.model.fact import Duration, DurationUnit
from locmem.tables import rows_of
from locmem.values.locales import babel_locale, chain
from locmem.values.numbers import format_number

Patterns = Mapping[str, str]

_PLACEHOLDERS = frozenset({"{0} min", "{0} h", "{0} d", "{0} w", "{0} m", "{0} y"})
"""What CLDR's root has for languages without words of their own."""


USES = (
    "within",
    "following",
    "of",
    "by",
    "with_article",
    "accusative_with_article",
    "dative_with_article",
)
CASES = (
    "genitive",
    "dative",
    "accusative",
    "locative",
    "instrumental",
    "oblique",
    "illative",
    "elative",
    "superessive",
    "terminative",
)
FORMS = (*USES, *CASES)
"""The forms that some language has: by what a sentence says, and grammatical cases.  Each has those of its tables."""


@dataclass(frozen=True, slots=True)
class _Use:
    """What a sentence says around a duration: `innerhalb von {0}`.

    unit, plural: for which it is, empty for all; a plural may be one count, `=11`.  case: the form that stands in it.
    """

    unit: str
    plural: str
    case: str
    pattern: str

    def fits(self, value: Duration, category: str) -> bool:
        """Whether it is for this duration, whose count is of a plural category."""
        return self.unit in ("", value.unit.value) and self.plural in ("", category, f"={value.count}")

    @property
    def rank(self) -> int:
        """How exactly it says what it is for."""
        return bool(self.unit) + 2 * bool(self.plural) + 4 * self.plural.startswith("=")


@cache
def _tables() -> Mapping[tuple[str, str, DurationUnit], Patterns]:
    """Patterns by locale, form and unit, where CLDR has none or another."""
    found: dict[tuple[str, str, DurationUnit], dict[str, str]] = {}
    for row in rows_of("durations.csv", "locale", "form", "unit", "plural", "pattern", "note"):
        key = row["locale"], row["form"], DurationUnit(row["unit"])
        found.setdefault(key, {})[row["plural"]] = row["pattern"]
    return found


@cache
def _uses() -> Mapping[tuple[str, str], tuple[_Use, ...]]:
    """What is said around a duration, by locale and form, the most exact first."""
    found: dict[tuple[str, str], list[_Use]] = {}
    for row in rows_of("duration_uses.csv", "locale", "form", "unit", "plural", "case", "pattern", "note"):
        use = _Use(row["unit"], row["plural"], row["case"], row["pattern"])
        found.setdefault((row["locale"], row["form"]), []).append(use)
    return {key: tuple(sorted(uses, key=lambda use: -use.rank)) for key, uses in found.items()}


def forms_in(locale: str) -> tuple[str, ...]:
    """The forms that durations have in a locale, in the order of `FORMS`."""
    tags = chain(locale)
    known = {form for tag, form, _ in _tables() if tag in tags} | {form for tag, form in _uses() if tag in tags}
    return tuple(form for form in FORMS if form in known)


def format_duration(value: Duration, locale: str, form: str = "") -> str:
    """A count and its unit in words.

    form: by what the sentence says (`within`: innerhalb von 14 Tagen), or a grammatical case (`dative`: 14 Tagen); one
    of those that the locale's language has in `durations.csv` and `duration_uses.csv`.  Raises RenderError
    for another form, and where there are no words for the unit in this language.
    """
    category = babel_locale(locale).plural_form(value.count)
    for tag in chain(locale) if form else ():
        if patterns := _tables().get((tag, form, value.unit)):
            return _written(patterns, category, value, locale)
        for use in _uses().get((tag, form), ()):
            if use.fits(value, category):
                return use.pattern.format(format_duration(value, locale, use.case))
    if form:
        raise RenderError(_no_form(value.unit, form, locale))
    return _written(_patterns(value.unit, locale), category, value, locale)


def _written(patterns: Patterns, category: str, value: Duration, locale: str) -> str:
    pattern = patterns.get(category) or patterns.get("other")
    if pattern is None or pattern in _PLACEHOLDERS:
        raise RenderError(
            f"there are no words for the unit {value.unit.value!r} in {locale}."
            " Make it a fact of type text, with its words in each language: `{type: text, values: {LANGUAGE: …}}`."
        )
    return pattern.format(format_number(Decimal(value.count), locale))


def _no_form(unit: DurationUnit, form: str, locale: str) -> str:
    known = forms_in(locale)
    what = f"a duration in units of {unit.value}" if form in known else "a duration"
    there = ", ".join(known) or "no form"
    return f"{what} has no form {form!r} in {locale}. Known there: {there}."


def _patterns(unit: DurationUnit, locale: str) -> Patterns:
    for tag in chain(locale):
        if (tag, "", unit) in _tables():
            return _tables()[tag, "", unit]
    return {} if unit is DurationUnit.BUSINESS_DAY else _cldr(unit, locale)


def _cldr(unit: DurationUnit, locale: str) -> Patterns:
    from babel import localedata

    raw: dict[str | int | None, Any] = dict(localedata.load(str(babel_locale(locale))).items())
    patterns = localedata.LocaleDataDict(raw)["unit_patterns"].get(f"duration-{unit.value}", {})
    return {**patterns.get("short", {}), **patterns.get("long", {})}
