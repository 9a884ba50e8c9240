from __future__ import annotations

import pytest

from locmem.checks.texts.debris import fillers, preambles, translators_notes
from tests.checks.texts.sample import flaws


@pytest.mark.parametrize(
    "target",
    [
        "Here is the Spanish translation: Abre la página.",
        "Certainly! Here you go. Abre la página.",
        "Traducción: Abre la página.",
        "Abre la página. I hope this helps!",
    ],
)
def test_what_an_engine_says_of_its_answer_is_underlined(target: str) -> None:
    [flaw] = flaws(preambles, "Open the page.", target)
    assert flaw.word in target


def test_what_the_source_says_too_is_meant() -> None:
    assert flaws(preambles, "Here is the translation: yours.", "Here is the translation: el tuyo.") == []
    assert flaws(fillers, "Mark it TODO.", "Márcalo TODO.") == []
    assert flaws(translators_notes, "Write (sic).", "Escribe (sic).") == []
