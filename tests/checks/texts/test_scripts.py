from __future__ import annotations

from locmem.checks.texts.scripts import decomposed_letters, foreign_letters, mixed_words, narrow_kana
from tests.checks.texts.sample import flaws, stays_mended


def test_a_letter_that_only_looks_right_is_named() -> None:
    [flaw] = flaws(mixed_words, "Pay with it.", "P\u0430ga ya.")
    assert (flaw.word, "Cyrillic Small Letter A" in flaw.what) == ("P\u0430ga", True)


def test_a_foreign_word_with_an_ending_of_the_language_is_no_mixture() -> None:
    assert flaws(mixed_words, "Use the API.", "Используйте APIшлюз.", "ru") == []


def test_letters_of_the_source_may_stand() -> None:
    assert flaws(foreign_letters, "The letter Ж.", "La letra Ж.") == []
    assert flaws(foreign_letters, "The letter.", "La letra Ж.")


def test_accents_are_joined_with_their_letters() -> None:
    assert stays_mended(decomposed_letters, "page", "pa\u0301gina") == "página"


def test_half_width_katakana_are_written_wide() -> None:
    assert stays_mended(narrow_kana, "Chat", "ﾁｬｯﾄで相談", "ja") == "チャットで相談"
