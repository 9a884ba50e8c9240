"""What is known around a segment comes from markets, help desk figures, settings and the document itself."""

from __future__ import annotations

import pytest

from locmem.exchange.guidance import Guidance
from locmem.pages.guidance import surroundings
from tests.pipelines.shop import SETTINGS, Shop

PAYING = "articles/paying.md"


def around(shop: Shop, *sent: str, document: str = PAYING) -> dict[str, Guidance]:
    """What is known of the segments with these sources, by source."""
    ids = {shop.entry(source).occurrence: source for source in sent}
    found = surroundings(shop.open()).of(shop.pair(document), ids.keys())
    return {ids[occurrence]: guidance for occurrence, guidance in found.items()}


def test_neighbours_are_told_that_the_file_does_not_have(shop: Shop) -> None:
    title, description = "Paying for an order", "Which payment methods you can use."
    found = around(shop, title, description)
    assert (found[title].comes_before, found[title].comes_after) == ("", "")
    assert found[description].comes_before == ""
    assert found[description].comes_after == "You can pay with ."


def test_markets_register_and_limit_come_along(shop: Shop) -> None:
    settings = SETTINGS.replace("kind: markdown}", "kind: markdown, max_length: {title: 40}}", 1)
    shop.write("locmem.yaml", f"{settings}registers: {{es: 'informal: tú'}}\n")
    [found] = around(shop, "Paying for an order").values()
    assert (found.markets, found.register, found.most, found.scored) == (("ES",), "informal: tú", 40, None)


def test_how_pressing_it_is_comes_with_its_reasons(shop: Shop) -> None:
    shop.edit("content/articles/complaints.md", "We answer without delay.", "We answer at once.")
    shop.run()
    [found] = around(shop, "We answer at once.", document="articles/complaints.md").values()
    assert found.scored is not None
    assert found.scored.priority == 2
    assert "the duty “complaint path” is in force" in found.scored.reasons


@pytest.mark.parametrize("damage", ["name: [", ""])
def test_a_damaged_profile_keeps_no_translator_waiting(shop: Shop, damage: str) -> None:
    shop.write("markets/ES.yaml", damage)
    [found] = around(shop, "Paying for an order").values()
    assert (found.markets, found.scored) == ((), None)


GLOSSARY = """concept,locale,term,status
order,en,order,preferred
order,es,pedido,preferred
order,es,orden,forbidden
"""


def test_terms_of_the_glossary_come_with_what_never_to_write(shop: Shop) -> None:
    shop.write("content/glossary.csv", GLOSSARY)
    [found] = around(shop, "Paying for an order").values()
    assert [term.in_words for term in found.terms] == ["order = pedido; never: orden"]


def test_a_damaged_glossary_is_named_and_keeps_no_translator_waiting(shop: Shop) -> None:
    shop.write("content/glossary.csv", "concept,locale,term,status\norder,xx-nowhere,a,wrong\n")
    project = shop.open()
    entry = shop.entry("Paying for an order")
    found = surroundings(project).of(shop.pair(PAYING), {entry.occurrence})
    assert found[entry.occurrence].terms == ()
    assert [problem.location.path for problem in project.unread] == ["content/glossary.csv"] * len(project.unread)
    assert project.unread
