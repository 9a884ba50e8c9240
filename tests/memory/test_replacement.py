"""A figure is written into a target only where both its place and its form are certain."""

from __future__ import annotations

import pytest

from locmem.memory.figures import figures
from locmem.memory.replacement import gets_or_loses_decimals, may_be_copied, replacement
from locmem.model.inline import plain


def written(was: str, now: str, target: str, source_locale: str = "en", locale: str = "es") -> str | None:
    old, new, there = (figures(plain(text)) for text in (was, now, target))
    found = replacement(old[0], new[0], old, there, source_locale, locale)
    return None if found is None else found[1]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("8", "9", True),
        ("8", "8.1", False),
        ("8", "1,000", False),
        ("8", "8:30", False),
        ("8", "8/9", False),
        ("8", "8.1.2", True),
        ("8", "8.X", True),
        ("8", "v8", False),
        ("14", "14th", False),
        ("14", "14-day", False),
        ("8.1", "8.2", True),
        ("8.1", "9", True),
        ("2.x", "2.4.x", True),
        ("2.4rc", "2.5rc", True),
        ("5x", "5.5x", False),
        ("v3", "v3.2", True),
        ("SKU-12", "SKU-12.5", True),
        ("8-10", "8-12", True),
        ("8-10", "8-10.5", False),
        ("5/6", "7/6", True),
        ("5/5", "5/6", False),
    ],
)
def test_a_name_is_copied_and_what_may_be_an_amount_is_not(was: str, now: str, expected: bool) -> None:
    assert may_be_copied(was, now, "en", "es") is expected


def test_where_both_locales_write_numbers_alike_a_new_point_is_copied_too() -> None:
    assert may_be_copied("8", "8.1", "en", "ja")
    assert not may_be_copied("8", "8:30", "en", "ja")
    assert not may_be_copied("8", "8.1", "", "")


def test_thousands_with_points_are_no_version() -> None:
    assert may_be_copied("1", "1.234.567", "en", "es")
    assert not may_be_copied("1", "1.234.567", "de", "en")


@pytest.mark.parametrize(
    ("was", "now", "target", "expected"),
    [
        ("8", "1,000", "8", "1000"),
        ("8 %", "8.5 %", "8 %", None),
        ("8.5 %", "8 %", "8,5 %", None),
        ("8.5 %", "9.5 %", "8,5 %", "9,5"),
        ("8 %", "8.5 %", "8 por ciento", None),
        ("8 %", "8.5", "8 %", None),
        ("2.5", "3.75", "2,5", "3,75"),
        ("1234", "5678", "1.234", "5.678"),
        ("1234", "0567", "1.234", None),
        ("14-day", "30-day", "14 días", "30"),
        ("14-day and 14", "30-day and 14", "14 días y catorce", None),
        ("14", "30", "14 y 14", None),
        ("14", "30", "catorce", None),
        ("2026-01-31", "2026-02-28", "2026-01-31", "2026-02-28"),
        ("31/01/2026", "30/01/2026", "31/01/2026", None),
        ("a@x.eu", "b@x.eu", "a@x.eu", "b@x.eu"),
        ("a@x.eu", "b@x.eu", "a@x.eu, a@x.eu", None),
    ],
)
def test_the_form_of_an_amount_is_told_shown_or_said_by_its_sign(
    was: str, now: str, target: str, expected: str | None
) -> None:
    assert written(was, now, target) == expected


def test_without_locales_only_separators_that_were_shown_are_written() -> None:
    assert written("2.5", "3.75", "2,5", "", "") == "3,75"
    assert written("8", "8.1", "8", "", "") is None
    assert written("8.1", "8.1.2", "8,1", "", "") is None


@pytest.mark.parametrize(
    ("locale", "was", "now", "expected"),
    [
        ("en", "8", "8.1", True),
        ("en", "8.1", "9", True),
        ("en", "8.1", "9.2", False),
        ("en", "8", "1,000", False),
        ("en", "1,000", "1,000.5", True),
        ("de", "8", "8,5", True),
        ("de", "8", "8.1", True),
        ("de", "8", "1.250", False),
        ("", "8", "8.1", True),
        ("en", "5x", "5.5x", True),
        ("en", "x1", "x1.5", True),
        ("en", "8-10", "8-10.5", True),
        ("en", "1/2", "1/2.5", True),
        ("en", "8", "8-10", False),
        ("en", "8", "8.1.2", False),
        ("en", "8", "8.X", False),
        ("en", "v3", "v3.2", False),
        ("en", "SKU-12", "SKU-12.5", False),
        ("en", "9", "9:30", False),
    ],
)
def test_whole_numbers_and_decimals_are_told_apart(locale: str, was: str, now: str, expected: bool) -> None:
    assert gets_or_loses_decimals(was, now, locale) is expected
