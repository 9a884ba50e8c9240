"""What speaks against a departure from an obligation that a region gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.errors import Location
from locmem.markets.departed import doubts, names_something
from locmem.model.fact import Confidence, Departure, Evidence, Market, Obligation, Window

DAY = date(2026, 11, 30)


def departure(source: str, note: str = "") -> Departure:
    evidence = Evidence(source=source, verified_on=DAY, confidence=Confidence.SECONDARY, note=note)
    return Departure(
        key="answer", none="no such rule", window=Window(), evidence=evidence, location=Location(path="markets/ES.yaml")
    )


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("talked to a colleague", False),
        ("www.boe.es", True),
        ("BOE-A-2007-20555 art. 122", True),
        ("European Commission, INF/26/1834 of 2026-09-25", True),
        ("general knowledge", False),
    ],
)
def test_a_source_names_something_that_others_can_look_up(source: str, is_one: bool) -> None:
    assert names_something(departure(source)) is is_one


def test_a_regulation_binds_unless_an_act_is_named(spain: Market) -> None:
    read = Evidence(
        source="https://eur-lex.europa.eu/eli/reg/2016/679/oj Art. 12", verified_on=DAY, confidence=Confidence.PRIMARY
    )
    given = Obligation(
        key="answer",
        applies_to=("privacy",),
        text="Say so.",
        window=Window(),
        evidence=read,
        location=Location(path="markets/_regions/EU.yaml"),
    )
    one = replace(departure("www.boe.es"), given=given)
    assert list(doubts(spain, one, DAY)) == ["a regulation gives it, which binds directly in each state"]
    act = replace(departure("www.boe.es", "Regulation (EU) 2016/679 Art. 23"), given=given)
    directive = replace(given, evidence=replace(read, source="https://eur-lex.europa.eu/eli/dir/2011/83/oj Art. 9"))
    assert list(doubts(spain, act, DAY)) == list(doubts(spain, replace(one, given=directive), DAY)) == []
