"""A text with several translations is never settled by a machine, whatever a content set accepts."""

from __future__ import annotations

import json
from dataclasses import replace

from locmem.model.translation import State
from tests.pipelines.shop import SETTINGS, Shop

SAME = "The lamp is ready."


def article(title: str, text: str = SAME) -> str:
    return f"---\ntitle: {title}\n---\n\n{text}\n"


def translated(shop: Shop, document: str, target: str) -> None:
    """An article with the same text, whose translation a person has confirmed."""
    shop.write(f"content/articles/{document}.md", article(document))
    shop.run("collect")
    pair = shop.pair(f"articles/{document}.md")
    entries = tuple(
        entry.with_target(target if entry.source == SAME else entry.source, State.REVIEWED, entry.origin)
        for entry in pair.catalog.entries
    )
    shop.put(pair.path, replace(pair.catalog, entries=entries))
    shop.run()


def test_one_known_translation_is_taken_where_a_set_accepts_it_and_two_are_not(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS.replace("kind: markdown}", "kind: markdown, accept: 100}"))
    translated(shop, "one", "La lámpara está lista.")
    shop.write("content/articles/sure.md", article("Sure", f"Nothing.\n\n{SAME}\n\nNothing."))
    shop.run()
    [sure] = [entry for entry in shop.pair("articles/sure.md").catalog.entries if entry.source == SAME]
    assert (sure.state, sure.target) == (State.TRANSLATED, "La lámpara está lista.")
    translated(shop, "two", "La lámpara ya está.")
    shop.write("content/articles/open.md", article("Open", f"Something.\n\n{SAME}\n\nSomething."))
    shop.run()
    [unsure] = [entry for entry in shop.pair("articles/open.md").catalog.entries if entry.source == SAME]
    assert unsure.state is State.DRAFT


def test_search_says_so_and_shows_them_all(shop: Shop) -> None:
    translated(shop, "one", "La lámpara está lista.")
    translated(shop, "two", "La lámpara ya está.")
    done = shop.command("memory", "search", SAME, "--to", "es", "--json")
    found = json.loads(done.stdout)
    exact = [one for one in found if one["percent"] == 100]
    assert {one["target"] for one in exact} == {"La lámpara está lista.", "La lámpara ya está."}
    assert all(one["ambiguous"] for one in exact)
    assert "ambiguous" in shop.command("memory", "search", SAME, "--to", "es").stdout
