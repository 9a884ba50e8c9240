"""Each segment of a handoff counts once, at what it is worth."""

from __future__ import annotations

from dataclasses import replace

from locmem.catalogs.pairs import Row
from locmem.exchange.effort import kinds_of_work
from locmem.exchange.outgoing import Lock, Outgoing
from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.match import REVIEW
from locmem.model.segment import Segment, UnitKind
from locmem.model.translation import CatalogEntry, Origin, OriginKind, State


def row(source: str, **fields: object) -> Row:
    entry = CatalogEntry(occurrence=f"id{abs(hash(source))}", kind=UnitKind.PARAGRAPH, source=source)
    content = parse(source, Syntax.MARKDOWN)
    return Row(
        segment=Segment(unit=0, position=0, kind=UnitKind.PARAGRAPH, content=content, after="", line=1, column=1),
        entry=replace(entry, **fields),  # type: ignore[arg-type]
    )


def part(*rows: Row, document: str = "a.md", lock: Lock | None = None) -> Outgoing:
    return Outgoing(document=document, source_locale="en", locale="es", rows=rows, lock=lock)


DRAFT = {"target": "x", "state": State.DRAFT}


def test_the_first_place_of_a_source_counts_and_the_others_are_repetitions() -> None:
    one, other = part(row("One."), row("One.")), part(row("One."), row("Two."), document="b.md")
    assert list(kinds_of_work([one, other])) == [("new", "repetition"), ("cross-file repetition", "new")]


def test_bands_go_by_the_percent_of_the_match() -> None:
    rows = (
        row("A.", **DRAFT, match=100, origin=Origin(OriginKind.TM)),
        row("B.", **DRAFT, match=87, origin=Origin(OriginKind.TM)),
        row("C.", **DRAFT, origin=Origin(OriginKind.MT, "apertium")),
        row("D."),
    )
    assert list(kinds_of_work([part(*rows)])) == [("100", "85-94", "machine", "new")]


def test_what_is_only_to_be_read_is_no_translation() -> None:
    translated = row("A.", target="x", state=State.TRANSLATED)
    assert list(kinds_of_work([part(translated)])) == [(REVIEW,)]
    assert list(kinds_of_work([part(row("A.", target="x", inherited="es"))])) == [("",)]
    assert list(kinds_of_work([part(row("A."), lock=Lock(who="Ana", unlock="x"))])) == [("",)]
