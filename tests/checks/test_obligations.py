from __future__ import annotations

from datetime import date

from locmem.model.finding import Severity
from tests.checks.lamps import Lamps


def test_a_market_s_obligations_are_listed_once_per_topic(lamps: Lamps) -> None:
    lamps.article("One.", front="topic: complaints\n")
    lamps.article("Two.", name="more", front="topic: complaints\n")
    [found] = lamps.findings("obligation")
    assert (found.market, found.severity) == ("ES", Severity.NOTE)
    assert found.what.endswith("Name the complaint forms.")
    assert "articles/more.md, articles/refunds.md" in found.do
    lamps.day = date(2027, 1, 1)
    [found] = lamps.findings("obligation")
    assert "(2) Name the new body." in found.what


def test_no_topic_no_obligation(lamps: Lamps) -> None:
    assert lamps.findings("obligation") == []
