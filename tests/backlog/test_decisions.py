"""Pins and snoozes as a file that people and git merge."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.backlog.decisions import Decision, DecisionKind, read_decisions, write_decisions
from locmem.errors import InputErrors
from locmem.model.priority import Priority

HEADER = "item,decision,priority,until,reason,by,on\n"
TEXTS = st.text("abz,;\"'é/ ", min_size=1, max_size=12).map(str.strip).filter(bool)
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(DecisionKind))
    is_pin = kind is DecisionKind.PIN
    return Decision(
        item=draw(TEXTS),
        kind=kind,
        priority=draw(st.sampled_from(Priority)) if is_pin else None,
        until=draw(DAYS | st.none()) if is_pin else draw(DAYS),
        reason=draw(TEXTS),
        by=draw(TEXTS),
        on=draw(DAYS),
    )


@given(st.lists(decisions(), max_size=5, unique_by=lambda one: one.item))
def test_what_is_written_is_read_again(found: list[Decision]) -> None:
    assert read_decisions(write_decisions(found)) == tuple(sorted(found, key=lambda one: one.item))


def test_of_two_branches_decisions_on_one_item_the_later_stands() -> None:
    rows = "ES/es/a.md,pin,1,,a launch,Ana,2026-11-02\nES/es/a.md,snooze,,2026-12-24,the law is late,Bo,2026-11-01\n"
    [found] = read_decisions(HEADER + rows)
    assert read_decisions(HEADER + HEADER + rows) == (found,)
    assert str(found) == "pinned to 1 by Ana on 2026-11-02: a launch"
    assert found.market == "ES"


def test_a_snooze_ends_by_itself_and_a_pin_may_last() -> None:
    rows = "ES/a,snooze,,2026-12-24,later,Bo,2026-11-01\nES/b,pin,3,,small,Bo,2026-11-01\n"
    snooze, pin = read_decisions(HEADER + rows)
    assert str(snooze) == "snoozed until 2026-12-24 by Bo on 2026-11-01: later"
    assert snooze.counts(date(2026, 12, 24))
    assert not snooze.counts(date(2026, 12, 25))
    assert pin.counts(date(2099, 1, 1))


def test_every_wrong_cell_is_named_with_its_place() -> None:
    rows = (
        "ES/a,pin,1,,,Bo,2026-11-01\nES/b,drop,1,,why,Bo,2026-11-01\nES/c,pin,4,,why,Bo,2026-11-01\n"
        "ES/d,snooze,,,why,Bo,2026-11-01\nES/e,snooze,,soon,why,Bo,2026-11-01\nES/f,pin,1,,why,Bo,2026-11-01\n"
        ',pin,1,,"why,",,2026-11-01\n'
    )
    with pytest.raises(InputErrors) as caught:
        read_decisions(HEADER + rows)
    assert [(str(one.location), one.what) for one in caught.value.problems] == [
        ("content/backlog.csv:2:13", "reason must be there."),
        ("content/backlog.csv:3:6", "the decision is 'drop', and must be pin or snooze."),
        ("content/backlog.csv:4:10", "a pin has the priority 1, 2 or 3."),
        ("content/backlog.csv:5:14", "a snooze has a day on which it ends."),
        ("content/backlog.csv:6:14", "'soon' is no day such as 2026-12-28."),
        ("content/backlog.csv:8:1", "item must be there."),
        ("content/backlog.csv:8:16", "by must be there."),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("item,decision\n", "backlog.csv:1: the columns priority"),
        (HEADER + "<<<<<<< ours\n", "backlog.csv:2: git could not merge"),
        ("", "backlog.csv:1: the columns item"),
        (f'{HEADER}ES/a,"pin,1,,a,b,2026-11-01\n', r"backlog.csv:2:6: the quote that begins here is never closed"),
    ],
)
def test_what_is_no_file_of_decisions_is_refused(text: str, what: str) -> None:
    with pytest.raises(InputErrors, match=what):
        read_decisions(text)
