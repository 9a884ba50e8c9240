"""Locales: what is known, what falls back to what, what PO headers say."""

from __future__ import annotations

import subprocess
import sys

import pytest

from locmem.model.tags import LanguageTag
from locmem.values.locales import (
    answers_for,
    babel_locale,
    chain,
    format_locale,
    is_currency,
    language_named,
    meant_by,
    meant_instead,
    offered_for,
    plural_header,
)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("es-MX", ("es-MX", "es-419", "es")),
        ("es-ES", ("es-ES", "es")),
        ("en-GB", ("en-GB", "en-001", "en")),
        ("pt-BR", ("pt-BR", "pt")),
        ("pt-PT", ("pt-PT",)),
        ("pt-AO", ("pt-AO", "pt-PT")),
        ("nb-NO", ("nb-NO", "nb", "no")),
        ("zh-Hant-TW", ("zh-Hant-TW", "zh-Hant")),
        ("zh-TW", ("zh-TW", "zh-Hant-TW", "zh-Hant")),
        ("sr-Latn-RS", ("sr-Latn-RS", "sr-Latn")),
        ("ja", ("ja",)),
    ],
)
def test_chains_follow_cldr(tag: str, expected: tuple[str, ...]) -> None:
    assert chain(tag) == expected


def test_the_two_portugueses_never_fill_each_other() -> None:
    assert not {"pt-BR", "pt"} & set(chain("pt-PT"))
    assert "pt-PT" not in chain("pt-BR")


def test_known_locales_get_their_usual_spelling() -> None:
    assert format_locale("pt_br") == "pt-BR"
    assert format_locale("ja-JP") == "ja-JP"


@pytest.mark.parametrize("tag", ["hu-RO", "fi-SE", "xx", "es-XX", "../etc", "es-ES-x-private", ""])
def test_locales_without_data_are_refused(tag: str) -> None:
    with pytest.raises(ValueError, match=r"CLDR has no data|not a language tag"):
        format_locale(tag)


def test_the_refusal_names_what_is_known_for_the_language() -> None:
    with pytest.raises(ValueError, match="it knows hu, hu-HU"):
        format_locale("hu-RO")


