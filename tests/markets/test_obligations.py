"""Obligations as profiles write them: what they name, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locmem.errors import InputErrors
from locmem.model.fact import Market, Obligation

Load = Callable[..., tuple[Market, ...]]

HEAD = "market: ES\nname: Spain\ncurrency: EUR\nlocales: {es: {format: es-ES}}\n"
READ = "source: https://boe.es/x, verified_on: 2026-11-21, confidence: primary"


def obligation(load: Load, written: str) -> Obligation:
    line = f"  - {{key: tax, applies_to: [prices], text: Name the islands., {READ}, {written}}}\n"
    return load(ES=f"{HEAD}obligations:\n{line}")[0].obligations[0]


def test_an_obligation_says_how_a_machine_sees_that_it_is_kept(load: Load) -> None:
    found = obligation(load, "phrases: {es: [Canarias, Ceuta], en: [Canary Islands]}, present: [company.dpo.email]")
    assert found.phrases == {"es": ("Canarias", "Ceuta"), "en": ("Canary Islands",)}
    assert found.present == ("company.dpo.email",)
    assert obligation(load, "valid_from: 2026-01-01").phrases == {}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("phrases: {nonsense-: [a]}", "Name a content locale."),
        ("phrases: {es: Canarias}", "these are no words. Write `es: [Canarias, Canary Islands]`."),
        ("phrases: {es: []}", "these are no words"),
        ("phrases: {es: [' ']}", "the text is empty"),
        ("present: [dpo.email]", "'dpo.email' is not the path of a fact"),
    ],
)
def test_what_no_machine_can_look_for_is_told(load: Load, written: str, message: str) -> None:
    with pytest.raises(InputErrors) as caught:
        obligation(load, written)
    assert message in str(caught.value)
