"""How long texts may be where a help desk has limits, as the content set says in `max_length`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from locmem.catalogs.pairs import Source
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location, segment_location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import Inline
from locmem.model.segment import Segment

IN_SOURCE = "length-source"
IN_TARGET = "length-translation"


def long_sources(context: CheckContext) -> Iterator[Finding]:
    """Fields of sources that are longer than their help desk takes."""
    for source in context.workspace.sources:
        for segment, most in _limited(source):
            length = _length(segment.content)
            if length > most:
                yield Finding(
                    check=IN_SOURCE,
                    gate=Gate.CHANGE,
                    severity=Severity.ERROR,
                    location=segment_location(source, segment),
                    what=f"{_name(segment)} has {length} characters; {most} are allowed.",
                    do="Shorten it; translations tend to be longer still.",
                )


def long_translations(context: CheckContext) -> Iterator[Finding]:
    """Translations of fields that are longer than their help desk takes."""
    for pair in context.pairs():
        limits = dict(_limited(pair.source))
        for row in context.shown(pair):
            most = limits.get(row.segment)
            length = _length(row.target) if most else 0
            if most and length > most:
                yield Finding(
                    check=IN_TARGET,
                    gate=Gate.RELEASE,
                    severity=Severity.ERROR,
                    location=entry_location(pair, row.entry),
                    locale=pair.locale,
                    what=f"{_name(row.segment)} has {length} characters; {most} are allowed.",
                    do=f"Shorten the translation to {most} characters.",
                )


def _limited(source: Source) -> Iterator[tuple[Segment, int]]:
    """The segments that have a limit; only texts that stay whole can have one."""
    limits = dict(source.content_set.max_length)
    whole = {segment.unit for segment in source.segments} - {one.unit for one in source.segments if one.position}
    for segment in source.segments if limits else ():
        most = _limit(segment, limits)
        if most and segment.unit in whole:
            yield segment, most


def _limit(segment: Segment, limits: Mapping[str, int]) -> int | None:
    """By the name of its field or attribute, else by its kind."""
    return limits.get(segment.name) if segment.name in limits else limits.get(segment.kind.value)


def _length(content: Inline) -> int:
    """Characters as they stand in the file, Liquid included: what it becomes is not known here."""
    return len(content.native)


def _name(segment: Segment) -> str:
    return f"the {segment.kind.value} `{segment.name}`" if segment.name else f"the {segment.kind.value}"
