"""What is said of decisions beside the list: who snoozed what, what is over, what is gone, and what becomes urgent."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import UsageError
from locmem.pages.decided import becomes_urgent, neighbours, remarks, with_jobs
from locmem.pages.handoff_scope import HandoffOptions
from locmem.pages.overview import overview, pressing_markets
from locmem.pipelines.handoff import hand_off
from locmem.pipelines.run import run_step
from tests.pipelines.shop import SETTINGS, Shop

NEW = "\nThe lamp glows softly in every room of the house tonight.\n"
HEADER = "item,decision,priority,until,reason,by,on\n"


def told(shop: Shop, *codes: str) -> list[str]:
    project = shop.open()
    items = overview(project, project.chosen_markets(codes)).backlog
    return list(remarks(project, items, codes, project.today))


def test_what_is_snoozed_over_or_gone_is_said_with_its_line(shop: Shop) -> None:
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + NEW)
    shop.write(
        "content/backlog.csv",
        HEADER
        + "ES/es/articles/paying.md,snooze,,2026-12-24,the law is late,Ana,2026-11-20\n"
        + "JP/ja/articles/gone.md,pin,1,,a launch,Bo,2026-11-20\n"
        + "JP/ja/articles/paying.md,snooze,,2026-11-20,later,Bo,2026-11-01\n",
    )
    snoozed = "ES/es/articles/paying.md: snoozed until 2026-12-24 by Ana on 2026-11-20: the law is late."
    assert told(shop) == [
        snoozed,
        "content/backlog.csv:3:1: JP/ja/articles/gone.md was pinned to 1 by Bo on 2026-11-20: a launch. Nothing is "
        "open there any more. `locmem backlog clear JP/ja/articles/gone.md` forgets it.",
        "content/backlog.csv:4:34: the snooze of JP/ja/articles/paying.md is over since 2026-11-20. "
        "`locmem backlog clear JP/ja/articles/paying.md` forgets it.",
    ]
    assert told(shop, "ES") == [snoozed]


def test_a_snooze_of_what_the_law_asks_ends_within_a_quarter_of_a_year_or_does_not_count(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "slug: paying", "slug: paying\nrisk: legal")
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + NEW)
    key = "ES/es/articles/paying.md"

    def row(text: str) -> list[str]:
        shop.write("content/backlog.csv", HEADER + f"{key},{text}\n")
        return told(shop, "ES")

    assert row("snooze,,2027-02-21,the law is late,Ana,2026-11-21") == [
        f"{key}: snoozed until 2027-02-21 by Ana on 2026-11-21: the law is late."
    ]
    assert row("snooze,,2027-02-22,the law is late,Ana,2026-11-21") == [
        f"content/backlog.csv:2:34: the snooze of {key} does not count: it ends on 2027-02-22, and what the law "
        "asks or has priority 1 is put off for 92 days at most. Write 2027-02-21 under `until`, or do what "
        "is to be done."
    ]
    assert "does not count: it has no end" in row("pin,3,,small,Ana,2026-11-21")[0]
    # A day to come would give more.
    assert "Write 2027-02-21 under" in row("snooze,,2027-12-24,later,Ana,2027-11-21")[0]
    assert row("pin,1,,a launch,Ana,2026-11-21") == []
    shop.edit("content/articles/paying.md", "risk: legal\n", "")
    assert row("snooze,,2029-02-22,nobody asks,Ana,2026-11-21") == [
        f"{key}: snoozed until 2029-02-22 by Ana on 2026-11-21: nobody asks."
    ]


def test_a_market_of_the_table_that_is_not_there_is_said(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "backlog:\n  markets: {SP: {value: 200}, ES: {value: 200}}\n")
    [found] = told(shop)
    assert found.startswith("locmem.yaml:8:13")
    assert "there is no market SP. Name one of ES, JP." in found


def test_a_planned_market_counts_once_its_launch_is_near(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "backlog:\n  markets: {JP: {launch: 2026-12-30}}\n")
    shop.write("markets/JP.yaml", shop.read("markets/JP.yaml") + "\nstatus: planned\n")
    project = shop.open()
    assert [one.code for one in pressing_markets(project, [], date(2026, 11, 29))] == ["ES"]
    assert [one.code for one in pressing_markets(project, [], date(2026, 11, 30))] == ["ES", "JP"]
    assert [one.code for one in pressing_markets(project, [], date(2026, 12, 30))] == ["ES"]
    assert [one.code for one in pressing_markets(project, ["JP"], date(2026, 11, 29))] == ["JP"]


def test_what_becomes_urgent_is_first_then_and_not_today(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "backlog:\n  markets: {ES: {launch: 2026-12-30}}\n")
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + NEW)
    project = shop.open()
    assert becomes_urgent(project, [], date(2026, 11, 22)) == ()
    [found] = becomes_urgent(project, ["ES"], date(2026, 12, 1))
    assert found.key == "ES/es/articles/paying.md"
    assert found.scored.reasons[0] == "the market is launched in 29 days without it"


def test_what_is_with_a_translator_says_so_first(shop: Shop) -> None:
    for name in ("paying", "complaints"):
        shop.write(f"content/articles/{name}.md", shop.read(f"content/articles/{name}.md") + NEW)
    shop.run("sync")
    options = HandoffOptions(documents=("articles/paying.md",), locales=("es",), assignee="Bo")
    run_step(shop.open(), "export", lambda run: hand_off(run, options))
    project = shop.open()
    items = overview(project, project.markets).backlog
    found = {item.key: item.do for item in with_jobs(project, items)}
    assert found["ES/es/articles/paying.md"].startswith("1 text is with Bo until 2026-")
    assert found["ES/es/articles/paying.md"].endswith("): take back what comes with `locmem import`.")
    assert found["ES/es/articles/complaints.md"].startswith("Have 1 text translated")
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + "\nAnd the moon is green.\n")
    shop.run("collect")
    project = shop.open()
    found = {item.key: item.do for item in with_jobs(project, overview(project, project.markets).backlog)}
    assert ". Have 2 texts translated: `locmem export" in found["ES/es/articles/paying.md"]


def test_an_item_stands_between_those_around_it_and_says_why(shop: Shop) -> None:
    for name in ("paying", "complaints"):
        shop.write(f"content/articles/{name}.md", shop.read(f"content/articles/{name}.md") + NEW)
    project = shop.open()
    items = overview(project, project.markets).backlog
    spain = [item.key for item in items if item.market == "ES"]
    first, last = neighbours(items, [spain[0], spain[-1]])
    assert (first.place, first.count, first.above, first.why_below) == (1, len(spain), None, "")
    assert first.below is not None
    assert first.below.key == spain[1]
    assert first.why_above
    assert (last.place, last.below) == (len(spain), None)
    with pytest.raises(UsageError, match="Did you mean"):
        neighbours(items, [spain[0] + "x"])
