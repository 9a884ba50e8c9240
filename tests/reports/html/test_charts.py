"""Charts are of the figures they were given, one after the other, and hold nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from locmem.postedit.effort import FEWEST
from locmem.reports.dashboard_sections import sections_of
from locmem.reports.html.chart_parts import LEGENDS
from locmem.reports.html.charts import CHARTS, spec_of
from locmem.reports.html.inks import light
from tests.reports.full_view import LOCALES, MONTHS, full_view


def values(name: str, view: Any = None) -> list[dict[str, Any]]:
    """The rows that a chart is drawn from."""
    found: list[list[dict[str, Any]]] = [*spec_of(name, view or full_view(), 400)["datasets"].values()]
    return max(found, key=lambda rows: len(rows))


def test_every_chart_that_a_part_names_can_be_drawn_and_every_other_is_none() -> None:
    named = [name for section in sections_of(full_view()) for name in section.charts]
    assert sorted(named) == sorted(CHARTS)
    assert set(LEGENDS) < set(CHARTS)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_asks_nothing_of_a_network_and_is_the_same_each_time(name: str) -> None:
    spec = spec_of(name, full_view(), 400)
    assert "url" not in json.dumps(spec)
    assert spec == spec_of(name, full_view(), 400)


def test_words_of_a_month_are_those_of_its_bands() -> None:
    view = full_view()
    assert view.savings
    found = values("words")
    for row in view.savings.months:
        assert sum(one["value"] for one in found if one["of"] == row.month) == row.tally.words
    assert list(dict.fromkeys(one["of"] for one in found)) == list(MONTHS)


def test_costs_go_down_step_by_step_to_what_was_paid() -> None:
    view = full_view()
    assert view.savings
    steps = values("cost")
    ends = {one["of"]: (one["low"], one["high"]) for one in steps}
    assert ends["paid"] == pytest.approx((0, float(view.savings.total.paid or 0)))
    for one, following in pairwise(steps[:-1]):
        assert following["high"] == pytest.approx(one["low"] if one["of"] != "list price" else one["high"])
    assert steps[-2]["low"] == pytest.approx(ends["paid"][1])


def test_a_figure_of_few_drafts_is_hollow() -> None:
    view = full_view()
    share = view.effort[0].characters
    assert share
    few = replace(view.effort[0], characters=replace(share, count=FEWEST - 1))
    many = replace(view.effort[0], characters=replace(share, count=FEWEST))
    assert [one["fill"] for one in values("effort", replace(view, effort=(few, many)))] == [
        light("paper"),
        light("blue-3"),
    ]


def test_cells_of_the_heat_map_hold_their_number_and_lead_to_their_list() -> None:
    found = values("coverage")
    assert [(one["locale"], one["percent"]) for one in found[::2]] == list(
        zip(LOCALES, ("0 %", "100 %", "52 %"), strict=True)
    )
    assert [one["at"] for one in found] == [f"#documents-{n}" for n in range(1, 7)]


def test_all_stale_texts_are_at_most_as_old_as_the_oldest() -> None:
    found = values("stale")
    ends = {one["part"]: one["share"] for one in found}
    assert ends == dict.fromkeys(("1 must", "2 should", "3 may", "no open item"), 100)
    shares = [one["share"] for one in found if one["part"] == "1 must"]
    assert shares == sorted(shares)


def test_a_chart_that_stands_alone_has_title_and_legend_and_one_on_a_page_neither() -> None:
    alone, beside = spec_of("backlog", full_view(), 400, "Backlog"), spec_of("backlog", full_view(), 400)
    assert alone["title"]["text"] == "Backlog"
    assert alone["encoding"]["color"]["legend"]["orient"] == "top"
    assert "title" not in beside
    assert beside["encoding"]["color"]["legend"] is None


def test_only_a_chart_on_a_page_leads_to_places_of_it() -> None:
    assert "href" in json.dumps(spec_of("coverage", full_view(), 400)["layer"])
    assert "href" not in json.dumps(spec_of("coverage", full_view(), 400, "Coverage")["layer"])
