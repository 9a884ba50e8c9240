"""The table of opposites: in every language both words of a pair, and none that is both."""

from __future__ import annotations

import pytest

from locmem.checks.texts.opposites import opposite_words
from locmem.tables import rows_of
from tests.checks.texts.sample import flaws

ROWS = rows_of("opposites.csv", "group", "value", "language", "forms")
LANGUAGES = {"en", "es", "pt", "it", "fr", "de", "nl", "ja"}
NOT_IN_JAPANESE = {"joined"}
"""Japanese ties words together by particles that mean much else."""


def test_every_pair_has_both_words_in_every_language() -> None:
    found = {(row["group"], row["language"], row["value"]) for row in ROWS if row["value"] != "0"}
    pairs = {pair for pair, _, _ in found}
    assert found == {
        (pair, language, value)
        for pair in pairs
        for language in LANGUAGES - ({"ja"} if pair in NOT_IN_JAPANESE else set())
        for value in "12"
    }


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_form_is_both_words_of_a_pair(language: str) -> None:
    # Of an exception, a concession and a proviso English words that are both keep the check silent.
    may_be_both = {"joined"} | ({"exception", "concession", "proviso"} if language == "en" else set())
    forms: dict[tuple[str, str], str] = {}
    for row in ROWS:
        if row["language"] == language and row["group"] not in may_be_both:
            for form in row["forms"].split("; "):
                assert forms.setdefault((row["group"], form), row["value"]) == row["value"], form


def test_a_number_makes_it_certain_and_both_words_make_it_nothing() -> None:
    assert [flaw.severity for flaw in flaws(opposite_words, "At least 3 kg.", "Como máximo 3 kg.")] == [None]
    assert flaws(opposite_words, "Before or after lunch.", "Después de comer.") == []


def test_what_must_not_be_may_be_what_cannot_be() -> None:
    assert flaws(opposite_words, "It must not be empty.", "No puede estar vacío.") == []
    assert flaws(opposite_words, "You must sign it.", "Puedes firmarlo.")


def test_a_share_that_something_changes_by_is_none_that_it_changes_to() -> None:
    assert flaws(opposite_words, "It dims the light to 20%.", "Baja la luz un 20 %.")
    assert flaws(opposite_words, "From 9 to 17.", "De las 9 un 17.") == []
