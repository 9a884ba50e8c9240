"""A near match with the words that changed, from the memory and from an engine; never confirmed, always told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from locmem.catalogs.pairs import Pair
from locmem.catalogs.states import to_po
from locmem.inline import protect
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.mt.answers import Answers
from locmem.mt.drafting import Drafter
from locmem.mt.engine import Question, Traits
from locmem.workspace.drafters import Drafters
from locmem.workspace.filling import fill_memory
from locmem.workspace.matched import answered
from locmem.workspace.near_matches import BroughtNear, Near, brought_near, is_near, texts_to_ask
from locmem.workspace.open_entries import query_of
from locmem.workspace.project import Project
from locmem.workspace.proposals import best_proposal, proposed
from locmem.workspace.routing import Routes
from locmem.workspace.survey import survey
from tests.pipelines.shop import Shop

PAGE = "articles/paying.md"
ES = LanguageTag("es")
OLD = "Your **big parcel** leaves us in 3 days."
OLD_ES = "Tu **paquete grande** sale en 3 días."
NEW = "Your **big letter** leaves us in 4 days."
SAYS = {"parcel": "paquete", "letter": "sobre"}


class Dictionary:
    """An engine that knows single words only, and gives back all else."""

    name = "dictionary"
    version = "1"
    traits = Traits()

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.asked = 0

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        self.asked += len(questions)
        return tuple(self.words.get(question.text, question.text) for question in questions)


@pytest.fixture
def project(shop: Shop) -> Iterator[Project]:
    """A shop in whose memory stands an older version of a sentence of its page."""
    shop.edit("locmem.yaml", "content:", "machine_translation: {es: {engine: apertium}}\ncontent:")
    shop.write(f"content/{PAGE}", f"{shop.read(f'content/{PAGE}')}\n{OLD}\n\n{NEW}\n")
    shop.run("collect")
    shop.translate("es", {OLD: OLD_ES})
    with shop.open() as project:
        surveyed = survey(project)
        fill_memory(project, surveyed, [])
        yield project


def near_in(project: Project, pair: Pair, source: str) -> tuple[Pair, Near]:
    """The pair with the memory's proposal for a sentence, and that proposal."""
    [place] = [number for number, entry in enumerate(pair.catalog.entries) if entry.source == source]
    texts = [segment.content.text for segment in pair.source.catalog_segments]
    [matches] = project.memory.lookup_many([query_of(pair, place, texts)], floor=70, limit=5)
    before = pair.catalog.entries[place]
    if before.is_stale:
        match = best_proposal(pair, place, texts, matches)
        entry: CatalogEntry | None = proposed(pair, place, texts, matches)
    else:
        match = matches[0]
        entry = answered(Routes(project), pair, before, match, is_sure=True)
    assert match is not None
    assert entry is not None
    assert is_near(entry, match)
    entries = list(pair.catalog.entries)
    entries[place] = entry
    return pair.with_entries(entries), Near(pair=0, place=place, match=match)


def brought(project: Project, pair: Pair, near: Near, engine: Dictionary | None) -> tuple[BroughtNear, CatalogEntry]:
    drafter = (
        Drafter(engine=engine, answers=Answers(project.database), source_locale="en", locale=ES) if engine else None
    )
    found = brought_near(project, [pair], [near], locale=ES, drafter_of=lambda pair: drafter)
    return found, found.pairs[0].catalog.entries[near.place]


