from __future__ import annotations

from locmem.checks.texts.numbers import changed_amounts, changed_numbers, changed_units
from locmem.model.finding import Severity
from tests.checks.texts.sample import flaws


def test_one_number_that_became_another_is_an_error_and_underlined() -> None:
    [flaw] = flaws(changed_numbers, "Wait 30 days.", "Espera 40 días.")
    assert (flaw.severity, flaw.word) == (Severity.ERROR, "40")


def test_what_may_be_a_word_is_left_alone_and_what_is_counted_otherwise_a_warning() -> None:
    assert flaws(changed_numbers, "Wait 3 days.", "Espera tres días.") == []
    [flaw] = flaws(changed_numbers, "Wait 30 days, or 40, or 50.", "Espera 31 días, o 41.")
    assert flaw.severity is Severity.WARNING


def test_an_amount_is_told_once_and_not_as_a_number_too() -> None:
    source, target = "It costs €10 a month.", "Cuesta 12 € al mes."
    assert flaws(changed_numbers, source, target) == []
    [flaw] = flaws(changed_amounts, source, target)
    assert flaw.word == "12 €"


def test_a_unit_is_compared_behind_the_same_number_only() -> None:
    assert flaws(changed_units, "2 weeks or 5 GB", "14 días o 5 GB") == []
    assert flaws(changed_units, "5 GB", "5 MB")
