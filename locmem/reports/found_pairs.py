"""What was found in the memory, as programs read it, and what a person who takes a match must know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from locmem.model.match import Match

if TYPE_CHECKING:
    from locmem.memory.concordance import Hit


def match_told(match: Match) -> dict[str, object]:
    """A match by name, for `locmem.reports.plain_values`."""
    return {
        "source": match.source_text,
        "target": match.target_text,
        "raw": match.raw,
        "percent": match.percent,
        "band": match.band,
        "penalties": match.penalties,
        "critical": match.critical,
        "repaired": match.repaired,
        "left": match.left,
        "ambiguous": match.is_ambiguous,
        "difference": [[piece.change, piece.text] for piece in match.difference],
        "document": match.entry.document,
        "origin": match.entry.origin,
        "author": match.entry.author,
        "changed": match.entry.changed,
        "trust": match.entry.trust,
    }


def hit_told(hit: Hit) -> dict[str, object]:
    """An entry that holds the words that were looked for, by name."""
    return {
        "source": hit.entry.source.native,
        "target": hit.entry.target.native,
        "text": hit.text,
        "highlights": hit.highlights,
        "document": hit.entry.document,
        "origin": hit.entry.origin,
        "trust": hit.entry.trust,
    }


def to_mind(match: Match) -> Iterator[str]:
    """What a person who takes the match must know, the most dangerous first."""
    if match.is_ambiguous:
        yield "ambiguous: this text has other translations too"
    yield from match.critical
    yield from match.repaired
    yield from (f"left: {what}" for what in match.left)
    for penalty in match.penalties:
        points = f", {penalty.points:g} off" if penalty.points else ""
        yield f"{penalty.name}{points}: {penalty.why}"
