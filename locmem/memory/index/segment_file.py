"""Arrays in one file, mapped into memory when it is opened: the form of a part of the index.

The file is a mark, a header in JSON with its digest, and the arrays, each at a multiple of 64 bytes and with the
CRC-32 of its bytes beside the sum of its words: a sum alone would not see two words that changed places, nor two
flips that make up for each other.  The header is proven on opening, an array where it is first looked at, so that a
large file opens at once and damage is still never believed.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

Array = NDArray[Any]

_MARK = b"locmem-index-2\n\0"
_ALIGN = 64
_DIGEST = 16


class DamagedIndex(Exception):
    """A file of the index is not what was written; the index has to be built anew."""


def pack(arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> bytes:
    """The bytes of a file that holds `arrays`, and `facts` that JSON can hold."""
    entries: dict[str, list[Any]] = {}
    # What is large is copied once, into the whole.
    bodies: list[bytes | memoryview] = []
    place = 0
    for name, array in arrays.items():
        body = numpy.ascontiguousarray(array).reshape(-1).view(numpy.uint8)
        whole = len(body) - len(body) % _ALIGN
        end = body[whole:].tobytes().ljust(_ALIGN if whole < len(body) else 0, b"\0")
        sums = [*_sums(body[:whole].view(numpy.uint64))]
        sums[0] = (sums[0] + sum(numpy.frombuffer(end, "<u8").tolist())) % (1 << 64)
        entries[name] = [array.dtype.str, list(array.shape), place, sums[0], zlib.crc32(end, sums[1])]
        bodies += (body[:whole].data, end)
        place += whole + len(end)
    header = json.dumps({"arrays": entries, "facts": dict(facts), "size": place}).encode()
    start = len(_MARK) + 8 + _DIGEST + len(header)
    padding = bytes(-start % _ALIGN)
    return b"".join((_MARK, len(header).to_bytes(8, "little"), _digest(header), header, padding, *bodies))


class SegmentFile:
    """The arrays of a packed file; `facts` are proven, an array is when it is first asked for.

    digest: of the header, and so of all that is in the file.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Raises DamagedIndex unless `data` begins with a whole header and has the size it tells."""
        start = len(_MARK) + 8 + _DIGEST
        size = int.from_bytes(data[len(_MARK) : len(_MARK) + 8], "little")
        header = data[start : start + size] if start + size <= len(data) else b""
        if data[: len(_MARK)] != _MARK or data[start - _DIGEST : start] != _digest(header):
            raise DamagedIndex
        try:
            told = json.loads(header)
            self.facts: dict[str, Any] = dict(told["facts"])
            self._arrays: dict[str, list[Any]] = dict(told["arrays"])
            whole = int(told["size"])
        except (KeyError, TypeError, ValueError, RecursionError):
            raise DamagedIndex from None
        self.digest = data[start - _DIGEST : start].hex()
        self._start = start + size + -(start + size) % _ALIGN
        self._data = data
        self.size = len(data)
        self._proven: dict[str, Array] = {}
        if len(data) != self._start + whole:
            raise DamagedIndex

    def array(self, name: str) -> Array:
        """An array, not writable.  Raises DamagedIndex when its bytes are not those that were written."""
        if name in self._proven:
            return self._proven[name]
        try:
            type_, shape, place, *told = self._arrays[name]
            dtype = numpy.dtype(type_)
            count = int(numpy.prod(shape, dtype=numpy.int64))
            start = self._start + place
            words = -(-count * dtype.itemsize // _ALIGN) * (_ALIGN // 8)
            # NumPy reads less than nothing as all there is.
            if min(count, start) < 0 or _sums(numpy.frombuffer(self._data, numpy.uint64, words, start)) != told:
                raise DamagedIndex
            array = numpy.frombuffer(self._data, dtype, count, start).reshape(shape)
        except (KeyError, TypeError, ValueError):
            raise DamagedIndex from None
        self._proven[name] = array
        return array


def open_file(path: Path) -> SegmentFile:
    """The packed file at `path`.  Raises DamagedIndex when it is not there, cut off or not such a file."""
    try:
        with path.open("rb") as file:
            return SegmentFile(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        raise DamagedIndex from None


def _sums(words: NDArray[numpy.uint64]) -> list[int]:
    return [int(words.sum(dtype=numpy.uint64)), zlib.crc32(words.data)]


def _digest(header: bytes) -> bytes:
    return hashlib.blake2b(header, digest_size=_DIGEST).digest()
