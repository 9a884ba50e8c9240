from __future__ import annotations

import pytest

from locmem.checks.texts.repeats import (
    copied_sources,
    foreign_words,
    missing_sentences,
    repeated_phrases,
    repeated_sentences,
    repeated_words,
    untranslated_texts,
)
from tests.checks.texts.sample import flaws, stays_mended


def test_a_word_is_written_once() -> None:
    assert stays_mended(repeated_words, "Open the page.", "Abre la la página.") == "Abre la página."


@pytest.mark.parametrize(("target", "locale"), [("Vous vous trompez.", "fr"), ("die, die die Seite", "de")])
def test_words_that_sound_sentences_have_twice_are_left_alone(target: str, locale: str) -> None:
    assert flaws(repeated_words, "You are wrong.", target, locale) == []


def test_what_the_source_says_twice_may_stand_twice() -> None:
    assert flaws(repeated_sentences, "Press it twice. Press it twice.", "Púlsalo dos veces. Púlsalo dos veces.") == []
    assert flaws(repeated_sentences, "Press it twice.", "Púlsalo dos veces. Púlsalo dos veces.")


def test_a_source_in_two_locales_of_one_language_is_no_copy() -> None:
    assert flaws(untranslated_texts, "Open the whole page.", "Open the whole page.", "en-GB") == []
    assert flaws(copied_sources, "Open the page.", "Open the page. Abre la página ahora.")


def test_a_phrase_that_was_pasted_twice_and_a_sentence_that_is_gone() -> None:
    assert flaws(repeated_phrases, "We will write to you.", "te escribiremos muy pronto te escribiremos muy pronto")
    assert flaws(repeated_phrases, "Press it twice.", "Púlsalo una y otra vez, y otra vez.") == []
    assert flaws(missing_sentences, "Click Save. Then close the window.", "Haz clic en Guardar.")
    assert flaws(missing_sentences, "Click Save. Then close it.", "Haz clic en Guardar y ciérralo luego.") == []


def test_function_words_of_the_source_are_found_outside_of_quotes() -> None:
    [flaw] = flaws(foreign_words, "Your order is on its way.", "Your order está en camino.")
    assert flaw.word == "Your order"
    assert flaws(foreign_words, "Press “Save the page”.", "Pulsa «Save the page».") == []
