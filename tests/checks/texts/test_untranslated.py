"""What was not translated: texts, sentences, words."""

from __future__ import annotations

import re

from locmem.checks.texts.untranslated import copied_sources, foreign_words, untranslated_texts
from locmem.model.finding import Severity
from locmem.tables import rows_of
from tests.checks.texts.sample import flaws


def test_a_source_in_two_locales_of_one_language_is_no_copy() -> None:
    assert flaws(untranslated_texts, "Open the whole page.", "Open the whole page.", "en-GB") == []
    assert flaws(copied_sources, "Open the page.", "Open the page. Abre la página ahora.")


def test_function_words_of_the_source_are_found_outside_of_quotes() -> None:
    [flaw] = flaws(foreign_words, "Your order is on its way.", "Your order está en camino.")
    assert flaw.word == "Your order"
    assert flaws(foreign_words, "Press “Save the page”.", "Pulsa «Save the page».") == []


def test_one_word_of_the_source_is_found_where_no_name_or_code_holds_it() -> None:
    [flaw] = flaws(foreign_words, "We refund it.", "Wir refund das.", "de")
    assert (flaw.word, flaw.severity) == ("refund", None)
    assert flaws(foreign_words, "We refund it.", "Siehe refund-Formular und /refund.", "de") == []
    assert flaws(foreign_words, "The usual way", "el modo usual", "es") == []
    assert flaws(foreign_words, "The usual way", "as usual", "de")


def test_a_name_of_capitals_is_no_sentence() -> None:
    assert [flaw.severity for flaw in flaws(untranslated_texts, "What is not covered", "What is not covered")] == [
        Severity.ERROR
    ]
    assert [flaw.severity for flaw in flaws(untranslated_texts, "Terms of Service", "Terms of Service")] == [
        Severity.WARNING
    ]


def test_the_words_of_the_table_are_small_and_plain() -> None:
    for row in rows_of("english_words.csv", "word", "but in"):
        assert re.fullmatch("[a-z]{4,}", row["word"]), row
