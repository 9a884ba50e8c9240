"""What `forloop` says of a round."""

from __future__ import annotations

from locmem.render.loop_place import LoopPlace


def test_a_round_knows_where_it_is() -> None:
    told = [
        {name: LoopPlace(index=index, length=3).told(name) for name in ("first", "last", "index", "index0", "length")}
        for index in range(3)
    ]
    assert told == [
        {"first": True, "last": False, "index": 1, "index0": 0, "length": 3},
        {"first": False, "last": False, "index": 2, "index0": 1, "length": 3},
        {"first": False, "last": True, "index": 3, "index0": 2, "length": 3},
    ]


def test_a_case_that_must_say_its_days_is_none_of_one() -> None:
    told = [LoopPlace(index=0, length=length, is_dated=True).told("length") for length in (1, 2, 3)]
    assert told == [2, 2, 3]
    assert LoopPlace(index=0, length=1, is_dated=True).told("last") is True


def test_other_names_say_nothing() -> None:
    assert LoopPlace(index=0, length=1).told("rindex") is None
