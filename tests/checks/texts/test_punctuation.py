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
from tests.checks.texts.sample import flaws, stays_mended, text


@pytest.mark.parametrize(
    ("find", "target", "locale", "mended"),
    [
        (missing_inverted_marks, "Espera. Necesitas ayuda?", "es", "Espera. ¿Necesitas ayuda?"),
        (half_width_signs, "荷物が遅れています.", "ja", "荷物が遅れています。"),
        (half_width_signs, "需要帮助, 吗", "zh", "需要帮助，吗"),
        (half_width_signs, "止まる! 開く", "ja", "止まる！ 開く"),
        (foreign_signs, "هل تحتاج مساعدة?", "ar", "هل تحتاج مساعدة؟"),
        (foreign_signs, "مرحبا , أهلا", "ar", "مرحبا، أهلا"),
        (foreign_signs, "Χρειάζεστε βοήθεια?", "el", "Χρειάζεστε βοήθεια;"),
        (repeated_signs, "Ábrelo..", "es", "Ábrelo."),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_certain_is_mended_and_stays_so(find: Find, target: str, locale: str, mended: str) -> None:
    assert stays_mended(find, "Do you need help? Open it.", target, locale) == mended


@pytest.mark.parametrize(
    ("find", "source", "target", "locale"),
    [
        (missing_inverted_marks, "Open it!", "Hola, ábrelo!", "es"),
        (missing_inverted_marks, "Call Mr. Ash now?", "Llame al Sr. Ash ya?", "es"),
        (missing_inverted_marks, "Open Yahoo!", "Abre Yahoo!", "es"),
        (foreign_signs, "1,5 or so", "نحو ١,٥ تقريبا", "ar"),
        (foreign_signs, "Dr. Ash.", "डॉ. ऐश", "hi"),
        (repeated_signs, "Loading…", "Cargando..", "es"),
        (repeated_signs, "Say „Hi“.", "Di ,,Hola“.", "es"),
        (repeated_signs, "See there", "Mira .. allí", "es"),
        (repeated_signs, "So: yes", "Así..: sí", "es"),
        (repeated_signs, "and so on, then", "usw., das", "de"),
    ],
)
def test_what_may_be_meant_otherwise_is_left_to_people(find: Find, source: str, target: str, locale: str) -> None:
    assert flaws(find, source, target, locale)
    assert all(flaw.mended(text(source, target, locale)) is None for flaw in flaws(find, source, target, locale))


def test_a_bracket_that_the_source_leaves_open_too_is_no_flaw() -> None:
    assert flaws(unbalanced_brackets, "a) Open (it", "a) Abre (lo") == []
    [flaw] = flaws(unbalanced_brackets, "Pay (now).", "Paga （ya].")
    assert "]" in flaw.what
