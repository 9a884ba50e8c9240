"""The queue: what waits for a person, first things first, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from locmem.catalogs.pairs import Workspace
from locmem.model.document import Risk
from locmem.model.priority import Priority, Scored
from locmem.model.translation import HUMAN, CatalogEntry, Origin, OriginKind, State
from locmem.pages.overview import overview
from locmem.pages.waiting_queue import waiting_queue
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.postedit.estimate import digest_of
from locmem.postedit.ordering import Wanted
from locmem.postedit.queue import QueueItem, _why
from locmem.postedit.waiting import STATES, Waiting, WaitingText, made_by, unseen, waiting_state
from locmem.postedit.worth import Known, expected
from locmem.similarity import word_count
from locmem.workspace.handoffs import manifests
from locmem.workspace.project import Project
from locmem.workspace.workspace import open_documents, open_workspace
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
COLLECT, OPEN = "We collect the money when the parcel leaves us.", "Open **Orders** to change the method."


def items(shop: Shop, *markets: str) -> tuple[QueueItem, ...]:
    project = shop.open()
    return waiting_queue(project, [one for one in project.markets if not markets or one.code in markets]).items


class Text(NamedTuple):
    """A text that waits, as one finds it who opens everything."""

    urgency: tuple[int, float, int, str, str]
    worth: float
    shown: tuple[str, str, str, str, tuple[str, ...], int, str]


def by_hand(project: Project, codes: Sequence[str], locales: Sequence[str]) -> list[tuple[object, ...]]:
    """The queue as one finds it who opens everything: each text that waits with its words, handoff and places."""
    markets = [project.market(code) for code in codes]
    scored = {(one.locale, one.document): one.scored for one in reversed(overview(project, markets).backlog)}
    flying = {
        (one.locale, unit.document, unit.occurrence): one.id for one in manifests(project) for unit in one.open_units()
    }
    found: dict[tuple[str, ...], list[Text]] = {}
    for pair in open_workspace(project).pairs:
        seen_by = dict.fromkeys(
            one.code
            for one in markets
            if pair.source.ships_to(one.code) and pair.locale in [locale.content for locale in one.locales]
        )
        score = scored.get((pair.locale, pair.source.path), Scored(priority=Priority.MAY, reasons=()))
        for number, row in enumerate(pair.rows):
            entry = row.entry
            state = waiting_state(entry, project.settings.risks[pair.source.risk].required)
            if state and seen_by and pair.locale in locales:
                out = flying.get((pair.locale, pair.source.path, entry.occurrence), "")
                words = word_count(row.segment.content, pair.source.locale) if pair.is_ours(entry) else 0
                text = WaitingText(entry.occurrence, words, STATES.index(state), made_by(entry), entry.match, b"", b"")
                likely = expected(text, pair.locale, Known())
                one = Text(
                    urgency=(score.priority, -score.points, number, pair.source.path, entry.occurrence),
                    worth=(1 + score.points) * likely.gain / likely.effort,
                    shown=(pair.key(entry), pair.locale, entry.shown, state, tuple(seen_by), words, out),
                )
                same = (pair.locale, state, entry.source, entry.shown, out) if words else (pair.key(entry), pair.locale)
                found.setdefault(same, []).append(one)
    items = []
    for group in found.values():
        first = min(group)
        priority, _, number, document, _ = first.urgency
        _, locale, _, state, _, _, out = first.shown
        worth = sum(one.worth for one in group)
        order = (priority, bool(out), -worth, document, locale, STATES.index(state), number)
        items.append((order, (*first.shown, len(group))))
    return [one for _, one in sorted(items, key=lambda one: one[0])]


def told(found: Iterable[QueueItem]) -> list[tuple[object, ...]]:
    return [
        (one.key, one.locale, one.target, one.state, one.markets, one.words, one.handoff, 1 + len(one.others))
        for one in found
    ]


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


@pytest.fixture
def handed_out(waiting: Shop) -> Shop:
    """As `waiting`, with Spanish at a translator's, and one more sentence since."""
    run_step(waiting.open(), "export", lambda run: hand_off(run, HandoffOptions(locales=("es",))))
    waiting.write(PAYING, waiting.read(PAYING) + "\nIt warms the room.\n")
    waiting.run()
    return waiting


@pytest.mark.usefixtures("own_state")
@pytest.mark.parametrize("codes", [("ES", "JP"), ("JP",), ("ES", "ES")], ids=" ".join)
@pytest.mark.parametrize("locales", [("es", "ja"), ("es",)], ids=" ".join)
def test_the_queue_is_what_one_finds_who_opens_everything(
    handed_out: Shop, codes: tuple[str, ...], locales: tuple[str, ...]
) -> None:
    whole = by_hand(handed_out.open(), codes, locales)
    for _ in range(2):
        project = handed_out.open()
        queue = waiting_queue(project, [project.market(code) for code in codes], Wanted(locales=locales))
        assert told(queue.items) == whole
        counts = [(int(str(words)), bool(out), int(str(places))) for *_, words, out, places in whole]
        assert (queue.texts, queue.segments) == (len(whole), sum(places for _, _, places in counts))
        assert queue.words == sum(words * places for words, _, places in counts)
        assert queue.handed_out == sum(places for _, out, places in counts if out)


