"""What TMX files of other tools say beside the texts: neighbours under several names, properties, notes, ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from locmem.formats.tmx import TmxUnit, TmxVariant
from locmem.model.match import MADE_FOR, Mark, MarkPlace

_OURS = frozenset({"file", "id", "prev", "next", "x-edge", "x-kind", "x-origin"})
"""The properties that are fields of an entry."""

# OmegaT and ours; memoQ and MyMemory, where the text stands as `<seg>…</seg>`; XTM.
_BEFORE = ("prev", "x-context-pre", "x-previous-source-text")
_AFTER = ("next", "x-context-post", "x-next-source-text")
_TRADOS = "x-ContextContent"
"""What stood before, then hashed fields, with bars between; Trados keeps nothing of what stood after."""

_NAMES = frozenset({*_BEFORE, *_AFTER, _TRADOS})
_TAG = re.compile(r"</?seg>")


def neighbours(said: Mapping[str, str]) -> tuple[str, str]:
    """The texts before and after a unit by the properties of whichever tool wrote it, empty where unknown."""
    if _NAMES.isdisjoint(said):
        return "", ""
    before = _first(said, _BEFORE) or said.get(_TRADOS, "").partition(" | ")[0].strip()
    return before, _first(said, _AFTER)


def _first(said: Mapping[str, str], names: Iterable[str]) -> str:
    text = next((said[name] for name in names if said.get(name)), "")
    return _TAG.sub("", text) if "seg>" in text else text


def marks_of(unit: TmxUnit, source: TmxVariant, target: TmxVariant) -> tuple[Mark, ...]:
    """All that a unit says of one of its pairs and an entry has no field for, in the file's order."""
    if not (unit.id or unit.properties or unit.notes or source.properties or source.notes) and not (
        target.properties or target.notes
    ):
        return ()
    found = [Mark(MarkPlace.ID, "", unit.id)] if unit.id else []
    sides = ((MarkPlace.UNIT, unit), (MarkPlace.SOURCE, source), (MarkPlace.TARGET, target))
    for place, said in sides:
        if said.properties:
            found += [Mark(place, name, text) for name, text in said.properties if name and name not in _OURS]
        if said.notes:
            found += [Mark(place, "", note) for note in said.notes]
    return tuple(found)


def kept(marks: Iterable[Mark], place: MarkPlace) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The notes and the properties that stand in one place, as a TMX unit or variant takes them."""
    there = [mark for mark in marks if mark.place is place and mark.name != MADE_FOR]
    notes = tuple(mark.text for mark in there if not mark.name)
    return notes, tuple((mark.name, mark.text) for mark in there if mark.name)
