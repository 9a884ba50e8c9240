"""Words of other countries: where a page is read says its locale, or the markets that read it."""

from __future__ import annotations

from locmem.checks.regional import source_words_of_other_countries, words_of_other_countries
from locmem.model.finding import Severity
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


def test_one_word_against_ten_of_the_project_is_the_odd_one_out(lamps: Lamps) -> None:
    lamps.article("A colour, a favourite, a centre, a litre, grey, a catalogue, defence, jewellery, behaviour.")
    lamps.article("Choose a color.", name="odd")
    assert list(source_words_of_other_countries(lamps.context())) == []
    lamps.article("We analyse it.", name="tenth")
    [found] = source_words_of_other_countries(lamps.context())
    assert (found.location.path, found.severity) == ("content/articles/odd.md", Severity.NOTE)


def test_of_a_country_without_words_nobody_can_say_what_is_odd(lamps: Lamps) -> None:
    settings = (lamps.root / "locmem.yaml").read_text("utf-8")
    lamps.write("locmem.yaml", settings.replace("source_locale: en", "source_locale: en-CA"))
    lamps.article("Choose a colour, and organize it.")
    assert list(source_words_of_other_countries(lamps.context())) == []
