"""Scoring from evidence: each input that changes, changes priority, order or words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.backlog.evidence import Duty, Evidence
from locmem.backlog.score import score
from locmem.backlog.signals import Kpi
from locmem.model.backlog_rules import BacklogRules, Effort, Thresholds, Weights
from locmem.model.document import Risk
from locmem.model.priority import Priority, Scored
from locmem.render.policy import Show
from tests.benchmarks.ranked_items import order_of, ranked_items, tau

RULES = BacklogRules()
DRAFTED = Evidence(
    drafts=2,
    effort=40,
    shown=Show.SOURCE,
    kpi=Kpi(period="2026-10", views=500, tickets=10, unhelpful=20),
)
STALE = replace(DRAFTED, drafts=0, stale=2, stale_days=40, shown=Show.LAST_CONFIRMED)
LAW = Duty(key="complaint_path")
COMING = Duty(key="channels", days=12, begins=date(2026, 12, 28))
SOON = date(2026, 12, 20)


def scored(evidence: Evidence = DRAFTED, rules: BacklogRules = RULES, **changes: object) -> Scored:
    found = score(replace(evidence, **changes), rules)  # type: ignore[arg-type]
    assert found is not None
    return found


def kpi(views: int, tickets: int) -> Kpi:
    return Kpi(period="2026-10", views=views, tickets=tickets)


def test_a_text_that_is_ready_is_no_work() -> None:
    assert score(replace(DRAFTED, drafts=0), RULES) is None
    assert score(replace(DRAFTED, drafts=0, duties=(LAW, COMING), shown=Show.TRANSLATION), RULES) is not None
    assert score(replace(DRAFTED, drafts=0, duties=(LAW,)), RULES) is None


@pytest.mark.parametrize(
    ("evidence", "cause"),
    [
        (replace(DRAFTED, duties=(LAW,), shown=Show.NOTHING), "is in force, and customers see no page on it"),
        (replace(DRAFTED, duties=(LAW,)), "is in force, and customers cannot read the page in their language"),
        (replace(STALE, duties=(LAW,)), "is in force, and its page has been out of date for 40 days"),
        (replace(STALE, stale_days=1, figures=1), "customers read a figure, a fact or an address that no longer holds"),
        (replace(DRAFTED, shown=Show.NOTHING, kpi=kpi(2500, 0)), "many ask for a page that is withheld"),
        (replace(DRAFTED, shown=Show.NOTHING, kpi=kpi(0, 150)), "many ask for a page that is withheld"),
        (replace(DRAFTED, is_answer=True, shown=Show.NOTHING, kpi=kpi(0, 150)), "an answer that agents do not have"),
        (replace(DRAFTED, launch=SOON, launch_days=30), "the market is launched in 30 days without it"),
        (replace(DRAFTED, duties=(COMING,)), "in 12 days, and customers could not rely on the page"),
        (Evidence(duties=(replace(COMING, missing=("market.x",)),)), "in 12 days, and no text keeps it yet"),
        (Evidence(duties=(replace(LAW, missing=("market.x",)),)), "is in force, and no text keeps it"),
    ],
)
def test_what_must_be_done_has_a_cause_in_one_sentence_that_comes_first(evidence: Evidence, cause: str) -> None:
    found = scored(evidence)
    assert found.priority is Priority.MUST
    assert found.reasons[0].endswith(cause)
    assert not any(reason in found.reasons[0] for reason in found.reasons[1:])


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param(replace(DRAFTED, risk=Risk.LEGAL), id="a legal text alone"),
        pytest.param(replace(DRAFTED, risk=Risk.LEGAL, shown=Show.NOTHING), id="withheld, and not many ask"),
        pytest.param(replace(DRAFTED, shown=Show.NOTHING, kpi=kpi(2499, 149)), id="nearly many"),
        pytest.param(replace(DRAFTED, shown=Show.NOTHING, blocked=("a fact",)), id="a fact, and not many ask"),
        pytest.param(replace(DRAFTED, duties=(replace(LAW, is_read=False),)), id="a duty nobody read"),
        pytest.param(replace(DRAFTED, duties=(LAW,), is_answer=True), id="an answer of agents"),
        pytest.param(replace(STALE, stale_days=29, duties=(LAW,)), id="out of date since yesterday"),
        pytest.param(replace(STALE, duties=(replace(COMING),)), id="older wording before a duty"),
        pytest.param(replace(DRAFTED, kpi=kpi(9000, 900)), id="many read it in the source language"),
        pytest.param(Evidence(duties=(COMING,)), id="a duty to come that no machine can look for"),
    ],
)
def test_what_is_no_cause_should_be_done(evidence: Evidence) -> None:
    assert scored(evidence).priority is Priority.SHOULD


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (replace(DRAFTED, risk=Risk.LOW), "a text of low risk"),
        (replace(STALE, risk=Risk.LOW, figures=1), "a text of low risk"),
        (replace(DRAFTED, kpi=kpi(199, 19)), "few ask for it"),
        (replace(DRAFTED, launch=SOON, launch_days=31), "the launch is far off"),
        (replace(DRAFTED, launch=SOON, launch_days=9, risk=Risk.LOW), "a text of low risk"),
    ],
)
def test_what_may_be_done_says_why(evidence: Evidence, reason: str) -> None:
    found = scored(evidence)
    assert (found.priority, found.reasons[0]) == (Priority.MAY, reason)


def test_what_is_not_known_is_neither_many_nor_few() -> None:
    unknown = scored(kpi=Kpi(uncounted=("views", "tickets", "unhelpful")))
    assert unknown.priority is Priority.SHOULD
    assert unknown.reasons == (
        "2 drafts nobody confirmed",
        "customers see the source language",
        "about 40 words of work",
    )


def test_an_unlaunched_market_has_no_customers_whom_a_duty_protects() -> None:
    far = replace(DRAFTED, shown=Show.NOTHING, duties=(LAW, COMING), launch=SOON, launch_days=31)
    assert scored(far).priority is Priority.SHOULD
    assert scored(replace(far, launch_days=30)).priority is Priority.MUST


@pytest.mark.parametrize(
    "more",
    [
        {"kpi": Kpi(period="2026-10", views=600, tickets=10, unhelpful=20)},
        {"kpi": Kpi(period="2026-10", views=500, tickets=11, unhelpful=20)},
        {"kpi": Kpi(period="2026-10", views=500, tickets=10, unhelpful=25)},
        {"kpi": Kpi(period="2026-10", views=500, tickets=10, unhelpful=20, repeat=25)},
        {"kpi": Kpi(period="2026-10", views=500, tickets=10, unhelpful=20, fcr=60)},
        {"kpi": Kpi(period="2026-10", views=500, tickets=10, unhelpful=20, csat=70)},
        {"effort": 20},
        {"value": 150},
        {"is_peak": True},
        {"overdue": ("market.phone",)},
        {"shown": Show.NOTHING},
        {"risk": Risk.LEGAL},
        {"duties": (LAW,)},
        {"duties": (COMING,)},
    ],
)
def test_more_value_or_less_effort_comes_first(more: dict[str, object]) -> None:
    assert scored(replace(DRAFTED, **more)).points > scored().points  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "same",
    [
        {"kpi": Kpi(period="2026-10", views=500, tickets=10, unhelpful=20, repeat=24, fcr=61, csat=71)},
        {"duties": (replace(LAW, is_read=False),)},
    ],
)
def test_what_is_within_bounds_changes_nothing(same: dict[str, object]) -> None:
    assert scored(replace(DRAFTED, **same)).points == scored().points  # type: ignore[arg-type]


def test_older_wording_counts_more_the_older_it_is_and_untrue_wording_in_full() -> None:
    new, old = scored(STALE, stale_days=29), scored(STALE, stale_days=30)
    assert new.points < old.points < scored(STALE, figures=1).points


def test_a_team_edits_the_table() -> None:
    heavy = BacklogRules(weights=Weights(views=10), effort=Effort(overhead=1))
    assert scored(rules=heavy).points > scored().points
    strict = BacklogRules(thresholds=Thresholds(many_views=500))
    assert scored(rules=strict, shown=Show.NOTHING).priority is Priority.MUST
    assert scored(effort=0, rules=BacklogRules(effort=Effort(overhead=0))).points > 0


def test_the_score_orders_as_a_person_does() -> None:
    items = ranked_items()
    assert [item.rank for item in items] == list(range(1, 81))
    assert all(item.reason for item in items)
    assert tau([item.rank for item in items], order_of(items, RULES)) >= 0.7
