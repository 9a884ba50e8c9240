"""Returned files cut at some of their bytes: no half text is taken, and one would be seen."""

from __future__ import annotations

import pytest

from locmem.catalogs.pairs import Pair
from tests.trust.returns.truncated_returns import WAYS, Count, Way, documents

_CHOSEN = (
    "returned PO, msgcat 40",
    "returned PO, all own marks dropped",
    "XLIFF 1.2, segments marked",
    "XLIFF 2, as it was",
    "CSV, translation behind the proof",
    "workbooks, as they are sent",
)


@pytest.fixture(scope="module")
def pair() -> Pair:
    return documents()[1]


@pytest.mark.parametrize("way", [way for way in WAYS if way[0] in _CHOSEN], ids=lambda way: str(way[0]))
def test_no_half_text_is_taken_of_a_cut_file(pair: Pair, way: Way) -> None:
    _, written, lay_out = way
    case = written(pair)
    data, count = lay_out(case[0]), Count()
    # The whole file says what it should.
    assert len(case[1](data)) > 10
    count.add(case, data, step=97)
    assert count.cuts > 50
    assert count.half == 0


def test_a_half_text_would_be_counted(pair: Pair) -> None:
    data, _, whole = WAYS[0][1](pair)
    name, text = next(iter(whole.items()))
    count = Count()
    count.add((data, lambda _: {name: text[:-1]}, whole), data, step=97)
    assert count.half == count.taken > 0
