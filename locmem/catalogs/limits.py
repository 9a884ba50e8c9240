"""How long a text may be where a help desk has limits, as the content set says in `max_length`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from locmem.catalogs.pairs import Source
from locmem.model.inline import Inline
from locmem.model.segment import Segment, UnitKind


def limited(source: Source) -> Iterator[tuple[Segment, int]]:
    """The segments that have a limit, with the most that `length` may give; only texts that stay whole have one."""
    limits = dict(source.content_set.max_length)
    whole = {segment.unit for segment in source.segments} - {one.unit for one in source.segments if one.position}
    for segment in source.segments if limits else ():
        most = _limit(segment, limits)
        if most and segment.unit in whole:
            yield segment, most


def _limit(segment: Segment, limits: Mapping[str, int]) -> int | None:
    """By the name of its field or attribute, else by its kind; the title of a link is no field called title."""
    is_title_in_tag = segment.kind is UnitKind.ATTRIBUTE and segment.name == "title"
    return limits[segment.name] if segment.name in limits and not is_title_in_tag else limits.get(segment.kind.value)


def length(content: Inline) -> int:
    """Characters as they stand in the file, Liquid included: what it becomes is not known here."""
    return len(content.native)
