"""What a report shows of a real project is what the functions say that commands ask, and nothing is left out unsaid."""

from __future__ import annotations

from datetime import date
from functools import cache

from locmem.backlog.items import by_document
from locmem.model.translation import HUMAN, State
from locmem.pages.dashboard import Shown, dashboard
from locmem.pages.memory_counts import memory_stats
from locmem.pages.overview import overview
from locmem.pages.trend import trend_of
from locmem.pipelines.check import release_gate
from locmem.pipelines.review import start
from locmem.pipelines.run import run_step
from locmem.reports.dashboard import Dashboard
from tests.pipelines.shop import Shop


def of(shop: Shop, shown: Shown | None = None) -> Dashboard:
    project = shop.open()
    project.reads_on = True
    shown = shown or Shown()
    return dashboard(project, shown, cache(release_gate(project, (), shown.day)))


def test_documents_add_up_to_coverage_and_stale_ones_to_their_ages(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    shop.run()
    view = of(shop.later(6))
    [row] = [one for one in view.coverage if (one.locale, one.content_set) == ("es", "articles")]
    mine = [one.counts for one in view.documents if one.counts.locale == "es" and one.counts.content_set == "articles"]
    for name in ("total", "reviewed", "translated", "draft", "untranslated", "stale"):
        assert sum(getattr(one, name) for one in mine) == getattr(row, name)
    assert [(one.locale, one.document, one.days, one.texts) for one in view.stale] == [
        ("es", "articles/paying.md", 6, 1),
        ("ja", "articles/paying.md", 6, 1),
    ]
    priority = by_document(view.backlog)["es", "articles/paying.md"].priority
    assert view.stale[0].priority == int(priority)


def test_a_finished_project_can_be_launched_and_says_what_is_not_known(shop: Shop) -> None:
    view = of(shop)
    assert view.coverage == overview(shop.open(), shop.open().markets).coverage
    memory = memory_stats(shop.open())
    assert view.pairs == memory.pairs
    assert [(one.month, one.total) for one in view.growth] == [(one.month, one.total) for one in memory.growth]
    assert (view.savings, view.costs, view.effort, view.stale, view.published) == (None, (), (), (), None)
    assert any("git has no past of the catalogs here" in line for line in view.unknown)
    assert any(line.startswith("What a word costs is not known") for line in view.unknown)
    assert (view.project, view.source_locale, view.day) == ("Shop help", "en", shop.today)


def test_the_review_and_the_backlog_of_months_are_those_that_were_counted(shop: Shop) -> None:
    run_step(shop.open(), "review", lambda run: start(run, ("ES",)))
    view = of(shop)
    [counted] = trend_of(shop.open())
    [month] = view.burn
    assert (month.markets, month.priority_1 + month.priority_2 + month.priority_3) == (("ES",), counted.open)
    assert any("was not counted in JP" in line for line in view.unknown)
    [review] = view.reviews
    assert (review.market, review.is_late) == ("ES", False)
    assert sum(one.items for one in review.owed) == review.open > 0
    assert of(shop.later(40)).reviews[0].is_late


def test_another_day_has_other_facts_ahead(shop: Shop) -> None:
    here, later = of(shop), of(shop, Shown(day=date(2026, 12, 28)))
    assert [one.path for one in here.changes if one.market == "ES"] == [
        "market.complaints.trader_reply",
        "obligation ley_10_2025_channels",
    ]
    assert [one.path for one in later.changes if one.market == "ES"] == []
    assert all(one.due is None or one.due <= date(2027, 2, 19) for one in here.due)


def test_what_cannot_be_read_is_left_out_and_named(shop: Shop) -> None:
    shop.write("markets/JP.yaml", "market: [")
    shop.write("reviews/trend.csv", "month,market\n")
    view = of(shop)
    assert [one.market for one in view.verdicts] == ["ES"]
    assert {problem.location.path for problem in view.unread} == {"markets/JP.yaml", "reviews/trend.csv"}
    assert any(line.startswith("Left out of all figures by market") and "JP" in line for line in view.unknown)


def test_a_memory_file_that_cannot_be_read_is_named_and_all_else_is_told(shop: Shop) -> None:
    shop.remove(".locmem")
    shop.write("content/memory/agency.tmx", "<tmx")
    view = of(shop)
    assert {problem.location.path for problem in view.unread} == {"content/memory/agency.tmx"}
    assert len(view.verdicts) == 2


def test_a_draft_is_no_confirmed_text(shop: Shop) -> None:
    source = "We answer without delay."
    shop.change_entry(source, "es", shop.entry(source).with_target("Sin demora.", State.DRAFT, HUMAN))
    view = of(shop)
    [row] = [one for one in view.queue if one.locale == "es"]
    assert (row.texts, row.segments) == (1, 1)
    assert view.headline == ("1 of 2 markets can be launched today.",)
