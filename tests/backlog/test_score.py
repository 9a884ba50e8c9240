"""Scoring from evidence: each input that changes, changes priority, order or words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.backlog.score import FEW_TICKETS, FEW_VIEWS, MANY_TICKETS, MANY_VIEWS, Evidence, score
from locmem.backlog.signals import Kpi
from locmem.model.document import Risk
from locmem.model.priority import Priority, Scored

DRAFTED = Evidence(
    risk=Risk.STANDARD,
    untranslated=0,
    drafts=2,
    below=0,
    stale=0,
    words_left=40,
    shown="the source language",
    blocked=(),
    kpi=Kpi(period="2026-10", views=500, tickets=10, unhelpful=20),
)


def kpi(views: int, tickets: int) -> Kpi:
    return Kpi(period="2026-10", views=views, tickets=tickets)


def scored(**changes: object) -> Scored:
    found = score(replace(DRAFTED, **changes))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_text_that_is_ready_is_no_work() -> None:
    assert score(replace(DRAFTED, drafts=0)) is None


def test_an_ordinary_text_should_be_done_and_says_why() -> None:
    found = scored()
    assert found.priority is Priority.SHOULD
    assert found.reasons == ("2 drafts nobody confirmed", "customers see the source language")


@pytest.mark.parametrize(
    ("changes", "priority", "reason"),
    [
        ({"risk": Risk.LEGAL}, Priority.MUST, "a legal text"),
        ({"risk": Risk.LOW}, Priority.MAY, "2 drafts nobody confirmed"),
        ({"blocked": ("market.tax.rate is not verified",)}, Priority.MUST, "blocked: market.tax.rate is not verified"),
        ({"stale": 1}, Priority.SHOULD, "1 segment changed in the source since confirmed"),
        ({"untranslated": 3}, Priority.SHOULD, "3 segments without translation"),
        ({"below": 1}, Priority.SHOULD, "1 segment waiting for review"),
        ({"kpi": kpi(MANY_VIEWS, 0)}, Priority.MUST, f"{MANY_VIEWS:,} views and 0 tickets in 2026-10"),
        ({"kpi": kpi(MANY_VIEWS - 1, 0)}, Priority.SHOULD, "2 drafts nobody confirmed"),
        ({"kpi": kpi(0, MANY_TICKETS)}, Priority.MUST, f"0 views and {MANY_TICKETS} tickets in 2026-10"),
        ({"kpi": kpi(1, 1)}, Priority.MAY, "only 1 view and 1 ticket in 2026-10"),
        ({"kpi": kpi(FEW_VIEWS, 0)}, Priority.SHOULD, "2 drafts nobody confirmed"),
        ({"kpi": kpi(0, FEW_TICKETS)}, Priority.SHOULD, "2 drafts nobody confirmed"),
        ({"kpi": Kpi()}, Priority.SHOULD, "2 drafts nobody confirmed"),
        ({"risk": Risk.LOW, "kpi": kpi(MANY_VIEWS, 0)}, Priority.SHOULD, f"{MANY_VIEWS:,} views"),
    ],
)
def test_one_input_changes_the_priority_and_the_words(
    changes: dict[str, object], priority: Priority, reason: str
) -> None:
    found = scored(**changes)
    assert found.priority is priority
    assert reason in "; ".join(found.reasons)


@pytest.mark.parametrize(
    "more",
    [
        {"kpi": Kpi(period="2026-10", views=600, tickets=10, unhelpful=20)},
        {"kpi": Kpi(period="2026-10", views=500, tickets=11, unhelpful=20)},
        {"kpi": Kpi(period="2026-10", views=500, tickets=10, unhelpful=25)},
        {"words_left": 20},
    ],
)
def test_readers_tickets_and_little_work_move_a_text_up_among_its_equals(more: dict[str, object]) -> None:
    assert scored(**more).priority is scored().priority
    assert scored(**more).points > scored().points
