"""The table of decisions: what is written is read, however a spreadsheet program saved it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.exchange.decision_table import Decided, Undecided, read_table, write_table

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(lambda text: text == text.strip())


def undecided(key: str, returned: str) -> Undecided:
    return Undecided(locale="es", key=key, why="x", source="=1+1", here="-", returned=returned, handoff="h")


def filled(data: bytes, *decisions: str, separator: str = ",") -> bytes:
    """The table with words in its first column, as a spreadsheet program saves it."""
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(header)
    writer.writerows([word, *row[1:]] for word, row in zip(decisions, rows, strict=True))
    return out.getvalue().encode()


@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["take", "drop", ""])), unique_by=lambda row: row[0]))
def test_every_decision_is_read_with_its_text(rows: list[tuple[str, str, str]]) -> None:
    data = write_table(undecided(key, returned) for key, returned, _ in rows)
    assert read_table(data, "a.csv") == ()
    found = read_table(filled(data, *(word for _, _, word in rows)), "a.csv")
    assert found == tuple(
        Decided(locale="es", key=key, returned=returned, here="-", is_taken=word == "take")
        for key, returned, word in rows
        if word
    )


@pytest.mark.parametrize(
    "saved", [lambda data: data, lambda data: b"\xef\xbb\xbf" + data, lambda data: data.decode().encode("utf-16")]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_program_may_save_it(saved: Callable[[bytes], bytes], separator: str) -> None:
    data = filled(write_table([undecided("a.md#k", "+1 café")]), " Theirs ", separator=separator)
    [found] = read_table(saved(data), "a.csv")
    assert (found.returned, found.is_taken) == ("+1 café", True)


def test_all_that_is_wrong_is_told_at_once() -> None:
    data = filled(write_table([undecided("a.md#k", "x"), undecided("a.md#k", "x"), undecided("b.md#k", "y")]), *"td?")
    with pytest.raises(InputErrors) as caught:
        read_table(data, "a.csv")
    assert [str(problem.location) for problem in caught.value.problems] == ["a.csv:2", "a.csv:3", "a.csv:4"]
    twice = filled(write_table([undecided("a.md#k", "x"), undecided("a.md#k", "x")]), "take", "ours")
    with pytest.raises(InputErrors, match="taken in one row and dropped in another"):
        read_table(twice, "a.csv")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"key,decision\n"])
def test_another_table_is_refused(data: bytes) -> None:
    with pytest.raises(InputErrors, match=r"a\.csv"):
        read_table(data, "a.csv")
