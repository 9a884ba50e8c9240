"""Why an item stands where it does, in words that its figures bear out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.backlog.decisions import Decision, DecisionKind
from locmem.backlog.evidence import Duty, Evidence
from locmem.backlog.items import BacklogItem
from locmem.backlog.score import score, worth_of
from locmem.backlog.signals import UNKNOWN, Kpi
from locmem.backlog.worth import NO_WORTH, Worth, before, worth_told
from locmem.model.backlog_rules import BacklogRules
from locmem.model.document import Risk
from locmem.model.priority import Priority
from locmem.render.policy import Show

RULES = BacklogRules()
LAW = Duty(key="forms")
STALE = Evidence(
    stale=1, effort=14, shown=Show.LAST_CONFIRMED, kpi=Kpi(period="2026-10", views=3696, tickets=269, unhelpful=350)
)
MACRO = Evidence(
    risk=Risk.LEGAL,
    is_answer=True,
    untranslated=12,
    effort=102,
    shown=Show.NOTHING,
    duties=(LAW,),
    kpi=Kpi(period="2026-10", views=3, tickets=3),
)


def item(evidence: Evidence, name: str = "a", words: int | None = None) -> BacklogItem:
    scored = score(evidence, RULES)
    assert scored
    return BacklogItem(
        document=f"articles/{name}.md",
        locale="es",
        market="ES",
        scored=scored,
        words_left=evidence.effort if words is None else words,
        views=evidence.kpi.views,
        kpi=evidence.kpi,
        effort=evidence.effort,
        worth=worth_of(evidence, RULES),
    )


def test_what_thousands_read_comes_before_an_answer_that_three_need_though_the_law_is_behind_it() -> None:
    read, sent = item(STALE), item(MACRO)
    assert read.scored.priority is sent.scored.priority is Priority.SHOULD
    assert read.scored.points > sent.scored.points
    assert before(read, sent) == "3,696 views and 269 tickets for 14 words; the next one has 3 views"


def kpi(views: int, tickets: int = 0, unhelpful: int = 0) -> Kpi:
    return Kpi(period="2026-10", views=views, tickets=tickets, unhelpful=unhelpful)


FEW = replace(STALE, kpi=kpi(900))


@pytest.mark.parametrize(
    ("one", "other", "phrase"),
    [
        (replace(STALE, kpi=kpi(3696)), FEW, "3,696 views for 14 words; the next one has 900 views"),
        (
            replace(STALE, kpi=kpi(900, 270)),
            replace(STALE, kpi=kpi(900, 1)),
            "270 tickets and 900 views for 14 words; the next one has 1 ticket",
        ),
        (FEW, replace(FEW, effort=90), "900 views for 14 words; the next one takes 90 words"),
        (
            replace(FEW, shown=Show.NOTHING),
            FEW,
            "900 views for 14 words; customers see nothing, of the next one the last confirmed wording",
        ),
        (replace(FEW, duties=(LAW,)), FEW, "the law for 14 words; the law 60 points, of the next one 0"),
        (replace(FEW, value=300), FEW, "900 views for 14 words; its market counts 300 %, of the next one 100 %"),
        (replace(FEW, is_peak=True), FEW, "900 views for 14 words; the season counts 120 %, of the next one 100 %"),
        (
            replace(FEW, kpi=kpi(900, unhelpful=90)),
            FEW,
            "900 views for 14 words; it did not help 90 readers, the next one 0",
        ),
        (FEW, FEW, "900 views for 14 words, as for the next one: by name"),
        (
            replace(FEW, kpi=kpi(900), figures=1, duties=()),
            FEW,
            "the last 1: its cause comes first; something untrue for 14 words",
        ),
    ],
)
def test_an_item_says_what_sets_it_before_the_next_one(one: Evidence, other: Evidence, phrase: str) -> None:
    assert before(item(one), item(other)) == phrase


def test_the_last_one_says_what_it_is_worth_and_the_one_before_what_is_snoozed_says_that() -> None:
    assert before(item(FEW), None) == worth_told(item(FEW)) == "900 views for 14 words"
    assert worth_told(item(Evidence(drafts=1, effort=1))) == "a piece of work for 1 word"
    decided = Decision(
        item="", kind=DecisionKind.SNOOZE, until=date(2026, 12, 1), reason="r", by="b", on=date(2026, 11, 1)
    )
    assert before(item(FEW), replace(item(FEW), decision=decided)) == "the next one is snoozed"


def test_words_that_cost_less_than_new_ones_are_told_beside_their_cost() -> None:
    shown = before(item(replace(FEW, effort=6), words=14), item(replace(FEW, effort=90)))
    assert shown == "900 views for 14 words, 6 of a new text; the next one takes 90 words"


def test_all_parts_of_the_points_are_told() -> None:
    evidence = replace(
        STALE, risk=Risk.LEGAL, duties=(LAW,), overdue=("market.a",), value=150, is_peak=True, effort=1,
        kpi=replace(STALE.kpi, repeat=30),
    )  # fmt: skip
    worth = worth_of(evidence, RULES)
    told = list(worth.lines())
    assert told[0] == (
        "value",
        "any piece of work 5 + the law 80 + facts to be read again 10 + views 37 + tickets 26.9 + readers whom it did "
        "not help 35",
    )
    assert [line for name, line in told[1:-2]] == [
        "what customers ask counts 110 %: they write again, or were not helped or satisfied",
        "of which 35 % count, by what customers see now",
        "times 150 %, what the market is worth",
        "times 120 %, as a peak month is here or near",
    ]
    assert told[-2:] == [
        ("effort", "1 word of work, and 200 that any piece of work costs"),
        ("points", "128.4 for 201 words: 63.9 a hundred"),
    ]
    assert NO_WORTH.points == 0


@settings(max_examples=100, deadline=None)
@given(
    st.floats(0, 500), st.floats(0, 500), st.integers(0, 100), st.integers(1, 400), st.integers(0, 900),
    st.integers(0, 900),
)  # fmt: skip
def test_more_value_or_less_effort_never_lowers_the_points(
    law: float, views: float, seen: int, market: int, effort: int, more: int
) -> None:
    worth = Worth(any=5, law=law, views=views, seen=seen, market=market, effort=effort, overhead=200)
    for name, better in (("law", law + more), ("views", views + more), ("seen", min(100, seen + more))):
        assert replace(worth, **{name: better}).points >= worth.points  # type: ignore[arg-type]
    assert replace(worth, effort=effort + more).points <= worth.points


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        (Kpi(views=900), UNKNOWN, "nobody counted views of the next one"),
        (Kpi(views=900), Kpi(tickets=1, uncounted=("views",)), "nobody counted views of the next one"),
        (Kpi(tickets=90), Kpi(views=1, uncounted=("tickets",)), "nobody counted tickets of the next one"),
        (
            Kpi(unhelpful=90),
            Kpi(views=1, uncounted=("unhelpful",)),
            "it did not help 90 readers, of the next one nobody counted",
        ),
        (Kpi(views=900), Kpi(), "the next one has 0 views"),
    ],
)
def test_what_nobody_counted_of_the_next_one_is_not_nothing(mine: Kpi, theirs: Kpi, told: str) -> None:
    rules = BacklogRules(thresholds=replace(BacklogRules().thresholds, few_views=0))
    one, other = (
        replace(item(replace(STALE, kpi=kpi)), worth=worth_of(replace(STALE, kpi=kpi), rules)) for kpi in (mine, theirs)
    )
    other = replace(other, scored=one.scored)
    assert before(one, other).endswith(told)