@pytest.mark.parametrize(
    ("tag", "header"),
    [
        ("es", "nplurals=2; plural=(n != 1);"),
        ("pt-BR", "nplurals=2; plural=(n > 1);"),
        ("pt-PT", "nplurals=2; plural=(n != 1);"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("ja", "nplurals=1; plural=0;"),
        ("it", "nplurals=2; plural=(n != 1);"),
        ("es-MX", "nplurals=2; plural=(n != 1);"),
        ("hu", "nplurals=2; plural=(n != 1);"),
        ("zh-TW", "nplurals=1; plural=0;"),
        ("pl", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    ],
)
def test_plural_headers_are_those_of_gettext_and_not_of_a_version_of_babel(tag: str, header: str) -> None:
    assert plural_header(tag) == header
    with pytest.raises(ValueError, match="CLDR has no data"):
        plural_header("xx")


@pytest.mark.parametrize(
    ("returned", "sent"),
    [
        ("es", "es"), ("ES", "es"), ("es_ES", "es"), ("es-es", "es"), ("es_ES.UTF-8", "es"), ("es_MX", "es"),
        ("spa", "es"), ("es_MX", "es-419"), ("pt_BR", "pt"), ("pt", "pt-BR"), ("PT-br", "pt-BR"), ("en_GB", "en"),
        ("zh_CN", "zh-Hans"), ("zh", "zh-CN"), ("zh_TW", "zh-Hant"), ("sr@latin", "sr-Latn"), ("de_AT@euro", "de"),
        ("iw_IL", "he"), ("nb_NO", "nb"), ("ja_JP", "ja"), ("ja", "ja-JP"), (" fr_FR ", "fr"),
    ],
)  # fmt: skip
def test_a_region_that_adds_nothing_answers_for_its_language(returned: str, sent: str) -> None:
    assert answers_for(returned, sent, ("es", "pt-PT", sent))


@pytest.mark.parametrize(
    ("returned", "sent"),
    [
        ("pt_BR", "pt-PT"),
        ("pt", "pt-PT"),
        ("pt_PT", "pt"),
        ("zh_TW", "zh-CN"),
        ("zh_TW", "zh"),
        ("zh", "zh-TW"),
        ("es", "es-MX"),
        ("es_ES", "es-419"),
        ("sr@latin", "sr"),
        ("ca@valencia", "ca"),
        ("Spanish", "es"),
        ("es_CO", "es"),
        ("es-ES", "es-MX"),
        ("ja", "es"),
        ("", "es"),
        ("es_XX", "es"),
        ("../es", "es"),
        ("en", "es"),
    ],
)
def test_another_language_script_or_declared_locale_answers_for_nothing_else(returned: str, sent: str) -> None:
    assert not answers_for(returned, sent, ("es", "es-CO", "pt-BR", sent))


@pytest.mark.parametrize(
    ("name", "declared", "meant"),
    [
        ("es", "es pt-BR", "es"),
        ("ES", "es pt-BR", "es"),
        ("es_ES", "es pt-BR", "es"),
        ("es-es", "es es-MX", "es"),
        ("es_MX", "es es-MX", "es-MX"),
        ("es-MX", "es es-419", "es es-419"),
        ("es", "es-MX", "es-MX"),
        ("es", "es-ES es-MX", "es-ES es-MX"),
        ("es-419", "es-MX ja", "es-MX"),
        ("es-ES", "es-MX", ""),
        ("pt", "pt-BR pt-PT", "pt-BR"),
        ("pt-PT", "pt-BR", ""),
        ("pt_BR", "pt", "pt"),
        ("pt-PT", "pt", ""),
        ("pt", "pt-PT", ""),
        ("zh", "zh-CN zh-TW", "zh-CN"),
        ("zh-Hant", "zh-CN zh-TW", "zh-TW"),
        ("zh_TW", "zh", ""),
        ("ZH-hans-cn", "zh", "zh"),
        ("sr@latin", "sr", ""),
        ("sr-Cyrl", "sr", "sr"),
        ("de_CH", "de fr", "de"),
        ("de-Latn-AT", "de", "de"),
        ("JA_jp.UTF-8", "ja", "ja"),
        ("en-GB", "en", "en"),
        ("en", "en-GB en-US", "en-GB en-US"),
        ("en-AU", "en-GB", ""),
        ("iw", "he", "he"),
        ("fr", "es", ""),
        ("Spanish", "es", ""),
        ("ca@valencia", "ca", ""),
        ("ca-valencia", "ca", ""),
        ("de-1996", "de", ""),
        ("es-ES-x-foo", "es pt-BR", "es"),
        ("es-ES-x-foo", "es es-ES", "es-ES"),
        ("es-x-foo", "es-ES es-MX", "es-ES es-MX"),
        ("ja-u-ca-japanese", "ja", "ja"),
        ("en-US-u-hc-h12", "en", "en"),
        ("de-t-en-m0-und", "de", "de"),
        ("zh-cmn-Hans", "zh-CN zh-TW", "zh-CN"),
        ("zh-cmn-Hant-TW", "zh-TW", "zh-TW"),
        ("zh-yue", "zh-CN", ""),
        ("zh-Hant-TW", "zh-TW", "zh-TW"),
        ("zh-TW", "zh-Hant-TW", "zh-Hant-TW"),
        ("es_ES@euro", "es", "es"),
        ("es_ES.UTF-8@euro", "es", "es"),
        ("pt_BR.utf8", "pt-BR", "pt-BR"),
        ("sr@latin", "sr sr-Latn", "sr-Latn"),
        ("sr-Latn", "sr", ""),
        ("sh", "sr-Latn sr", "sr-Latn"),
        ("ES-419", "es es-419", "es-419"),
        ("en-UK", "en-GB", "en-GB"),
        ("no", "nb", "nb"),
        ("no", "nb nn", "nb"),
        ("nb-NO", "no", "no"),
        ("no-bok", "nb", "nb"),
        ("nn", "nb", ""),
        ("in", "id", "id"),
        ("ji", "yi", "yi"),
        ("he", "iw", "iw"),
        ("x-klingon", "es", ""),
        ("i-default", "en", ""),
        ("i-klingon", "es", ""),
        ("x-es", "es", ""),
        ("", "es", ""),
        ("*all*", "es", ""),
    ],
)
def test_the_one_rule_for_names_of_languages(name: str, declared: str, meant: str) -> None:
    tags = tuple(LanguageTag(tag) for tag in declared.split())
    assert meant_by(name, tags) == tuple(meant.split())
    assert offered_for(name, tags) == (meant if " " not in meant and meant and meant != name else None)
    assert [answers_for(name, tag, tags) for tag in tags] == [tag in meant.split() for tag in tags]


def test_currencies() -> None:
    assert is_currency("EUR")
    assert not is_currency("EURO")
    assert not is_currency("eur")


def test_importing_the_package_does_not_load_babel() -> None:
    code = "import sys, locmem.values.locales, locmem.values.formatting; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("tag", "declared", "expected"),
    [
        ("es", ("es-ES", "pt-PT"), "es-ES"),
        ("es-ES", ("es", "es-MX"), "es"),
        ("pt-PT", ("pt-BR",), None),
        ("es", ("es",), None),
        ("fr", (), None),
    ],
)
def test_a_text_is_offered_for_the_one_locale_it_may_be_meant_for(
    tag: str, declared: tuple[str, ...], expected: str | None
) -> None:
    assert offered_for(tag, [LanguageTag(one) for one in declared]) == expected


DECLARED = ("en", "es", "es-MX", "de", "pt-BR", "zh-Hans", "nb", "xx-YY")


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        (" german ", "de"),
        ("DEUTSCH", "de"),
        ("Spanish", "es"),
        ("español", "es"),
        ("Mexican Spanish", "es-MX"),
        ("Spanish (Mexico)", "es-MX"),
        ("Portuguese", "pt-BR"),
        ("português (Brasil)", "pt-BR"),
        ("Simplified Chinese", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("Norwegian", "nb"),
        ("French", ""),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_name_in_english_and_its_own(name: str, tag: str) -> None:
    assert language_named(name, DECLARED) == tag


def test_a_name_that_two_locales_have_means_none_of_them() -> None:
    assert language_named("Portuguese", ("pt-BR", "pt-PT")) == ""
    assert language_named("European Portuguese", ("pt-BR", "pt-PT")) == "pt-PT"


def test_a_name_that_nobody_declared_says_which_declared_one_may_be_meant() -> None:
    declared = (LanguageTag("es-ES"), LanguageTag("ja"))
    assert meant_instead("es", declared) == "`locales` has es-ES: write `es` there, if it is meant for this. "
    assert meant_instead("de", declared) == ""


def test_what_a_locale_has_by_reference_is_its_own_whichever_was_asked_first() -> None:
    # babel keeps the first one's months for all that name them by reference.
    assert babel_locale("ja").months["stand-alone"]["wide"][11] == "11月"
    assert babel_locale("ro").months["stand-alone"]["wide"][11] == "noiembrie"
