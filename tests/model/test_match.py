"""What a match shows, and which locale its target was made for."""

from __future__ import annotations

from locmem.inline.protect import parse
from locmem.model.inline import Syntax, plain
from locmem.model.match import MADE_FOR, Band, Entry, Mark, MarkPlace, Match

ENTRY = Entry(source=parse("Pay **now**", Syntax.MARKDOWN), target=plain("Paga"), source_locale="en", locale="es")


def test_a_target_was_made_for_its_own_locale_unless_a_mark_says_otherwise() -> None:
    from dataclasses import replace

    marks = (Mark(MarkPlace.UNIT, "x-a", "b"), Mark(MarkPlace.UNIT, MADE_FOR, "es-ES"))
    assert (ENTRY.made_for, replace(ENTRY, marks=marks).made_for) == ("es", "es-ES")


def test_texts_of_a_match_are_those_of_a_file() -> None:
    match = Match(entry=ENTRY, target=parse("Paga **ya**", Syntax.MARKDOWN), raw=80, percent=79, band=Band.FAIR)
    assert (match.source_text, match.target_text) == ("Pay **now**", "Paga **ya**")
