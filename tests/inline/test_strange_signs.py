"""Signs nobody types are told, and those a language needs are left alone."""

from __future__ import annotations

import pytest

from locmem.inline.strange_signs import strange_signs


@pytest.mark.parametrize(
    ("there", "locale", "what", "is_certain"),
    [
        ("a\ufffdb", "es", "U+FFFD (replacement character) stands where a letter was lost", True),
        ("a\x07b", "es", "the control character U+0007 stands in it", True),
        ("a\u2028b", "es", "U+2028 (line separator) stands in it: a line break of another program", True),
        ("\u202eabc\u202c", "ar", "U+202E (right-to-left override) turns the order of its letters round", True),
        ("\u2067abc", "ar", "a sign of direction is not closed, or closes nothing", True),
        ("abc\u2069", "ar", "a sign of direction is not closed, or closes nothing", True),
        ("\u2067abc\u202c", "ar", "a sign of direction is not closed, or closes nothing", True),
        ("\u2067abc\u2069", "es", "signs of direction stand in it, which this language does not need", False),
        ("\u2067abc\u2069", "", "signs of direction stand in it, which this language does not need", False),
        ("a\u00adb", "es", "the invisible sign U+00AD (soft hyphen) stands in it", False),
        ("a\u200bb", "es", "the invisible sign U+200B (zero width space) stands in it", False),
        ("a\u200bb", "", "the invisible sign U+200B (zero width space) stands in it", False),
    ],
)
def test_a_strange_sign_is_named(there: str, locale: str, what: str, is_certain: bool) -> None:
    assert list(strange_signs("abc", there, locale)) == [(what, is_certain)]
    assert list(strange_signs(there, there, locale)) == []


@pytest.mark.parametrize(
    ("there", "locale"),
    [
        ("Grüße, ¿qué tal?", "es"),
        ("a\u00a0b\tc\nd", "fr"),
        ("\u2067abc\u2069", "he"),
        ("می\u200cخواهم", "fa"),
        ("مرحبا\u200f!", "ar"),
        ("👨\u200d👩\u200d👧", "es"),
        ("ไทย\u200bไทย", "th"),
        ("", "es"),
    ],
)
def test_what_a_language_needs_is_no_fault(there: str, locale: str) -> None:
    assert list(strange_signs("abc", there, locale)) == []


def test_each_sign_is_told_once() -> None:
    assert len(list(strange_signs("a", "\x01\x01\x02 \u00ad\u00ad", "es"))) == 3
