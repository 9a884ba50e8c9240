"""Manifests: the same values from the same bytes, and a clear word about a damaged one."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.exchange.manifest import Conflict, Manifest, SentUnit, read_manifest, write_manifest

UNITS = tuple(
    SentUnit(document="articles/a.md", occurrence=f"k{n}", source=f"s{n}", target="", state="untranslated", words=n)
    for n in (1, 2)
)
MANIFEST = Manifest(
    id="2026-11-21-es-1",
    format="po",
    locale="es",
    markets=("ES",),
    created="2026-11-21",
    due="2026-11-26",
    assignee="Ana",
    files=("es/articles/a.md.po",),
    units=UNITS,
)


def test_a_manifest_comes_back_as_it_was_written() -> None:
    full = Manifest(
        **{name: getattr(MANIFEST, name) for name in Manifest.__slots__ if name not in ("conflicts", "closed")},
        conflicts=(Conflict(document="articles/a.md", occurrence="k1", returned="uno", kept="dos"),),
        closed=True,
    )
    for manifest in (MANIFEST, full):
        data = write_manifest(manifest)
        assert read_manifest(data, manifest.path) == manifest
        assert write_manifest(read_manifest(data, manifest.path)) == data


def test_a_cut_manifest_is_refused_wherever_it_was_cut() -> None:
    data = write_manifest(MANIFEST)
    for end in range(len(data) - 1):
        with pytest.raises(InputErrors, match="manifest is damaged"):
            read_manifest(data[:end], MANIFEST.path)
    assert read_manifest(data[:-1], MANIFEST.path) == MANIFEST


def test_what_came_back_is_no_longer_out_and_keeps_its_first_day() -> None:
    conflict = Conflict(document="articles/a.md", occurrence="k1", returned="uno", kept="dos")
    once = MANIFEST.with_returned([("articles/a.md", "k1")], "2026-11-22", [conflict])
    assert [unit.occurrence for unit in once.open_units()] == ["k2"]
    twice = once.with_returned([("articles/a.md", "k1")], "2026-11-23", [conflict])
    assert twice == once


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'{"locmem_handoff": 2}',
        b"[" * 100_000,
        write_manifest(MANIFEST).replace(b'"words": 1', b'"words": "many"'),
        write_manifest(MANIFEST).replace(b'"units"', b'"unit"'),
    ],
    ids=["empty", "list", "cut", "newer", "deep", "not a number", "without units"],
)
def test_a_damaged_manifest_is_named_with_what_to_do(data: bytes) -> None:
    with pytest.raises(InputErrors, match=r"handoffs/a\.json: .*Restore the file from git"):
        read_manifest(data, "handoffs/a.json")
