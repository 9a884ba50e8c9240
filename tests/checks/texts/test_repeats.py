from __future__ import annotations

import pytest

from locmem.checks.texts.repeats import missing_sentences, repeated_phrases, repeated_sentences, repeated_words
from tests.checks.texts.sample import flaws, stays_mended


def test_a_word_is_written_once() -> None:
    assert stays_mended(repeated_words, "Open the page.", "Abre la la página.") == "Abre la página."


@pytest.mark.parametrize(("target", "locale"), [("Vous vous trompez.", "fr"), ("die, die die Seite", "de")])
def test_words_that_sound_sentences_have_twice_are_left_alone(target: str, locale: str) -> None:
    assert flaws(repeated_words, "You are wrong.", target, locale) == []


def test_what_the_source_says_twice_may_stand_twice() -> None:
    assert flaws(repeated_sentences, "Press it twice. Press it twice.", "Púlsalo dos veces. Púlsalo dos veces.") == []
    assert flaws(repeated_sentences, "Press it twice.", "Púlsalo dos veces. Púlsalo dos veces.")


def test_a_phrase_that_was_pasted_twice_and_a_sentence_that_is_gone() -> None:
    assert flaws(repeated_phrases, "We will write to you.", "te escribiremos muy pronto te escribiremos muy pronto")
    assert flaws(repeated_phrases, "Press it twice.", "Púlsalo una y otra vez, y otra vez.") == []
    assert flaws(missing_sentences, "Click Save. Then close the window.", "Haz clic en Guardar.")
    assert flaws(missing_sentences, "Click Save. Then close it.", "Haz clic en Guardar y ciérralo luego.") == []


def test_articles_stand_twice_only_where_a_clause_begins() -> None:
    assert flaws(repeated_words, "The lamp you get", "die Lampe, die die Post bringt", "de") == []
    assert stays_mended(repeated_words, "You get it.", "Sie erhalten die die Lampe.", "de") == "Sie erhalten die Lampe."


def test_a_japanese_particle_and_a_clause_are_written_once() -> None:
    assert stays_mended(repeated_words, "Open it.", "アプリをを開く。", "ja") == "アプリを開く。"
    assert (
        stays_mended(repeated_words, "Thank you.", "お待ちいただき、お待ちいただき、感謝します。", "ja")
        == "お待ちいただき、感謝します。"
    )
    assert flaws(repeated_words, "It is there.", "時間とともに、ますますはるかに。", "ja") == []
