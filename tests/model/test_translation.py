"""States, origins and entries: what counts as confirmed, current, own, and what a new target forgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.model.translation import HUMAN, NO_ORIGIN, CatalogEntry, Origin, OriginKind, State, origin
from tests.pairs import entry


@pytest.mark.parametrize(
    ("state", "rank", "is_confirmed"),
    [(State.UNTRANSLATED, 0, False), (State.DRAFT, 1, False), (State.TRANSLATED, 2, True), (State.REVIEWED, 3, True)],
)
def test_states_are_ranked_and_people_answer_for_the_two_highest(state: State, rank: int, is_confirmed: bool) -> None:
    assert (state.rank, state.is_confirmed) == (rank, is_confirmed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("human", HUMAN),
        ("none", NO_ORIGIN),
        ("mt:apertium", Origin(OriginKind.MT, "apertium")),
        ("import:a:b", Origin(OriginKind.IMPORT, "a:b")),
    ],
)
def test_an_origin_is_written_and_read_back(text: str, expected: Origin) -> None:
    assert origin(text) == expected
    assert str(expected) == text


def test_an_unknown_origin_is_refused() -> None:
    with pytest.raises(ValueError, match="robot"):
        origin("robot:x")


STALE = entry(
    "New.",
    "Viejo.",
    state=State.REVIEWED,
    origin=HUMAN,
    stale_since=date(2026, 1, 1),
    previous_source="Old.",
    previous_legend=("<g1> = <b>…</b>",),
    note="still valid",
    inherited="es",
    over="a",
    base="b",
    match=85,
    remarks=("kept",),
    may_be_cut=True,
)


@pytest.mark.parametrize(
    ("held", "is_confirmed", "is_current", "is_stale", "is_own"),
    [
        (entry("a"), False, False, False, False),
        (entry("a", "b", state=State.DRAFT), False, False, False, True),
        (entry("a", "b", state=State.TRANSLATED), True, True, False, True),
        (entry("a", "b", state=State.TRANSLATED, inherited="es"), True, True, False, False),
        (STALE, True, False, True, False),
    ],
    ids=["empty", "draft", "confirmed", "inherited", "stale"],
)
def test_what_an_entry_is(
    held: CatalogEntry, is_confirmed: bool, is_current: bool, is_stale: bool, is_own: bool
) -> None:
    assert (held.is_confirmed, held.is_current, held.is_stale, held.is_own) == (
        is_confirmed,
        is_current,
        is_stale,
        is_own,
    )


def test_a_new_target_is_made_for_the_present_source_and_base_and_remarks_stay() -> None:
    made = STALE.with_target("Nuevo.", State.DRAFT, origin("mt:x"), match=12)
    assert made == replace(
        entry("New.", "Nuevo.", state=State.DRAFT, origin=origin("mt:x"), match=12), over="b", remarks=("kept",)
    )
    assert STALE.with_target("x", State.DRAFT, HUMAN).match == 0


def test_the_context_in_po_is_kind_and_occurrence() -> None:
    assert STALE.context == "paragraph#k3f9xx"


def test_what_a_base_says_now_makes_no_two_entries_differ() -> None:
    assert replace(STALE, base="x") == STALE
