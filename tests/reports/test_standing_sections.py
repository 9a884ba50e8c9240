"""The parts that say how the project stands hold the figures they were given, and what begins them where none are."""

from __future__ import annotations

from dataclasses import replace

from locmem.reports import standing_sections
from locmem.reports.sections import Section, Value
from tests.reports.full_view import empty_view, full_view


def rows(part: Section, title: str) -> list[tuple[Value, ...]]:
    [found] = [table for table in part.tables if table.title == title]
    assert all(len(row) == len(found.columns) for row in found.rows)
    return list(found.rows)


def test_readiness_names_who_has_to_mend_what() -> None:
    part = standing_sections.readiness(full_view())
    assert part.said == ("Can be launched: ES.", "Not yet: JP.")
    assert rows(part, "Each market")[1] == ("JP", "no", 8, 5, 0, 3, 3, 0, 0, 0, 0, full_view().verdicts[1].blocks_from)
    assert rows(part, "The answer for each market")[1][1] == full_view().verdicts[1].line
    assert rows(part, "What blocks") == [
        ("JP", "translator", "incomplete", 3, "the ja text is not finished.", "`locmem export --locale ja`")
    ]
    assert rows(part, "What customers see")[1] == ("JP", "ja", 8, 5, 0, 1, 1, 1, 3)


def test_coverage_sums_what_its_rows_say() -> None:
    part = standing_sections.coverage(full_view())
    found = rows(part, "Segments by state")
    assert found[2] == ("es", "articles", 100, 96, 48, 48, 0, 0, 0, 0)
    assert part.said[0].startswith(f"{100 * 292 // 576} % of 576 segments are confirmed")


def test_the_backlog_has_reasons_months_and_what_waits() -> None:
    view = full_view()
    part = standing_sections.backlog(view)
    assert part.charts == ("backlog", "burn")
    assert part.said == (
        "9 items open: 3 of priority 1, 3 of priority 2, 3 of priority 3.",
        "Of priority 1 there were 8 in October 2026 and 6 in November 2026.",
    )
    assert rows(part, "What to do first")[0] == ("EG/ar/articles/0.md", 1, "reason 0", "`locmem export`")
    assert rows(part, "Items with all reasons")[4][2] == "reason 4; and another one"
    assert rows(part, "Open items by market")[0] == ("EG", 3, 0, 0, 3)
    assert rows(part, "Open items by month")[-1] == ("2026-11", 6, 23, 5, 4100, "EG, ES, JP")
    assert rows(part, "What waits for people") == [("ja", 40, 44, 500, 712.5, 3, 1, 12)]
    many = replace(view, backlog=view.backlog * 9, burn=view.burn[-1:])
    part = standing_sections.backlog(many)
    [table] = [one for one in part.tables if one.title == "Items with all reasons"]
    assert (len(table.rows), table.more) == (60, "21 more: `locmem backlog --limit 81`.")
    assert (part.charts, part.said[1][:26]) == (("backlog",), "Whether it gets less shows")


def test_ages_are_told_by_priority_and_the_oldest_by_name() -> None:
    part = standing_sections.stale(full_view())
    assert [row[0] for row in rows(part, "Age by priority")] == ["1 must", "2 should", "3 may", "no open item"]
    assert sum(int(str(row[1])) for row in rows(part, "Age by priority")) == 23
    assert rows(part, "The oldest")[0] == ("articles/11.md", "ja", "3 may", 55, 3)


def test_facts_ahead_are_counted_by_how_soon() -> None:
    part = standing_sections.facts(full_view())
    assert part.said[0] == "Changes: 0 within 30 days, 1 within 60 days, 1 within 90 days."
    assert rows(part, "What changes")[0][:4] == (full_view().changes[0].on, 32, "ES", "market.tax.standard_rate")
    assert rows(part, "To be read again, each value once") == [("ES", 1, 1, 1, 1), ("JP", 1, 1, 1, 1)]


def test_the_review_says_who_owes_what_and_what_is_late() -> None:
    part = standing_sections.review(full_view())
    assert part.said == ("4 items are open in 1 market.", "Overdue: ES.")
    assert rows(part, "Answers")[0][3:] == (4, 7, 1, 0)
    assert rows(part, "Who owes what")[0][1:3] == ("legal", 4)


def test_each_part_says_what_will_stand_there_while_there_is_nothing() -> None:
    view = empty_view()
    for make, command in (
        (standing_sections.readiness, "locmem market add"),
        (standing_sections.coverage, "locmem sync"),
        (standing_sections.backlog, "locmem review start"),
        (standing_sections.stale, "locmem sync"),
        (standing_sections.facts, "locmem market lint"),
        (standing_sections.review, "locmem review start"),
    ):
        part = make(view)
        assert f"`{command}" in part.empty
        assert "stand here" in part.empty or "Nothing changes" in part.empty
        assert (part.charts, part.tables) == ((), ())
