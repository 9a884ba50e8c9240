"""What becomes due in a market soon, with its texts and what to do before."""

from __future__ import annotations

from datetime import date

from locmem.markets.due import Limits
from locmem.pages.overview import overview_with_cards
from locmem.reports.coming import Coming, coming
from tests.pipelines.shop import Shop

DAY = date(2026, 11, 30)
LAW = date(2026, 12, 28)


def told(shop: Shop, day: date = DAY, until: date = date(2026, 12, 30), *, legal: int = 180) -> dict[str, Coming]:
    project = shop.open()
    _, cards = overview_with_cards(project, project.markets, day)
    found = coming(project.market("ES"), day, until, cards, Limits(legal=legal))
    assert [one.on for one in found] == sorted(one.on for one in found)
    return {one.what: one for one in found}


def test_a_fact_and_a_duty_are_told_with_their_texts(shop: Shop) -> None:
    found = told(shop)
    fact = found["complaints.trader_reply: 1 mes becomes 15 días hábiles."]
    assert (fact.on, fact.texts) == (LAW, ("content/articles/complaints.md",))
    assert "`locmem render --market ES --as-of 2026-12-28 --dry-run`" in fact.do
    [duty] = [one for one in found.values() if one.asks]
    assert (duty.on, duty.texts) == (LAW, ("content/articles/complaints.md",))
    assert duty.what.startswith("The duty “")
    assert "begins" in duty.what
    assert "as markets/ES.yaml:" in duty.do
    assert set(found) == {fact.what, duty.what}


def test_what_lies_behind_or_beyond_is_not_told(shop: Shop) -> None:
    assert told(shop, day=LAW) == {}
    assert told(shop, until=date(2026, 12, 27)) == {}


def test_a_duty_without_a_text_says_which_to_write(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "applies_to: [contact, complaints]", "applies_to: [contact, lamps]")
    [duty] = [one for one in told(shop).values() if one.asks]
    assert duty.texts == ()
    assert "write one with `topic: contact` or `topic: lamps`" in duty.do


def test_a_reading_that_ends_keeps_its_pages_back_from_the_day_after(shop: Shop) -> None:
    found = told(shop, legal=20)
    [ending] = [one for one in found.values() if "read too long ago" in one.what]
    assert ending.on == date(2026, 12, 12)
    assert ending.texts
    assert "will be withheld: `locmem market due ES`" in ending.do
    assert not [one for one in told(shop, day=date(2026, 12, 12), legal=20) if "read too long ago" in one]
