"""Windows of facts: both days count, and an open end holds for ever."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.model.fact import LocalText, Window

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
BEFORE, AFTER = date(2025, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("window", "holding", "text"),
    [
        (Window(), [BEFORE, FIRST, LAST, AFTER], "always"),
        (Window(start=FIRST), [FIRST, LAST, AFTER], "from 2026-01-01"),
        (Window(end=LAST), [BEFORE, FIRST, LAST], "until 2026-12-31"),
        (Window(start=FIRST, end=LAST), [FIRST, LAST], "2026-01-01 to 2026-12-31"),
        (Window(start=FIRST, end=FIRST), [FIRST], "2026-01-01 to 2026-01-01"),
    ],
)
def test_the_days_on_which_a_value_holds(window: Window, holding: list[date], text: str) -> None:
    assert [day for day in (BEFORE, FIRST, LAST, AFTER) if window.holds(day)] == holding
    assert str(window) == text


def test_a_text_is_only_there_in_the_locales_it_was_given_in() -> None:
    text = LocalText(values={"es": "a", "pt-BR": ""})
    assert [text.for_locale(locale) for locale in ("es", "pt-BR", "pt", "en")] == ["a", "", None, None]
