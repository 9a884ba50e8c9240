"""Two profiles of a market stand on one reading where source and day are the same."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import Location
from locmem.markets.known import known_market
from locmem.markets.same_reading import fell_back, in_locale, is_from, is_same, short
from locmem.model.fact import Confidence, Evidence

DAY = date(2026, 11, 21)


def read(source: str, day: date | None = DAY) -> Evidence:
    return Evidence(source=source, verified_on=day, confidence=Confidence.SECONDARY)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (read("BOE\n  art. 2"), read("BOE art. 2"), True),
        (read("BOE art. 2"), read("BOE art. 2", date(2026, 11, 22)), False),
        (read("BOE art. 2"), read("BOE art. 3"), False),
        (read("editorial default"), read("editorial default"), False),
        (read(""), read(""), False),
    ],
    ids=["line breaks", "another day", "another article", "a team's own choice", "nothing"],
)
def test_one_reading(mine: Evidence, theirs: Evidence, expected: bool) -> None:
    assert is_same(mine, theirs) == expected


def test_a_profile_is_begun_from_the_one_whose_evidence_it_has() -> None:
    spain, france = known_market("ES"), known_market("FR")
    assert spain
    assert france
    assert is_from(spain, spain)
    assert not is_from(france, spain)


def test_what_a_market_has_from_its_region_while_the_known_one_writes_it() -> None:
    spain = known_market("ES")
    assert spain
    own, shared = Location(path=spain.path), Location(path="known/_regions/EU.yaml")
    assert fell_back(spain, shared, own)
    assert not fell_back(spain, own, own)
    assert not fell_back(spain, shared, shared)


def test_the_only_text_of_a_language_is_meant() -> None:
    assert in_locale({"de-AT": "Österreich"}, "de") == "Österreich"
    assert in_locale({"pt-PT": "a", "pt-BR": "b"}, "pt") == ""


def test_a_long_text_is_told_by_its_first_words() -> None:
    assert short("a  b") == "a b"
    assert len(short("word " * 40)) == 60
