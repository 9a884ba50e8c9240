"""Capitals at the start of a sentence; more cases stand in `cases/said.csv`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.values.first_letters import capitalized


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("", "en", ""),
        ("…", "en", "…"),
        ("eBay", "en", "eBay"),
        ("PIN", "en", "PIN"),
        ("ijs", "de", "Ijs"),
        ("ij", "nl-NL", "IJ"),
        ("istanbul", "az", "İstanbul"),
        ("ǆep", "hr-HR", "ǅep"),
        ("მარტი", "ka", "მარტი"),
        ("l’iDEAL", "fr", "L’iDEAL"),
        ("d払い", "ja", "d払い"),
        ("nº 3", "es", "Nº 3"),
    ],
)
def test_the_first_letter_is_written_as_the_language_writes_it(text: str, locale: str, expected: str) -> None:
    assert capitalized(text, locale) == expected


@given(st.text(max_size=20), st.sampled_from(["en", "nl", "tr", "ja", "el"]))
def test_done_twice_it_does_nothing(text: str, locale: str) -> None:
    once = capitalized(text, locale)
    assert capitalized(once, locale) == once
