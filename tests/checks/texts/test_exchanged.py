"""Days, months, places and rhythms that became others: the table in all of its languages, and what is left alone."""

from __future__ import annotations

import pytest

from locmem.checks.texts.exchanged import exchanged_words
from locmem.model.finding import Severity
from locmem.tables import rows_of
from locmem.values.word_groups import EXCHANGED
from tests.checks.texts.sample import flaws

ROWS = rows_of(EXCHANGED, "group", "value", "language", "forms")
LANGUAGES = {"en", "es", "pt", "it", "fr", "de", "nl", "ja"}
COUNTED_IN_JAPANESE = {"month"}


def test_every_value_has_words_in_every_language() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for row in ROWS:
        found.setdefault((row["group"], row["value"]), set()).add(row["language"])
    del found["none", "0"]
    for (group, value), languages in found.items():
        wanted = LANGUAGES - ({"ja"} if group in COUNTED_IN_JAPANESE else set())
        assert languages in (wanted, {"*"}), (group, value)


@pytest.mark.parametrize("source", ["We are open on Monday.", "We are open in June.", "We are open in Spain."])
def test_a_name_of_a_day_a_month_or_a_country_is_certain(source: str) -> None:
    target = source.replace("Monday", "martes").replace("June", "julio").replace("Spain", "Portugal")
    assert [flaw.severity for flaw in flaws(exchanged_words, source, target)] == [None]


def test_a_long_text_and_a_loose_group_make_a_warning() -> None:
    assert [flaw.severity for flaw in flaws(exchanged_words, "A few hours.", "Unos días.")] == [Severity.WARNING]
    long = "We are open on Monday, " + "and this is what we say of it here " * 3 + "."
    assert [flaw.severity for flaw in flaws(exchanged_words, long, "Abrimos el martes.")] == [Severity.WARNING]


def test_a_form_that_may_be_either_is_left_alone() -> None:
    assert flaws(exchanged_words, "In the evening.", "Por la tarde.") == []
    assert flaws(exchanged_words, "In the afternoon.", "Por la tarde.") == []
    assert flaws(exchanged_words, "In the morning.", "Por la tarde.")
