"""Misspelt English words: what is meant by them, and what is left alone."""

from __future__ import annotations

import pytest

from locmem.values.misspelt import meant_by


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("adn", "and"),
        ("recieve", "receive"),
        ("seperately", ""),
        ("adress", "address"),
        ("untill", ""),
        ("delviery", "delivery"),
        ("custommer", "customer"),
        ("retrived", "retrieved"),
        ("permision", "permission"),
    ],
)
def test_what_a_slip_stands_for(word: str, meant: str) -> None:
    assert meant_by(word, "en") == meant


@pytest.mark.parametrize(
    "word",
    [
        "the",
        "cpu",
        "form",
        "neighbour",
        "centre",
        "recognise",
        "cancelled",
        "usernames",
        "rebooted",
        "async",
        "larch",
        "unsubscribed",
        "dialogue",
        "wifi",
        "refundable",
        "preorder",
        "url",
        "app",
        "lamps",
        "multipack",
        "catalogue",
    ],
)
def test_words_of_a_trade_and_both_spellings_are_left_alone(word: str) -> None:
    assert meant_by(word, "en") == ""


def test_of_other_languages_nothing_is_said() -> None:
    assert meant_by("teh", "de") == ""
