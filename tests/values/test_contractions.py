"""Words before a text that begins with an article or a vowel; the cases stand in `cases/said.csv`."""

from __future__ import annotations

import pytest

from locmem.errors import RenderError
from locmem.values.contractions import put_after


def test_an_article_is_never_guessed() -> None:
    assert put_after("de", "Agence du médicament", "fr-FR") == "d’Agence du médicament"
    assert put_after("de", "Commission", "fr-FR") == "de Commission"


def test_a_name_with_a_capital_article_is_a_name() -> None:
    assert put_after("de", "Le Monde", "fr-FR") == "de Le Monde"


def test_what_begins_with_no_word_is_not_elided() -> None:
    assert put_after("de", "« Action »", "fr-FR") == "de « Action »"
    assert put_after("de", "", "fr-FR") == "de "


@pytest.mark.parametrize(
    ("word", "locale", "told"),
    [
        ("du", "fr-FR", r"'du' is not one that fr-FR contracts\. Known there: de, à, que, le, la\."),
        ("von", "de-DE", r"'von' is not one that de-DE contracts\. It contracts nothing: write the word in the text\."),
    ],
)
def test_another_word_is_refused_with_those_there_are(word: str, locale: str, told: str) -> None:
    with pytest.raises(RenderError, match=told):
        put_after(word, "Autorité", locale)
