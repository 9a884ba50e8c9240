"""An instruction has no subject; it may stand behind a clause."""

from __future__ import annotations

import pytest

from locmem.terms.orders import Order, orders_in, sentences_of

VERBS = frozenset(("open", "read", "order", "have"))


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("Open the box.", [Order.FIRST]),
        ("You open it. Please be patient.", [Order.NONE, Order.FIRST]),
        ("Before you call us, read this.", [Order.LATE]),
        ("Don’t worry, never mind.", [Order.FIRST]),
        ("Have you opened it?", [Order.NONE]),
        ("Have a look.", [Order.FIRST]),
        ("Gild the frame.", [Order.FIRST]),
        ("Under the lamp.", [Order.NONE]),
        ("Opening the box takes a minute.", [Order.NONE]),
        ("Feel free to reply", [Order.FIRST]),
    ],
)
def test_which_sentences_tell_readers_to_do_something(text: str, orders: list[Order]) -> None:
    assert list(orders_in(text, "en", VERBS)) == orders


def test_in_other_languages_only_known_verbs_tell() -> None:
    assert orders_in("Gild the frame.", "de", VERBS) == (Order.NONE,)
    assert orders_in("Open the frame.", "de", VERBS) == (Order.FIRST,)


def test_each_sentence_counts_once() -> None:
    assert [one.strip() for one in sentences_of("One. Two? … Three!")] == ["One", "Two?", "Three"]
