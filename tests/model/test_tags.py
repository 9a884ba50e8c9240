"""Names of languages and markets are well formed, or refused with an example of one that is."""

from __future__ import annotations

import pytest

from locmem.model.tags import is_right_to_left, joins_without_spaces, language_of, language_tag, market_code


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("es", "es"),
        ("pt_br", "pt-BR"),
        ("PT-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr_LATN", "sr-Latn"),
        ("es-419", "es-419"),
        ("gsw", "gsw"),
    ],
)
def test_a_language_tag_has_one_spelling(text: str, tag: str) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize("text", ["", "e", "spanish", "es-", "es-ESP", "es-41", "en-GB-oed", "es\n", " es", "es-ES-x"])
def test_what_is_no_tag_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a language tag such as es, pt-BR or zh-Hant"):
        language_tag(text)


@pytest.mark.parametrize("text", ["ES", "CA-QC", "US-1", "GB-ENG"])
def test_a_market_is_a_country_or_a_part_of_one(text: str) -> None:
    assert market_code(text) == text


@pytest.mark.parametrize("text", ["", "es", "ESP", "ES-", "ES-ABCD", "E1", "ES\n", "../ES"])
def test_what_is_no_market_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a market code such as ES or CA-QC"):
        market_code(text)


@pytest.mark.parametrize(
    ("tag", "language", "without_spaces", "right_to_left"),
    [
        ("pt-BR", "pt", False, False),
        ("zh-Hant-TW", "zh", True, False),
        ("ja", "ja", True, False),
        ("ko", "ko", False, False),
        ("th", "th", True, False),
        ("ar-EG", "ar", False, True),
        ("he", "he", False, True),
    ],
)
def test_how_a_language_is_written(tag: str, language: str, without_spaces: bool, right_to_left: bool) -> None:
    assert (language_of(tag), joins_without_spaces(tag), is_right_to_left(tag)) == (
        language,
        without_spaces,
        right_to_left,
    )
