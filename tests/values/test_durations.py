"""Periods of law and delivery in words: never an abbreviation, never a code, never days for business days."""

from __future__ import annotations

import pytest

from locmem.errors import RenderError
from locmem.model.fact import Duration, DurationUnit
from locmem.tables import rows_of
from locmem.values.durations import CASES, FORMS, format_duration, forms_in


@pytest.mark.parametrize(
    ("count", "unit", "locale", "text"),
    [
        (1, DurationUnit.DAY, "es-ES", "1 día"),
        (14, DurationUnit.DAY, "es-ES", "14 días"),
        (0, DurationUnit.DAY, "fr-FR", "0 jour"),
        (2, DurationUnit.DAY, "pl-PL", "2 dni"),
        (14, DurationUnit.DAY, "pt-PT", "14 dias"),
        (14, DurationUnit.DAY, "sv-SE", "14 dagar"),
        (1, DurationUnit.MONTH, "ja-JP", "1か月"),
        (14, DurationUnit.BUSINESS_DAY, "de-AT", "14 Arbeitstage"),
        (1, DurationUnit.BUSINESS_DAY, "cs-CZ", "1 pracovní den"),
        (2, DurationUnit.BUSINESS_DAY, "cs-CZ", "2 pracovní dny"),
        (5, DurationUnit.BUSINESS_DAY, "cs-CZ", "5 pracovních dnů"),
        (12_000, DurationUnit.HOUR, "de-DE", "12.000 Stunden"),
        (2, DurationUnit.WEEK, "es-MX", "2 semanas"),
    ],
)
def test_a_period_is_said_as_the_locale_says_it(count: int, unit: DurationUnit, locale: str, text: str) -> None:
    assert format_duration(Duration(count=count, unit=unit), locale).replace("\u00a0", " ") == text


def test_german_has_a_case_behind_its_prepositions() -> None:
    days = Duration(count=14, unit=DurationUnit.DAY)
    assert (format_duration(days, "de-DE"), format_duration(days, "de-DE", "dative")) == ("14 Tage", "14 Tagen")
    assert format_duration(days, "de-AT", "dative") == "14 Tagen"


@pytest.mark.parametrize(
    ("locale", "form", "known"),
    [
        ("es-ES", "dative", "within, following, of, by"),
        ("de-DE", "genitive", "within, of, by, .*, dative"),
        ("sq", "within", "no form"),
    ],
)
def test_a_form_that_is_not_there_is_told_with_those_that_are(locale: str, form: str, known: str) -> None:
    with pytest.raises(RenderError, match=rf"no form '{form}' in {locale}\. Known there: {known}\."):
        format_duration(Duration(count=1, unit=DurationUnit.DAY), locale, form)


@pytest.mark.parametrize(
    ("unit", "locale"), [(DurationUnit.BUSINESS_DAY, "eu"), (DurationUnit.DAY, "sn")], ids=["no table", "only root"]
)
def test_without_words_for_a_unit_the_fact_should_be_a_text(unit: DurationUnit, locale: str) -> None:
    with pytest.raises(RenderError, match=f"there are no words for the unit '{unit.value}' in {locale}"):
        format_duration(Duration(count=14, unit=unit), locale)


def test_a_case_of_a_locale_has_every_unit() -> None:
    for locale in (
        "cs",
        "da",
        "de",
        "el",
        "et",
        "fi",
        "hi",
        "hr",
        "hu",
        "is",
        "lt",
        "lv",
        "nb",
        "pl",
        "sk",
        "sl",
        "sv",
    ):
        for form in set(forms_in(locale)) & set(CASES):
            for unit in DurationUnit:
                assert format_duration(Duration(count=2, unit=unit), locale, form)


def test_the_tables_have_no_form_that_nobody_can_ask_for() -> None:
    rows = (*rows_of("durations.csv", *COLUMNS), *rows_of("duration_uses.csv", *USE_COLUMNS))
    assert {row["form"] for row in rows} - {"", *FORMS} == set()
    assert {row["case"] for row in rows_of("duration_uses.csv", *USE_COLUMNS)} <= {"", *CASES}


COLUMNS = ("locale", "form", "unit", "plural", "pattern", "note")
USE_COLUMNS = ("locale", "form", "unit", "plural", "case", "pattern", "note")
