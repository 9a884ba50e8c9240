from __future__ import annotations

import pytest

from locmem.checks.texts.flaw import Find
from locmem.checks.texts.punctuation import (
    foreign_signs,
    half_width_signs,
    missing_inverted_marks,
    repeated_signs,
    unbalanced_brackets,
)
from tests.checks.texts.sample import flaws, stays_mended


@pytest.mark.parametrize(
    ("find", "target", "locale", "mended"),
    [
        (missing_inverted_marks, "Espera. Necesitas ayuda?", "es", "Espera. ¿Necesitas ayuda?"),
        (half_width_signs, "荷物が遅れています.", "ja", "荷物が遅れています。"),
        (half_width_signs, "需要帮助, 吗", "zh", "需要帮助， 吗"),
        (foreign_signs, "هل تحتاج مساعدة?", "ar", "هل تحتاج مساعدة؟"),
        (repeated_signs, "Ábrelo..", "es", "Ábrelo."),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_certain_is_mended_and_stays_so(find: Find, target: str, locale: str, mended: str) -> None:
    assert stays_mended(find, "Do you need help? Open it.", target, locale) == mended


def test_a_bracket_that_the_source_leaves_open_too_is_no_flaw() -> None:
    assert flaws(unbalanced_brackets, "a) Open (it", "a) Abre (lo") == []
    [flaw] = flaws(unbalanced_brackets, "Pay (now).", "Paga （ya].")
    assert "]" in flaw.what
