"""Obligations in a profile: what a machine is told to look for, and every way to get that wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.markets.load import load_markets
from locmem.model.fact import Market, Obligation

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
        (
            'applies_to: [prices], present: ["market.complaints.bodies[]"]',
            "'market.complaints.bodies[]' names no field of the list's items. Write which: "
            "market.complaints.bodies[].address; or market.complaints.bodies for the list.",
        ),
    ],
)
def test_what_nobody_can_look_for_is_told_with_its_place(tmp_path: Path, duty: str, problem: str) -> None:
    with pytest.raises(InputErrors) as raised:
        read(tmp_path, duty)
    assert "markets/ES.yaml:6:" in str(raised.value)
    assert problem in str(raised.value)


REGION = (
    "region: EU\nname: Union\nmembers: [ES, FR]\nobligations:\n"
    f"  - {{key: repair, applies_to: [guarantee], text: Say so., valid_from: 2026-07-31, {READ}}}\n"
    f"  - {{key: prices, applies_to: [prices], text: Say so., {READ}}}\n"
)


def departing(folder: Path, duty: str, *, part: str = "") -> dict[str, Market]:
    (folder / "_regions").mkdir()
    (folder / "_regions" / "EU.yaml").write_text(REGION, "utf-8")
    duties = f"obligations:\n  - {{{duty}}}\n" if duty else ""
    (folder / "ES.yaml").write_text(f"{HEAD}region: EU\n{duties}", "utf-8")
    if part:
        text = f"market: ES-CT\nparent: ES\nname: Catalonia\n{part}"
        (folder / "ES-CT.yaml").write_text(text, "utf-8")
    return {market.code: market for market in load_markets(folder, "markets")}


def test_a_state_does_not_have_what_it_says_it_does_not_have(tmp_path: Path) -> None:
    market = departing(tmp_path, f"key: repair, none: not transposed, {READ}")["ES"]
    assert [duty.key for duty in market.obligations] == ["prices"]
    [departure] = market.departures
    assert (departure.key, departure.none, departure.evidence.source) == (
        "repair",
        "not transposed",
        "https://law.example",
    )


def test_from_the_day_after_a_departure_the_obligation_holds(tmp_path: Path) -> None:
    market = departing(tmp_path, f"key: repair, none: a bill, valid_until: 2026-12-31, {READ}")["ES"]
    [repair] = [duty for duty in market.obligations if duty.key == "repair"]
    assert str(repair.window) == "from 2027-01-01"
    assert repair.evidence.source == "https://law.example"


def test_a_part_of_a_country_departs_as_its_country_does(tmp_path: Path) -> None:
    markets = departing(tmp_path, f"key: repair, none: not transposed, {READ}", part="obligations: []\n")
    assert [duty.key for duty in markets["ES-CT"].obligations] == ["prices"]
    assert [one.key for one in markets["ES-CT"].departures] == ["repair"]


@pytest.mark.parametrize(
    ("duty", "problem"),
    [
        (f"key: repairs, none: not transposed, {READ}", "gives the obligation 'repairs'. Did you mean repair?"),
        (
            "key: repair, none: not transposed, source: none, verified_on: null, confidence: unverified",
            "an answer of somebody who looked",
        ),
        (f"key: repair, none: not transposed, text: Say so., {READ}", "the key 'text' is not known"),
        (f"key: repair, none: '', {READ}", "none: the text is empty"),
    ],
    ids=["no such obligation", "nobody looked", "both", "empty"],
)
def test_a_departure_that_answers_nothing_is_refused(tmp_path: Path, duty: str, problem: str) -> None:
    with pytest.raises(InputErrors, match=re.escape(problem)):
        departing(tmp_path, duty)
