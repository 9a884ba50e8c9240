"""Numbers in a match: read as one locale writes them, written as another does, and never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.amounts import Separators, decimals_of, is_spelled_alike, read_number, separators, write_number


@pytest.mark.parametrize(
    ("locale", "decimal", "group", "grouped_from"),
    [
        ("en", ".", ",", 1_000),
        ("de", ",", ".", 1_000),
        ("es", ",", ".", 10_000),
        ("es-MX", ".", ",", 1_000),
        ("fr", ",", "\u202f", 1_000),
        ("pl", ",", "\u00a0", 10_000),
        ("de-CH", ".", "’", 1_000),
    ],
)
def test_separators_are_those_of_the_locale(locale: str, decimal: str, group: str, grouped_from: int) -> None:
    assert separators(locale) == Separators(decimal=decimal, group=group, grouped_from=grouped_from)


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("14", "en", "14"),
        ("1,234.50", "en", "1234.50"),
        ("1.234,50", "de", "1234.50"),
        ("1234,5", "de", "1234.5"),
        ("1 234", "fr", None),
        ("1\u202f234", "fr", "1234"),
        ("1\u00a0234,5", "fr", "1234.5"),
        ("1,234,567", "en", "1234567"),
        ("12,34", "en", None),
        ("1,2345", "en", None),
        ("1234,567", "en", None),
        ("1.234", "en", "1.234"),
        ("1.234", "de", "1234"),
        ("1.2.3", "en", None),
        ("1.234,567", "en", None),
        ("1.", "en", None),
        ("x", "en", None),
        ("14", "xx-klingon", None),
        ("14", "", None),
    ],
)
def test_a_number_is_what_its_locale_reads_or_none(text: str, locale: str, value: str | None) -> None:
    assert read_number(text, locale) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("value", "decimals", "locale", "like", "written"),
    [
        ("14", 0, "es", "30", "14"),
        ("49.5", 2, "es", "30,00", "49,50"),
        ("1500", 0, "es", "2.000", "1.500"),
        ("1500", 0, "es", "2000", "1500"),
        ("1350.5", 2, "es", "1.250,50", "1.350,50"),
        ("950", 0, "es", "1.250", "950"),
        ("15000", 0, "es", "30", "15.000"),
        ("15000", 0, "es", "20000", "15000"),
        ("15000", 0, "es", "20.000", "15.000"),
        ("1500", 0, "en", "2000", "1500"),
        ("1500", 0, "en", "2,000", "1,500"),
        ("1500", 0, "en", "300", "1,500"),
        ("1500", 0, "fr", "2\u00a0000", "1\u00a0500"),
        ("1500", 0, "fr", "300", "1\u202f500"),
        ("1234567.5", 1, "de", "20.000", "1.234.567,5"),
    ],
)
def test_a_number_is_written_as_the_locale_writes_it_and_grouped_as_the_translator_did(
    value: str, decimals: int, locale: str, like: str, written: str
) -> None:
    assert write_number(Decimal(value), decimals, locale, like) == written


def test_a_locale_nobody_knows_is_not_written_in() -> None:
    assert write_number(Decimal(1), 0, "xx-klingon", "1") is None


@pytest.mark.parametrize(
    ("text", "locale", "decimals"),
    [("1,50", "de", 2), ("1.50", "de", 0), ("1.5", "en", 1), ("15", "en", 0), ("1.5", "xx-klingon", 0)],
)
def test_decimals_are_counted_behind_the_locale_s_own_mark(text: str, locale: str, decimals: int) -> None:
    assert decimals_of(text, locale) == decimals


LOCALES = st.sampled_from(["en", "de", "es", "fr", "pl", "pt-BR", "de-CH", "ja"])
VALUES = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)


@given(VALUES, LOCALES, st.sampled_from(["3", "20000"]))
def test_what_is_written_is_read_back_as_the_same_number(value: Decimal, locale: str, like: str) -> None:
    written = write_number(value, 2, locale, like)
    assert written is not None
    assert read_number(written, locale) == value
    assert decimals_of(written, locale) == 2


@pytest.mark.parametrize(
    ("locale", "other", "expected"),
    [
        ("en", "ja", True),
        ("en", "en-GB", True),
        ("en", "es", False),
        ("de", "es", False),
        ("en", "", False),
        ("", "", False),
    ],
)
def test_some_locales_write_every_number_alike(locale: str, other: str, expected: bool) -> None:
    assert is_spelled_alike(locale, other) is expected
