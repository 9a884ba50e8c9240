"""Texts that wait for nobody as an editor opens them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from locmem.pages.editing import place_of
from locmem.pages.standing import begun_by, confirmed_today, item_of, standing
from locmem.pages.waiting_queue import found_waiting
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.pipelines.run import run_step
from locmem.postedit.ordering import Place, Wanted
from tests.pipelines.shop import Shop
from tests.waiting import SOURCE

OWN = "Cobramos el importe al enviar el paquete."


def place(shop: Shop, source: str) -> Place:
    document, _, occurrence = shop.key(source).partition("#")
    return Place("es", document, occurrence)


def confirm(shop: Shop, person: str) -> None:
    at = place(shop, SOURCE)
    with shop.open() as project:
        project.person = person
        seen = Seen.of(shop.entry(SOURCE))
        typed = Typed(document=at.document, occurrence=at.occurrence, locale="es", text=OWN, seen=seen)
        run_step(project, "post-edit", lambda run: post_edit(run, [typed]))


@pytest.mark.parametrize(
    ("person", "days", "expected"),
    [
        ("ana", 0, "translated by you just now"),
        ("bo", 0, "translated by ana just now"),
        ("bo", 3, "translated by ana on 2026-"),
    ],
)
def test_a_confirmed_text_says_who_and_when(drafted: Shop, person: str, days: int, expected: str) -> None:
    shop = drafted
    confirm(shop, "ana")
    with shop.later(days).open() if days else shop.open() as project:
        project.person = person
        pair, number = place_of(found_waiting(project, project.markets, Wanted()).surveyed, place(shop, SOURCE))
        assert standing(project, pair, pair.catalog.entries[number]).startswith(expected)
        assert len(confirmed_today(project)) == (1 if person == "ana" else 0)


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "just now"), (1, "1 minute ago"), (9, "9 minutes ago"), (90, "today at")]
)
def test_how_long_ago_is_told_as_it_is(drafted: Shop, minutes: int, told: str) -> None:
    confirm(drafted, "ana")
    with replace(drafted, moment=drafted.moment + timedelta(minutes=minutes)).open() as project:
        pair, number = place_of(found_waiting(project, project.markets, Wanted()).surveyed, place(drafted, SOURCE))
        assert told in standing(project, pair, pair.catalog.entries[number])


def test_a_done_text_is_an_item_by_itself(drafted: Shop) -> None:
    shop = drafted
    with shop.open() as project:
        found = found_waiting(project, project.markets, Wanted())
        pair, number = place_of(found.surveyed, place(shop, "Method"))
        item = item_of(project, project.markets, found, pair, number)
    assert (item.place, item.others, "ES" in item.markets) == (place(shop, "Method"), (), True)


def test_a_draft_says_who_began_it(drafted: Shop) -> None:
    at = place(drafted, SOURCE)
    with drafted.open() as project:
        project.person = "ana"
        seen = Seen.of(drafted.entry(SOURCE))
        typed = Typed(document=at.document, occurrence=at.occurrence, locale="es", text="A medias", seen=seen)
        run_step(project, "post-edit", lambda run: post_edit(run, [typed], is_draft=True))
    for person, told in (("ana", "you"), ("bo", "ana")):
        with drafted.open() as project:
            project.person = person
            pair, number = place_of(found_waiting(project, project.markets, Wanted()).surveyed, at)
            assert begun_by(project, pair, pair.catalog.entries[number]) == told
