"""Which keys may have been given before: so that of a million new ones hardly any is looked for in the database."""

from __future__ import annotations

from collections.abc import Iterable

_BITS = 26
"""Of a million different keys one in some sixty is taken for one that was given before."""


class Given:
    """A bit for each beginning of a key, 8 MB in all.  Keys are digests, so that their bits are spread evenly."""

    def __init__(self) -> None:
        self._bits = bytearray(1 << (_BITS - 3))

    def again(self, keys: Iterable[bytes]) -> list[bytes]:
        """Those of some keys that may have been given before, each as often as it stands there; remembers them all.

        One that was given is never left out; one that was not may be among them.
        """
        bits = self._bits
        found: list[bytes] = []
        for key in keys:
            number = int.from_bytes(key[:4], "big") >> (32 - _BITS)
            place, bit = number >> 3, 1 << (number & 7)
            if bits[place] & bit:
                found.append(key)
            else:
                bits[place] |= bit
        return found
