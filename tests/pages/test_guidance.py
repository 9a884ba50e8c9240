"""What is known around a segment comes from markets, help desk figures, settings and the document itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.exchange.guidance import Guidance
from locmem.exchange.manifest import Aside, Conflict, Manifest, SentUnit
from locmem.pages.guidance import refused, surroundings
from locmem.workspace.survey import survey
from tests.pipelines.shop import SETTINGS, Shop

PAYING = "articles/paying.md"


def around(shop: Shop, *sent: str, document: str = PAYING) -> dict[str, Guidance]:
    """What is known of the segments with these sources, by source."""
    ids = {shop.entry(source).occurrence: source for source in sent}
    project = shop.open()
    found = surroundings(project, survey(project)).of(shop.pair(document), ids.keys())
    return {ids[occurrence]: guidance for occurrence, guidance in found.items()}


def test_neighbours_are_told_that_the_file_does_not_have(shop: Shop) -> None:
    title, description = "Paying for an order", "Which payment methods you can use."
    found = around(shop, title, description)
    assert (found[title].comes_before, found[title].comes_after) == ("", "")
    assert found[description].comes_before == ""
    assert found[description].comes_after == 'You can pay with {{ market.payment_methods | list: "or" }}.'


def test_a_neighbour_is_readable_with_its_facts_and_without_its_tags(shop: Shop) -> None:
    macro = "macros/refund.yaml"
    [found] = around(shop, "It includes {{ market.tax.abbreviation }}.", document=macro).values()
    assert found.comes_before == "Your refund for order {{ ticket.id }} is on its way."
    [found] = around(shop, "Good to know").values()
    assert found.comes_after == "Open **Orders** to change the method."
    closing = "Kind regards,<x1/>{{current_user.name}}"
    [found] = around(shop, "Thank you for your loyalty.", document=macro).values()
    assert (shop.entry(closing).source, found.comes_after) == (closing, "Kind regards, {{current_user.name}}")


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
    found = surroundings(project, survey(project)).of(shop.pair(PAYING), {entry.occurrence})
    assert found[entry.occurrence].terms == ()
    assert [problem.location.path for problem in project.unread] == ["content/glossary.csv"] * len(project.unread)
    assert project.unread


UNIT = SentUnit(document="a.md", occurrence="k", source="s", target="", state="untranslated", words=1)
SENT = Manifest(id="1", format="po", locale="es", markets=(), created="", due="", assignee="", files=(), units=(UNIT,))
REJECTED = Conflict(
    document="a.md", occurrence="k", returned="Uno\x01", kept="", why=Aside.REJECTED, reason="`<g1>` is missing"
)
PLACE = ("es", "a.md", "k")


def test_the_last_answer_that_was_rejected_travels_back_with_its_reason() -> None:
    came = replace(SENT, conflicts=(REJECTED,))
    said = {PLACE: "“Uno\\x01”, because `<g1>` is missing"}
    assert refused([came]) == said
    assert refused([came, SENT]) == said
    without_text = replace(SENT, conflicts=(replace(REJECTED, returned=""),))
    assert refused([came, without_text]) == {PLACE: "`<g1>` is missing"}


def test_a_text_that_was_dropped_or_answered_since_does_not() -> None:
    came = replace(SENT, conflicts=(REJECTED,))
    assert refused([replace(came, conflicts=(replace(REJECTED, why=Aside.UNFINISHED),))]) == {}
    assert refused([came, replace(SENT, units=(replace(UNIT, returned="2026-11-21"),))]) == {}
