"""Evidence in words: everything that is known is said once, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.backlog.answers import Given
from locmem.backlog.evidence import Duty, Evidence, reasons_of
from locmem.backlog.signals import Kpi
from locmem.model.backlog_rules import Thresholds
from locmem.model.review_rules import ItemKind
from locmem.render.policy import Show


def words(evidence: Evidence) -> list[str]:
    return list(reasons_of(evidence, Thresholds()))


def test_everything_that_is_known_is_said() -> None:
    evidence = Evidence(
        untranslated=1,
        drafts=2,
        below=3,
        stale=4,
        stale_days=5,
        figures=1,
        effort=80,
        shown=Show.LAST_CONFIRMED,
        blocked=("market.tax.rate is not verified",),
        overdue=("market.phone",),
        duties=(
            Duty(key="complaint_path", begins=date(2020, 1, 1), age=2500, ends=date(2026, 12, 20), left=20),
            Duty(key="names", is_read=False, missing=("no text on tax says market.a, market.b",)),
            Duty(key="ley_10", days=28, begins=date(2026, 12, 28)),
        ),
        kpi=Kpi(period="2026-10", views=1, tickets=2, unhelpful=3, repeat=25, fcr=60, csat=70.5),
        value=150,
        launch=date(2026, 12, 21),
        launch_days=21,
        is_peak=True,
    )
    assert words(evidence) == [
        "blocked: market.tax.rate is not verified",
        "4 segments changed in the source since confirmed, 5 days ago",
        "a figure, fact or address changed in 1 of them",
        "1 segment without translation",
        "2 drafts nobody confirmed",
        "3 segments waiting for review",
        "customers see the last confirmed wording",
        "the duty “complaint path” is in force since 2020-01-01, and ends on 2026-12-20, in 20 days",
        "the duty “names” is in force; nobody read its source yet",
        "no text on tax says market.a, market.b",
        "the duty “ley 10” begins on 2026-12-28, in 28 days",
        "1 fact to be read again: market.phone",
        "the market is launched on 2026-12-21, in 21 days",
        "1 view and 2 tickets in 2026-10",
        "3 readers said that it did not help",
        "25 % write again",
        "60 % are helped at the first contact",
        "the market counts 150 %",
        "a peak month is here or near",
        "about 80 words of work",
    ]


def test_what_is_not_known_is_not_said() -> None:
    assert words(Evidence()) == []
    assert words(Evidence(drafts=1)) == ["1 draft nobody confirmed"]


def test_answers_are_sent_and_not_seen() -> None:
    assert words(Evidence(drafts=1, is_answer=True, shown=Show.NOTHING))[1] == "agents have nothing to send"
    assert words(Evidence(drafts=1, shown=Show.NOTHING))[1] == "customers see nothing"


BEGUN = Duty(key="ley_10", begins=date(2026, 12, 28), age=14)
CONFIRMED = Given(
    item="ES/obligation/ley_10", kind=ItemKind.OBLIGATION, month="2027-01", what="", by="Ana", on=date(2027, 1, 2)
)


def test_a_duty_that_began_is_work_until_somebody_confirmed_it_or_thirty_days_are_over() -> None:
    assert Evidence(duties=(BEGUN,)).is_open
    assert words(Evidence(duties=(BEGUN,))) == [
        "the duty “ley 10” is in force since 2026-12-28, for 14 days; nobody has confirmed that the texts keep it"
    ]
    assert Evidence(duties=(replace(BEGUN, age=30),)).is_open
    assert not Evidence(duties=(replace(BEGUN, age=31),)).is_open
    assert not Evidence(duties=(replace(BEGUN, age=None, begins=None),)).is_open
    assert not Evidence(duties=(replace(BEGUN, confirmed=CONFIRMED),)).is_open
    assert not Evidence(duties=(replace(BEGUN, age=None, days=3, confirmed=CONFIRMED),)).is_open


def test_what_a_machine_sees_and_what_a_reviewer_wants_changed_stays_whatever_was_confirmed() -> None:
    lacking = replace(BEGUN, age=400, missing=("no text on tax says market.a",), confirmed=CONFIRMED)
    assert Evidence(duties=(lacking,)).is_open
    told = words(Evidence(duties=(lacking,)))
    assert told[0].endswith("(confirmed by Ana on 2027-01-02)")
    assert told[1:] == ["no text on tax says market.a"]
    change = replace(CONFIRMED, is_change=True, reason="say who pays")
    assert Evidence(change=change).is_open
    assert words(Evidence(change=change)) == ["Ana said on 2027-01-02 that it must change: say who pays"]


@pytest.mark.parametrize(
    ("kpi", "told"),
    [
        (Kpi(period="2026-11", views=900, uncounted=("tickets",)), ["900 views in 2026-11"]),
        (Kpi(period="2026-11", tickets=1, uncounted=("views", "unhelpful")), ["1 ticket in 2026-11"]),
        (Kpi(period="2026-11", views=900), ["900 views and 0 tickets in 2026-11"]),
        (Kpi(period="2026-11", uncounted=("views", "tickets")), []),
    ],
)
def test_only_what_was_counted_is_said(kpi: Kpi, told: list[str]) -> None:
    assert words(Evidence(kpi=kpi)) == told
