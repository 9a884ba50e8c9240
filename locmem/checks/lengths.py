"""How long texts may be where a help desk has limits, as the content set says in `max_length`."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.limits import length, limited
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location, segment_location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.segment import Segment

IN_SOURCE = "length-source"
IN_TARGET = "length-translation"


def long_sources(context: CheckContext) -> Iterator[Finding]:
    """Fields of sources that are longer than their help desk takes."""
    for source in context.workspace.sources:
        for segment, most in limited(source):
            characters = length(segment.content)
            if characters > most:
                yield Finding(
                    check=IN_SOURCE,
                    gate=Gate.CHANGE,
                    severity=Severity.ERROR,
                    location=segment_location(source, segment),
                    what=f"{_name(segment)} has {characters} characters; {most} are allowed.",
                    do="Shorten it; translations tend to be longer still.",
                )


def long_translations(context: CheckContext) -> Iterator[Finding]:
    """Translations of fields that are longer than their help desk takes."""
    for pair in context.pairs():
        limits = dict(limited(pair.source))
        for row in context.shown(pair):
            most = limits.get(row.segment)
            characters = length(row.target) if most else 0
            if most and characters > most:
                yield Finding(
                    check=IN_TARGET,
                    gate=Gate.RELEASE,
                    severity=Severity.ERROR,
                    location=entry_location(pair, row.entry),
                    locale=pair.locale,
                    what=f"{_name(row.segment)} has {characters} characters; {most} are allowed.",
                    do=f"Shorten the translation to {most} characters.",
                )


def _name(segment: Segment) -> str:
    return f"the {segment.kind.value} `{segment.name}`" if segment.name else f"the {segment.kind.value}"


CHECKS = (
    Listed(
        name=IN_SOURCE,
        family="lengths",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=long_sources,
        why="The help desk cuts or refuses what is longer.",
        example="A title of 90 characters where 80 are allowed",
        do="Shorten the text; translations tend to be longer still.",
    ),
    Listed(
        name=IN_TARGET,
        family="lengths",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=long_translations,
        why="The help desk cuts or refuses what is longer.",
        example="A translated title of 95 characters where 80 are allowed",
        do="Shorten the translation.",
    ),
)
