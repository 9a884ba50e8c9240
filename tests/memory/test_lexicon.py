"""What words mean to a customer: forms of one word are one, and words of two meanings are not."""

from __future__ import annotations

import pytest

from locmem.memory.lexicon import LANGUAGES, SAME, WEAK, Lexicon, Sense, lexicon_of


@pytest.fixture(scope="module")
def english() -> Lexicon:
    found = lexicon_of("en")
    assert found
    return found


@pytest.mark.parametrize(("locale", "is_there"), [("en", True), ("en-GB", True), ("es", False), ("ang", False)])
def test_a_language_with_tables_has_a_lexicon_in_all_its_locales(locale: str, is_there: bool) -> None:
    assert (lexicon_of(locale) is not None) is is_there
    assert lexicon_of("en") is lexicon_of("en")
    assert LANGUAGES == ("en",)


@pytest.mark.parametrize(
    "forms",
    [
        ("pay", "pays"),
        ("delivery", "deliveries"),
        ("cancel", "cancelled", "cancelling", "cancels"),
        ("organise", "organize"),
        ("colour", "color"),
        ("ship", "shipped", "shipping"),
        ("stop", "stopped"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(english: Lexicon, forms: tuple[str, ...]) -> None:
    assert len({english.stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("word", "other"), [("hour", "hor"), ("four", "for"), ("seller", "buyer"), ("fee", "free")])
def test_other_words_have_another(english: Lexicon, word: str, other: str) -> None:
    assert english.stem(word) != english.stem(other)


@pytest.mark.parametrize(
    ("word", "spelt"),
    [("colour", "color"), ("hour", "hour"), ("four", "four"), ("organise", "organize"), ("pay", "pay")],
)
def test_only_long_words_are_spelled_in_two_ways(english: Lexicon, word: str, spelt: str) -> None:
    assert english.spelt(word) == english.spelt(spelt)
    assert english.spelt("hour") == "hour"


def test_a_form_of_several_words_is_found_by_its_first(english: Lexicon) -> None:
    for key in english.senses:
        assert 1 <= len(key) <= english.longest[key[0]]
    assert any(len(key) == english.longest["business"] for key in english.senses if key[0] == "business")
    assert ("business", "days") in english.senses


def test_a_month_beside_a_number_comes_before_the_verb_spelled_like_it(english: Lexicon) -> None:
    *months, verb = english.senses["may",]
    assert {(month.family, month.beside_number) for month in months} == {("date", True)}
    assert (verb.family, verb.beside_number) == ("obligation", False)


def test_a_country_needs_its_capital_and_a_unit_does_not(english: Lexicon) -> None:
    assert [sense.capital for sense in english.senses["turkey",]] == [True]
    assert [sense.capital for sense in english.senses["days",]] == [False]


def test_verbs_of_two_words_stand_for_one_in_all_their_forms(english: Lexicon) -> None:
    keys = [key for key, senses in english.senses.items() if len(key) > 1 and senses[0].family == SAME]
    assert ("set", "up") in keys
    for form in ("sets", "setting", "setted"):
        assert english.senses[form, "up"] == english.senses["set", "up"]


def test_weak_words_promise_nothing(english: Lexicon) -> None:
    assert english.senses["please",] == (Sense(family=WEAK, meaning=""),)


def test_there_are_twelve_months_in_order(english: Lexicon) -> None:
    assert [english.months[place].lower()[:3] for place in (0, 4, 11)] == ["jan", "may", "dec"]
    assert len(english.months) == 12


def test_rules_hold_both_ways(english: Lexicon) -> None:
    assert frozenset({"can", "may"}) in english.near
    assert frozenset({"on", "off"}) in english.opposites
    assert english.contractions["cannot"] == ("can", "not")
    assert all(len(pair) == 2 for pair in english.near | english.opposites)
