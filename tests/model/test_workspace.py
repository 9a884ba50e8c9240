"""A document in a locale: what is stored, what customers get, and what each entry is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import InputErrors, Location, Problem
from locmem.model.settings import Settings
from locmem.model.tags import language_tag
from locmem.model.translation import State
from locmem.model.workspace import Workspace
from tests.pairs import EN, ES, entry, pair_of, source_of

MX = language_tag("es-MX")
OWN = entry("One.", "Uno.", state=State.DRAFT)
INHERITED = entry("Two.", "Dos.", state=State.REVIEWED, inherited="es")
EMPTY = entry("Three.")
BASE = (
    entry("One.", "Un", state=State.REVIEWED, inherited="es"),
    INHERITED,
    entry("Three.", "Tres", state=State.DRAFT, inherited="es"),
)
VARIANT = pair_of(
    [OWN, INHERITED, EMPTY], locale=MX, variant_of="es", base=BASE, path="content/translations/es-MX/a.md.po"
)


def test_a_variant_stores_its_own_targets_only() -> None:
    assert VARIANT.stored == (OWN,)
    assert pair_of([OWN, EMPTY]).stored == (OWN, EMPTY)


def test_customers_of_a_variant_get_what_is_confirmed_in_the_base_before_an_own_draft() -> None:
    assert VARIANT.shipped == (BASE[0], INHERITED, EMPTY)
    confirmed = replace(OWN, state=State.TRANSLATED)
    [shipped, *_] = pair_of([confirmed, INHERITED, EMPTY], base=BASE).shipped
    assert shipped == confirmed
    draft_base = (replace(BASE[0], state=State.DRAFT), *BASE[1:])
    assert pair_of([OWN, INHERITED, EMPTY], base=draft_base).shipped[0] == OWN


def test_what_a_variant_lacks_is_work_for_its_base() -> None:
    assert [VARIANT.is_ours(one) for one in VARIANT.catalog.entries] == [True, False, False]
    alone = pair_of([EMPTY, INHERITED])
    assert [alone.is_ours(one) for one in alone.catalog.entries] == [True, True]


def test_the_file_of_an_inherited_entry_is_that_of_its_base() -> None:
    assert VARIANT.file_of(OWN) == "content/translations/es-MX/a.md.po"
    assert VARIANT.file_of(INHERITED) == "content/translations/es/a.md.po"
    assert VARIANT.key(OWN) == "articles/a.md#k3f9xx"


def test_a_source_gives_its_translatable_segments_one_by_one_or_together() -> None:
    source = replace(source_of([OWN, INHERITED, EMPTY]), translatable=(0, 2))
    assert [one.content.native for one in source.catalog_segments] == ["One.", "Three."]
    assert source.catalog_segment(1).content.native == "Three."
    assert source.file == "content/articles/a.md"


@pytest.mark.parametrize(
    ("markets", "ships"), [((), True), (("ES",), True), (("FR", "ES"), True), (("FR",), False)], ids=str
)
def test_a_document_ships_to_every_market_or_to_those_it_names(markets: tuple[str, ...], ships: bool) -> None:
    assert source_of([], markets).ships_to("ES") is ships


def test_rows_are_segments_beside_their_entries() -> None:
    assert [(one.content.native, other.target) for one, other in pair_of([OWN, INHERITED]).rows()] == [
        ("One.", "Uno."),
        ("Two.", "Dos."),
    ]
    with pytest.raises(ValueError, match="zip"):
        list(pair_of([OWN], source=source_of([])).rows())


def test_a_workspace_gives_one_locale_and_raises_what_could_not_be_read() -> None:
    settings = Settings(name="shop", source_locale=EN, locales=(ES, MX), content_sets=(), risks={})
    pairs = (pair_of([OWN]), VARIANT)
    whole = Workspace(settings=settings, sources=(), pairs=pairs)
    assert whole.pairs_of("es-MX") == (VARIANT,)
    whole.raise_problems()
    problem = Problem(location=Location(path="a.md"), what="it is cut.")
    with pytest.raises(InputErrors, match="it is cut"):
        replace(whole, problems=(problem,)).raise_problems()
