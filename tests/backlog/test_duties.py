"""The duties of texts on a topic: in force, soon, read by somebody, and kept by some text or by none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.backlog.answers import Answers, Given
from locmem.backlog.duties import duties_on, owed
from locmem.checks.cards import Card, cards_of
from locmem.checks.keeping import asked_digest, texts_signed
from locmem.errors import Location
from locmem.model.fact import Confidence, Evidence, Market, Obligation, Window
from locmem.model.review_rules import ItemKind
from locmem.model.signature import Signature
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
            duty("prose", present=("market.name",)),
            duty("coming", window=Window(start=date(2026, 12, 1))),
        ),
    )
    found = {
        one.name: (one.duty.missing, [card.path for card in one.texts])
        for one in owed(market, cards, DAY, 30)
        if one.asks
    }
    assert found == {
        "obligations.broken": (("no text on complaints says market.tax.name",), ["articles/complaints.md"]),
        "obligations.nowhere": (("there is no text on privacy, which must say market.complaints.body.name",), []),
        "obligations.coming": ((), ["articles/complaints.md"]),
    }


def given(item: str, *, is_change: bool = False, on: date = DAY) -> Given:
    return Given(
        item=item, kind=ItemKind.LAW, month="2026-11", what="", by="Ana", on=on, reason="why", is_change=is_change
    )


def names(market: Market, cards: tuple[Card, ...], day: date, *said: Given) -> list[str]:
    return [one.name for one in owed(market, cards, day, 30, Answers(said))]


def test_a_duty_that_began_is_owed_for_thirty_days_or_until_a_reviewer_confirms_it(
    spain: Market, cards: tuple[Card, ...]
) -> None:
    start = date(2026, 12, 1)
    forms = duty("forms", window=Window(start=start), present=("company.legal_name",))
    market = replace(spain, facts={}, obligations=(forms,))
    owed_on = [
        day.isoformat()
        for day in (date(2026, 11, 1), date(2026, 11, 21), start, date(2026, 12, 31), date(2027, 1, 1))
        if names(market, cards, day)
    ]
    assert owed_on == ["2026-11-01", "2026-11-21", "2026-12-01", "2026-12-31"]
    for item in ("ES/law/2026-12-01/obligations.forms", "ES/obligation/forms"):
        assert names(market, cards, start, given(item)) == []
        # A word that it must change keeps it on the list whenever that was, until a later word says otherwise.
        wanted = given(item, is_change=True)
        assert names(market, cards, date(2028, 1, 1), wanted) == ["obligations.forms"]
    later = given("ES/obligation/forms", on=date(2026, 12, 3))
    first = given("ES/law/2026-12-01/obligations.forms", is_change=True)
    assert names(market, cards, date(2026, 12, 5), first, later) == []
    # The beginning of another day is another question.
    assert names(market, cards, start, given("ES/law/2026-12-02/obligations.forms")) == ["obligations.forms"]


def test_a_duty_that_no_text_keeps_stays_whatever_was_confirmed(spain: Market, cards: tuple[Card, ...]) -> None:
    market = replace(spain, facts={}, obligations=(duty("forms", facts=("market.tax.name",)),))
    [one] = owed(market, cards, DAY, 30, Answers((given("ES/obligation/forms"),)))
    assert one.duty.missing == ("no text on complaints says market.tax.name",)
    assert one.duty.confirmed == given("ES/obligation/forms")


def test_a_duty_that_no_machine_can_see_is_owed_until_somebody_signs(spain: Market, cards: tuple[Card, ...]) -> None:
    told = duty("forms", window=Window(start=DAY))
    market = replace(spain, facts={}, obligations=(told,))
    [one] = owed(market, cards, DAY, 30)
    assert (one.duty.missing, one.duty.unsigned) == ((), "nobody signed that it is kept")
    assert "`locmem market sign ES forms --by NAME`" in one.step
    # Before its first day nobody can sign, and somebody has to read the texts.
    [before] = owed(market, cards, date(2026, 11, 20), 30)
    assert (before.duty.unsigned, before.duty.is_asked) == ("", True)
    texts = texts_signed(market, [card for card in cards if card.topic == "complaints"], DAY)
    signature = Signature(
        market="ES", obligation="forms", by="Ana", on="2026-11-21", asked=asked_digest(told), texts=texts
    )
    signed = Answers(signatures={("ES", "forms"): signature})
    assert list(owed(market, cards, DAY, 30, signed)) == []
    edited = replace(signature, texts=tuple((path, locale, "0") for path, locale, _ in texts))
    [lost] = owed(market, cards, DAY, 30, Answers(signatures={("ES", "forms"): edited}))
    assert lost.duty.unsigned == (
        "Ana signed on 2026-11-21 that it is kept, and since then articles/complaints.md changed in es"
    )


def test_a_legal_fact_that_becomes_another_is_owed_with_the_texts_that_ask_for_it(
    spain: Market, cards: tuple[Card, ...]
) -> None:
    market = replace(spain, obligations=())
    name = "law/2026-12-28/complaints.trader_reply"
    [one] = owed(market, cards, date(2027, 1, 11), 30)
    assert (one.name, [card.path for card in one.texts]) == (name, ["articles/complaints.md"])
    assert str(one.duty) == (
        "the change of complaints.trader_reply from 15 días to 15 días hábiles is in force since 2026-12-28, "
        "for 14 days"
    )
    days = [date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 28), date(2027, 1, 27), date(2027, 1, 28)]
    assert [len(names(market, cards, day)) for day in days] == [0, 1, 1, 1, 0]
    assert names(market, cards, date(2027, 1, 11), given(f"ES/{name}")) == []
    # What no text asks for is nobody's work.
    assert names(market, (), date(2027, 1, 11)) == []


def test_a_duty_that_ends_soon_says_so(spain: Market) -> None:
    market = replace(spain, obligations=(duty("test_year", window=Window(end=date(2026, 12, 21))),))
    [found] = duties_on(market, "complaints", DAY, 30)
    assert str(found) == "the duty “test year” is in force, and ends on 2026-12-21, in 30 days"
    [far] = duties_on(market, "complaints", date(2026, 11, 20), 30)
    assert "ends" not in str(far)


def test_the_order_of_documents_does_not_show(spain: Market, cards: tuple[Card, ...]) -> None:
    more = tuple(replace(card, path=f"{card.path}.{n}", file=f"{card.file}.{n}") for card in cards for n in range(3))
    market = replace(spain, obligations=(duty("forms", window=Window(start=date(2026, 12, 1))),))
    found = list(owed(market, more, DAY, 60))
    assert len(found) == 2
    assert list(owed(market, more[::-1], DAY, 60)) == found
