"""Blanks of sources: where exactly they stand, and when one may take them away."""

from __future__ import annotations

import pytest

from locmem.checks.model import CheckContext
from locmem.checks.source_blanks import doubled_blanks
from locmem.model.finding import with_fixes
from tests.checks.lamps import Lamps

PAGE = "content/articles/refunds.md"


def mended(lamps: Lamps, context: CheckContext | None = None) -> str:
    found = [one.fix for one in doubled_blanks(context or lamps.context()) if one.fix]
    return with_fixes((lamps.root / PAGE).read_bytes().decode(), found).partition("---\n\n")[2]


@pytest.mark.parametrize(
    ("body", "better"),
    [
        ("Open  the   page, *now  or*  later.", "Open the page, *now or* later."),
        ("現金  and é  it", "現金 and é it"),
        ("- one  two\n- three  four", "- one two\n- three four"),
        ("| a  b | c |\n| --- | --- |\n| d  e | f |", "| a b | c |\n| --- | --- |\n| d e | f |"),
        ("It opens.  Then it  closes  \nhere.", "It opens.  Then it closes  \nhere."),
        ("Keep `a  b`, 3  days and [x  y](<a  b.md>).", "Keep `a  b`, 3  days and [x y](<a  b.md>)."),
    ],
)
def test_each_run_is_found_where_it_stands(lamps: Lamps, body: str, better: str) -> None:
    lamps.article(body)
    assert mended(lamps) == f"{better}\n"


def test_a_sentence_that_anybody_has_a_text_for_is_left(lamps: Lamps) -> None:
    lamps.article("Open  the page.\n\nWait for  it.")
    lamps.translate({"Open": "Abre la página."})
    assert [one.fix is None for one in doubled_blanks(lamps.context())] == [True, False]
    assert mended(lamps) == "Open  the page.\n\nWait for it.\n"


def test_nothing_is_certain_where_not_all_locales_are_looked_at(lamps: Lamps) -> None:
    lamps.article("Open  the page.")
    context = lamps.context()
    some = context.of(context.workspace.in_locales(("pt-BR",)))
    assert [one.fix for one in doubled_blanks(some)] == [None]


def test_where_a_file_spells_a_text_otherwise_it_is_told_and_left(lamps: Lamps) -> None:
    value = '"<p>Open  the \\"big\\" page.</p>"'
    lamps.write("content/macros/one.yaml", f"title: T\nactions:\n  - {{field: comment_value_html, value: {value}}}\n")
    lamps.article("Text.")
    [found] = doubled_blanks(lamps.context())
    assert (found.location.path, found.location.line, found.fix) == ("content/macros/one.yaml", 3, None)
