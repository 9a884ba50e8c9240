"""What was found in the memory, as programs and people read it."""

from __future__ import annotations

from locmem.memory.concordance import Hit
from locmem.model.inline import plain
from locmem.model.match import Band, Entry, Match, Penalty
from locmem.reports.found_pairs import hit_told, match_told, to_mind

ENTRY = Entry(source=plain("Hello"), target=plain("Hola"), source_locale="en", locale="es", document="articles/a.md")


def test_a_match_is_told_by_name() -> None:
    match = Match(entry=ENTRY, target=plain("Hola"), raw=100.0, percent=99.0, band=Band.HIGH)
    told = match_told(match)
    assert (told["source"], told["target"], told["percent"], told["document"]) == (
        "Hello",
        "Hola",
        99.0,
        "articles/a.md",
    )


def test_an_entry_with_the_words_is_told_with_their_places() -> None:
    told = hit_told(Hit(entry=ENTRY, text="Hello", highlights=((0, 5),)))
    assert (told["target"], told["highlights"]) == ("Hola", ((0, 5),))


def test_the_most_dangerous_comes_first() -> None:
    match = Match(
        entry=ENTRY,
        target=plain("Hola"),
        raw=100.0,
        percent=90.0,
        band=Band.GOOD,
        penalties=(Penalty(name="age", points=1.5, why="it is old"),),
        critical=("another number",),
        left=("<g1>",),
        is_ambiguous=True,
    )
    assert list(to_mind(match)) == [
        "ambiguous: this text has other translations too",
        "another number",
        "left: <g1>",
        "age, 1.5 off: it is old",
    ]
