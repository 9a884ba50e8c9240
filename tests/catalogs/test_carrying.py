"""What becomes of an entry when its source changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.catalogs.carrying import carried
from locmem.model.translation import CatalogEntry, Rival, State
from tests.catalogs.histories import DAY, begun, confirmed, drafted, entry

OPEN, NEW = entry(source="Pay now."), entry(source="Pay today.")


@pytest.mark.parametrize(
    ("before", "target", "is_stale"),
    [
        (OPEN, "", False),
        (drafted(OPEN, "Paga."), "", False),
        (begun(OPEN, "Pag"), "Pag", False),
        (confirmed(OPEN, "Paga ya."), "Paga ya.", True),
    ],
    ids=["open", "a machine's draft", "begun", "confirmed"],
)
def test_what_people_wrote_stays_and_what_is_confirmed_is_stale(
    before: CatalogEntry, target: str, is_stale: bool
) -> None:
    after = carried(before, NEW, DAY)
    assert (after.source, after.target, after.is_stale) == ("Pay today.", target, is_stale)
    assert after.previous_source == ("Pay now." if target else "")


def test_a_source_that_comes_back_makes_the_target_hold_again() -> None:
    done = confirmed(OPEN, "Paga ya.")
    stale = carried(done, NEW, date(2026, 11, 3))
    assert carried(stale, entry(source="Pay later."), DAY).stale_since == date(2026, 11, 3)
    assert carried(stale, OPEN, DAY) == done


def test_an_entry_of_the_same_source_is_the_same_entry() -> None:
    done = confirmed(OPEN, "Paga ya.")
    assert carried(done, OPEN, DAY) is done


def test_what_another_branch_says_stays_with_it() -> None:
    rival = Rival(target="Pague.", source="Pay now.", state=State.TRANSLATED)
    assert carried(replace(drafted(OPEN, "Paga."), rivals=(rival,)), NEW, DAY).rivals == (rival,)
