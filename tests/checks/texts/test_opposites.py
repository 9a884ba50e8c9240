"""The table of opposites: in every language both words of a pair, and none that is both."""

from __future__ import annotations

import pytest

from locmem.checks.texts.opposites import opposite_words, poles_in
from locmem.tables import rows_of
from tests.checks.texts.sample import flaws

ROWS = rows_of("opposites.csv", "pair", "pole", "language", "forms")
LANGUAGES = {"en", "es", "pt", "it", "fr", "de", "nl", "ja"}


def test_every_pair_has_both_words_in_every_language() -> None:
    found = {(row["pair"], row["language"], row["pole"]) for row in ROWS if row["pole"] != "0"}
    pairs = {pair for pair, _, _ in found}
    assert found == {(pair, language, pole) for pair in pairs for language in LANGUAGES for pole in "12"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_form_is_both_words_of_a_pair(language: str) -> None:
    forms: dict[tuple[str, str], str] = {}
    for row in ROWS:
        if row["language"] == language:
            for form in row["forms"].split("; "):
                assert forms.setdefault((row["pair"], form), row["pole"]) == row["pole"], form


def test_a_form_is_found_whole_with_any_ending_or_before_a_number() -> None:
    assert poles_in("Las luces desactivadas", "es") == {("on", "2"): "desactivadas"}
    assert poles_in("hasta 5 kg", "es")["least", "2"] == "hasta"
    assert poles_in("hasta el lunes", "es") == {}
    assert ("before", "1") not in poles_in("お名前", "ja")
    assert poles_in("You do not have to pay anything", "en")["nothing", "1"] == "not have to pay anything"


def test_a_number_makes_it_certain_and_both_words_make_it_nothing() -> None:
    assert [flaw.severity for flaw in flaws(opposite_words, "At least 3 kg.", "Como máximo 3 kg.")] == [None]
    assert flaws(opposite_words, "Before or after lunch.", "Después de comer.") == []
