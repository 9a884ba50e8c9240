"""One text of the queue, with all that helps to decide on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.model.match import Change
from locmem.model.translation import Origin, OriginKind, State
from locmem.pages.queue_item import whole_item
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
COLLECT, CHANGED = "We collect the money when the parcel leaves us.", "We collect the money once the parcel leaves us."


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    """One sentence is new in both locales, and like one that was translated."""
    shop.write("content/glossary.csv", "en,es\nparcel,paquete\n")
    shop.write(PAYING, shop.read(PAYING) + f"\n{CHANGED}\n")
    shop.run()
    return shop


def key(shop: Shop) -> str:
    return f"articles/paying.md#{shop.entry(CHANGED).occurrence}"


def test_it_shows_the_nearest_translation_with_what_differs(waiting: Shop) -> None:
    project = waiting.open()
    whole = whole_item(project, project.markets, key(waiting), "es")
    (nearest,) = [one for one in whole.nearest if one.match.entry.source.text == COLLECT]
    changed = {piece.change: piece.text for piece in nearest.difference if piece.change is not Change.SAME}
    assert changed == {Change.GONE: "when", Change.CAME: "once"}
    assert nearest.match.target.text == waiting.entry(COLLECT).target
    assert whole.item.markets == ("ES",)


def test_what_differs_is_shown_with_the_codes_around_it(shop: Shop) -> None:
    shop.write(PAYING, shop.read(PAYING) + "\nOpen **Orders** to choose the method.\n")
    shop.run()
    key = shop.key("Open **Orders** to choose the method.", "es")
    with shop.open() as project:
        nearest = whole_item(project, project.markets, key, "es").nearest[0]
    assert "".join(one.text for one in nearest.difference if one.change is not Change.CAME) == (
        "Open **Orders** to change the method."
    )


def test_it_tells_what_stands_around_it_and_what_the_glossary_says(waiting: Shop) -> None:
    project = waiting.open()
    around = whole_item(project, project.markets, key(waiting), "es").around
    assert [hint.in_words for hint in around.terms] == ["parcel = paquete"]
    assert around.comes_before.startswith("Open **Orders**") or around.comes_before.startswith("Write to us")


def test_an_item_is_found_by_any_of_its_places(waiting: Shop) -> None:
    waiting.write("content/articles/other.md", f"---\ntitle: Other\n---\n\n{CHANGED}\n")
    waiting.run()
    for path in ("articles/paying.md", "articles/other.md"):
        pair = waiting.pair(path)
        entries = [
            one.with_target("Algo.", State.DRAFT, Origin(OriginKind.MT, "x")) if one.source == CHANGED else one
            for one in pair.catalog.entries
        ]
        waiting.put(pair.path, replace(pair.catalog, entries=tuple(entries)))
    project = waiting.open()
    first, second = (
        whole_item(project, project.markets, f"{path}#{one.occurrence}", "es").item
        for path in ("articles/paying.md", "articles/other.md")
        for one in waiting.pair(path).catalog.entries
        if one.source == CHANGED
    )
    assert first == second
    assert len(first.others) == 1
    assert "the same text stands in 2 places" in first.scored.reasons


def test_what_waits_in_two_locales_is_asked_for_by_one(waiting: Shop) -> None:
    project = waiting.open()
    with pytest.raises(UsageError, match=r"in several locales\. Say which with --locale: es, ja"):
        whole_item(project, project.markets, key(waiting), "")


@pytest.mark.parametrize("wrong", ["articles/paying.md", "articles/paying.md#zzzzzz", "no/such.md#k3f9xx"])
def test_what_does_not_wait_is_said(waiting: Shop, wrong: str) -> None:
    project = waiting.open()
    with pytest.raises(UsageError, match=r"Keys look like|does not wait"):
        whole_item(project, project.markets, wrong, "es")
