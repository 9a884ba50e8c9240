"""The figures that charts of a brief show: counts by part, as its lines and the commands call them."""

from __future__ import annotations

from locmem.reports.brief_figures import CountTable, Figures, count_tables
from locmem.reports.coverage import CoverageRow, ReadinessRow

COVERAGE = CoverageRow(
    locale="es", content_set="articles", total=12, reviewed=4, translated=5, draft=1, untranslated=0, stale=2
)
READINESS = ReadinessRow(market="ES", locale="es", pages=6, ready=3, last_confirmed=1, source=0, withheld=1, blocked=1)


def tables(figures: Figures) -> dict[str, CountTable]:
    return {one.id: one for one in count_tables(figures)}


def test_each_table_counts_all_of_what_it_is_of() -> None:
    found = tables(Figures(coverage=(COVERAGE,), readiness=(READINESS,), stale_days=(3, 40)))
    assert list(found) == ["pages", "segments", "ages"]
    [pages], [segments], [ages] = (found[id].rows for id in found)
    assert (pages.label, pages.said, sum(pages.counts)) == ("pages in es", "3 of 6", 6)
    assert (segments.label, segments.said, sum(segments.counts)) == ("articles in es", "75 % of 12", 12)
    assert dict(zip(found["segments"].parts, segments.counts, strict=True))["stale"] == 2
    assert (ages.said, sum(ages.counts)) == ("40 days", 2)


def test_the_ages_of_stale_texts_are_told_by_week_month_and_quarter() -> None:
    [row] = tables(Figures(stale_days=(0, 7, 8, 30, 31, 90, 91, 400)))["ages"].rows
    assert row.counts == (2, 2, 2, 2)


def test_what_there_is_nothing_of_has_no_table() -> None:
    assert count_tables(Figures()) == ()
    nothing = ReadinessRow(
        market="ES", locale="es", pages=0, ready=0, last_confirmed=0, source=0, withheld=0, blocked=0
    )
    assert count_tables(Figures(readiness=(nothing,))) == ()
