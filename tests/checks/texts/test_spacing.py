from __future__ import annotations

import pytest

from locmem.checks.texts.flaw import Find
from locmem.checks.texts.spacing import (
    added_tabs,
    blanks_at_ends,
    blanks_before_signs,
    blanks_inside_brackets,
    double_blanks,
    french_blanks,
    missing_blanks,
    unread_emphasis,
)
from tests.checks.lamps import Lamps
from tests.checks.texts.sample import flaws, stays_mended, text


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
        (french_blanks, "Really? Yes!", "Vraiment? Oui !", "fr", "Vraiment\u202f? Oui\u202f!"),
        (double_blanks, "One two three", "Uno  dos \u00a0tres", "es", "Uno dos\u00a0tres"),
        (blanks_inside_brackets, "Pay (now or then).", "Paga ( ya o luego ).", "es", "Paga (ya o luego)."),
        (added_tabs, "One two", "Uno \t dos", "es", "Uno dos"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_certain_is_mended_and_stays_so(find: Find, source: str, target: str, locale: str, mended: str) -> None:
    assert stays_mended(find, source, target, locale) == mended


@pytest.mark.parametrize(
    ("find", "source", "target", "locale"),
    [
        (blanks_before_signs, "3 to 1", "im Maßstab 3 : 1", "de"),
        (blanks_before_signs, "Wait", "Espera . . .", "es"),
        (blanks_inside_brackets, "Press [Save]", "Pulsa [ Guardar ]", "es"),
        (blanks_inside_brackets, "“A” or “B”", "„A“ oder “ B”", "de"),
        (blanks_inside_brackets, "Call sum(x) now", "Llama a sum( x ) ya", "es"),
        (french_blanks, "Thanks", "Merci ;)", "fr"),
        (french_blanks, "R and D", "R &foo; D", "fr"),
        (added_tabs, "One two", "一\t二", "ja"),
    ],
)
def test_what_may_be_meant_otherwise_is_left_to_people(find: Find, source: str, target: str, locale: str) -> None:
    assert flaws(find, source, target, locale)
    assert all(flaw.mended(text(source, target, locale)) is None for flaw in flaws(find, source, target, locale))


@pytest.mark.parametrize(
    ("target", "shown", "mark"),
    [
        ("Nosotros pagamos la  devolución.", "Nosotros pagamos la  devolución.", "  "),
        ("Nosotros pagamos\nla  devolución.", "la  devolución.", "  "),
        ("Nosotros pagamos la\ndevolución (\nen casa) y la  otra.", "en casa) y la  otra.", "  "),
    ],
)
def test_the_blanks_are_marked_and_not_the_words_around_them(lamps: Lamps, target: str, shown: str, mark: str) -> None:
    lamps.article("We pay for the return.")
    lamps.translate({"We pay": target})
    [found] = [one for one in lamps.findings("double-space") if one.check == "double-space"]
    line, carets = found.excerpt.split("\n")
    assert line == shown
    assert line[carets.index("^") : carets.rindex("^") + 1] == mark