@pytest.mark.usefixtures("own_state")
@pytest.mark.parametrize("most", [1, 2, 3, 5, 100])
def test_the_first_segments_are_those_of_the_whole_queue(handed_out: Shop, most: int) -> None:
    project = handed_out.open()
    whole = waiting_queue(project, project.markets)
    some = waiting_queue(project, project.markets, most=most)
    assert some == replace(whole, items=whole.items[:most])
    here = waiting_queue(project, project.markets, Wanted(is_here=True), most)
    assert here.items == tuple(one for one in whole.items if not one.handoff)[:most]
    assert (here.segments, here.handed_out) == (whole.segments - whole.handed_out, 0)


@pytest.mark.usefixtures("own_state")
def test_only_the_documents_that_are_shown_are_opened_again(handed_out: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    items(handed_out)
    opened: list[str] = []

    def noted(project: Project, documents: Sequence[str], *others: object) -> Workspace:
        documents = tuple(documents)
        opened.extend(documents)
        return open_documents(project, documents, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("locmem.workspace.workspace.open_documents", noted)
    project = handed_out.open()
    (item,) = waiting_queue(project, project.markets, most=1).items
    assert opened == [item.document]


def test_what_no_customer_of_the_markets_sees_is_counted_by_locale(waiting: Shop) -> None:
    project = waiting.open()
    spain = [project.market("ES")]
    assert waiting_queue(project, spain).unseen == {"ja": len(items(waiting, "JP"))}
    assert waiting_queue(project, spain, Wanted(locales=("es",))).unseen == {}
    text = WaitingText("k3f9xx", 4, 3, "", 0, digest_of("a", ""), digest_of("a", ""))
    elsewhere = Waiting("articles/paying.md", "es", "articles", Risk.STANDARD, ("JP",), (text,))
    assert unseen([elsewhere], spain) == {"es": 1}


def test_priority_comes_first_then_worth_and_every_item_says_why(waiting: Shop) -> None:
    found = items(waiting, "ES")
    assert [(int(one.scored.priority), one.state, one.source) for one in found] == [
        (1, "not reviewed", "We answer without delay."),
        (2, "stale", "We collect the money once the parcel leaves us."),
        (2, "untranslated", "The lamp glows softly."),
        (2, "draft", OPEN),
    ]
    assert [one.scored.reasons[0] for one in found] == [
        "translated, but the risk of the text demands a review",
        "the source changed after somebody confirmed the translation",
        "there is no translation and no draft",
        "drafted by apertium, read by nobody",
    ]
    assert found[1].key == f"articles/paying.md#{waiting.entry(found[1].source).occurrence}"
    assert [(one.line, one.words, one.markets) for one in found[:2]] == [(18, 4, ("ES",)), (8, 9, ("ES",))]


def test_only_segments_that_customers_of_the_markets_see_are_in_it(waiting: Shop) -> None:
    assert {one.locale for one in items(waiting)} == {"es", "ja"}
    assert {one.locale for one in items(waiting, "JP")} == {"ja"}
    waiting.edit(PAYING, "topic: payments", "topic: payments\nmarkets: [JP]")
    assert [one.document for one in items(waiting, "ES")] == ["articles/complaints.md"]


def test_what_is_with_a_translator_comes_last_and_names_its_handoff(handed_out: Shop) -> None:
    found = [one for one in items(handed_out, "ES") if one.document == "articles/paying.md"]
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


def test_what_customers_read_wrongly_or_not_at_all_comes_before_what_is_likely_right(waiting: Shop) -> None:
    """Per word: a stale text is shown, an empty one is missing, a draft may be wrong, a review finds little."""
    waiting.edit("locmem.yaml", "content:\n", "risks:\n  standard: {required: reviewed}\ncontent:\n")
    done = waiting.entry("Write to us [at any time](complaints.md).")
    waiting.change_entry(done.source, "es", done.with_target(done.target, State.TRANSLATED, HUMAN))
    found = [one.state for one in items(waiting, "ES") if one.document == "articles/paying.md"]
    assert found == ["stale", "untranslated", "draft", "not reviewed"]


def test_a_wording_of_a_variant_waits_because_that_of_its_base_changed(waiting: Shop) -> None:
    entry = replace(waiting.entry(OPEN), stale_since=waiting.today, target="Abre.", state=State.TRANSLATED)
    pair = replace(waiting.pair("articles/paying.md"), variant_of="es")
    assert _why(pair, replace(entry, over="Abra."), "stale") == ("the wording of es that it departs from changed")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\xfa", b"---\ntitle: Another\n---\n\nNothing is as it was.\n"], ids=["spoilt", "new"]
)
def test_a_document_that_somebody_saves_before_it_is_opened_stops_nothing(
    handed_out: Shop, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    whole = items(handed_out)

    def saved(project: Project, documents: Iterable[str], *others: object) -> Workspace:
        paths = tuple(documents)
        handed_out.write_bytes(f"content/{paths[0]}", data)
        return open_documents(project, paths, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("locmem.workspace.workspace.open_documents", saved)
    project = handed_out.open()
    assert len(waiting_queue(project, project.markets).items) < len(whole)


def test_a_draft_that_addresses_readers_otherwise_says_so(waiting: Shop) -> None:
    waiting.write("locmem.yaml", waiting.read("locmem.yaml") + "registers: {es: 'informal: tú'}\n")
    draft = waiting.entry(OPEN).with_target("Usted abre **Pedidos**.", State.DRAFT, Origin(OriginKind.MT, "apertium"))
    waiting.change_entry(OPEN, "es", draft)
    (item,) = [one for one in items(waiting, "ES") if one.source == OPEN]
    assert "“Usted” is formal address; es wants “informal: tú”" in item.scored.reasons
