"""The duties of texts on a topic: in force, soon, read by somebody, and kept by some text or by none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.backlog.duties import duties_on, owed
from locmem.checks.cards import Card, cards_of
from locmem.errors import Location
from locmem.model.fact import Confidence, Evidence, Market, Obligation, Window
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

DAY = date(2026, 11, 21)
READ = Evidence(source="https://law.example", verified_on=DAY, confidence=Confidence.PRIMARY)


def duty(key: str, **changes: object) -> Obligation:
    told = Obligation(
        key=key,
        applies_to=("complaints",),
        text="Say so.",
        window=Window(),
        evidence=READ,
        location=Location(path="markets/ES.yaml"),
    )
    return replace(told, **changes)  # type: ignore[arg-type]


@pytest.fixture
def spain(shop: Shop) -> Market:
    return shop.open().market("ES")


@pytest.fixture
def cards(shop: Shop) -> tuple[Card, ...]:
    return tuple(cards_of(open_workspace(shop.open())))


def test_duties_are_those_of_the_topic_that_hold_or_begin_soon(spain: Market) -> None:
    market = replace(
        spain,
        obligations=(
            duty("later", window=Window(start=date(2026, 12, 22))),
            duty("soon", window=Window(start=date(2026, 12, 21))),
            duty("ended", window=Window(end=date(2026, 11, 20))),
            duty("unread", evidence=Evidence()),
            duty("now", window=Window(start=date(2020, 1, 1))),
            duty("elsewhere", applies_to=("returns",)),
        ),
    )
    found = duties_on(market, "complaints", DAY, 30)
    assert [(one.key, one.days, one.is_read) for one in found] == [
        ("now", 0, True),
        ("unread", 0, False),
        ("soon", 30, True),
    ]
    assert duties_on(market, "", DAY, 30) == ()


def test_a_duty_that_no_text_keeps_is_owed_with_the_documents_on_its_topic(
    spain: Market, cards: tuple[Card, ...]
) -> None:
    kept, lacking = ("market.complaints.body.name",), ("market.complaints.body.name", "market.tax.name")
    market = replace(
        spain,
        obligations=(
            duty("kept", facts=kept),
            duty("broken", facts=lacking),
            duty("nowhere", facts=kept, applies_to=("privacy",)),
            duty("prose"),
            duty("coming", window=Window(start=date(2026, 12, 1))),
        ),
    )
    found = {
        one.key: (one.missing, [card.path for card in concerned]) for one, concerned in owed(market, cards, DAY, 30)
    }
    assert found == {
        "broken": (("market.tax.name",), ["articles/complaints.md"]),
        "nowhere": (("market.complaints.body.name",), []),
        "coming": ((), ["articles/complaints.md"]),
    }
