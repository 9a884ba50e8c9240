from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.given import Given


@given(st.lists(st.lists(st.binary(min_size=16, max_size=16) | st.just(b"a" * 16), max_size=6), max_size=6))
def test_a_key_that_was_given_is_among_those_given_again(batches: list[list[bytes]]) -> None:
    given_keys, before = Given(), set[bytes]()
    for batch in batches:
        again = given_keys.again(batch)
        assert {key for key in batch if key in before} <= {*again}
        before |= {*batch}


def test_a_key_that_stands_twice_among_some_is_given_again() -> None:
    assert Given().again([b"a" * 16, b"b" * 16, b"a" * 16]) == [b"a" * 16]


def test_hardly_any_new_key_is_taken_for_one_that_was_given() -> None:
    keys = [hashlib.blake2b(b"%d" % number, digest_size=16).digest() for number in range(20_000)]
    assert len(Given().again(keys)) < 30