def test_a_draft_gets_the_new_word_and_says_so(project: Project, shop: Shop) -> None:
    pair, near = near_in(project, shop.pair(PAGE), NEW)
    before = pair.catalog.entries[near.place]
    assert before.target == OLD_ES.replace("3", "4")
    assert any("parcel" in doubt for doubt in before.doubts)
    engine = Dictionary(SAYS)
    found, entry = brought(project, pair, near, engine)
    assert (found.spliced, engine.asked, texts_to_ask([pair], [near], lambda one: True)) == (1, found.asked, 2)
    assert entry.target == "Tu **sobre grande** sale en 4 días."
    assert (entry.state, entry.origin.kind, entry.match) == (State.DRAFT, OriginKind.TM, before.match)
    assert entry.previous_source == OLD
    assert entry.doubts == ("put in by dictionary: “sobre” for “paquete”",)
    po = to_po(entry, PAGE)
    assert po.is_fuzzy
    assert "look at: put in by dictionary: “sobre” for “paquete”" in po.extracted


def test_nothing_is_asked_or_paid_for_twice(project: Project, shop: Shop) -> None:
    pair, near = near_in(project, shop.pair(PAGE), NEW)
    first, entry = brought(project, pair, near, Dictionary(SAYS))
    engine = Dictionary(SAYS)
    again, same = brought(project, pair, near, engine)
    assert (engine.asked, again.asked, again.reused) == (0, 0, first.asked)
    assert same == entry


def test_a_word_that_people_translated_needs_no_engine(project: Project, shop: Shop) -> None:
    shop.write("content/articles/words.md", "# Parcel\n\n## Letter\n")
    shop.run("collect")
    shop.translate("es", {"Parcel": "Paquete", "Letter": "Carta"})
    fill_memory(project, survey(project), [])
    pair, near = near_in(project, shop.pair(PAGE), NEW)
    _, entry = brought(project, pair, near, None)
    assert entry.target == "Tu **carta grande** sale en 4 días."
    assert entry.doubts == ("put in by the memory: “carta” for “paquete”",)


def test_where_no_word_is_known_the_match_stays_with_its_doubts(project: Project, shop: Shop) -> None:
    pair, near = near_in(project, shop.pair(PAGE), NEW)
    found, entry = brought(project, pair, near, Dictionary({}))
    assert found.spliced == 0
    assert entry == pair.catalog.entries[near.place]


def test_no_engine_is_asked_for_what_no_machine_may_draft(shop: Shop, project: Project) -> None:
    allowed = shop.pair(PAGE)
    shop.edit(f"content/{PAGE}", "topic: payments", "topic: payments\nrisk: legal")
    pair, near = near_in(project, shop.pair(PAGE), NEW)
    routes = Routes(project)
    drafters = Drafters(project, routes, "pretranslate", [pair])
    assert drafters.first_here(allowed) is not None
    found = brought_near(project, [pair], [near], locale=ES, drafter_of=drafters.first_here)
    assert (found.spliced, found.asked) == (0, 0)
    assert texts_to_ask([pair], [near], lambda one: bool(routes.engines_for(one))) == 0


def test_a_stale_text_keeps_its_confirmed_target_beside_the_new_words(project: Project, shop: Shop) -> None:
    newest = "Your **big box** leaves us in 3 days."
    shop.edit(f"content/{PAGE}", OLD, newest)
    shop.run("collect")
    pair, near = near_in(project, shop.pair(PAGE), newest)
    _, entry = brought(project, pair, near, Dictionary({"parcel": "paquete", "box": "bulto"}))
    assert (entry.target, entry.proposal) == (OLD_ES, "Tu **bulto grande** sale en 3 días.")
    assert (entry.is_stale, entry.previous_source) == (True, OLD)
    assert entry.doubts == ("put in by dictionary: “bulto” for “paquete”",)


def test_what_somebody_began_or_what_is_not_shown_is_left(project: Project, shop: Shop) -> None:
    pair, near = near_in(project, shop.pair(PAGE), NEW)
    entry = pair.catalog.entries[near.place]
    confirmed = entry.with_target(entry.target, State.TRANSLATED, entry.origin)
    assert not is_near(confirmed, near.match)
    assert not is_near(entry.with_target("Otra cosa.", State.DRAFT, entry.origin), near.match)
    assert protect.to_editable(near.match.target) == entry.target
