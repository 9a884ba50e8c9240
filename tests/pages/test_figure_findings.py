"""Figures of the help desk that count for nothing."""

from __future__ import annotations

import pytest

from locmem.model.finding import Severity
from locmem.pages import figure_findings as room
from locmem.pages.figure_findings import figure_findings
from tests.pipelines.shop import Shop

HEADER = "document,market,period,views,tickets,unhelpful\n"
FILES = ("content/articles/paying.md",)


def found(shop: Shop) -> list[tuple[str, Severity]]:
    project = shop.open()
    findings = figure_findings(project, FILES)
    project.keep_answers()
    return [(f"{one.location}: {one.what}", one.severity) for one in findings]


def test_markets_months_and_documents_that_are_not_there_are_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(shop) == []
    shop.write(
        "content/kpi.csv",
        f"{HEADER}articles/paying.md,ES,2026-10,5,0,0\narticles/paying.md,XX,2099-10,5,0,0\ngone.md,ES,2026-10,1,1,1\n",
    )
    expected = [
        ("content/kpi.csv:3:20: there is no market 'XX'.", Severity.ERROR),
        ("content/kpi.csv:3:23: 2099-10 has not begun.", Severity.ERROR),
        ("content/kpi.csv:4:1: there is no document 'gone.md'.", Severity.WARNING),
    ]
    assert found(shop) == expected
    # The rows of years are read once.
    monkeypatch.setattr(room, "astray", None)
    assert found(shop) == expected


def test_what_cannot_be_read_is_for_others_to_tell(shop: Shop) -> None:
    shop.write("content/kpi.csv", "document\n")
    assert found(shop) == []
