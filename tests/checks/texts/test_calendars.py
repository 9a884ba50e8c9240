"""Weekdays, dates and periods that no calendar has, in translations and in sources."""

from __future__ import annotations

from locmem.checks.texts.calendars import wrong_calendars, wrong_calendars_in_sources
from tests.checks.texts.sample import flaws


def test_a_weekday_is_compared_with_its_date_where_both_are_certain() -> None:
    assert flaws(wrong_calendars, "On 24 December 2026", "El lunes, 24 de diciembre de 2026")
    assert flaws(wrong_calendars, "On 24 December 2026", "El jueves, 24 de diciembre de 2026") == []
    assert flaws(wrong_calendars, "On 24 December", "El lunes, 24 de diciembre") == []
    assert flaws(wrong_calendars, "On 24 December 2026", "El lunes o antes del 24 de diciembre de 2026") == []


def test_a_fault_of_the_source_is_told_there_and_not_in_each_translation() -> None:
    source = "On Monday, 24 December 2026"
    assert flaws(wrong_calendars, source, "El lunes, 24 de diciembre de 2026") == []
    assert flaws(wrong_calendars_in_sources, "", source, locale="en")


def test_a_period_ends_behind_its_beginning() -> None:
    assert flaws(wrong_calendars_in_sources, "", "from 3 June 2026 to 1 May 2026", locale="en")
    assert flaws(wrong_calendars_in_sources, "", "on 3 June 2026, and not on 1 May 2026", locale="en") == []
