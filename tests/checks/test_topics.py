"""Topics that nobody knows, and risks that let a duty ship unread, told at their lines."""

from __future__ import annotations

from locmem.checks.topics import risks_below_duties, unknown_topics
from tests.checks.lamps import Lamps


def test_a_topic_one_slip_away_names_the_one_that_is_meant(lamps: Lamps) -> None:
    lamps.article("One.", front="topic: complaitns\n")
    [found] = unknown_topics(lamps.context())
    assert (found.location.line, found.location.column) == (3, 8)
    assert "Write `topic: complaints`" in found.do


def test_only_a_market_that_reads_the_text_asks_for_its_review(lamps: Lamps) -> None:
    lamps.article("One.", front="topic: complaints\nrisk: low\n")
    [found] = risks_below_duties(lamps.context())
    assert (found.location.line, found.location.column) == (4, 7)
    assert list(risks_below_duties(lamps.context("BR"))) == []


def test_a_risk_that_a_person_answers_for_is_enough(lamps: Lamps) -> None:
    settings = (lamps.root / "locmem.yaml").read_text("utf-8")
    lamps.write("locmem.yaml", f"{settings}  low: {{required: translated}}\n")
    lamps.article("One.", front="topic: complaints\nrisk: low\n")
    assert list(risks_below_duties(lamps.context())) == []
