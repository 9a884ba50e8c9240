"""In which band each confirmed word counts, and what is paid for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from locmem.history.work import How, Work
from locmem.model.rates import Rates
from locmem.postedit.ledger import LEDGER_BANDS, TRANSLATED_BANDS, lines
from tests.postedit.test_effort import ONE


@pytest.mark.parametrize(
    ("work", "band", "paid"),
    [
        (ONE, "machine", 72),
        (replace(ONE, origin="tm", percent=94), "85-94", 60),
        (replace(ONE, origin="tm", percent=100), "100", 30),
        (replace(ONE, origin="tm", percent=40), "new", 100),
        (replace(ONE, origin="", draft=""), "new", 100),
        (replace(ONE, origin="human"), "new", 100),
        (replace(ONE, how=How.MEMORY, origin="tm"), "from memory", 0),
        (replace(ONE, how=How.TABLE, origin="import:seed"), "aligned", 0),
        (replace(ONE, before_state="translated"), "revision", 0),
        (replace(ONE, before_state="translated", final=ONE.draft or ""), "review", 25),
        (replace(ONE, before_state="reviewed, stale", origin="tm", percent=88), "85-94", 60),
    ],
)
def test_the_band_of_a_record_and_its_net_rate(work: Work, band: str, paid: int) -> None:
    [line] = lines([work])
    assert (line.band, line.percent(Rates(preset="matecat"))) == (band, paid)
    assert line.weighted(Rates(preset="matecat")) == Decimal(work.words * paid) / 100


def test_of_equal_sources_in_a_run_the_first_counts_at_its_band() -> None:
    works = [
        ONE,
        replace(ONE, occurrence="b"),
        replace(ONE, document="articles/b.md"),
        replace(ONE, locale="ja"),
        replace(ONE, source="another"),
        replace(ONE, run="later"),
    ]
    bands = ["machine", "repetition", "cross-file repetition", "machine", "machine", "machine"]
    assert [line.band for line in lines(works)] == bands


def test_what_the_memory_confirms_in_a_run_makes_no_repetition_of_what_people_do() -> None:
    assert [line.band for line in lines([replace(ONE, how=How.MEMORY), ONE])] == ["from memory", "machine"]


def test_every_band_is_listed_once() -> None:
    assert len(set(LEDGER_BANDS)) == len(LEDGER_BANDS)
    assert set(LEDGER_BANDS) > TRANSLATED_BANDS
