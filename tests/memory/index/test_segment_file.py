"""Arrays in a file: back as they were, or damage that is noticed, never anything else."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.index.segment_file import Array, DamagedIndex, SegmentFile, open_file, pack

ARRAYS: dict[str, Array] = {
    "numbers": numpy.arange(100, dtype=numpy.int64),
    "rows": numpy.arange(12, dtype=numpy.uint16).reshape(3, 4),
    "text": numpy.frombuffer(b"hello", dtype=numpy.uint8),
    "nothing": numpy.empty((0, 4), dtype=numpy.uint64),
}
FACTS = {"low": 7, "name": "é"}
PACKED = pack(ARRAYS, FACTS)


def test_arrays_and_facts_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.segment"
    path.write_bytes(PACKED)
    for opened in (SegmentFile(PACKED), open_file(path)):
        assert opened.facts == FACTS
        assert opened.size == len(PACKED)
        for name, array in ARRAYS.items():
            found = opened.array(name)
            assert found.dtype == array.dtype
            assert found.shape == array.shape
            assert (found == array).all()
            assert opened.array(name) is found
            assert not found.flags.writeable


def test_every_array_begins_at_a_line_of_the_cache() -> None:
    assert len(PACKED) % 64 == 0
    assert pack({}, {}) == pack({}, {})
    assert SegmentFile(pack({}, {})).facts == {}


def read_all(data: bytes) -> None:
    opened = SegmentFile(data)
    for name in ARRAYS:
        opened.array(name)


@given(st.integers(0, len(PACKED) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_noticed_or_no_part_of_what_is_read(place: int, bit: int) -> None:
    damaged = bytearray(PACKED)
    damaged[place] ^= 1 << bit
    try:
        read_all(bytes(damaged))
    except DamagedIndex:
        return
    header = PACKED.index(b"\0" * 16, 40)
    assert PACKED[place] == 0
    assert place > header - 64
    opened = SegmentFile(bytes(damaged))
    assert all((opened.array(name) == array).all() for name, array in ARRAYS.items())


@given(st.integers(0, len(PACKED) - 1))
def test_a_cut_file_is_never_opened(length: int) -> None:
    with pytest.raises(DamagedIndex):
        SegmentFile(PACKED[:length])


def test_two_words_that_changed_places_are_noticed() -> None:
    start = PACKED.index((5).to_bytes(8, "little") + (6).to_bytes(8, "little"))
    swapped = PACKED[:start] + PACKED[start + 8 : start + 16] + PACKED[start : start + 8] + PACKED[start + 16 :]
    with pytest.raises(DamagedIndex):
        SegmentFile(swapped).array("numbers")


@pytest.mark.parametrize("data", [b"", b"x" * 200, PACKED + b"\0"], ids=["empty", "another file", "longer"])
def test_what_is_no_such_file_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(DamagedIndex):
        open_file(tmp_path / "a")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex):
        open_file(tmp_path / "a")


STRANGE = {
    "a list": "[]",
    "very deep": "[" * 100_000,
    "empty": "{}",
    "arrays are no table": '{"arrays": 1, "facts": {}, "size": 0}',
    "facts are no table": '{"arrays": {}, "facts": 7, "size": 0}',
    "the size is no number": '{"arrays": {}, "facts": {}, "size": "x"}',
    "nothing of an array": '{"arrays": {"a": []}, "facts": {}, "size": 0}',
    "an array of objects": '{"arrays": {"a": ["O", [1], 0, 0, 0]}, "facts": {}, "size": 0}',
    "less than nothing": '{"arrays": {"a": ["<u8", [-1], 0, 0, 0]}, "facts": {}, "size": 0}',
    "more than there is": '{"arrays": {"a": ["<u8", [9], 0, 0, 0]}, "facts": {}, "size": 0}',
    "before the beginning": '{"arrays": {"a": ["<u8", [1], -999, 0, 0]}, "facts": {}, "size": 0}',
    "no shape": '{"arrays": {"a": ["<u8", "x", 0, 0, 0]}, "facts": {}, "size": 0}',
}


@pytest.mark.parametrize("told", STRANGE.values(), ids=STRANGE)
def test_a_header_that_a_stranger_wrote_is_damage(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("json.dumps", lambda _: told)
    data = pack({}, {})
    with pytest.raises(DamagedIndex):
        SegmentFile(data).array("a")


def test_the_digest_stands_for_all_that_is_in_the_file() -> None:
    other = pack({**ARRAYS, "text": numpy.frombuffer(b"hellp", dtype=numpy.uint8)}, FACTS)
    assert SegmentFile(other).digest != SegmentFile(PACKED).digest
    assert SegmentFile(pack(ARRAYS, {**FACTS, "low": 8})).digest != SegmentFile(PACKED).digest
    assert SegmentFile(bytes(PACKED)).digest == SegmentFile(PACKED).digest
