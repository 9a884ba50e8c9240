"""What a brief says of the work: launch, volumes, holidays, and what is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.backlog.signals import Kpi
from locmem.pipelines.market_brief import market_brief
from locmem.reports.brief_work import MOST_OPEN, holiday_lines, launch_lines, volume_lines
from tests.pipelines.shop import SETTINGS, Shop
from tests.reports.test_brief import values

TODAY = date(2026, 11, 21)


def test_open_items_of_one_document_and_reason_are_one_line_and_six_are_shown(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "backlog: {most_first: 100}\n")
    shop.edit("content/articles/complaints.md", "We answer without delay.", "We answer within 3 days.")
    text = shop.read("content/articles/complaints.md")
    for number in range(MOST_OPEN):
        shop.write(f"content/articles/more{number}.md", text.replace("slug: complaints", f"slug: more{number}"))
    lines = values(market_brief(shop.open(), "ES", TODAY), "Open items of priority 1")
    assert next(iter(lines)) == "complaints.md (es)"
    assert list(lines)[-1] == "and 1 more"
    assert len(lines) == MOST_OPEN + 1
    assert lines["complaints.md (es)"].startswith("customers read a figure, a fact or an address that no longer")


def test_a_launch_is_told_by_its_day_and_whether_it_is_over(shop: Shop) -> None:
    spain = shop.open().market("ES")
    planned = replace(spain, is_launched=False)

    def told(market: object, launch: date | None) -> str:
        return next(launch_lines(market, launch, TODAY)).value  # type: ignore[arg-type]

    assert told(planned, date(2026, 12, 1)) == "planned for 2026-12-01, in 10 days"
    assert told(spain, date(2026, 1, 1)) == "launched on 2026-01-01"
    assert told(planned, date(2026, 1, 1)) == "was planned for 2026-01-01, and is not launched"
    assert told(spain, None) == "launched"
    assert "backlog.markets in locmem.yaml" in told(planned, None)


def test_volumes_are_those_of_the_newest_month_of_this_market(shop: Shop) -> None:
    spain = shop.open().market("ES")
    figures = {
        ("articles/a.md", "ES"): Kpi(period="2026-10", views=100, tickets=5),
        ("articles/b.md", "ES"): Kpi(period="2026-10", views=900, tickets=9),
        ("articles/c.md", "ES"): Kpi(period="2026-09", views=5000, tickets=50),
        ("articles/d.md", "JP"): Kpi(period="2026-10", views=7000, tickets=70),
        ("articles/e.md", "ES"): Kpi(period="2026-10", uncounted=("views", "tickets")),
    }
    month, asked = volume_lines(spain, figures, TODAY)
    assert (month.label, month.value) == ("In 2026-10", "1,000 views and 14 tickets of 2 texts")
    assert asked.value == "b.md (9 tickets and 900 views); a.md (5 tickets and 100 views)"
    assert list(volume_lines(spain, {}, TODAY)) == []


def test_holidays_of_the_next_ninety_days_are_named_in_english(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "backlog: {markets: {ES: {launch: 2027-01-15}}}\n")
    page = market_brief(shop.open(), "ES", TODAY)
    found = values(page, "Calendar")
    assert found["2026-12-25"] == "Christmas Day (Friday)"
    assert found["2027-01-06"] == "Epiphany (Wednesday)"
    assert all("2026-11-21" <= label <= "2027-02-19" for label in found if label != "Peak months")
    assert values(page, "Launch and volumes")["Launch"] == "planned for 2027-01-15, in 55 days"
    assert [line.label for line in holiday_lines([], "holidays 1", TODAY)] == []
