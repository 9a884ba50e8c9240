"""What other tools said of a pair goes into the memory and comes back as it was."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.entry_marks import dump, load
from locmem.model.inline import plain
from locmem.model.match import Entry, Mark, MarkPlace

TEXTS = st.text(max_size=20)
MARKS = st.lists(st.builds(Mark, st.sampled_from(MarkPlace), TEXTS, TEXTS), max_size=4).map(tuple)


def entry(created: str = "", creator: str = "", marks: tuple[Mark, ...] = ()) -> Entry:
    return Entry(
        source=plain("a"),
        target=plain("b"),
        source_locale="en",
        locale="es",
        created=created,
        creator=creator,
        marks=marks,
    )


@given(TEXTS, TEXTS, MARKS)
def test_creation_and_marks_come_back_exactly(created: str, creator: str, marks: tuple[Mark, ...]) -> None:
    assert load(dump(entry(created, creator, marks))) == (created, creator, marks)


def test_an_entry_without_them_takes_no_room() -> None:
    assert dump(entry()) == ""
    assert load("") == ("", "", ())


def test_the_stored_form_is_compact_json_in_the_file_s_own_letters() -> None:
    marks = (Mark(MarkPlace.TARGET, "x-client", "Größe"), Mark(MarkPlace.UNIT, "", "a note"))
    stored = dump(entry("2026-11-21", "Ana", marks))
    assert stored == '["2026-11-21","Ana",[["target","x-client","Größe"],["unit","","a note"]]]'
    assert json.loads(stored)[2][1] == ["unit", "", "a note"]
