"""Obligations in a profile: what a machine is told to look for, and every way to get that wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.markets.load import load_markets
from locmem.model.fact import Obligation

READ = "source: https://law.example, verified_on: 2026-11-21, confidence: primary"
HEAD = "market: ES\nname: Spain\ncurrency: EUR\nlocales: {es: {format: es-ES}}\n"


def read(folder: Path, duty: str) -> tuple[Obligation, ...]:
    (folder / "ES.yaml").write_text(f"{HEAD}obligations:\n  - {{key: k, text: Say so., {duty}, {READ}}}\n", "utf-8")
    [market] = load_markets(folder, "markets")
    return market.obligations


def test_it_says_by_what_a_machine_sees_that_it_is_kept(tmp_path: Path) -> None:
    [found] = read(
        tmp_path,
        "applies_to: [prices], facts: [market.tax.name], present: [company.dpo.email], "
        "phrases: {es: [[Canarias, IGIC], Ceuta], en: [Canary Islands, IGIC]}",
    )
    assert (found.applies_to, found.facts, found.present) == (("prices",), ("market.tax.name",), ("company.dpo.email",))
    assert found.phrases == {"es": (("Canarias", "IGIC"), ("Ceuta",)), "en": (("Canary Islands",), ("IGIC",))}


@pytest.mark.parametrize(
    ("duty", "problem"),
    [
        ("applies_to: [prices], facts: [tax.name]", "'tax.name' is not the path of a fact."),
        ("applies_to: [prices], present: [dpo]", "'dpo' is not the path of a fact."),
        (
            "applies_to: [prices], phrases: {es: Canarias}",
            "these are no words. Write `es: [Canarias, Canary Islands]`.",
        ),
        ("applies_to: [prices], phrases: {es: []}", "these are no words."),
        ("applies_to: [prices], phrases: {es: [Ceuta, []]}", "this list has no words. Write `[Canarias, IGIC]`"),
        ("applies_to: [prices], phrases: {es: [[Canarias, [IGIC]]]}", "this is a list. Write text."),
        ("applies_to: [prices], phrases: {Spanish words: [Canarias]}", "Name a content locale."),
        ("facts: [market.tax.name]", "applies_to"),
    ],
)
def test_what_nobody_can_look_for_is_told_with_its_place(tmp_path: Path, duty: str, problem: str) -> None:
    with pytest.raises(InputErrors) as raised:
        read(tmp_path, duty)
    assert "markets/ES.yaml:6:" in str(raised.value)
    assert problem in str(raised.value)
