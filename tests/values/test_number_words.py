"""Numbers in words, in each language that has them in the table."""

from __future__ import annotations

import pytest

from locmem.tables import rows_of
from locmem.values.number_words import english_words_for, english_words_from_two, number_words

ROWS = rows_of("number_words.csv", "language", "value", "words")


@pytest.mark.parametrize(
    ("locale", "text", "values"),
    [
        ("en", "Wait two weeks or three.", [2, 3]),
        ("es", "Funciona veinticuatro horas, cuarenta y ocho como mucho.", [24, 48]),
        ("de", "Zwölf Zeichen, zweimal.", [12, 2]),
        ("ja", "三回までと二つ、第三者は除く。", [3, 2]),
        ("fr", "dix-huit ou quatre-vingt-dix", [18, 90]),
        ("en", "two hundred and five", [5]),
        ("en", "at most two thousand, or five hundred", [2000, 500]),
        ("es", "dos mil", [2000]),
        ("xx", "two", []),
    ],
)
def test_numbers_are_found_in_order(locale: str, text: str, values: list[int]) -> None:
    found = number_words(text, locale)
    assert [one.value for one in found] == values
    assert all(text[one.start :].startswith(one.text) for one in found)


def test_english_words_that_others_write_as_a_number_are_known() -> None:
    assert {"third", "three"} <= english_words_for(3)
    assert {"noon", "twelve"} <= english_words_for(12)
    assert english_words_for(77) == frozenset()
    assert "once" not in english_words_from_two()
    assert "twice" in english_words_from_two()


def test_every_language_has_the_same_numbers_and_no_word_means_two() -> None:
    by_language: dict[str, dict[str, int]] = {}
    for row in ROWS:
        words = by_language.setdefault(row["language"], {})
        for word in row["words"].split("; "):
            assert words.setdefault(word, int(row["value"])) == int(row["value"])
    assert set(by_language) == {"en", "es", "pt", "it", "fr", "de", "nl"}
