"""Answers that are their source once more are told, and names that are the same in both languages are not."""

from __future__ import annotations

import pytest

from locmem.exchange.untranslated import (
    has_letters,
    is_sentence,
    is_whole_copy,
    left_standing,
    other_language,
    source_left,
)

SENTENCE = "You can return the lamp within 14 days of delivery."


@pytest.mark.parametrize(
    ("text", "locale", "is_one"),
    [
        (SENTENCE, "en", True),
        ("Lumen & Larch", "en", False),
        ("PayPal Klarna Visa Mastercard Bizum", "en", False),
        ("the lamp", "en", False),
        ("is it the", "en", True),
        ("ein zwei drei vier fünf", "xx", True),
        ("ein zwei drei vier", "xx", False),
        ("返品は十四日以内に", "ja", False),
    ],
)
def test_a_sentence_has_words_that_only_its_language_puts_together(text: str, locale: str, is_one: bool) -> None:
    assert is_sentence(text, locale) is is_one


@pytest.mark.parametrize(("text", "has"), [("a", True), ("14 – 3", False), ("{1}", False), ("日", True), ("", False)])
def test_whether_there_is_a_word_at_all(text: str, has: bool) -> None:
    assert has_letters(text) is has


@pytest.mark.parametrize(
    ("sentences", "same", "is_copy"), [(3, 3, True), (2, 2, False), (6, 3, True), (7, 3, False), (100, 49, False)]
)
def test_a_file_is_not_translated_where_half_of_three_sentences_are_the_same(
    sentences: int, same: int, is_copy: bool
) -> None:
    assert is_whole_copy([place < same for place in range(sentences)], []) is is_copy


@pytest.mark.parametrize(
    ("answers", "is_copy"), [([True] * 4, True), ([True] * 3, False), ([True] * 9 + [False], False)]
)
def test_a_file_of_short_texts_is_not_translated_where_all_of_them_are_the_same(
    answers: list[bool], is_copy: bool
) -> None:
    assert is_whole_copy([], answers) is is_copy


SPANISH = "Puedes devolver la lámpara en los catorce días que siguen a la entrega de tu pedido en casa. "


def test_answers_in_another_language_are_told_once_there_are_enough_of_them() -> None:
    assert other_language([SPANISH] * 3, "de") == "es"
    assert other_language([SPANISH] * 3, "es-MX") == ""
    assert other_language([SPANISH] * 2, "de") == ""


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("Puede return the lamp within 14 days of delivery.", "return the lamp within days of delivery"),
        ("Puede devolver la lámpara.", ""),
        (SENTENCE, ""),
        ("Pulse «return the lamp».", ""),
    ],
    ids=["the middle left", "translated", "all the same", "a quoted label"],
)
def test_words_of_the_source_that_stand_in_the_middle_of_a_translation_are_told(target: str, words: str) -> None:
    assert left_standing(SENTENCE, target, "en", "es") == words
    assert left_standing(SENTENCE, target, "en", "en-GB") == ""


def test_a_sentence_that_near_languages_have_in_common_is_no_source_that_was_left() -> None:
    assert list(source_left("Det er en god lampe.", "Det er en god lampe. Den er ny.", "da", "nb")) == []
    assert list(source_left("Write to us first.", "Write to us first. Xyz xyz.", "en", "xx")) == []


@pytest.mark.parametrize(
    ("source", "target", "what", "is_certain"),
    [
        (SENTENCE, f"Puede devolverla. ({SENTENCE})", "in brackets", True),
        (SENTENCE, f"Puede devolverla 【{SENTENCE}】", "in brackets", True),
        (SENTENCE, f"Puede devolverla / {SENTENCE}", "stands beside its translation", True),
        (SENTENCE, f"{SENTENCE} / Puede devolverla", "stands beside its translation", True),
        (SENTENCE, f"{SENTENCE} (Puede devolverla)", "stands beside its translation", True),
        ("Wish list", "Lista de deseos (Wish list)", "in brackets", False),
        ("Wish list", "Lista de deseos / Wish list", "", False),
        (SENTENCE, "Puede devolverla.", "", False),
        (SENTENCE, f"({SENTENCE})", "stands as in the source", False),
        ("14", "Catorce (14)", "", False),
        ("Write to us first.", "Write to us first. Escríbenos primero.", "stands beside its translation", True),
        ("Write to us first.", "Escríbenos primero. Write to us first.", "stands beside its translation", True),
        ("Write to us first", "Write to us first Escríbenos primero", "", False),
        ("Sign in with the app", "Pulsa Sign in with the app", "", False),
        ("Is it the one?", "¿Dice «Is it the one?» la pantalla?", "", False),
        ("Write to us first.", "Lee Write to us first.", "", False),
    ],
)
def test_a_source_beside_its_translation_is_told(source: str, target: str, what: str, is_certain: bool) -> None:
    found = list(source_left(source, target, "en", "es"))
    assert [one.is_certain for one in found if what in one.what] == ([is_certain] if what else [])
    assert bool(found) is bool(what)
