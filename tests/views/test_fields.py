"""The fields of an address, read with care."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import UsageError
from locmem.views.fields import day_of, number_of, required, stretch, text_of
from tests.pipelines.shop import Shop


def test_a_field_that_is_no_text_is_refused() -> None:
    assert text_of({}, "q") == ""
    with pytest.raises(UsageError, match="`q` is no text"):
        text_of({"q": ["a"]}, "q")
    with pytest.raises(UsageError, match="`q` is missing"):
        required({"q": " "}, "q")


@pytest.mark.parametrize("text", ["-1", "x", "1.5", "12345678", "²"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="`page` is no whole number"):
        number_of({"page": text}, "page", 1)


def test_a_day_is_today_unless_it_is_named(shop: Shop) -> None:
    project = shop.open()
    assert day_of({}, project) == shop.today
    assert day_of({"day": "2027-01-02"}, project) == date(2027, 1, 2)
    assert (day_of({"day": "+30d"}, project) - shop.today).days == 30
    with pytest.raises(UsageError, match="not a day"):
        day_of({"day": "soon"}, project)
    with pytest.raises(UsageError, match="too far off"):
        day_of({"day": "1066-10-14"}, project)


def test_a_long_list_is_shown_in_stretches_whose_addresses_keep_the_rest() -> None:
    items = range(1, 8)
    first = stretch(items, {}, 3, "/runs", q="a b", none="")
    assert (first.items, first.first, first.last, first.total) == ((1, 2, 3), 1, 3, 7)
    assert (first.earlier, first.later) == ("", "/runs?q=a+b&page=2")
    last = stretch(items, {"page": "99"}, 3, "/runs")
    assert (last.items, last.first, last.last) == ((7,), 7, 7)
    assert (last.earlier, last.later) == ("/runs?page=2", "")
    none: tuple[int, ...] = ()
    empty = stretch(none, {"page": "2"}, 3, "/runs")
    assert (empty.items, empty.first, empty.last, empty.earlier, empty.later) == ((), 0, 0, "", "")
    assert stretch(items, {"page": "2"}, 3, "/runs").earlier == "/runs?"
