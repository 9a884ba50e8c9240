from __future__ import annotations

from locmem.checks.texts.capitals import changed_capitals, small_starts
from tests.checks.texts.sample import flaws, stays_mended, text


def test_a_small_start_is_mended() -> None:
    assert stays_mended(small_starts, "Open the page now.", "¿abre la página?") == "¿Abre la página?"


def test_behind_a_salutation_a_text_may_go_on_small() -> None:
    assert list(small_starts(text("Your parcel is late.", "ihr Paket ist spät.", "de", follows=","))) == []
    assert flaws(small_starts, "Your parcel is late.", "ihr Paket ist spät.", "de")


def test_scripts_without_capitals_are_not_looked_at() -> None:
    assert flaws(changed_capitals, "DO NOT DELETE IT", "削除しないでください") == []
