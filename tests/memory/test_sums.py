"""A row that vanished from the memory is missed by the sum of its place."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, select

from locmem.digests import DamagedRow, stored_sum
from locmem.memory.schema import KEY_BITS, METADATA, SUMS, place_of_key
from locmem.memory.sums import (
    IDS,
    PAIR_BITS,
    Changes,
    chunks,
    pairs_from,
    place_of_id,
    place_of_pair,
    prove,
    prove_gone,
    worth,
)

KEYS = st.binary(min_size=16, max_size=16)


def digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


@pytest.mark.parametrize(("number", "place"), [(0, 0), (63, 0), (64, 1), (127, 1), (128, 2)])
def test_sources_by_number_have_places_of_sixty_four(number: int, place: int) -> None:
    assert (IDS, place_of_id(number)) == (64, place)


@given(KEYS, KEYS, st.integers(0, 10**9))
def test_the_three_kinds_of_place_never_meet(key: bytes, other: bytes, number: int) -> None:
    by_key, by_pair = place_of_key(key), place_of_pair(other)
    lowest_key = -(1 << KEY_BITS)
    assert place_of_id(number) >= 0 > by_key >= lowest_key > by_pair >= lowest_key - (1 << PAIR_BITS)


@given(KEYS, st.integers(0, (1 << PAIR_BITS) - 1))
def test_the_pairs_of_a_place_lie_between_its_lowest_key_and_the_next_one(key: bytes, place: int) -> None:
    first = place_of_pair(b"\0" * 16)
    is_between = pairs_from(place) <= key < pairs_from(place + 1)
    assert (first - place_of_pair(key) == place) is is_between


def test_what_came_and_went_leaves_the_sum_as_it_was(connection: Connection) -> None:
    changes = Changes()
    for number, name in enumerate("abc"):
        changes.source(number, digest(name), digest(name * 2))
    changes.source(1, digest("b"), digest("bb"), sign=-1)
    changes.write(connection)
    left = worth(0, digest("a"), digest("aa")) + worth(2, digest("c"), digest("cc"))
    prove(connection, {0: left}, "sources")
    prove(connection, {place_of_key(digest("b")): 0}, "sources")
    with pytest.raises(DamagedRow, match="sources are missing or changed"):
        prove(connection, {0: left - worth(0, digest("a"), digest("aa"))}, "sources")


def test_a_second_transaction_adds_to_the_sums_of_the_first(connection: Connection) -> None:
    for name in ("es", "pt"):
        changes = Changes()
        changes.pair(digest("k"), 5, name, digest(name))
        changes.write(connection)
    total = worth("es", digest("es")) + worth("pt", digest("pt"))
    prove(connection, {place_of_pair(digest("k")): total}, "translations")


def test_a_place_nobody_wrote_to_is_empty_and_its_loss_is_noticed(connection: Connection) -> None:
    prove(connection, {3: 0}, "sources")
    with pytest.raises(DamagedRow):
        prove(connection, {3: 1}, "sources")
    changes = Changes()
    changes.source(1, digest("a"), digest("aa"))
    changes.write(connection)
    connection.execute(delete(SUMS))
    with pytest.raises(DamagedRow):
        prove(connection, {0: worth(1, digest("a"), digest("aa"))}, "sources")


def test_a_new_source_takes_the_sum_of_its_pairs_along_once(connection: Connection) -> None:
    changes = Changes()
    changes.pair(digest("k"), 5, "es", digest("x"))
    assert changes.pairs_of_new(5) == stored_sum(worth("es", digest("x")))
    assert changes.pairs_of_new(5) == stored_sum(0)
    changes.pair(digest("k"), 6, "es", digest("x"))
    changes.forget(6)
    assert changes.pairs_of_new(6) == stored_sum(0)
    changes.write(connection)
    assert connection.execute(select(SUMS.c.place)).scalars().all() == [place_of_pair(digest("k"))]


def test_sources_that_are_rightly_gone_are_proven_by_their_neighbours(connection: Connection) -> None:
    prove_gone(connection, [1, 70])
    changes = Changes()
    changes.source(2, digest("a"), digest("aa"))
    changes.write(connection)
    with pytest.raises(DamagedRow, match="sources are missing or changed"):
        prove_gone(connection, [1])
    prove_gone(connection, [64])


@given(st.lists(st.integers(), max_size=30), st.integers(1, 7))
def test_chunks_hold_everything_in_order_and_none_is_too_large_or_empty(items: list[int], size: int) -> None:
    found = list(chunks(items, size))
    assert [one for some in found for one in some] == items
    assert all(len(some) == size for some in found[:-1])
    assert all(0 < len(some) <= size for some in found)
