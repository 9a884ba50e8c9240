"""What a profile asks of its reviewers, on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.backlog.signals import Kpi
from locmem.checks.cards import Card
from locmem.checks.places import Spot
from locmem.checks.statements import Statement
from locmem.errors import Location
from locmem.markets.due import Limits
from locmem.markets.load import load_markets
from locmem.model.document import Risk
from locmem.model.review_rules import ItemKind, ReviewRules
from locmem.reviews.profile_items import Asking, fact_items, law_items, obligation_items
from tests.markets.conftest import CASES

SOURCE = f"its source as of {b'content/articles/complaints.md'.hex()[:12]}"
SPOT = Spot(location=Location(path=""), excerpt="")


def card(path: str, *asks: str, topic: str = "", markets: tuple[str, ...] = ()) -> Card:
    return Card(
        path=path,
        title="",
        file=f"content/{path}",
        content_set="articles",
        kind="markdown",
        folder="articles",
        markets=markets,
        locales=("es",),
        risk=Risk.STANDARD,
        slug=path,
        slug_at=None,
        start=SPOT,
        topic=topic,
        asks=frozenset(Statement(path=path, is_shown=True) for path in asks),
    )


@pytest.fixture
def asking() -> Asking:
    return Asking(
        market=load_markets(CASES, "markets")[0],
        month="2026-12",
        day=date(2026, 12, 3),
        rules=ReviewRules(),
        limits=Limits(),
        digest=lambda file: file.encode(),
        cards=(
            card("articles/complaints.md", "market.trader_reply", topic="complaints"),
            card("articles/pt.md", "market.trader_reply", topic="complaints", markets=("PT",)),
        ),
    )


def test_law_that_changes_soon_is_asked_with_the_texts_that_say_it(asking: Asking) -> None:
    [reply, cash] = law_items(asking)
    assert (reply.id, reply.kind, reply.owner) == ("ES/law/2026-12-28/trader_reply", ItemKind.LAW, "legal")
    assert reply.what == "trader_reply: 1 mes becomes 15 días hábiles on 2026-12-28"
    assert reply.evidence == ("s; read on 2026-11-21", "1 text on it: articles/complaints.md", SOURCE)
    assert cash.what == "payment_methods: contra reembolso becomes (none) on 2027-01-01"
    assert cash.evidence == ("memory; never read", "no text on it")


def test_what_changed_in_the_month_before_the_review_was_begun_is_asked_too(asking: Asking) -> None:
    late = replace(asking, day=date(2026, 12, 30))
    assert next(one.id for one in law_items(late)) == "ES/law/2026-12-28/trader_reply"
    january = replace(asking, month="2027-01", day=date(2027, 1, 27))
    assert [one.id for one in law_items(january)] == [
        "ES/law/2026-12-28/trader_reply",
        "ES/law/2027-01-01/payment_methods",
    ]
    assert next(law_items(january)).why == "it changed on 2026-12-28"
    # A month after it took force the texts are as good as read, or a duty asks for it.
    assert [one.id for one in law_items(replace(january, day=date(2027, 1, 28)))] == [
        "ES/law/2027-01-01/payment_methods"
    ]
    assert list(law_items(replace(asking, rules=ReviewRules(law_days=20)))) == []


def test_a_duty_that_begins_soon_is_law_and_then_a_duty(asking: Asking) -> None:
    market = asking.market
    [duty] = market.obligations
    soon = replace(duty, key="channels", window=replace(duty.window, start=date(2026, 12, 28)))
    asking = replace(asking, market=replace(market, obligations=(duty, soon)))
    found = next(one for one in law_items(asking) if "channels" in one.id)
    assert found.id == "ES/law/2026-12-28/obligations.channels"
    assert found.what == "the duty “channels” begins on 2026-12-28: Remove the link."
    assert found.evidence[-2:] == ("1 text on it: articles/complaints.md", SOURCE)
    assert [one.id for one in obligation_items(asking)] == ["ES/obligation/odr_link"]
    later = replace(asking, day=date(2026, 12, 28))
    # In its first month its beginning is asked, and one answer is enough.
    assert [one.id for one in obligation_items(later)] == ["ES/obligation/odr_link"]
    # In the month after it is asked once, as the duty it is.
    january = replace(asking, month="2027-01", day=date(2027, 1, 3))
    assert not [one.id for one in law_items(january) if "channels" in one.id]
    assert "ES/obligation/channels" in [one.id for one in obligation_items(january)]


def test_an_item_knows_the_texts_it_is_about_as_they_are_today(asking: Asking) -> None:
    mine = ("articles/complaints.md",)
    assert asking.texts_on("law/2026-12-28/trader_reply") == mine
    assert asking.texts_on("fact/trader_reply") == mine
    assert asking.texts_on("obligation/odr_link") == mine
    assert asking.texts_on("law/2026-12-28/obligations.odr_link") == mine
    assert asking.texts_on("template/articles/complaints.md") == mine
    assert asking.texts_on("law/2026-12-28/company.vat") == ()
    gone = ("template/articles/pt.md", "obligation/gone", "sla/email/share", "question/abc/es")
    assert [asking.texts_on(name) for name in gone] == [None] * 4


def test_facts_whose_reading_ends_soon_are_asked_once_for_all_their_items(asking: Asking) -> None:
    found = {one.id: one for one in fact_items(asking)}
    assert set(found) == {"ES/fact/payment_methods", "ES/fact/refund"}
    refund = found["ES/fact/refund"]
    assert (refund.kind, refund.what) == (ItemKind.LEGAL_FACT, "refund: 14 días")
    assert refund.why == "nobody read it at its source yet"
    assert refund.evidence == (
        "14 días: law; never read, unverified",
        "waived by Ana on 2026-11-21: Counsel reads it this week.",
    )
    assert found["ES/fact/payment_methods"].evidence == ("contra reembolso: memory; never read, unverified",)
    later = {one.id: one for one in fact_items(replace(asking, month="2027-03", day=date(2027, 3, 1)))}
    assert later["ES/fact/tax.standard_rate"].why == "to be read again by 2027-05-20"
    assert later["ES/fact/tax.standard_rate"].what == "tax.standard_rate: 21 % (from 2012-09-01)"
    assert "ES/fact/name" not in later


def test_what_was_read_in_the_month_is_not_asked_again_in_it(asking: Asking) -> None:
    short = replace(asking, limits=Limits(legal=30))
    assert "ES/fact/tax.standard_rate" in {one.id for one in fact_items(short)}
    november = replace(short, month="2026-11", day=date(2026, 11, 25))
    assert "ES/fact/tax.standard_rate" not in {one.id for one in fact_items(november)}


def test_duties_in_force_come_with_the_texts_on_their_topics_and_what_they_lack(asking: Asking) -> None:
    [found] = obligation_items(asking)
    assert (found.id, found.what, found.why) == (
        "ES/obligation/odr_link",
        "Remove the link.",
        "in force since 2025-07-20; nobody signed that it is kept",
    )
    assert found.evidence == (
        "s; read on 2026-11-21, secondary",
        "texts on complaints: articles/complaints.md",
        SOURCE,
    )
    [duty] = asking.market.obligations
    market = replace(asking.market, obligations=(replace(duty, facts=("market.refund",)),))
    [lacking] = obligation_items(replace(asking, market=market))
    assert lacking.evidence[-1] == "no text on complaints says market.refund"
    [bare] = obligation_items(replace(asking, cards=()))
    assert bare.evidence[-1] == "no text on complaints"


def test_what_a_market_has_from_another_profile_is_asked_there(asking: Asking) -> None:
    inherited = replace(asking, elsewhere={asking.market.path})
    assert [*law_items(inherited), *fact_items(inherited), *obligation_items(inherited)] == []


def test_what_one_reading_of_a_source_answers_is_asked_in_one_question(asking: Asking) -> None:
    late = replace(asking, month="2027-06", day=date(2027, 6, 3))
    found = {one.id.rpartition("/")[2]: one for one in fact_items(replace(late, month="2027-04", day=date(2027, 4, 3)))}
    asked = {name: one.question for name, one in found.items() if not one.urgent and one.question}
    assert asked
    assert all(question.startswith(("Is this still what ", "Is this right (")) for question in asked.values())
    # What ought to have been read is asked alone.
    assert all(not one.question for one in fact_items(late) if one.urgent)
    assert [one for one in fact_items(late) if one.urgent]


def test_what_nobody_ever_read_of_the_law_is_urgent_and_asked_alone_unless_somebody_answers_for_it(
    asking: Asking,
) -> None:
    by_name = {one.id.rpartition("/")[2]: one for one in fact_items(asking)}
    refund = by_name["refund"]
    assert (refund.kind, refund.urgent, refund.question) == (ItemKind.LEGAL_FACT, False, "")
    bare = replace(asking, market=replace(asking.market, waivers=()))
    assert {one.id: one.urgent for one in fact_items(bare)}[refund.id]


def test_duties_of_one_topic_are_asked_in_one_question(asking: Asking) -> None:
    [duty] = asking.market.obligations
    market = replace(asking.market, obligations=(duty, replace(duty, key="other", facts=("market.refund",))))
    one, other = obligation_items(replace(asking, market=market))
    assert (one.question, one.urgent) == ("Do the texts on complaints keep these duties?", False)
    # What no text says is somebody's work by itself.
    assert (other.question, other.urgent) == ("", True)
    assert other.why.endswith("; no text says all that it names")
    unread = replace(duty, evidence=replace(duty.evidence, verified_on=None))
    [asked] = obligation_items(replace(asking, market=replace(asking.market, obligations=(unread,))))
    assert (asked.urgent, asked.why.endswith("; nobody read its source yet")) == (True, True)
    late = replace(duty, evidence=replace(duty.evidence, verified_on=date(2026, 6, 20)))
    [asked] = obligation_items(replace(asking, market=replace(asking.market, obligations=(late,))))
    assert asked.why.endswith("; its source is to be read again by 2026-12-17")


def test_an_item_has_what_customers_ask_of_its_texts(asking: Asking) -> None:
    kpi = Kpi(period="2026-10", views=500, tickets=20)
    counted = replace(asking, figures={"articles/complaints.md": kpi, "articles/pt.md": kpi})
    [duty] = obligation_items(counted)
    reply, cash = law_items(counted)
    assert [(one.tickets, one.views) for one in (duty, reply, cash)] == [(20, 500), (20, 500), (0, 0)]
