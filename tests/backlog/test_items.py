"""The backlog of a real project: one changed input, another order and other words."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.backlog.decisions import Decision, DecisionKind
from locmem.backlog.items import BacklogItem, backlog, by_document, is_peak
from locmem.backlog.signals import Kpi
from locmem.backlog.work import PageWork, Words
from locmem.model.backlog_rules import BacklogRules
from locmem.model.document import Risk
from locmem.model.fact import Market, MarketLocale
from locmem.model.priority import Priority, Scored
from locmem.pages.overview import overview
from locmem.render.policy import Show
from tests.pipelines.shop import Shop

KPI = "document,market,period,views,tickets,unhelpful\n"
NEW = "\nThe lamp glows softly in every room of the house tonight.\n"
DAY = date(2026, 11, 21)


def items(shop: Shop, day: date | None = None) -> list[BacklogItem]:
    project = shop.open()
    return list(overview(project, project.markets, day).backlog)


def places(shop: Shop) -> list[tuple[str, str, int]]:
    return [(item.document, item.market, int(item.scored.priority)) for item in items(shop)]


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    """One new sentence in each article."""
    for name in ("paying", "complaints"):
        shop.write(f"content/articles/{name}.md", shop.read(f"content/articles/{name}.md") + NEW)
    return shop


def test_a_project_that_is_ready_has_no_backlog(shop: Shop) -> None:
    assert items(shop) == []


def test_a_duty_that_customers_cannot_rely_on_comes_first_in_every_market(waiting: Shop) -> None:
    found = places(waiting)
    assert [found[0][0], found[1][0]] == ["articles/complaints.md", "articles/complaints.md"]
    assert [one[2] for one in found] == [1, 1, 2, 2]
    first = items(waiting)[0]
    assert (first.words_left, first.effort) == (11, 11)
    assert first.scored.reasons[0] == "the duty “complaint path” is in force, and customers see no page on it"
    assert "1 segment without translation" in first.scored.reasons


def test_readers_of_one_market_move_its_item_up(waiting: Shop) -> None:
    waiting.write("content/kpi.csv", KPI + "articles/paying.md,JP,2026-10,900,12,3\n")
    assert places(waiting)[2:] == [("articles/paying.md", "JP", 2), ("articles/paying.md", "ES", 2)]
    waiting.write("content/kpi.csv", KPI + "articles/paying.md,ES,2026-10,90,2,0\n")
    assert places(waiting)[2:] == [("articles/paying.md", "JP", 2), ("articles/paying.md", "ES", 3)]
    assert "few ask for it" in items(waiting)[-1].scored.reasons


def test_a_risk_that_is_lowered_and_a_sentence_that_is_done_change_the_item(waiting: Shop) -> None:
    waiting.edit("content/articles/complaints.md", "risk: legal", "risk: low")
    assert {item.scored.priority for item in items(waiting) if "complaints" in item.document} == {Priority.MAY}
    waiting.translate("es", {NEW.strip(): "La lámpara brilla suavemente en todas las habitaciones esta noche."})
    assert [(item.document, item.market) for item in items(waiting)] == [
        ("articles/paying.md", "JP"),
        ("articles/complaints.md", "JP"),
    ]


def test_a_stale_text_says_so_and_what_customers_see(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    found = items(shop)[0]
    assert found.scored.reasons[:2] == (
        "1 segment changed in the source since confirmed",
        "customers see the last confirmed wording",
    )


def test_a_page_blocked_by_a_fact_says_which(shop: Shop) -> None:
    shop.edit("markets/JP.yaml", "  - fact: complaints.body.website\n", "  - fact: complaints.body.name\n")
    [found] = items(shop)
    assert (found.document, found.market, found.scored.priority) == ("articles/complaints.md", "JP", Priority.MUST)
    assert found.scored.reasons[1].startswith("blocked: ")
    assert "complaints.body.website" in found.scored.reasons[1]


def test_a_duty_that_begins_soon_is_work_and_later_days_are_looked_at(shop: Shop) -> None:
    key = "ES/obligations.ley_10_2025_channels"
    assert key not in {item.key for item in items(shop, date(2026, 11, 27))}
    [found] = [item for item in items(shop, date(2026, 11, 28)) if item.key == key]
    assert found.scored.priority is Priority.SHOULD
    assert found.scored.reasons[0] == "the duty “ley 10 2025 channels” begins on 2026-12-28, in 30 days"
    shop.edit(
        "markets/ES.yaml", "applies_to: [contact, complaints]\n", "applies_to: [contact]\n    facts: [company.vat]\n"
    )
    [found] = [item for item in items(shop, date(2026, 11, 28)) if item.key == key]
    assert found.scored.priority is Priority.MUST
    assert found.scored.reasons[0].endswith("in 30 days, and no text keeps it yet")
    [found] = [item for item in items(shop, date(2026, 12, 28)) if item.key == key]
    assert found.scored.reasons[0].endswith("is in force since 2026-12-28, today, and no text keeps it")


def test_an_old_reading_of_a_fact_counts_for_the_pages_that_print_it(waiting: Shop) -> None:
    day = date(2028, 1, 1)
    [before] = [item for item in items(waiting) if item.key == "ES/es/articles/paying.md"]
    [after] = [item for item in items(waiting, day) if item.key == "ES/es/articles/paying.md"]
    assert not any("to be read again" in reason for reason in before.scored.reasons)
    assert any("to be read again: " in reason for reason in after.scored.reasons)


def test_the_score_of_a_document_is_the_most_pressing_of_its_markets() -> None:
    def item(market: str, priority: Priority) -> BacklogItem:
        scored = Scored(priority=priority, reasons=(market,))
        return BacklogItem(document="articles/a.md", locale="es", market=market, scored=scored, words_left=0, views=0)

    best = by_document([item("ES", Priority.MUST), item("MX", Priority.MAY)])
    assert {key: scored.reasons for key, scored in best.items()} == {("es", "articles/a.md"): ("ES",)}
    assert by_document([]) == {}


def market(code: str) -> Market:
    return Market(
        code=code,
        name=code,
        currency="EUR",
        locales=(MarketLocale(content="es", format="es-ES"),),
        facts={},
        company={},
        obligations=(),
        waivers=(),
        path=f"markets/{code}.yaml",
    )


def page(number: int, code: str = "ES", shown: Show = Show.LAST_CONFIRMED, figures: int = 1) -> PageWork:
    return PageWork(
        document=f"articles/{number:02}.md",
        locale="es",
        market=code,
        topic="",
        is_answer=False,
        risk=Risk.STANDARD,
        counts=(0, 0, 0, 1),
        stale_since=date(2026, 11, 1),
        figures=figures,
        words=Words(stale=number),
        shown=shown,
    )


MARKETS = (market("ES"), market("FR"))


def ranked(work: list[PageWork], *decisions: Decision) -> tuple[BacklogItem, ...]:
    return backlog(work, MARKETS, (), {}, BacklogRules(), DAY, decisions)


@pytest.mark.parametrize(("pages", "first"), [(1, 1), (3, 1), (4, 1), (7, 1), (8, 2), (40, 10)])
def test_at_most_a_quarter_of_a_market_is_first_and_the_others_say_so(pages: int, first: int) -> None:
    found = ranked([page(number) for number in range(pages)])
    must = [item for item in found if item.scored.priority is Priority.MUST]
    assert [item.document for item in must] == [f"articles/{number:02}.md" for number in range(first)]
    for item in found[first:]:
        assert item.scored.priority is Priority.SHOULD
        assert item.scored.reasons[:2] == (
            "customers read a figure, a fact or an address that no longer holds",
            "after the more pressing 25 % of its market",
        )


def test_a_market_counts_for_itself_whichever_others_are_asked_for() -> None:
    both = ranked([*map(page, range(8)), page(0, "FR")])
    assert [item.market for item in both if item.scored.priority is Priority.MUST] == ["ES", "FR", "ES"]
    assert [item for item in both if item.market == "ES"] == list(ranked([*map(page, range(8))]))


def decision(number: int, priority: Priority | None = None, until: date | None = None) -> Decision:
    kind = DecisionKind.PIN if priority else DecisionKind.SNOOZE
    key = f"ES/es/articles/{number:02}.md"
    return Decision(item=key, kind=kind, priority=priority, until=until, reason="a reason", by="Ana", on=DAY)


def test_what_is_pinned_takes_its_share_of_the_quarter_and_says_who_and_why() -> None:
    pages = [page(number) for number in range(8)]
    found = ranked(pages, decision(7, Priority.MUST), decision(0, Priority.MAY, date(2027, 2, 21)))
    assert [item.document[9:11] for item in found if item.scored.priority is Priority.MUST] == ["01", "07"]
    pinned = next(item for item in found if item.document == "articles/07.md")
    assert pinned.scored.reasons[0] == "pinned to 1 by Ana on 2026-11-21: a reason"
    assert found[-1].document == "articles/00.md"
    assert found[-1].scored.priority is Priority.MAY


def test_what_is_snoozed_comes_last_until_its_day_is_over() -> None:
    pages = [page(number) for number in range(8)]
    found = ranked(pages, decision(0, until=DAY))
    assert found[-1].document == "articles/00.md"
    assert found[-1].is_snoozed
    assert found[-1].scored.reasons[0] == "snoozed until 2026-11-21 by Ana on 2026-11-21: a reason"
    # Seven are left, of which one may be first.
    assert sum(item.scored.priority is Priority.MUST for item in found) == 1
    assert ranked(pages, decision(0, until=date(2026, 11, 20))) == ranked(pages)


@pytest.mark.parametrize("until", [None, date(2027, 2, 22)], ids=["no end", "too late"])
@pytest.mark.parametrize("priority", [Priority.SHOULD, Priority.MAY, None])
def test_what_must_be_done_is_put_off_for_a_quarter_of_a_year_at_most(
    priority: Priority | None, until: date | None
) -> None:
    pages = [page(number) for number in range(8)]
    refused = decision(0, priority, until)
    found = ranked(pages, refused)
    assert (found[0].document, found[0].scored.priority) == ("articles/00.md", Priority.MUST)
    assert [item.refused for item in found] == [refused, *[None] * 7]
    assert ranked(pages, decision(0, priority, date(2027, 2, 21)))[0].document == "articles/01.md"


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_does_not_hang_on_the_order_of_what_it_is_made_of(chance: random.Random) -> None:
    shows = [Show.NOTHING, Show.SOURCE, Show.LAST_CONFIRMED]
    pages = [page(number % 7, code, shows[number % 3], number % 2) for number in range(21) for code in ("ES", "FR")]
    pages = list({(one.market, one.document): one for one in pages}.values())
    figures = {(f"articles/{number:02}.md", "ES"): Kpi(period="2026-10", views=number % 2) for number in range(7)}
    decided = (decision(3, Priority.MUST), decision(4, until=DAY))
    expected = backlog(pages, MARKETS, (), figures, BacklogRules(), DAY, decided)
    for several in (pages, mixed := list(figures.items()), others := list(decided)):
        chance.shuffle(several)
    assert backlog(pages, MARKETS[::-1], (), dict(mixed), BacklogRules(), DAY, others) == expected


def test_a_peak_month_is_here_or_near(shop: Shop) -> None:
    spain = shop.open().market("ES")
    assert [is_peak(spain, date(2026, month, 5), 30) for month in range(1, 13)] == [
        *(True, False, False, False, False, True, True, False, False, True, True, True)
    ]
    assert not is_peak(replace(spain, facts={}), date(2026, 11, 5), 30)
