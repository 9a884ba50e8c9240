"""The parts that say what was done hold the figures they were given, and what begins them where none are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.reports import work_sections
from locmem.reports.costs import cost_steps
from locmem.reports.sections import Section, Value
from tests.reports.full_view import MONTHS, RATES, empty_view, full_view


def rows(part: Section, title: str) -> list[tuple[Value, ...]]:
    [found] = [table for table in part.tables if table.title == title]
    assert all(len(row) == len(found.columns) for row in found.rows)
    return list(found.rows)


def test_the_groups_of_each_month_add_up_to_its_words() -> None:
    found = rows(work_sections.words(full_view()), "Words by month")
    assert [row[0] for row in found] == list(MONTHS)
    for row in found:
        assert row[1] == sum(int(str(value)) for value in row[2:-2])


def test_costs_are_told_with_what_they_rest_on() -> None:
    view = full_view()
    part = work_sections.cost(view)
    assert view.savings
    assert part.said[1:] == view.savings.assumptions[:2]
    assert rows(part, "Step by step")[0] == ("list price", view.costs[0].amount, view.costs[0].words)
    assert [row[0] for row in rows(part, "By locale")] == ["ar", "es", "ja"]
    assert work_sections.cost_unit(view) == "EUR"
    free = replace(view.savings, currency="", total=replace(view.savings.total, paid=None, avoided=None))
    told = work_sections.cost(replace(view, savings=free, costs=cost_steps(free, RATES)))
    assert told.said[1] == "No price of a word is set, so amounts are in full words."


def test_effort_has_interval_and_number_of_drafts_and_nothing_is_0_that_nobody_measured() -> None:
    view = full_view()
    share = view.effort[0].characters
    assert share
    found = rows(work_sections.effort(view), "Drafts")
    assert found[0][5:9] == (share.count, 100 * share.mean, 100 * share.low, 100 * share.high)
    unread = replace(view.effort[0], characters=None, hter=None, chrf=None)
    assert rows(work_sections.effort(replace(view, effort=(unread,))), "Drafts")[0][5:] == (0, *[None] * 5)


def test_days_to_publishing_are_told_by_locale() -> None:
    part = work_sections.publishing(full_view())
    assert rows(part, "Days by locale") == [("es", 4, 3, 1, 9), ("ja", 2, 12, 4, 20)]


@pytest.mark.parametrize("published", [None, ()])
def test_days_that_git_does_not_know_are_said_to_come_from_it(published: tuple[()] | None) -> None:
    assert "what git has committed" in work_sections.publishing(replace(full_view(), published=published)).empty


def test_the_memory_is_compared_with_the_baseline_month() -> None:
    view = full_view()
    part = work_sections.memory(view)
    assert view.savings
    change = view.savings.repetition
    assert change
    assert part.charts == ("growth", "repetition")
    assert f"{change.after:.1f} % had been translated before in November 2026" in part.said[1]
    assert "in April 2026, the baseline" in part.said[1]
    assert rows(part, "Growth")[:2] == [("not known", 500, 500), ("2026-04", 100, 600)]
    alone = work_sections.memory(replace(view, savings=None))
    assert (alone.charts, alone.said[1][:22]) == (("growth",), "Repetition is compared")


def test_each_part_says_what_will_stand_there_while_there_is_nothing() -> None:
    view = empty_view()
    for make, command in (
        (work_sections.words, "locmem import"),
        (work_sections.cost, "locmem import"),
        (work_sections.effort, "locmem import"),
        (work_sections.publishing, "locmem sync"),
        (work_sections.memory, "locmem sync"),
    ):
        part = make(view)
        assert f"`{command}" in part.empty
        assert "stand here" in part.empty
        assert (part.charts, part.tables) == ((), ())


def test_months_that_were_asked_for_may_be_why_there_is_nothing() -> None:
    asked = replace(empty_view(), first="2020-01")
    assert "Nothing is recorded of the months that were asked for." in work_sections.words(asked).empty
    assert "asked for" not in work_sections.words(empty_view()).empty
