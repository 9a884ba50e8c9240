from __future__ import annotations

import pytest

from locmem.checks.texts.repeats import copied_sources, repeated_sentences, repeated_words, untranslated_texts
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
