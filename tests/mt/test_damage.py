"""What an answer may do to the codes of its source, and what it may not."""

from __future__ import annotations

import pytest

from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.mt.damage import is_nested, order_problem, slot_problem
from locmem.mt.layout import Item, Slot, items_of

SOURCE = items_of(protect.parse("Open **the [page](a.md)** in {{ shop.name }} now.", Syntax.MARKDOWN))


def item(number: int) -> Item:
    """The slot of this number."""
    return next(one for one in SOURCE if isinstance(one, Slot) and one.index == number)


BOLD, LINK, END_OF_LINK, END_OF_BOLD, NAME = (item(number) for number in range(5))


@pytest.mark.parametrize(
    ("why", "target"),
    [
        ("lost {{ shop.name }}", ["Abra ", BOLD, "la ", LINK, "página", END_OF_LINK, END_OF_BOLD]),
        ("repeated {{ shop.name }}", [NAME, BOLD, "la ", LINK, "página", END_OF_LINK, END_OF_BOLD, NAME]),
    ],
)
def test_a_lost_or_repeated_code_is_named(why: str, target: list[Item]) -> None:
    assert slot_problem(SOURCE, target) == why


@pytest.mark.parametrize(
    ("why", "target"),
    [
        ("broke the nesting", [BOLD, "la ", LINK, "página", END_OF_BOLD, END_OF_LINK, NAME]),
        ("out of [", [BOLD, "la página ", LINK, END_OF_LINK, END_OF_BOLD, NAME]),
        ("out of **", [BOLD, "la", END_OF_BOLD, LINK, "página", END_OF_LINK, NAME]),
    ],
)
def test_pairs_keep_their_nesting_and_what_they_hold(why: str, target: list[Item]) -> None:
    assert why in order_problem(SOURCE, target)


def test_codes_may_change_places() -> None:
    target = ["En ", NAME, " abra ", BOLD, LINK, "página", END_OF_LINK, " la", END_OF_BOLD]
    assert (slot_problem(SOURCE, target), order_problem(SOURCE, target)) == ("", "")


def test_pairs_that_are_broken_up_keep_the_order_of_the_source() -> None:
    source = [BOLD, "the ", LINK, "page", END_OF_BOLD, " now", END_OF_LINK]
    assert not is_nested([one for one in source if isinstance(one, Slot)])
    assert order_problem(source, [BOLD, "la ", LINK, "página", END_OF_BOLD, " ya", END_OF_LINK]) == ""
    assert "order of codes" in order_problem(source, [LINK, "la ", BOLD, "página", END_OF_BOLD, END_OF_LINK])
