"""A few units of each format through every rewrite, and whether what goes wrong on the way would be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from locmem.errors import Location
from locmem.exchange.decision import Decision, Outcome
from tests.trust.returns.rewrites import Lost
from tests.trust.returns.rounds import Verdict, judge
from tests.trust.returns.sent_work import Role, Typed

_TYPED = Typed(role=Role.FINISHED, text="La lámpara", source="The lamp", is_moved=False, was_confirmed=False)


def decision(outcome: Outcome, *, text: str = "", why: str = "") -> Decision:
    place = Location(path="a.po")
    return Decision(outcome=outcome, document="a.md", occurrence="x", location=place, text=text, why=why)


@pytest.mark.parametrize(
    ("came", "loses", "verdict"),
    [
        (None, (), Verdict.LOST),
        (decision(Outcome.MISSING), (), Verdict.LOST),
        (decision(Outcome.UNCHANGED, text="La lámpara"), (), Verdict.LOST),
        (decision(Outcome.REJECTED, why="the source text was edited in the file"), (), Verdict.FALSE),
        (decision(Outcome.REJECTED, why="the end mark is gone"), (), Verdict.FALSE),
        (decision(Outcome.REJECTED, why="the end mark is gone"), (Lost.END,), Verdict.TRUE),
        (decision(Outcome.ACCEPTED, text="La lámp"), (), Verdict.WRONG),
    ],
)
def test_what_becomes_of_an_answer_is_judged(came: Decision | None, loses: Sequence[Lost], verdict: Verdict) -> None:
    assert judge(_TYPED, came, loses)[0] is verdict


def test_what_nobody_touched_must_change_nothing() -> None:
    typed = replace(_TYPED, role=Role.UNTOUCHED, text="")
    assert judge(typed, decision(Outcome.UNCHANGED), ())[0] is Verdict.RIGHT
    homeless = replace(decision(Outcome.ORPHANED), aside=None, homeless=(None, None))  # type: ignore[arg-type]
    assert judge(typed, homeless, ())[0] is Verdict.WRONG
