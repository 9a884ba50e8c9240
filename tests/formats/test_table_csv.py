"""Tables as CSV: every text comes back, also from programs that write it in their own way; what is cut is said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.formats import table_csv
from locmem.formats.table import Grid
from tests.formats.texts import DANGEROUS, TEXTS, table_of

HEADER = ("Source (en)", "Translation (es)", f"Proof {table_csv.WITNESS}")


def is_header(cells: Sequence[str]) -> bool:
    return "Source (en)" in cells


def read(data: bytes) -> Grid:
    return table_csv.read(data, "a.csv", is_header)


def cells_of(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read(data).rows]


def as_other(rows: Sequence[Sequence[str]], encoding: str = "utf-8", **options: object) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, **options).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode(encoding)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS).map(list), max_size=4))
def test_every_text_comes_back(rows: list[list[str]]) -> None:
    data = table_csv.write(table_of(rows))
    assert cells_of(data) == [HEADER, *((*row, "x") for row in rows)]
    # A second reader sees the same cells, none of which a program takes for a formula.
    other = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [tuple(map(table_csv.unguarded, row)) for row in other] == cells_of(data)
    assert not any(re.match(r"[=+\-@\t\n＝＋－＠]", cell) for row in other for cell in row)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_guard_is_taken_off_as_it_was_put_on(text: str) -> None:
    assert table_csv.unguarded(table_csv.guarded(text)) == text


@pytest.mark.parametrize("text", ["'90s", "'tis", "-5 %", "'"])
def test_what_somebody_writes_without_a_guard_is_what_it_is(text: str) -> None:
    assert table_csv.unguarded(text) == text


def test_it_is_written_for_excel() -> None:
    data = table_csv.write(table_of([["a", "b\nc"]]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b'"a","b\nc","x"\r\n')


def test_only_what_we_wrote_has_guards() -> None:
    """A workbook that was saved as CSV has none, and its apostrophes are those of its texts."""
    others = as_other([("Source (en)", "Translation (es)", "Proof"), ("'=1", "''+2", "x")])
    assert cells_of(others)[1] == ("'=1", "''+2", "x")
    kept = read(others.replace(b"Proof", HEADER[2].encode())).rows
    assert kept[1].cells == ("=1", "'+2", "x")


SAVED = {
    "commas": {"encoding": "utf-8-sig"},
    "no byte order mark": {},
    "semicolons": {"delimiter": ";"},
    "tabs": {"delimiter": "\t"},
    "line feeds": {"lineterminator": "\n"},
    "Excel's Unicode text": {"delimiter": "\t", "encoding": "utf-16"},
    "all quoted": {"quoting": csv.QUOTE_ALL, "delimiter": ";"},
}


@pytest.mark.parametrize("options", SAVED.values(), ids=SAVED)
def test_other_programs_write_it_in_their_own_way(options: dict[str, object]) -> None:
    rows = [HEADER, *((text, "b", "x") for text in DANGEROUS if text.strip() and table_csv.guarded(text) == text)]
    assert cells_of(as_other(rows, **options)) == rows  # type: ignore[arg-type]


def test_a_line_that_names_the_separator_is_no_row() -> None:
    grid = read(b"sep=|\r\n" + as_other([HEADER, ("a", "b,c;d", "x")], delimiter="|"))
    assert [(row.number, row.cells) for row in grid.rows] == [(1, HEADER), (2, ("a", "b,c;d", "x"))]


def test_empty_cells_at_the_end_and_empty_rows_are_none_and_rows_of_several_lines_count_once() -> None:
    data = as_other([("Our table", "", ""), ("",) * 3, HEADER, ("a\nb", "c\nd", "x", "", ""), ("",) * 5, ("e",)])
    assert [(row.number, row.cells) for row in read(data).rows] == [
        (1, ("Our table",)),
        (3, HEADER),
        (4, ("a\nb", "c\nd", "x")),
        (6, ("e",)),
    ]


def as_saved(text: str, encoding: str) -> bytes:
    """As a program saves what its character set cannot hold."""
    return text.encode(encoding, "replace")


WESTERN = as_other([HEADER, ("The year", "Año – «así»", "x")]).decode()


def test_windows_1252_is_read_where_the_header_proves_it() -> None:
    grid = read(as_saved(WESTERN, "cp1252"))
    assert (grid.rows[1].cells, grid.is_lossy) == (("The year", "Año – «así»", "x"), True)
    best_fit = as_saved(WESTERN, "cp1252").replace(b"\xf1????", b"\xf1sod?")
    assert read(best_fit).rows[1].cells == grid.rows[1].cells
    assert not read(WESTERN.encode()).is_lossy


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "cp1254", "cp1257", "cp1258", "mac_roman", "cp850"])
def test_other_character_sets_are_refused(encoding: str) -> None:
    data = as_saved(WESTERN, encoding)
    if not data.isascii():
        with pytest.raises(InputErrors, match="CSV UTF-8"):
            read(data)


@pytest.mark.parametrize("sign", ["¤", "¾"])
def test_what_may_be_iso_8859_15_is_refused(sign: str) -> None:
    with pytest.raises(InputErrors, match="not valid UTF-8"):
        read(as_saved(WESTERN.replace("–", sign), "cp1252"))


def test_bytes_that_windows_1252_does_not_have_are_refused() -> None:
    with pytest.raises(InputErrors, match="not valid UTF-8"):
        read(as_saved(WESTERN, "cp1252") + b"\x81")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b'"a","b" c","x"\r\n', "text stands behind the quotation mark"),
        (b'"a","b', "it ends inside a cell"),
        (b'"a",b' + b"c" * 140_000 + b',"x"\r\n', "more than 131,072 characters"),
    ],
    ids=["a mark too many", "cut", "without an end"],
)
def test_damaged_quotes_are_told_with_their_row(row: bytes, said: str) -> None:
    data = as_other([HEADER, ("a\nb", "c", "x")]) + row
    with pytest.raises(InputErrors, match=rf"^a\.csv:3: .*{said}"):
        read(data)


def test_a_table_without_its_header_is_refused() -> None:
    with pytest.raises(InputErrors, match="names of its columns"):
        read(b"a,b\r\n1,2\r\n")
    with pytest.raises(InputErrors, match="NUL"):
        read(b"a,b\0\r\n")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("a;Source (en)\n", True), ("sep=|\nb|Source (en)\n", True), ("Source (en) is\n", False), ("\n" * 30, False)],
)
def test_a_table_is_known_by_its_header(text: str, is_one: bool) -> None:
    assert table_csv.has_header(text, is_header) == is_one
