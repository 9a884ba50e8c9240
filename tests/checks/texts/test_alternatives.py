"""Alternatives with a stroke and remarks in brackets, and what is sound of either."""

from __future__ import annotations

import pytest

from locmem.checks.texts.alternatives import added_remarks, left_alternatives
from tests.checks.texts.sample import flaws


@pytest.mark.parametrize("target", ["Usa y/o guarda.", "Estimado/a cliente", "A 50 km/h", "TCP/IP", "Abre a/b.html"])
def test_a_stroke_that_belongs_there_is_left_alone(target: str) -> None:
    assert flaws(left_alternatives, "Use it now.", target) == []


def test_a_stroke_between_two_words_offers_a_choice_unless_the_source_has_both() -> None:
    assert flaws(left_alternatives, "Open the folder.", "Abre la carpeta/directorio.")
    assert flaws(left_alternatives, "Open the folder or directory.", "Abre la carpeta/directorio.") == []


@pytest.mark.parametrize("target", ["El usuario(a)", "El impuesto (IVA)", "El peso (2 kg)", "El peso (\ue001)"])
def test_an_ending_an_abbreviation_and_a_value_are_no_remarks(target: str) -> None:
    assert flaws(added_remarks, "The user", target) == []
