"""A draft's estimate is kept when it is drafted, read by the queue, and gone once somebody edits."""

from __future__ import annotations

import pytest

from locmem.model.translation import Origin, OriginKind, State
from locmem.mt.likeness import open_likeness
from locmem.pages.waiting_queue import waiting_queue
from locmem.postedit.estimate import digest_of
from locmem.workspace.estimated import keep_estimates_of, known_estimates
from tests.pipelines.shop import SETTINGS, Shop

SOURCE = "Open **Orders** to change the method."
SOUND, BROKEN = "Abra **Pedidos** para cambiar el método.", "No abra **Pedidos** para cambiar el método 45 45 45."
MT = Origin(OriginKind.MT, "apertium")


def drafted(shop: Shop, target: str) -> None:
    shop.change_entry(SOURCE, "es", shop.entry(SOURCE).with_target(target, State.DRAFT, MT))
    pair = shop.pair("articles/paying.md")
    (place,) = [number for number, entry in enumerate(pair.catalog.entries) if entry.source == SOURCE]
    keep_estimates_of(shop.open(), "apertium", "1", [(pair, place)], open_likeness())


def test_the_queue_says_what_looks_broken_and_an_edit_drops_it(shop: Shop) -> None:
    drafted(shop, BROKEN)
    project = shop.open()
    (item,) = waiting_queue(project, project.markets).items
    assert item.trouble is not None
    assert item.trouble > 0.5
    assert item.estimate.startswith("looks broken: ")
    assert any(reason.startswith("looks broken: ") for reason in item.scored.reasons)
    shop.change_entry(SOURCE, "es", shop.entry(SOURCE).with_target(SOUND, State.DRAFT, MT))
    project = shop.open()
    (item,) = waiting_queue(project, project.markets).items
    assert (item.trouble, item.estimate) == (None, "not estimated yet how much of it has to change")


def test_a_sound_draft_gets_no_figure_before_enough_came_back(shop: Shop) -> None:
    drafted(shop, SOUND)
    project = shop.open()
    (item,) = waiting_queue(project, project.markets).items
    assert item.trouble is not None
    assert item.trouble < 0.5
    assert item.estimate == "not estimated yet how much of it has to change"


def test_what_nobody_estimated_is_not_known(shop: Shop) -> None:
    assert known_estimates(shop.open(), [digest_of("a", "b")]) == {}


@pytest.mark.parametrize("locale", ["es", "ja"])
def test_what_shows_a_layout_is_drafted_without_holes_and_never_looks_broken(shop: Shop, locale: str) -> None:
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation: {{{locale}: {{engine: pseudo}}}}\n")
    text = "Write to us before you send the parcel back, and tell us which of your orders it is from"
    shop.write("content/articles/layout.md", "# New\n\n" + "\n\n".join(f"{text}, number {one}." for one in range(6)))
    shop.run()
    pair = shop.pair("articles/layout.md", locale)
    assert {entry.state for entry in pair.catalog.entries} == {State.DRAFT}
    project = shop.open()
    place = locale, "articles/layout.md"
    items = [one for one in waiting_queue(project, project.markets).items if (one.locale, one.document) == place]
    assert len(items) == 7
    assert {(one.trouble, one.estimate) for one in items} == {(None, "not estimated yet how much of it has to change")}
