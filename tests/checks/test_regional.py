"""Words of other countries: where a page is read says its locale, or the markets that read it."""

from __future__ import annotations

from locmem.checks.regional import words_of_other_countries
from tests.checks.lamps import Lamps


def _found(lamps: Lamps) -> list[str]:
    return [one.what for one in words_of_other_countries(lamps.context())]


def test_the_markets_of_a_locale_say_where_it_is_read(lamps: Lamps) -> None:
    lamps.article("Use your computer.")
    lamps.translate({"computer": "Usa tu computadora."})
    assert _found(lamps) == ["“computadora” is not said in ES, where this page is read."]


def test_a_word_that_is_said_in_one_of_the_countries_is_left_alone(lamps: Lamps) -> None:
    lamps.article("Use your computer.")
    lamps.translate({"computer": "Usa tu ordenador."})
    assert _found(lamps) == []
