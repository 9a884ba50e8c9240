"""Queries in git: what was answered is read as it was written, and is said to every translator of the segment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.exchange.queries import COLUMNS, Query, Settled, answers, read_settled, unsettled, write_settled

ONE = Settled(
    document="a.md", occurrence="k3f9xx", locale="es", question="Once?", answer="Per request.", by="Bo", on="2026-11-21"
)
ASKED = Query(document="a.md", occurrence="k3f9xx", locale="es", line=4, source="It works once.", question="Once?")

words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1)


@given(
    st.lists(
        st.builds(
            Settled, document=words, occurrence=words, locale=words, question=words, answer=words, by=words, on=words
        )
    )
)
def test_what_is_written_is_read(rows: list[Settled]) -> None:
    text = write_settled(rows)
    found = read_settled(text)
    assert sorted(map(repr, found)) == sorted(map(repr, rows))
    assert write_settled(found) == text


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_spreadsheet_program_may_have_saved_it(separator: str) -> None:
    assert read_settled(write_settled([ONE]).replace(",", separator)) == (ONE,)


def test_an_answer_goes_to_every_locale_and_a_dismissal_to_none() -> None:
    other = Settled(
        document="a.md", occurrence="k3f9xx", locale="ja", question="Thanks!", answer="", by="", on="2026-11-21"
    )
    assert answers([ONE, other]) == {("a.md", "k3f9xx"): ("Per request. (“Once?”)",)}


def test_a_note_that_went_on_is_open_again() -> None:
    assert unsettled([ASKED], [ONE]) == ()
    more = Query(document="a.md", occurrence="k3f9xx", locale="es", line=4, source="x", question="Once? Or twice?")
    assert unsettled([ASKED, more], [ONE]) == (more,)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("document,segment\n", "q.csv:1"),
        (f"{','.join(COLUMNS)}\na.md,k,es,,x,,\n", "q.csv:2"),
        (f"{','.join(COLUMNS)}\na.md,k,es,q,x,,\n,k,es,q,x,,\n", "q.csv:3"),
    ],
)
def test_a_row_that_lacks_something_is_named(text: str, where: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read_settled(text, "q.csv")
    assert str(caught.value.problems[0].location) == where
