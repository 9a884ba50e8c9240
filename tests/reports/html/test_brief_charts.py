"""The charts of a brief: shapes in the page's colours above the table of their figures, and no text acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.reports.brief_figures import Counts, CountTable
from locmem.reports.html.brief_charts import STYLE, brief_charts
from locmem.reports.html.inks import INKS
from tests.reports.full_view import HOSTILE
from tests.reports.html.test_page import Read

DAY = date(2026, 11, 30)
PAGES = CountTable(
    id="pages",
    title="Pages, by what customers see",
    unit="pages",
    head="ready",
    source="locmem status",
    parts=("as they should be", "with older wording", "in the source language", "withheld", "blocked by facts"),
    rows=(
        Counts(label="pages in es", said="20 of 27", counts=(20, 0, 0, 7, 0)),
        Counts(label="pages in ca", said="1,000 of 1,000", counts=(1000, 0, 0, 0, 0)),
    ),
)


def test_a_chart_stands_above_the_table_of_its_figures_with_their_source_and_day() -> None:
    page = brief_charts([PAGES], DAY)
    [table] = Read(page).tables.values()
    assert table == [
        ["", "ready", "as they should be", "withheld"],
        ["pages in es", "20 of 27", "20", "7"],
        ["pages in ca", "1,000 of 1,000", "1,000", "0"],
    ]
    assert page.index("<svg") < page.index("<table")
    assert "<title>pages in es: 7 pages withheld</title>" in page
    assert 'locmem status · <span class="on">2026-11-30</span>' in page


def test_only_what_there_is_has_a_colour_and_the_style_has_each_for_light_and_dark() -> None:
    page = brief_charts([PAGES], DAY)
    assert page.count('<i class="') == 2
    assert "var(--orange)" in page
    assert "var(--red)" not in page
    assert STYLE.count("--orange:") == 2
    assert all(f"--{ink}:" in STYLE for ink in INKS)


def test_hostile_names_are_texts() -> None:
    for text in HOSTILE:
        read = Read(brief_charts([replace(PAGES, rows=(Counts(label=text, said=text, counts=(1, 1, 1, 1, 1)),))], DAY))
        assert not {"script", "img", "b", "iframe", "a"} & {name for name, _ in read.tags}
        assert not any(name.startswith("on") for _, found in read.tags for name in found)
