"""What a text says, sign by sign: values, codes, and the words that matter to a customer."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.memory.meaning import Meaning, meaning_of
from locmem.model.inline import Syntax, plain


def meaning(text: str, locale: str = "en") -> Meaning:
    return meaning_of(parse(text, Syntax.MARKDOWN), locale)


def signs(text: str, locale: str = "en") -> list[tuple[str, str]]:
    return [(one.family, one.key) for one in meaning(text, locale).signs]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("in 1,234 days", "in 1234 days"),
        ("at 14:00", "at 14"),
        ("pay 5.00", "pay 5"),
        ("the 3rd time", "the 3 time"),
        ("10GB", "10 GB"),
        ("you don't pay", "you do not pay"),
        ("you don’t pay", "you don't pay"),
        ("see https://www.x.example/", "see http://x.example"),
        ("2026-05-01", "1 May 2026"),
        ("please pay now", "pay now"),
        ("USA", "US"),
        ("the colour", "the color"),
        ("run `a()`", "run `a`"),
        ('say "{{ x }}"', "say '{{ x }}'"),
    ],
)
def test_two_spellings_say_the_same(text: str, other: str) -> None:
    assert sorted(signs(text)) == sorted(signs(other))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("in 14 days", "in 30 days"),
        ("in 14 days", "in 14 weeks"),
        ("you pay", "you do not pay"),
        ("from 1 May", "you may"),
        ("pay €5", "pay $5"),
        ("at 14:30", "at 14"),
        ("pay 5.50", "pay 5"),
        ("run `a`", "run `b`"),
        ("choose B", "choose C"),
        ("Lumina", "Lumino"),
        ("mail a@x.example", "mail b@x.example"),
    ],
)
def test_two_meanings_are_told_apart(text: str, other: str) -> None:
    assert signs(text) != signs(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay €5", [("currency", "EUR"), ("number", "5")]),
        ("5 % off", [("number", "5"), ("unit", "%")]),
        ("U.S. law", [("country", "United States")]),
        ("`code` {{ x }}", [("code", "code"), ("code", "{{ x }}")]),
        ("[a](mailto:me@x.example)", [("address", "mailto:me@x.example")]),
        ("sólo palabras", []),
    ],
)
def test_without_a_lexicon_values_currencies_and_codes_are_compared(text: str, expected: list[tuple[str, str]]) -> None:
    assert signs(text, "es") == expected


def test_a_name_is_a_word_with_a_capital_inside_a_sentence() -> None:
    found = {one.surface: one.is_name for one in meaning("Open Lumina and iDEAL lamps. Lamps glow.").signs}
    assert (found["Lumina"], found["iDEAL"], found["lamps"], found["Lamps"]) == (True, True, False, False)


def test_a_letter_names_something_only_where_it_stands_for_it() -> None:
    assert [one.key for one in meaning("choose option B now").signs if one.family == "letter"] == ["B"]
    assert [one.key for one in meaning("choose option A").signs if one.family == "letter"] == ["A"]
    assert [one.key for one in meaning("so I pay").signs if one.family == "letter"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [("pay now", True), ("PAY", True), ("ay", False), ("ticket.id", True), ("TICKET", False), (" now ", True)],
)
def test_whether_words_stand_in_a_text_or_among_its_codes(words: str, says: bool) -> None:
    assert meaning("Pay now for {{ ticket.id }}").says(words) is says


def test_emphasised_parts_are_labels() -> None:
    assert meaning("Click **Save *all*** or *Quit*.").labels == ("Save ", "all", "Quit")
    assert meaning("Click **Save**.", "es").labels == ()


def test_what_is_spoken_is_all_words_in_small_letters() -> None:
    found = meaning("Please PAY {{ x }}")
    assert found.spoken[:2] == ("please", "pay")
    assert (found.text, found.codes) == ("Please PAY ", "{{ x }}")
    assert meaning_of(plain("e\u0301"), "en").text == "é"


def test_a_question_before_more_text_is_a_condition() -> None:
    assert ("condition", "asked") in signs("Not at home? We come again.")
    assert ("condition", "asked") not in signs("Not at home?")
