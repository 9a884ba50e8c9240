"""Digests of stored rows, and sums of them: how damage to a database is known.

SQLite has no sums of its own, so that a flipped bit is a changed text, or a row that a look-up no longer finds.
Each row therefore carries a digest of all its values, and what is looked up together has a sum of the digests of
all rows that belong there: a row that changed does not fit its digest, one that vanished is missing in the sum.
Sums can be brought up to date without reading the other rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

SIZE = 16
"""Bytes of a digest and of a sum."""

_MODULUS = 1 << (8 * SIZE)
_KINDS: dict[type, str] = {str: "t", bytes: "b"}


class DamagedRow(Exception):
    """A stored row, or what was looked up together, is not what was written; the text says which."""


def row_digest(*values: object) -> bytes:
    """128 bits that stand for the values and their types, `SIZE` bytes.

    The values are what a database holds: texts, bytes, whole numbers and None.  Anything else counts as its text,
    which is enough for what is damaged already.
    """
    kinds = "".join([_KINDS.get(type(value), "o") for value in values])
    return known_digest(kinds, [_bytes_of(value) for value in values])


def _bytes_of(value: object) -> bytes:
    if type(value) is str:
        return value.encode("utf-8", "surrogatepass")
    return value if type(value) is bytes else str(value).encode()


def known_digest(kinds: str, data: Sequence[bytes]) -> bytes:
    """`row_digest` of values whose bytes are at hand, which takes a third of the time.

    kinds: a letter for each value, `t` for a text, `b` for bytes, `o` for anything else.
    """
    # Kinds and lengths keep ("ab", "c") apart from ("a", "bc"), and the text 1 from the number.
    shape = _shape(kinds) % tuple(map(len, data))
    return hashlib.blake2b(b"".join((shape, *data)), digest_size=SIZE).digest()


@lru_cache(maxsize=1_000)
def _shape(kinds: str) -> bytes:
    return ",".join(f"{kind}%d" for kind in kinds).encode() + b":"


def number_of(digest: object) -> int:
    """A stored digest or sum as a number.  Raises DamagedRow for what cannot be one."""
    if type(digest) is not bytes or len(digest) != SIZE:
        raise DamagedRow("a digest is damaged")
    return int.from_bytes(digest, "big")


def sum_of(digests: Iterable[object]) -> int:
    """The sum of stored digests, in whatever order.  Raises DamagedRow for what cannot be one."""
    return sum(map(number_of, digests)) % _MODULUS


def stored_sum(total: int) -> bytes:
    """A sum as it is stored, `SIZE` bytes; what was added and taken away may be above or below its range."""
    return (total % _MODULUS).to_bytes(SIZE, "big")
