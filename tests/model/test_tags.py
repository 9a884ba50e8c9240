"""Names of languages and markets are well formed, or refused with an example of one that is."""

from __future__ import annotations

import pytest

from locmem.model.tags import (
    direction_of,
    is_right_to_left,
    joins_without_spaces,
    language_of,
    language_tag,
    market_code,
    tag_and_more,
)


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


@pytest.mark.parametrize(
    ("name", "tag", "more"),
    [
        ("pt_br", "pt-BR", ""),
        ("es-ES-x-foo", "es-ES", "x-foo"),
        ("ES_es_X_Foo", "es-ES", "x-foo"),
        ("es-x-a-b", "es", "x-a-b"),
        ("en-US-u-hc-h12", "en-US", "u-hc-h12"),
        ("ja-u-ca-japanese-x-old", "ja", "u-ca-japanese-x-old"),
        ("es_ES.UTF-8", "es-ES", ""),
        ("es_ES.UTF-8@euro", "es-ES", ""),
        ("pt_BR.utf8", "pt-BR", ""),
        ("sr@latin", "sr-Latn", ""),
        ("sr_RS@latin", "sr-Latn-RS", ""),
        ("ca@valencia", "ca-valencia", ""),
        ("ca-ES-valencia", "ca-ES-valencia", ""),
        ("de-1996", "de-1996", ""),
        ("sl-rozaj-biske-x-foo", "sl-rozaj-biske", "x-foo"),
        ("zh-cmn-Hans", "cmn-Hans", ""),
        ("ar-arb", "arb", ""),
        ("no-bok", "nb", ""),
        ("i-klingon", "tlh", ""),
        ("zh-min-nan", "nan", ""),
        ("en_GB_oed", "en-GB", ""),
        (" fr_FR ", "fr-FR", ""),
    ],
)
def test_a_longer_name_says_a_tag_and_more(name: str, tag: str, more: str) -> None:
    assert tag_and_more(name) == (tag, more)


@pytest.mark.parametrize(
    "name",
    ["", "x-klingon", "i-default", "x", "Spanish", "*all*", "../es", "es-", "es-ESP", "de-deu", "-x-foo", "es@c"],
)
def test_what_says_no_language_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"is not a language tag|is not the name of a script"):
        tag_and_more(name)


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


def test_a_text_begins_where_its_language_does_whatever_its_first_letter_is() -> None:
    assert [direction_of(one) for one in ("ar", "he-IL", "es", "ja")] == ["rtl", "rtl", "auto", "auto"]
