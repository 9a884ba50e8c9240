"""Manifests of a handoff from two branches as one: what came back on either, and what waits on either.

What was sent is sent: batches have ids of their own, so that nothing of it differs unless somebody wrote it by hand.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

from locmem.errors import InputErrors, Location, Problems, input_error
from locmem.exchange.manifest import Manifest, SentUnit, read_manifest, write_manifest
from locmem.model.three_way import Changed, Disagreement, Merged, changed, in_order, kept_keys, members, same_file

_BY_RULE = ("units", "conflicts", "closed")


def merge_manifests(base: bytes | None, ours: bytes, theirs: bytes, *, path: str) -> Merged:
    """The manifest made of both.  base: None where both added it.  path: for messages.

    A segment counts as returned from the first day on which it did; a returned text that waits does so until a side
    settled it; a batch that a side closed is closed.  Where both changed anything else, ours stands and it is told.
    Raises InputErrors, naming the side, for a file that cannot be read or that locmem would write otherwise.
    """
    if (same := same_file(base, ours, theirs)) is not None:
        return Merged(data=same)
    problems = Problems()
    here, there = _read(ours, f"{path} (ours)", problems), _read(theirs, f"{path} (theirs)", problems)
    before = _read(base, f"{path} (before both changed it)", problems) if base is not None else None
    problems.raise_all()
    assert here is not None
    assert there is not None
    disagreements: list[Disagreement] = []
    taken: dict[str, Any] = {}
    for name in (field.name for field in fields(Manifest) if field.name not in _BY_RULE):
        values = [getattr(one, name) if one else None for one in (before, here, there)]
        which = changed(*values)
        if which is Changed.THEIRS:
            taken[name] = values[2]
        elif which is Changed.BOTH:
            disagreements.append(_told(here, name, values[1], values[2]))
    units = [{unit.key: unit for unit in one.units} if one else {} for one in (before, here, there)]
    sent = [{key: replace(unit, returned="", answer="") for key, unit in side.items()} for side in units]
    kept: list[SentUnit] = []
    for key in in_order(tuple(units[0]), tuple(units[1]), tuple(units[2]), kept_keys(*sent)):
        old, mine, other = (side.get(key) for side in sent)
        which = changed(old, mine, other) if mine and other else Changed.ALIKE
        if which is Changed.BOTH:
            disagreements.append(_told(here, "#".join(key), *_differing(mine, other)))
        unit = other if mine is None or (which is Changed.THEIRS and other) else mine
        assert unit is not None
        versions = [side.get(key) for side in units]
        kept.append(replace(unit, returned=_returned(*versions), answer=_answer(*versions)))
    conflicts = members(*(one.conflicts if one else () for one in (before, here, there)))
    was_closed = before is not None and before.closed
    is_closed = not was_closed if here.closed is not was_closed or there.closed is not was_closed else was_closed
    merged = replace(here, **taken, units=tuple(kept), conflicts=conflicts, closed=is_closed)
    return Merged(data=write_manifest(merged), disagreements=tuple(disagreements))


def _read(data: bytes, path: str, problems: Problems) -> Manifest | None:
    try:
        manifest = read_manifest(data, path)
        if json.loads(write_manifest(manifest)) != json.loads(data):
            what = "the manifest holds more than a handoff has."
            raise input_error(Location(path=path), what, "Take the file of one side.")
    except InputErrors as error:
        problems.take(error.problems)
        return None
    return manifest


def _returned(base: SentUnit | None, ours: SentUnit | None, theirs: SentUnit | None) -> str:
    """The day on which a segment first came back, on whichever branch; empty while it did on none."""
    days = [unit.returned if unit else "" for unit in (base, ours, theirs)]
    which = changed(*days)
    if which is not Changed.BOTH:
        return days[2 if which is Changed.THEIRS else 1]
    return min(day for day in days[1:] if day) if any(days[1:]) else ""


def _answer(base: SentUnit | None, ours: SentUnit | None, theirs: SentUnit | None) -> str:
    """What stands for the answers that were decided on, on either branch; an undone run takes its own away."""
    before, here, there = (unit.answer if unit else "" for unit in (base, ours, theirs))
    which = changed(before, here, there)
    if which is Changed.BOTH:
        return " ".join(dict.fromkeys((*here.split(), *there.split())))
    return there if which is Changed.THEIRS else here


def _differing(ours: SentUnit | None, theirs: SentUnit | None) -> tuple[str, str]:
    """What two units do not have in common, in words."""
    names = [field.name for field in fields(SentUnit) if getattr(ours, field.name) != getattr(theirs, field.name)]
    said = [", ".join(f"{name} {getattr(unit, name)}" for name in names) for unit in (ours, theirs)]
    return said[0], said[1]


def _told(manifest: Manifest, name: str, ours: object, theirs: object) -> Disagreement:
    do = "Both changed it. Ours stands; write the other one into the file if that is right."
    return Disagreement(key=f"{manifest.id} {name}", ours=str(ours), theirs=str(theirs), do=do)
