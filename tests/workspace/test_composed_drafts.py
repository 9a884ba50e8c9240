"""A paragraph the memory does not know, drafted sentence by sentence; each part says where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.mt.answers import Answers
from locmem.mt.drafting import Drafter
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.engines import ENGINES, EngineEntry
from locmem.workspace.composed_drafts import ComposedDrafts, compose_drafts
from locmem.workspace.drafters import Drafters
from locmem.workspace.filling import fill_memory
from locmem.workspace.project import Project
from locmem.workspace.routing import Routes
from locmem.workspace.survey import survey
from tests.pipelines.shop import Shop

ES = LanguageTag("es")
PAGE = "articles/paying.md"
NOTE = "Open **Orders** to change the method. Write to us [at any time](contact.md). We answer soon."
KNOWN = "Abre **Pedidos** para cambiar el método."


class Dictionary:
    """An engine that knows some texts, and gives back all else."""

    name = "dictionary"
    version = "1"
    traits = Traits()

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.asked: list[str] = []

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        self.asked += [question.text for question in questions]
        return tuple(self.texts.get(question.text, question.text) for question in questions)


@pytest.fixture
def project(shop: Shop) -> Iterator[Project]:
    """A shop with a set of notes, cut into paragraphs, one of which holds sentences that its page has."""
    shop.edit(
        "locmem.yaml",
        "kind: macro}",
        "kind: macro}\n  - {name: notes, files: notes/*.md, kind: markdown, segment: unit}",
    )
    shop.edit("locmem.yaml", "content:", "machine_translation: {es: {engine: apertium}}\ncontent:")
    shop.write("content/notes/note.md", f"{NOTE}\n\nNobody knows this. Nor that.\n\nOne sentence alone.\n")
    shop.run("collect")
    with shop.open() as project:
        fill_memory(project, survey(project), [])
        yield project


def drafted(project: Project, shop: Shop, engine: Dictionary | None) -> tuple[ComposedDrafts, list[CatalogEntry]]:
    pair = shop.pair("notes/note.md")
    missed = [(0, place) for place in range(len(pair.catalog.entries))]
    drafter = (
        Drafter(engine=engine, answers=Answers(project.database), source_locale="en", locale=ES) if engine else None
    )
    found = compose_drafts(project, [pair], missed, locale=ES, drafter_of=lambda pair: drafter)
    return found, list(found.pairs[0].catalog.entries)


def test_known_sentences_are_drafted_and_the_rest_is_visibly_the_source(project: Project, shop: Shop) -> None:
    found, (note, other, alone) = drafted(project, shop, None)
    assert note.target == f"{KNOWN} Escríbenos [cuando quieras](contact.md). We answer soon."
    assert (note.state, note.origin.kind, found.composed) == (State.DRAFT, OriginKind.TM, 1)
    assert 50 < note.match < 90
    assert note.doubts[0] == "sentence 1 of 3: 100 % from the memory"
    assert note.doubts[1].startswith("sentence 2 of 3: 9")
    assert note.doubts[-1] == "sentence 3 of 3 is not translated: “We answer soon.”"
    assert other.state is alone.state is State.UNTRANSLATED


def test_an_engine_is_asked_for_the_sentences_nobody_knows_and_never_twice(project: Project, shop: Shop) -> None:
    engine = Dictionary({"We answer soon.": "Respondemos pronto."})
    found, (note, *_) = drafted(project, shop, engine)
    assert note.target.endswith("(contact.md). Respondemos pronto.")
    assert note.doubts[-1] == "sentence 3 of 3: drafted by dictionary"
    assert (engine.asked, found.asked) == (["We answer soon."], 1)
    again, entries = drafted(project, shop, engine)
    assert (again.asked, again.reused, entries[0]) == (0, 1, note)


def test_who_is_greeted_elsewhere_in_the_document_leaves_with_no_sentence(project: Project, shop: Shop) -> None:
    text = NOTE.replace("We answer soon.", "We tell Maria soon.")
    shop.edit("content/notes/note.md", NOTE, f"Dear Maria,\n\n{text}")
    engine = Dictionary({})
    engine.traits = Traits(host="api.example")
    drafted(project, shop, engine)
    (asked,) = [one for one in engine.asked if "soon" in one]
    assert asked.startswith("We tell ")
    assert "Maria" not in asked


def test_where_a_draft_ships_nothing_is_left_in_the_source(project: Project, shop: Shop) -> None:
    shop.edit("content/notes/note.md", NOTE, f"---\nrisk: low\n---\n\n{NOTE}")
    assert drafted(project, shop, None)[0].composed == 0
    assert drafted(project, shop, Dictionary({"We answer soon.": "Respondemos pronto."}))[0].composed == 1


def test_no_engine_is_asked_for_what_no_machine_may_draft(
    project: Project, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Dictionary({"We answer soon.": "Respondemos pronto."})
    status = EngineStatus(name="apertium", locale="es", is_ready=True)
    entry = EngineEntry(open=lambda setting, source: engine, status=lambda setting, source: status)
    monkeypatch.setitem(ENGINES, "apertium", entry)
    for text, asked in ((f"---\nrisk: legal\n---\n\n{NOTE}", []), (NOTE, ["We answer soon."])):
        shop.write("content/notes/note.md", f"{text}\n\nNobody knows this. Nor that.\n")
        pair = shop.pair("notes/note.md")
        drafters = Drafters(project, Routes(project), "sync", [pair])
        missed = [(0, place) for place in range(len(pair.catalog.entries))]
        found = compose_drafts(project, [pair], missed, locale=ES, drafter_of=drafters.first)
        note = next(one for one in found.pairs[0].catalog.entries if one.source == NOTE)
        assert (found.composed, engine.asked) == (1, asked)
        assert ("is not translated" in note.doubts[-1]) is (not asked)


def test_what_somebody_wrote_is_never_touched(project: Project, shop: Shop) -> None:
    pair = shop.pair("notes/note.md")
    [first, *rest] = pair.catalog.entries
    pair = pair.with_entries([replace(first, target="Algo.", state=State.DRAFT), *rest])
    assert compose_drafts(project, [pair], [(0, 0)], locale=ES).pairs == (pair,)


class Silent(Dictionary):
    """An engine that gives no answer."""

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:  # type: ignore[override]
        self.asked += [question.text for question in questions]
        return (None,) * len(questions)


def test_what_an_engine_did_not_answer_is_left_for_the_next_run(project: Project, shop: Shop) -> None:
    found, (note, *_) = drafted(project, shop, Silent({}))
    assert (found.composed, note.state) == (0, State.UNTRANSLATED)
