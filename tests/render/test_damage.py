"""Damage that readers would see is named with the catalog and the key, whoever wrote the target."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.catalogs.pairs import Damaged
from locmem.model.translation import State
from locmem.render.damage import beside_its_source, shipped_damage
from tests.pairs import entry, pair_of

PLACE = "content/translations/es/articles/a.md.po articles/a.md#k3f9xx: in "


@pytest.mark.parametrize(
    ("source", "target", "state", "what"),
    [
        pytest.param(
            "Pay {{ x }}.", "Paga.", State.DRAFT, ["`{{ x }}` is missing"], id="a draft whose codes do not fit"
        ),
        pytest.param("Pay {{ x }}.", "Paga {{ x }}.", State.DRAFT, [], id="a sound draft"),
        pytest.param("Pay {{ x }}.", "Paga.", State.REVIEWED, [], id="confirmed codes were looked at when read"),
        pytest.param("Pay {{ x }}.", "", State.UNTRANSLATED, [], id="nothing written"),
    ],
)
def test_codes_are_looked_at_where_nobody_has(source: str, target: str, state: State, what: list[str]) -> None:
    found = shipped_damage(pair_of([entry(source, target, state=state)]))
    assert list(found) == [f"{PLACE}“{target}” {one}" for one in what]


def test_a_stale_draft_is_not_measured_against_a_source_it_was_not_made_for() -> None:
    stale = entry("Pay {{ y }}.", "Paga {{ x }}.", state=State.DRAFT, stale_since=date(2026, 1, 1))
    assert shipped_damage(pair_of([stale])) == ()


def test_what_was_found_when_the_catalog_was_read_is_told_again() -> None:
    written = entry("Pay now.", "Paga", state=State.DRAFT)
    pair = pair_of([written], damaged=(Damaged(entry=written, problems=("the text may be cut",)),))
    assert shipped_damage(pair) == (f"{PLACE}“Paga” the text may be cut",)


def test_what_a_tool_certainly_left_behind_is_damage_in_a_confirmed_text_too() -> None:
    pair = pair_of([entry("Price now.", "Precio \ufffd ya.", state=State.REVIEWED)])
    [found] = shipped_damage(pair)
    assert found.startswith(f"{PLACE}“Precio \ufffd ya.” U+FFFD (replacement character)")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "New."),
        ({"previous_source": "Old."}, "New."),
        ({"stale_since": date(2026, 1, 1)}, "New."),
        ({"stale_since": date(2026, 1, 1), "previous_source": "Old."}, "Old."),
    ],
    ids=["current", "not stale", "stale without an earlier source", "stale"],
)
def test_a_stale_target_says_the_previous_source(fields: dict[str, object], expected: str) -> None:
    pair = pair_of([entry("New.", "Nuevo.", **fields)])
    source, target = beside_its_source(pair.rows[0])
    assert (source.native, target.native) == (expected, "Nuevo.")
