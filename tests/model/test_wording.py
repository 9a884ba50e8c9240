"""Counts and lists as every report writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.model.finding import Gate
from locmem.model.wording import by_outcome, changed_part, changed_words, counted, listed, shortened


@pytest.mark.parametrize(
    ("count", "noun", "plural", "text"),
    [
        (0, "segment", "", "0 segments"),
        (1, "segment", "", "1 segment"),
        (2, "segment", "", "2 segments"),
        (1_204, "segment", "", "1,204 segments"),
        (1, "entry", "entries", "1 entry"),
        (2, "entry", "entries", "2 entries"),
    ],
)
def test_a_count_has_its_noun(count: int, noun: str, plural: str, text: str) -> None:
    assert counted(count, noun, plural) == text


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [("abcde", 5, "abcde"), ("abcdef", 5, "abcd…"), ("abc def", 5, "abc…"), (" a \n b ", 5, "a b"), ("", 5, "")],
)
def test_a_long_text_is_cut_on_one_line(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@given(st.text(), st.integers(1, 30))
def test_no_text_is_longer_than_there_is_room(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most


def test_outcomes_that_never_happened_are_counted_too_in_the_order_of_their_kind() -> None:
    assert list(by_outcome([Gate.RELEASE, Gate.RELEASE], Gate).items()) == [("change", 0), ("release", 2)]


@pytest.mark.parametrize(
    ("names", "text"),
    [((), ""), (("a",), "a"), (tuple("abcde"), "a, b, c, d, e"), (tuple("abcdef"), "a, b, c, d, e and 1 more")],
)
def test_long_lists_end_in_a_count(names: tuple[str, ...], text: str) -> None:
    assert listed(names) == text


def test_how_many_are_named_may_be_said() -> None:
    assert listed(tuple("abcd"), 2) == "a, b and 2 more"


@given(st.text(alphabet="ab ", max_size=8), st.text(alphabet="ab ", max_size=8))
def test_the_changed_part_makes_the_one_text_of_the_other(old: str, new: str) -> None:
    start, end, part = changed_part(old, new)
    assert old[:start] + part + old[end:] == new
    assert old[start:end] != part or old == new
    assert not (old[start:end] and part) or (old[start] != part[0] and old[end - 1] != part[-1])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Abre  ya", "Abre ya", ("“Abre  ya”", "“Abre ya”")),
        ("Oui?", "Oui\u202f?", ("“Oui?”", "“Oui\\u202f?”")),
        ("a\tb", "a b", ("“a\\u0009b”", "“a b”")),
        ("a\nb .", "a\nb.", ("“a\\nb .”", "“a\\nb.”")),
        (
            "x" * 30 + "  " + "y" * 30,
            "x" * 30 + " " + "y" * 30,
            (f"“…{'x' * 19}  {'y' * 20}…”", f"“…{'x' * 19} {'y' * 20}…”"),
        ),
    ],
)
def test_what_changed_is_told_with_the_words_around_it(old: str, new: str, told: tuple[str, str]) -> None:
    assert changed_words(old, new) == told
