"""Groups of words: how forms of the tables are found in a text, and what is exchanged between two."""

from __future__ import annotations

from locmem.values.word_groups import EXCHANGED, OPPOSITES, QUALIFIERS, exchanged, has_words, said_in


def test_a_form_is_found_whole_with_any_ending_or_before_a_number() -> None:
    assert said_in("Las luces desactivadas", "es", OPPOSITES) == {("on", "2"): "desactivadas"}
    assert said_in("hasta 5 kg", "es", OPPOSITES)["least", "2"] == "hasta"
    assert ("least", "2") not in said_in("hasta el lunes", "es", OPPOSITES)
    assert ("before", "1") not in said_in("お名前", "ja", OPPOSITES)
    assert said_in("You do not have to pay anything", "en", OPPOSITES)["nothing", "1"] == "not have to pay anything"


def test_a_word_says_what_shorter_forms_of_other_groups_say() -> None:
    said = said_in("Todas las semanas", "es", EXCHANGED)
    assert {("frequency", "week"), ("period", "week")} <= said.keys()
    assert {("nothing", "2"), ("quantity", "1")} <= said_in("todas", "es", OPPOSITES).keys()


def test_a_word_that_is_written_alike_everywhere_counts_in_languages_with_words() -> None:
    assert said_in("Mit Visa bezahlen", "de", EXCHANGED)["card", "visa"] == "Visa"
    assert said_in("VisaやJCBで", "ja", EXCHANGED)["card", "visa"] == "Visa"
    assert said_in("Visa", "fi", EXCHANGED) == {}
    assert [has_words(language, QUALIFIERS) for language in ("nl", "fi")] == [True, False]


def test_only_what_one_side_lacks_and_the_other_has_instead_is_exchanged() -> None:
    monday, tuesday = {("weekday", "monday"): "Monday"}, {("weekday", "tuesday"): "martes"}
    assert list(exchanged(monday, tuesday)) == [(("weekday", "monday"), ("weekday", "tuesday"))]
    assert list(exchanged(monday, {**monday, **tuesday})) == []
    assert list(exchanged({**monday, **tuesday}, tuesday)) == []
    assert list(exchanged(monday, {("month", "may"): "mayo"})) == []
