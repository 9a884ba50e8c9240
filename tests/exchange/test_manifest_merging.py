"""A handoff on two branches: what came back on either came back, and what waits on either waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import InputErrors
from locmem.exchange.manifest import Conflict, Manifest, SentUnit, read_manifest, write_manifest
from locmem.exchange.manifest_merging import merge_manifests
from locmem.model.three_way import Merged

UNITS = tuple(
    SentUnit(document="articles/a.md", occurrence=f"k{n}", source=f"s{n}", target="", state="untranslated", words=n)
    for n in (1, 2, 3)
)
SENT = Manifest(
    id="2026-11-21-es-1-abcde",
    format="po",
    locale="es",
    markets=("ES",),
    created="2026-11-21",
    due="2026-11-26",
    assignee="Ana",
    files=("es/articles/a.md.po",),
    units=UNITS,
)
ASIDE = Conflict(document="articles/a.md", occurrence="k1", returned="uno", kept="una")
OTHER = Conflict(document="articles/a.md", occurrence="k2", returned="dos", kept="dous")


def returned(manifest: Manifest, number: int, day: str, *conflicts: Conflict) -> Manifest:
    return manifest.with_returned([("articles/a.md", f"k{number}")], day, conflicts)


def merge(base: Manifest | None, ours: Manifest, theirs: Manifest) -> Merged:
    files = [write_manifest(one) if one else None for one in (base, ours, theirs)]
    assert files[1] is not None
    assert files[2] is not None
    return merge_manifests(files[0], files[1], files[2], path=SENT.path)


def merged(base: Manifest | None, ours: Manifest, theirs: Manifest) -> Manifest:
    found = merge(base, ours, theirs)
    assert found.disagreements == ()
    assert found == merge(base, theirs, ours)
    manifest = read_manifest(found.data, SENT.path)
    assert write_manifest(manifest) == found.data
    return manifest


def test_what_came_back_on_either_side_came_back() -> None:
    ours, theirs = returned(SENT, 1, "2026-11-22", ASIDE), returned(SENT, 2, "2026-11-23", OTHER)
    both = merged(SENT, ours, theirs)
    assert [unit.returned for unit in both.units] == ["2026-11-22", "2026-11-23", ""]
    assert set(both.conflicts) == {ASIDE, OTHER}


def test_what_came_back_on_both_came_back_on_the_first_day() -> None:
    both = merged(SENT, returned(SENT, 1, "2026-11-24"), returned(SENT, 1, "2026-11-22"))
    assert both.units[0].returned == "2026-11-22"


def test_what_one_side_settled_waits_no_more_and_what_it_closed_is_closed() -> None:
    base = returned(SENT, 1, "2026-11-22", ASIDE)
    ours, theirs = replace(base.without([ASIDE]), closed=True), returned(base, 2, "2026-11-23", OTHER)
    both = merged(base, ours, theirs)
    assert (both.conflicts, both.closed) == ((OTHER,), True)


def test_the_same_batch_picked_onto_both_branches_is_one() -> None:
    ours, theirs = returned(SENT, 1, "2026-11-22"), returned(SENT, 2, "2026-11-22")
    assert [unit.returned for unit in merged(None, ours, theirs).units] == ["2026-11-22", "2026-11-22", ""]


def test_what_was_written_into_it_by_hand_on_one_side_is_taken() -> None:
    both = merged(SENT, replace(SENT, due="2026-12-01"), returned(SENT, 1, "2026-11-22"))
    assert (both.due, both.units[0].returned) == ("2026-12-01", "2026-11-22")


def test_what_was_written_into_it_on_both_is_told_and_ours_stands() -> None:
    found = merge(SENT, replace(SENT, due="2026-12-01"), replace(SENT, due="2026-12-02"))
    [told] = found.disagreements
    assert (told.key, told.ours, told.theirs) == (f"{SENT.id} due", "2026-12-01", "2026-12-02")
    assert not found.is_settled
    assert read_manifest(found.data, SENT.path).due == "2026-12-01"


def test_other_digests_of_one_segment_are_told() -> None:
    sides = [replace(SENT, units=(replace(UNITS[0], source=source), *UNITS[1:])) for source in ("x", "y")]
    [told] = merge(SENT, *sides).disagreements
    assert (told.ours, told.theirs) == ("source x", "source y")


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", write_manifest(SENT)[:-40], write_manifest(SENT).replace(b'"due"', b'"more": 1,\n "due"')],
    ids=["empty", "no JSON", "cut", "more than a handoff has"],
)
def test_what_cannot_be_read_is_named_with_its_side(damaged: bytes) -> None:
    with pytest.raises(InputErrors, match=r"abcde\.json \(theirs\)"):
        merge_manifests(write_manifest(SENT), write_manifest(replace(SENT, closed=True)), damaged, path=SENT.path)
