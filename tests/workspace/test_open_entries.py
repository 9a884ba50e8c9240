"""What a machine may fill: nothing that a person wrote or answers for."""

from __future__ import annotations

import pytest

from locmem.model.match import EDGE
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, NO_ORIGIN, State, origin
from locmem.workspace.open_entries import is_open, query_of
from tests.pairs import entry, pair_of

MACHINES = ("mt:apertium", "tm")
PEOPLE = ("human", "import:seed")


@pytest.mark.parametrize("made_by", [*MACHINES, *PEOPLE])
@pytest.mark.parametrize("state", [State.DRAFT, State.TRANSLATED, State.REVIEWED])
def test_only_a_draft_that_a_machine_made_is_open(state: State, made_by: str) -> None:
    held = entry("a", "b", state=state, origin=origin(made_by))
    assert is_open(held) is (state is State.DRAFT and made_by in MACHINES)


def test_what_is_empty_is_open() -> None:
    assert is_open(entry("a", origin=NO_ORIGIN))
    assert is_open(entry("a", origin=HUMAN))


def test_a_segment_is_asked_for_between_its_neighbours() -> None:
    pair = pair_of([entry("One.", occurrence="1"), entry("Two.", occurrence="2"), entry("Three.", occurrence="3")])
    texts = ("One.", "Two.", "Three.")
    found = [query_of(pair, index, texts) for index in range(3)]
    assert [(one.before, one.after) for one in found] == [(EDGE, "Two."), ("One.", "Three."), ("Two.", EDGE)]
    assert [one.occurrence for one in found] == ["1", "2", "3"]
    middle = found[1]
    assert (middle.source.native, middle.source_locale, middle.locale) == ("Two.", "en", "es")
    assert (middle.kind, middle.document) == (UnitKind.PARAGRAPH, "articles/a.md")
