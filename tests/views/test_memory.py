"""What the memory knows, as pages and tools ask it."""

from __future__ import annotations

import json

import pytest

from locmem.errors import UsageError
from locmem.views.memory import concordance, memory_page, search, tm_unit
from tests.pipelines.shop import Shop

COLLECT = "We collect the money when the parcel leaves us."


def test_a_search_says_what_the_command_says(shop: Shop) -> None:
    said = json.loads(shop.command("memory", "search", COLLECT, "--to", "es", "--json").stdout)
    assert json.loads(json.dumps(search(shop.open(), {"q": COLLECT, "to": "es"}))) == said
    assert said[0]["target"] == "Cobramos el importe cuando sale el paquete."


def test_words_are_found_as_the_command_finds_them(shop: Shop) -> None:
    said = json.loads(shop.command("memory", "concordance", "paquete", "--to", "es", "--in-target", "--json").stdout)
    found = concordance(shop.open(), {"q": "paquete", "to": "es", "in": "target"})
    assert json.loads(json.dumps(found)) == said
    assert said


def test_a_tool_is_answered_as_amagama_answers(shop: Shop) -> None:
    fields = {"source_language": "en", "target_language": "es_ES", "source": COLLECT}
    assert tm_unit(shop.open(), fields) == [
        {"source": COLLECT, "target": "Cobramos el importe cuando sale el paquete.", "quality": 100.0, "rank": 100.0}
    ]
    assert tm_unit(shop.open(), {**fields, "target_language": "xx"}) == []
    assert tm_unit(shop.open(), {**fields, "source_language": "es"}) == []
    assert tm_unit(shop.open(), {**fields, "source": " "}) == []


def test_options_narrow_what_a_tool_gets(shop: Shop) -> None:
    near = {"source_language": "en", "target_language": "es", "source": "We collect the money once the parcel leaves."}
    assert tm_unit(shop.open(), {**near, "min_similarity": "60"})
    assert tm_unit(shop.open(), {**near, "min_similarity": "99"}) == []
    assert tm_unit(shop.open(), {**near, "min_similarity": "60", "max_candidates": "0"})


def test_the_page_has_matches_and_places_and_says_what_is_wrong(shop: Shop) -> None:
    page = memory_page(shop.open(), {"q": COLLECT, "to": "ja"})
    assert page.matches[0].target_text == "代金は発送時に請求します。"
    assert page.hits
    assert not memory_page(shop.open(), {}).matches
    assert "not declared" in memory_page(shop.open(), {"q": "a", "to": "xx"}).problem
    assert memory_page(shop.open(), {"q": "...", "to": "es"}).locales == ("es", "ja")
    assert not memory_page(shop.open(), {"q": "paquete", "to": "es", "in": "target"}).matches


def test_a_search_without_a_text_or_a_locale_is_refused(shop: Shop) -> None:
    with pytest.raises(UsageError, match="`q` is missing"):
        search(shop.open(), {"to": "es"})
    with pytest.raises(UsageError, match="`to` is missing"):
        search(shop.open(), {"q": "a"})
