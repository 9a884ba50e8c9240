from __future__ import annotations

import pytest

from locmem.checks.texts.quotes import foreign_quotes, unbalanced_quotes
from tests.checks.texts.sample import flaws, stays_mended, text


@pytest.mark.parametrize(
    ("target", "locale", "mended"),
    [
        ("«保存»を押します。", "ja", "「保存」を押します。"),
        ("Jetzt “Speichern” drücken.", "de", "Jetzt „Speichern“ drücken."),
        ("Naciśnij “Zapisz”.", "pl", "Naciśnij „Zapisz”."),
        ("Tryck „Spara“.", "sv", "Tryck ”Spara”."),
    ],
)
def test_one_pair_of_others_is_mended_and_stays_so(target: str, locale: str, mended: str) -> None:
    assert stays_mended(foreign_quotes, "Do you need help? Open it.", target, locale) == mended


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Press “Save”.", "Sag “Los” oder “Halt”.", "de"),
        ("Press “Save”.", "So geht's: “Speichern”.", "de"),
        ("Press “Save”.", "Drücken Sie “Speichern”.", "de-CH"),
        ("Press “Save”.", "Pulsa „Guardar“.", "es"),
    ],
)
def test_what_may_be_meant_otherwise_is_left_to_people(source: str, target: str, locale: str) -> None:
    assert flaws(foreign_quotes, source, target, locale)
    found = flaws(foreign_quotes, source, target, locale)
    assert all(flaw.mended(text(source, target, locale)) is None for flaw in found)


def test_a_mark_without_its_partner_is_told_unless_the_source_is_as_odd() -> None:
    assert len(flaws(unbalanced_quotes, "Press “Save”.", "Pulsa «Guardar.", "es")) == 1
    assert flaws(unbalanced_quotes, 'A 7" lamp', 'Una lámpara de 7"', "es") == []
