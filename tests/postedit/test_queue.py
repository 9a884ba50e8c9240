"""The queue: what waits for a person, first things first, with the reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import HUMAN, CatalogEntry, Origin, OriginKind, State
from locmem.pages.overview import waiting_queue
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.postedit.queue import QueueItem, _why, waiting_state
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
COLLECT, OPEN = "We collect the money when the parcel leaves us.", "Open **Orders** to change the method."


def items(shop: Shop, *markets: str) -> tuple[QueueItem, ...]:
    project = shop.open()
    return waiting_queue(project, [one for one in project.markets if not markets or one.code in markets])


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    """Spanish: one stale, one drafted by a machine, one empty; a legal text that is not reviewed."""
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    shop.edit(PAYING, COLLECT, "We collect the money once the parcel leaves us.")
    shop.run()
    draft = shop.entry(OPEN).with_target("Abra **Pedidos**.", State.DRAFT, Origin(OriginKind.MT, "apertium"))
    shop.change_entry(OPEN, "es", draft)
    legal = shop.entry("We answer without delay.")
    shop.change_entry(legal.source, "es", legal.with_target(legal.target, State.TRANSLATED, HUMAN))
    return shop


def test_nothing_waits_in_a_finished_project(shop: Shop) -> None:
    assert items(shop) == ()


def test_priority_comes_first_then_state_and_every_item_says_why(waiting: Shop) -> None:
    found = items(waiting, "ES")
    assert [(int(one.scored.priority), one.state, one.source) for one in found] == [
        (1, "not reviewed", "We answer without delay."),
        (2, "stale", "We collect the money once the parcel leaves us."),
        (2, "draft", OPEN),
        (2, "untranslated", "The lamp glows softly."),
    ]
    assert [one.scored.reasons[0] for one in found] == [
        "translated, but the risk of the text demands a review",
        "the source changed after somebody confirmed the translation",
        "drafted by apertium, read by nobody",
        "there is no translation and no draft",
    ]
    assert found[1].key == f"articles/paying.md#{waiting.entry(found[1].source).occurrence}"
    assert [(one.line, one.words, one.markets) for one in found[:2]] == [(18, 4, ("ES",)), (8, 9, ("ES",))]


def test_only_segments_that_customers_of_the_markets_see_are_in_it(waiting: Shop) -> None:
    assert {one.locale for one in items(waiting)} == {"es", "ja"}
    assert {one.locale for one in items(waiting, "JP")} == {"ja"}
    waiting.edit(PAYING, "topic: payments", "topic: payments\nmarkets: [JP]")
    assert [one.document for one in items(waiting, "ES")] == ["articles/complaints.md"]


def test_what_is_with_a_translator_comes_last_and_names_its_handoff(waiting: Shop) -> None:
    options = HandoffOptions(format=ExchangeFormat.PO, locales=("es",))
    run_step(waiting.open(), "export", lambda run: hand_off(run, options))
    waiting.write(PAYING, waiting.read(PAYING) + "\nIt warms the room.\n")
    waiting.run()
    found = [one for one in items(waiting, "ES") if one.document == "articles/paying.md"]
    assert [bool(one.handoff) for one in found] == [False, True, True, True]
    assert found[0].source == "It warms the room."
    assert found[1].handoff.startswith("2026-11-21-es-1-")


@pytest.mark.parametrize(
    ("state", "required", "waits"),
    [
        (State.UNTRANSLATED, State.DRAFT, "untranslated"),
        (State.DRAFT, State.DRAFT, "draft"),
        (State.DRAFT, State.REVIEWED, "draft"),
        (State.TRANSLATED, State.REVIEWED, "not reviewed"),
        (State.TRANSLATED, State.TRANSLATED, ""),
        (State.REVIEWED, State.REVIEWED, ""),
    ],
)
def test_an_entry_waits_for_the_state_its_risk_demands(
    waiting: Shop, state: State, required: State, waits: str
) -> None:
    entry: CatalogEntry = waiting.entry(OPEN).with_target("x", state, HUMAN)
    assert waiting_state(entry, required) == waits


def test_a_proposal_of_the_memory_and_a_draft_of_a_person_say_what_they_are(waiting: Shop) -> None:
    entry = waiting.entry(OPEN)
    waiting.change_entry(OPEN, "es", replace(entry.with_target("Abra.", State.DRAFT, Origin(OriginKind.TM)), match=93))
    assert "proposed from the memory at 93 %" in [one.scored.reasons[0] for one in items(waiting, "ES")]
    waiting.change_entry(OPEN, "es", entry.with_target("Abra.", State.DRAFT, HUMAN))
    assert "a draft nobody confirmed" in [one.scored.reasons[0] for one in items(waiting, "ES")]


def test_within_a_document_states_come_in_the_order_in_which_they_are_quickly_done(waiting: Shop) -> None:
    """Stale texts are shown to customers, a review is quickly done, a draft is begun."""
    waiting.edit("locmem.yaml", "content:\n", "risks:\n  standard: {required: reviewed}\ncontent:\n")
    done = waiting.entry("Write to us [at any time](complaints.md).")
    waiting.change_entry(done.source, "es", done.with_target(done.target, State.TRANSLATED, HUMAN))
    found = [one.state for one in items(waiting, "ES") if one.document == "articles/paying.md"]
    assert found == ["stale", "not reviewed", "draft", "untranslated"]


def test_a_wording_of_a_variant_waits_because_that_of_its_base_changed(waiting: Shop) -> None:
    entry = replace(waiting.entry(OPEN), stale_since=waiting.today, target="Abre.", state=State.TRANSLATED)
    pair = replace(waiting.pair("articles/paying.md"), variant_of="es")
    assert _why(pair, replace(entry, over="Abra."), "stale") == ("the wording of es that it departs from changed")
