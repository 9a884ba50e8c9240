"""Dates and times in the form of the locale: what CLDR writes is right in every language."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.checks.texts.moment_forms import odd_dates
from locmem.values.formatting import counts_to_twelve, format_day, is_day_first
from tests.checks.texts.sample import flaws, stays_mended

LOCALES = ["es", "es-MX", "de", "fr", "it", "nl", "pt-BR", "pt-PT", "ja", "pl", "sv", "en-GB"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("day", [date(2027, 1, 15), date(2027, 8, 3), date(2028, 2, 29)])
def test_what_cldr_writes_for_a_locale_is_in_its_form(locale: str, day: date) -> None:
    source, target = (format_day(day, one, "long") for one in ("en", locale))
    assert flaws(odd_dates, f"Until {source}.", f"… {target}.", locale) == []


def test_a_month_with_a_capital_is_written_small() -> None:
    assert stays_mended(odd_dates, "On 4 May 2027.", "El 4 de Mayo de 2027.") == "El 4 de mayo de 2027."


def test_a_day_that_no_calendar_has_is_told_with_the_day_of_the_source() -> None:
    [flaw] = flaws(odd_dates, "Until 15 January 2027.", "2027年15月1日まで。", "ja")
    assert (flaw.word, flaw.do) == ("2027年15月1日", "Write 2027年1月15日.")


def test_the_day_and_the_clock_of_a_locale_are_cldrs() -> None:
    assert [is_day_first(one) for one in ("es", "de", "en-US", "ja")] == [True, True, False, False]
    assert [counts_to_twelve(one) for one in ("en-US", "es", "de", "ja")] == [True, False, False, False]
