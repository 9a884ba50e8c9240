"""What becomes due in a market soon, with its texts and what to do before."""

from __future__ import annotations

from datetime import date

from locmem.backlog.answers import Answers, Given
from locmem.markets.due import Limits
from locmem.model.review_rules import ItemKind
from locmem.pages.overview import overview_with_cards
from locmem.reports.coming import Coming, begun, coming
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
    fact = found["complaints.trader_reply: 15 días becomes 15 días hábiles."]
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


DUTY = "ES/law/2026-12-28/obligations.ley_10_2025_channels"


def given(item: str, *, is_change: bool = False) -> Given:
    kind = ItemKind.LAW
    return Given(
        item=item, kind=kind, month="2026-11", what="", by="Ana", on=DAY, reason="r" * is_change, is_change=is_change
    )


def begun_on(shop: Shop, day: date, *said: Given) -> list[Coming]:
    project = shop.open()
    _, cards = overview_with_cards(project, project.markets, day)
    return list(begun(project.market("ES"), day, cards, Answers(said)))


def test_law_that_began_is_told_for_thirty_days_until_a_reviewer_confirms_it(shop: Shop) -> None:
    assert begun_on(shop, date(2026, 12, 27)) == []
    fact, duty = sorted(begun_on(shop, date(2027, 1, 11)), key=lambda one: bool(one.asks))
    assert fact.what == (
        "The change of complaints.trader_reply from 15 días to 15 días hábiles is in force since 2026-12-28, "
        "for 14 days; nobody has confirmed that the texts keep it."
    )
    assert (duty.on, duty.texts) == (LAW, ("content/articles/complaints.md",))
    assert "`locmem review start --market ES` asks for that answer" in duty.do
    assert begun_on(shop, date(2027, 1, 28)) == []
    assert [one.what for one in begun_on(shop, date(2027, 1, 11), given(DUTY))] == [fact.what]
    [wanted] = begun_on(shop, date(2027, 3, 1), given(DUTY, is_change=True))
    assert wanted.heard == "Ana said on 2026-11-30 that it must change: r"


def test_who_confirmed_what_is_to_come_is_told_beside_it(shop: Shop) -> None:
    project = shop.open()
    _, cards = overview_with_cards(project, project.markets, DAY)
    name = "consumer_rights.refund_deadline"
    said = Answers((given(DUTY), given(f"ES/fact/{name}")))
    found = coming(project.market("ES"), DAY, date(2026, 12, 30), cards, Limits(legal=20), said)
    assert [one.heard for one in found if one.asks] == ["confirmed by Ana on 2026-11-30"]
    [ending] = [one for one in found if "read too long ago" in one.what]
    assert (name in ending.what) == (name in ending.heard)
