"""Occurrence ids: given once, carried along when the document changes, never recounted.

A document's new segments are aligned with the occurrences its catalogs hold.  Segments whose kind and text are
unchanged keep their ids, wherever they moved to; what is left is paired inside the gaps between them when kind
and wording are near enough; only the rest is new.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from locmem.catalogs.equal_runs import equal_runs
from locmem.model.segment import UnitKind
from locmem.model.settings import ATTRIBUTES, KNOWN_TEXTS_IN_TAGS
from locmem.similarity import similarity

NEAR_ENOUGH = 50.0
"""Percent of similarity from which a changed segment of the same kind counts as the same occurrence."""

_OF_TAGS = frozenset(KNOWN_TEXTS_IN_TAGS) - frozenset(ATTRIBUTES)

# Attribute lists, tags and where links lead: codes of a short text can be longer than its words.
_CODE = re.compile(
    r"""\{(?:[^{}"']|"[^"]*+"|'[^']*+')*+\}|<[A-Za-z/](?:[^<>"']|"[^"]*+"|'[^']*+')*+>|(?<=\])\([^()\s]*+\)"""
)

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place of a segment in a document, as its catalogs know it."""

    id: str
    kind: UnitKind
    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a segment in the document as it is now."""

    kind: UnitKind
    name: str
    source: str


def align(document: str, previous: Sequence[Occurrence], places: Sequence[Place]) -> tuple[str, ...]:
    """An occurrence id for each of `places`, in order: carried along from `previous` where it is the same place.

    document: the document's path; together with kind and text it makes new ids the same on every machine.
    """
    pairs = _same_text(previous, places)
    pairs |= _same_text_elsewhere(previous, places, pairs)
    pairs |= _changed_text(previous, places, pairs)
    taken = {occurrence.id for occurrence in previous}
    tried: Counter[Place] = Counter()
    ids: list[str] = []
    for index, place in enumerate(places):
        if index in pairs:
            ids.append(previous[pairs[index]].id)
        else:
            ids.append(_new_id(document, place, taken, tried))
            taken.add(ids[-1])
    return tuple(ids)


def _same_text(previous: Sequence[Occurrence], places: Sequence[Place]) -> dict[int, int]:
    """Pairs (place, occurrence) that are equal and in the same order."""
    old = [(one.kind, one.name, one.source) for one in previous]
    new = [(one.kind, one.name, one.source) for one in places]
    if old == new:
        return {index: index for index in range(len(new))}
    runs = sorted(equal_runs(old, new))
    return {there + step: here + step for here, there, size in runs for step in range(size)}


def _same_text_elsewhere(
    previous: Sequence[Occurrence], places: Sequence[Place], pairs: dict[int, int]
) -> dict[int, int]:
    """Pairs among the rest that are equal but moved: same kind first, then the same text in another kind."""
    moved: dict[int, int] = {}
    used = set(pairs.values())
    for with_kind in (True, False):
        free: dict[tuple[UnitKind | None, str], list[int]] = defaultdict(list)
        for index, occurrence in enumerate(previous):
            if index not in used:
                free[(occurrence.kind if with_kind else None, occurrence.source)].append(index)
        for index, place in enumerate(places):
            if index in pairs or index in moved:
                continue
            if candidates := free.get((place.kind if with_kind else None, place.source)):
                moved[index] = candidates.pop(0)
                used.add(moved[index])
    return moved


def _changed_text(previous: Sequence[Occurrence], places: Sequence[Place], pairs: dict[int, int]) -> dict[int, int]:
    """Pairs among the rest of the same kind whose wording is near, inside the same gap, best first."""
    candidates: list[tuple[float, int, int]] = []
    for old_gap, new_gap in _gaps(previous, places, pairs):
        for new in new_gap:
            for old in old_gap:
                if previous[old].kind is not places[new].kind:
                    continue
                percent = _likeness(previous[old].source, places[new].source)
                is_only_choice = len(old_gap) == len(new_gap) == 1 and previous[old].name == places[new].name
                if percent >= NEAR_ENOUGH or (is_only_choice and _is_known_by_place(places[new])):
                    candidates.append((-percent, new, old))
    reworded: dict[int, int] = {}
    used: set[int] = set()
    for _, new, old in sorted(candidates):
        if new not in reworded and old not in used:
            reworded[new] = old
            used.add(old)
    return reworded


def _likeness(old: str, new: str) -> float:
    """Percent of similarity; 100 where nothing but the insides of as many codes differs."""
    olds, news = _CODE.split(old), _CODE.split(new)
    if len(olds) == len(news) > 1 and olds == news and any(map(str.isalnum, "".join(news))):
        return 100.0
    return similarity(old, new)


def _is_known_by_place(place: Place) -> bool:
    """Whether another text in the same place is the same thing said anew: a title, a text that only tags have."""
    return place.kind is UnitKind.TITLE or (place.kind is UnitKind.ATTRIBUTE and place.name in _OF_TAGS)


def _gaps(
    previous: Sequence[Occurrence], places: Sequence[Place], pairs: dict[int, int]
) -> Iterable[tuple[list[int], list[int]]]:
    """The unpaired occurrences and places between each two neighbouring pairs that are in order."""
    used = set(pairs.values())
    anchors: list[tuple[int, int]] = [(-1, -1)]
    for new, old in sorted(pairs.items()):
        if old > anchors[-1][1]:
            anchors.append((new, old))
    anchors.append((len(places), len(previous)))
    for (new_start, old_start), (new_end, old_end) in pairwise(anchors):
        old_gap = [old for old in range(old_start + 1, old_end) if old not in used]
        new_gap = [new for new in range(new_start + 1, new_end) if new not in pairs]
        if old_gap and new_gap:
            yield old_gap, new_gap


def _new_id(document: str, place: Place, taken: set[str], tried: Counter[Place]) -> str:
    """tried: how many ids were made of each place before; all of them are taken."""
    for attempt in range(tried[place], 1_000_000):
        tried[place] += 1
        seed = f"{document}\0{place.kind.value}\0{place.name}\0{place.source}\0{attempt}"
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
        id_ = ""
        for _ in range(_LENGTH):
            number, digit = divmod(number, len(_ALPHABET))
            id_ += _ALPHABET[digit]
        if id_ not in taken:
            return id_
    raise AssertionError("a document cannot have a million equal segments")
