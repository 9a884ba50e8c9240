"""Locales: what is known, what falls back to what, what PO headers say."""

from __future__ import annotations

import subprocess
import sys

import pytest

from locmem.values.locales import chain, format_locale, is_currency, plural_header


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
    ],
)
def test_plural_headers(tag: str, header: str) -> None:
    assert plural_header(tag) == header


def test_currencies() -> None:
    assert is_currency("EUR")
    assert not is_currency("EURO")
    assert not is_currency("eur")


def test_importing_the_package_does_not_load_babel() -> None:
    code = "import sys, locmem.values.locales, locmem.values.formatting; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
