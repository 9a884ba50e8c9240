"""What the work on a market asks: texts most asked for, levels, priorities that moved, questions, and what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locmem.backlog.decisions import Decision, DecisionKind
from locmem.backlog.items import BacklogItem
from locmem.backlog.signals import Kpi
from locmem.errors import InputErrors
from locmem.exchange.queries import Query
from locmem.markets.due import Limits
from locmem.markets.load import load_markets
from locmem.model.priority import Priority, Scored
from locmem.model.review_rules import ReviewRules
from locmem.model.service_level import Measure
from locmem.reviews.items import Review
from locmem.reviews.profile_items import Asking
from locmem.reviews.service import Level, Measured
from locmem.reviews.work_items import (
    done_item,
    priority_items,
    question_items,
    read_snapshot,
    service_items,
    template_items,
    write_snapshot,
)
from tests.markets.conftest import CASES
from tests.reviews.test_profile_items import card

DAY = date(2026, 11, 21)
BEFORE = Review(market="ES", month="2026-10", begun=DAY, due=DAY, items=())


@pytest.fixture(scope="module")
def asking() -> Asking:
    cards = [card(f"articles/{name}.md") for name in "abcd"] + [card("articles/pt.md", markets=("PT",))]
    market = load_markets(CASES, "markets")[0]
    rules = ReviewRules(templates=2)
    return Asking(market=market, month="2026-11", day=DAY, rules=rules, limits=Limits(), cards=cards)


def item(name: str, priority: int, decision: Decision | None = None) -> BacklogItem:
    scored = Scored(priority=Priority(priority), reasons=(f"why {name}", "more"))
    return BacklogItem(
        document=f"articles/{name}.md",
        locale="es",
        market="ES",
        scored=scored,
        words_left=1,
        views=0,
        decision=decision,
    )


def test_templates_are_the_texts_with_most_tickets(asking: Asking) -> None:
    kpi = {
        ("articles/a.md", "ES"): Kpi(period="2026-10", views=5, tickets=9, unhelpful=3, csat=61.5, fcr=70),
        ("articles/b.md", "ES"): Kpi(period="2026-10", views=900, tickets=10),
        ("articles/c.md", "ES"): Kpi(period="2026-10", views=4, tickets=9),
        ("articles/d.md", "ES"): Kpi(period="2026-10", views=9999),
        ("articles/pt.md", "ES"): Kpi(period="2026-10", tickets=99),
    }
    figures = {path: one for (path, _), one in kpi.items()}
    asking = replace(asking, figures=figures, digest=lambda file: file.encode() if file.endswith("a.md") else None)
    found = list(template_items(asking))
    assert [one.id for one in found] == ["ES/template/articles/b.md", "ES/template/articles/a.md"]
    many = replace(asking, rules=ReviewRules(templates=9))
    assert "ES/template/articles/d.md" not in {one.id for one in template_items(many)}
    assert found[0].evidence == ("10 tickets and 900 views in 2026-10", "its source cannot be read")
    assert found[1].evidence == (
        "9 tickets and 5 views in 2026-10",
        "3 readers said that it did not help",
        "70 % are helped at the first contact",
        "61.5 % are satisfied",
        f"its source as of {b'content/articles/a.md'.hex()[:12]}",
    )


def test_service_levels_say_what_was_promised_and_measured(asking: Asking) -> None:
    def figure(period: str, value: str) -> Measured:
        return Measured(market="ES", channel="email", period=period, measure=Measure.SHARE, value=Decimal(value))

    level = Level(
        channel="email",
        measure=Measure.SHARE,
        target=Decimal(90),
        source="locmem.yaml",
        now=figure("2026-10", "88"),
        before=figure("2026-09", "93"),
    )
    bare = Level(channel="chat", measure=Measure.FIRST_RESPONSE)
    one, other = service_items(asking, (level, bare))
    assert (one.id, one.what) == ("ES/sla/email/share", "email, answered in time: missed")
    assert one.evidence == (
        "promised: 90 % (locmem.yaml)",
        "measured: 88 % in 2026-10; 5 points fewer than in 2026-09",
    )
    assert other.what == "chat, first response: not measured"
    assert other.evidence == ("nothing is promised", "measured: nothing in content/sla.csv")


def test_priorities_that_moved_and_new_ones_of_the_first_are_asked(asking: Asking) -> None:
    snooze = Decision(item="x", kind=DecisionKind.SNOOZE, reason="r", by="Bo", on=DAY)
    backlog = item("a", 1), item("b", 2), item("c", 1), item("d", 3), item("e", 3, snooze)
    then = {"ES/es/articles/a.md": 2, "ES/es/articles/b.md": 2, "ES/es/articles/e.md": 1}
    found = list(priority_items(asking, backlog, then, "2026-10"))
    assert [(one.id, one.what, one.why, one.evidence) for one in found] == [
        (
            "ES/priority/es/articles/a.md",
            "es/articles/a.md: from 2 to 1",
            "why a",
            ("2 in 2026-10, 1 now",),
        ),
        (
            "ES/priority/es/articles/c.md",
            "es/articles/c.md: new, with priority 1",
            "why c",
            ("new since 2026-10, and 1",),
        ),
    ]
    assert list(priority_items(asking, backlog, None, "")) == []


def test_questions_stand_with_the_text_they_are_about(asking: Asking) -> None:
    query = Query(
        document="articles/a.md", occurrence="k3f9xx", locale="es", line=3, source="The plan.", question="Which one?"
    )
    [found] = question_items(asking, [query])
    assert (found.id, found.owner) == ("ES/question/articles/a.md#k3f9xx/es", "authors")
    assert (found.what, found.evidence) == ("es asks: Which one?", ("about “The plan.”",))


def test_what_is_done_since_is_told_in_one_item(asking: Asking) -> None:
    then = {"ES/es/articles/a.md": 1, "ES/es/articles/b.md": 2}
    left = list(service_items(asking, (Level(channel="chat", measure=Measure.SHARE),)))
    [found] = done_item(asking, [item("b", 1)], then, BEFORE, left)
    assert found.what == "2 things done or asked no longer since 2026-10"
    assert found.evidence == (
        "ES/es/articles/a.md, priority 1 in 2026-10",
        "ES/sla/chat/share, open in 2026-10, is asked no longer",
    )
    assert not found.is_open
    assert list(done_item(asking, [item("b", 1), item("a", 1)], then, BEFORE, ())) == []
    assert list(done_item(asking, (), then, None, ())) == []


def test_the_priorities_of_a_month_come_back() -> None:
    text = write_snapshot([item("b", 2), item("a", 1)])
    assert text == "item,priority\nES/es/articles/a.md,1\nES/es/articles/b.md,2\n"
    assert read_snapshot(text, "x.csv") == {"ES/es/articles/a.md": 1, "ES/es/articles/b.md": 2}
    assert read_snapshot("item,priority\na,1\nb,3\nitem,priority\na,2\n", "x.csv") == {"a": 1, "b": 3}
    with pytest.raises(InputErrors, match=r"(?s)x\.csv:2: .*x\.csv:4: "):
        read_snapshot("item,priority\na,4\nb,2\nc\n", "x.csv")
    with pytest.raises(InputErrors, match="Write item,priority"):
        read_snapshot("item\n", "x.csv")
