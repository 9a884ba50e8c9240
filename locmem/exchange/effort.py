"""What kind of work each segment of a handoff is, in the bands that people count and pay by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from locmem.exchange.outgoing import Outgoing
from locmem.memory.bands import band_of
from locmem.model.match import CROSS_FILE, MACHINE, REPETITION, REVIEW, Band
from locmem.model.translation import CatalogEntry, OriginKind


def kinds_of_work(parts: Iterable[Outgoing]) -> Iterator[tuple[str, ...]]:
    """For each document the band of each segment: one of `reports.analysis.BANDS`, REVIEW, or empty where none is due.

    Of a source that stands in the handoff more than once the first place counts at its band, the others are
    repetitions: the translator writes them once.  What is locked or inherited is sent to be read, and is no work.
    """
    first_in: dict[str, str] = {}
    for part in parts:
        yield tuple(_kind(row.entry, part, first_in) for row in part.rows)


def _kind(entry: CatalogEntry, part: Outgoing, first_in: dict[str, str]) -> str:
    if part.lock or entry.inherited:
        return ""
    if entry.is_current:
        return REVIEW
    if entry.source in first_in:
        return REPETITION if first_in[entry.source] == part.document else CROSS_FILE
    first_in[entry.source] = part.document
    if entry.match:
        return band_of(entry.match).value
    return MACHINE if entry.target and entry.origin.kind is OriginKind.MT else Band.NEW.value
