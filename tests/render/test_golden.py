"""Every market's pages on three days say what somebody read and found right."""

from __future__ import annotations

import re
from datetime import date

import pytest

from locmem.model.document import Document
from locmem.model.fact import Market
from tests.render.golden import DAYS, FOLDER, fact_lines, markets, sources, written

ALL = {path.stem for path in FOLDER.glob("*.txt")}
HOW = "read the difference, and where it is right write it with `python -m tests.render.golden`"


@pytest.fixture(scope="module")
def found() -> dict[str, Market]:
    return {market.code: market for market in markets()}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return sources()


def test_every_market_has_its_file(found: dict[str, Market]) -> None:
    assert set(found) == ALL, HOW
    assert len({code for code in found if "-" not in code}) == 36


@pytest.mark.parametrize("code", sorted(ALL))
def test_pages_say_what_was_read(code: str, found: dict[str, Market], documents: dict[str, Document]) -> None:
    golden = (FOLDER / f"{code}.txt").read_text(encoding="utf-8")
    assert written(found[code], documents) == golden, HOW


@pytest.mark.parametrize("code", sorted(ALL))
def test_nothing_is_empty_or_left_open(code: str, found: dict[str, Market], documents: dict[str, Document]) -> None:
    market = found[code]
    for day in DAYS:
        for locale in market.locales:
            text = "\n".join(line for one in documents.values() for line in fact_lines(market, locale, one, day))
            assert not re.search(r"\{[{%]|None|\*\*\*\*| ,|\(\)|  +\S|: ?$", text), (code, day)


def test_windows_choose_by_day(found: dict[str, Market], documents: dict[str, Document]) -> None:
    def lines(code: str, day: date) -> str:
        return " ".join(fact_lines(found[code], found[code].locales[0], documents["tax-in-prices"], day))

    assert [[word in lines("FI", day) for word in ("**24", "**25,5")] for day in DAYS[:2]] == [[1, 0], [0, 1]]
    assert [[word in lines("RO", day) for word in ("**19", "**21")] for day in DAYS[:2]] == [[1, 0], [0, 1]]
