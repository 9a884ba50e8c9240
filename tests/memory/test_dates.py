"""Dates in a match: read in each locale, written in another, and left alone where nobody can tell the month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.dates import WrittenDate, dates_in, spellings

DAY = date(2026, 5, 1)
LOCALES = ["en", "en-GB", "en-US", "de", "es", "fr", "it", "ja", "pl", "pt-BR", "nl", "sv"]


def values(text: str, locale: str) -> list[date]:
    return [found.value for found in dates_in(text, locale)]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("From 1 May 2026", "en", [DAY]),
        ("From May 1, 2026", "en", [DAY]),
        ("From May 1, 2026", "en-GB", [DAY]),
        ("ab dem 1. Mai 2026", "de", [DAY]),
        ("1 de mayo de 2026", "es", [DAY]),
        ("le 1er mai 2026 et le 2 mai 2026", "fr", [DAY, date(2026, 5, 2)]),
        ("1º de maio de 2026 e 11 de maio de 2026", "pt-BR", [DAY, date(2026, 5, 11)]),
        ("2026年5月1日 から", "ja", [DAY]),
        ("2026-05-01", "xx-klingon", [DAY]),
        ("2026-13-01", "en", []),
        ("2026-02-30", "en", []),
        ("13/05/2026", "en", [date(2026, 5, 13)]),
        ("13.05.2026", "de", [date(2026, 5, 13)]),
        ("12/05/2026", "en", []),
        ("13/05.2026", "en", []),
        ("13.13.2026", "de", []),
        ("1 May 20261", "en", []),
        ("11 May 2026", "en", [date(2026, 5, 11)]),
        ("May 2026", "en", []),
        ("no digits", "en", []),
        ("2026-05-01, then 1 June 2026", "en", [DAY, date(2026, 6, 1)]),
    ],
)
def test_dates_with_a_year_are_read_and_doubtful_ones_left_out(text: str, locale: str, expected: list[date]) -> None:
    assert values(text, locale) == expected


def test_the_characters_of_a_date_come_with_it() -> None:
    assert dates_in("by 1 May 2026.", "en") == (WrittenDate(value=DAY, text="1 May 2026"),)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(LOCALES))
def test_however_a_date_is_written_it_is_read_as_the_same_day_unless_its_month_is_in_doubt(
    value: date, locale: str
) -> None:
    written = list(spellings(value, locale))
    assert len(written) == 7
    assert f"{value:%Y-%m-%d}" in written
    for text in written:
        is_doubtful = value.day <= 12 and text.partition(" ")[0].replace(".", "/").count("/") == 2
        assert values(f"x {text} y", locale) in ([value], [] if is_doubtful else [value])


def test_all_locales_spell_in_the_same_order_so_that_one_stands_for_the_other() -> None:
    assert list(spellings(DAY, "es"))[2:] == ["2026-05-01", "01.05.2026", "1.5.2026", "01/05/2026", "1/5/2026"]
    assert list(spellings(DAY, "es"))[:2] == ["1 de mayo de 2026", "1 may 2026"]
    assert list(spellings(DAY, "xx-klingon")) == []
