from __future__ import annotations

import pytest

from locmem.values.unit_words import unit_words


@pytest.mark.parametrize(
    ("locale", "word", "unit"),
    [
        ("en", "days", "duration-day"),
        ("es", "semanas", "duration-week"),
        ("de", "Tagen", "duration-day"),
        ("ja", "日", "duration-day"),
        ("fr", "Go", "digital-gigabyte"),
        ("en", "lbs", "mass-pound"),
        ("pt-BR", "milhas", "length-mile"),
    ],
)
def test_words_and_signs_mean_their_unit(locale: str, word: str, unit: str) -> None:
    assert unit_words(locale)[word] == unit


def test_what_may_mean_several_things_is_left_out() -> None:
    assert not {"in", "°", "#"} & unit_words("en").keys()
    assert "tlh" not in unit_words("en")
