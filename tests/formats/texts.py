"""Texts that spreadsheet programs like to change, and any others."""

from __future__ import annotations

from hypothesis import strategies as st

from locmem.formats.table import Column, Table, TableRow

DANGEROUS = (
    "=SUM(A1)", "+1", "-1", "- an item", "@home", "'=1+1", "''=1", "'90s", "＝1", "\t=1", "\n=1", "1-2", "00123", "1E5",
    "12345678901234567890", "TRUE", "5 May", "2026-11-28", " two  blanks ", "a\nb", "a\u2028b", "a\u2029b", "_x0041_",
    "_x005F_x0041_", "_x41_", '"', '""', 'a"b', "a,b;c\td", "sep=;", "عربي \u200f(١)", "👩‍👩‍👧", "\u00a0", "<g1>a</g1>",
    "{{ market.name }}", "&amp; <b>", "]]>", "\x07", "\x0b", "\ufffe", "é",
)  # fmt: skip

TEXTS = st.one_of(
    st.sampled_from(DANGEROUS),
    # A carriage return alone ends a line for some programs; what it becomes is tested by itself.
    st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=30),
    st.lists(st.sampled_from(DANGEROUS), max_size=3).map("".join),
)


def table_of(rows: list[list[str]]) -> Table:
    """A table of three columns; the last cell of each row is never empty."""
    columns = (
        Column(name="Source (en)", width=40),
        Column(name="Translation (es)", width=40, is_editable=True, choices=("one", "two & three")),
        Column(name="Proof", width=8, is_aside=True),
    )
    return Table(
        columns=columns,
        rows=tuple(TableRow(cells=tuple((text,) for text in (*row, "x"))) for row in rows),
        facts=(("handoff", "=1"), ("document", "a.md")),
    )
