"""Headings of glossaries in spreadsheets."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from locmem.formats.glossary_columns import Column, Columns, Layout, columns_of
from locmem.formats.table_cells import Cell


def read(*headings: str, locales: tuple[str, ...] = ("es", "de")) -> Columns | None:
    return columns_of([Cell(heading, 1, 1) for heading in headings], "en", locales)


@pytest.mark.parametrize(
    ("headings", "layout"),
    [
        (("Concept ID", "Language", "Term", "Part of Speech"), Layout.TERMS),
        (("source", "locale", "target", "note", "forbidden"), Layout.PAIRS),
        (("Source", "Target"), Layout.PAIRS),
        (("source", "es", "de-AT", "note"), Layout.WIDE),
        (("EN", "ES"), Layout.WIDE),
        (("source", "do-not-translate"), Layout.WIDE),
    ],
)
def test_headings_tell_the_layout(headings: tuple[str, ...], layout: Layout) -> None:
    found = read(*headings)
    assert found is not None
    assert (found.layout, found.unknown) == (layout, ())


@pytest.mark.parametrize("headings", [("reading lamp", "Leselampe"), ("term", "note"), ("source",), ("es", "de")])
def test_what_says_nothing_is_no_row_of_headings(headings: tuple[str, ...]) -> None:
    assert read(*headings) is None


def test_unknown_headings_are_named_and_three_letters_are_no_language() -> None:
    found = read("source", "es", "url", "es", "Approved by", "fil", locales=("es", "fil"))
    assert found is not None
    assert list(found.locales) == ["es", "fil"]
    assert found.unknown == ("url", "es", "Approved by")


def test_the_source_languages_own_column_is_the_source() -> None:
    found = read("de", "en", "es")
    assert found is not None
    assert found.known == {Column.SOURCE: 1}
    assert found.locales == {"de": 0, "es": 2}


def test_a_language_may_be_called_by_its_name() -> None:
    names = {"English": "en", "German": "de", "Deutsch": "de"}

    def named(name: str, locales: Collection[str]) -> str:
        return names.get(name, "") if names.get(name) in locales else ""

    headings = [Cell(heading, 1, 1) for heading in ("English", "German", "Deutsch", "es", "Klingon")]
    found = columns_of(headings, "en", ("en", "es", "de"), named)
    assert found is not None
    assert (found.known, found.locales) == ({Column.SOURCE: 0}, {"de": 1, "es": 3})
    assert found.unknown[0] == "Deutsch"
