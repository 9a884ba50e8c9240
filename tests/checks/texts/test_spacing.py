from __future__ import annotations

import pytest

from locmem.checks.texts.flaw import Find
from locmem.checks.texts.spacing import (
    blanks_at_ends,
    blanks_before_signs,
    blanks_inside_brackets,
    double_blanks,
    french_blanks,
    missing_blanks,
    unread_emphasis,
)
from tests.checks.texts.sample import stays_mended


@pytest.mark.parametrize(
    ("find", "source", "target", "locale", "mended"),
    [
        (blanks_at_ends, "Open it.", " Ábrelo. ", "es", "Ábrelo."),
        (double_blanks, "Open the page.", "Abre  la página.", "es", "Abre la página."),
        (blanks_before_signs, "Open the page.", "Abre la página .", "es", "Abre la página."),
        (missing_blanks, "Open it. Then wait.", "Ábrelo.Luego espera.", "es", "Ábrelo. Luego espera."),
        (blanks_inside_brackets, "Pay (now).", "Paga ( ya).", "es", "Paga (ya)."),
        (unread_emphasis, "Press Save.", "Pulsa ** Guardar**.", "es", "Pulsa **Guardar**."),
        (french_blanks, "Really?", "Vraiment?", "fr", "Vraiment\u202f?"),
        (french_blanks, "Choose:", "Choisissez :", "fr", "Choisissez\u00a0:"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_certain_is_mended_and_stays_so(find: Find, source: str, target: str, locale: str, mended: str) -> None:
    assert stays_mended(find, source, target, locale) == mended
