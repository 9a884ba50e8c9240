"""Findings lead people to the very word in their file."""

from __future__ import annotations

import pytest

from locmem.catalogs.pairs import Source
from locmem.checks.places import WordSpots, entry_location, our_tags, segment_location, spot
from locmem.errors import Location
from tests.checks.lamps import Lamps
from tests.pairs import entry, pair_of

PATH = "content/articles/refunds.md"


def source(lamps: Lamps, body: str) -> Source:
    lamps.article(body)
    return next(one for one in lamps.context().workspace.sources if one.path == "articles/refunds.md")


def test_a_spot_is_line_and_column_with_carets_below(lamps: Lamps) -> None:
    found = source(lamps, "One two.")
    place = spot(found, found.document.text.index("two"), 3)
    assert place.location == Location(path=PATH, line=5, column=5)
    assert place.excerpt == "One two.\n    ^^^"


def test_a_segment_is_where_it_begins(lamps: Lamps) -> None:
    found = source(lamps, "One here. Two there.")
    segment = next(one for one in found.segments if one.content.native == "Two there.")
    assert segment_location(found, segment, "k") == Location(path=PATH, line=5, column=11, key="k")


def test_an_entry_is_called_by_its_key_in_its_catalog() -> None:
    pair = pair_of([entry("One.", "Uno.")])
    assert entry_location(pair, pair.catalog.entries[0]) == Location(
        path="content/translations/es/articles/a.md.po", key="articles/a.md#k3f9xx"
    )


@pytest.mark.parametrize(
    ("word", "nth", "column"),
    [("pay", 0, 1), ("pay", 1, 9), ("pay", 2, 1), ("in  two", 0, 13), ("nowhere", 0, 1)],
    ids=["the first", "the second", "no third", "over a line end", "spelled in another way"],
)
def test_a_word_is_found_as_often_as_it_stands_in_its_segment(lamps: Lamps, word: str, nth: int, column: int) -> None:
    found = source(lamps, "pay now pay in\ntwo parts")
    segment = next(one for one in found.segments if one.content.native.startswith("pay"))
    spots = WordSpots(found, segment)
    for _ in range(2):
        location = spots.of(word, nth).location
        assert (location.line, location.column) == (5, column)


def test_every_tag_of_every_template_has_its_place(lamps: Lamps) -> None:
    found = source(lamps, "Say {{ market.name }} and {% if ticket.id %}x{% endif %}.")
    tags = [(tag.text, place.location.column) for tag, place in our_tags(found)]
    assert tags == [("{{ market.name }}", 5), ("{% if ticket.id %}", 27), ("{% endif %}", 46)]
