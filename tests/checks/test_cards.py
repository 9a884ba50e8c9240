"""What checks of other documents ask of a document."""

from __future__ import annotations

from locmem.checks.cards import SYNTAX, cards_of
from locmem.model.document import Risk
from tests.checks.lamps import Lamps


def test_a_card_says_what_its_document_says_of_itself(lamps: Lamps) -> None:
    lamps.article(
        "The tax is {{ market.tax.standard_rate }}.",
        front="slug: money-back\ntopic: refunds\nrisk: legal\nmarkets: [ES]\n",
    )
    [card] = cards_of(lamps.context().workspace)
    assert (card.path, card.file) == ("articles/refunds.md", "content/articles/refunds.md")
    assert (card.content_set, card.kind, card.risk) == ("articles", "markdown", Risk.LEGAL)
    assert (card.slug, card.topic, card.markets) == ("money-back", "refunds", ("ES",))
    assert card.slug_at is not None
    assert (card.slug_at.location.line, card.slug_at.location.column) == (3, 7)
    assert {one.path for one in card.asks} == {"market.tax.standard_rate"}
    assert card.asks_for("market.tax.standard_rate")
    assert not card.asks_for("market.tax.abbreviation")
    assert [card.ships_to(code) for code in ("ES", "BR")] == [True, False]


def test_a_document_that_is_called_by_its_place_says_so(lamps: Lamps) -> None:
    lamps.article("One.")
    [card] = cards_of(lamps.context().workspace)
    assert (card.slug, card.slug_at, card.start.location.line) == ("refunds", None, 1)
    assert card.ships_to("BR")


def test_only_documents_on_a_topic_are_read_for_the_facts_they_ask_for(lamps: Lamps) -> None:
    lamps.article("The tax is {{ market.tax.standard_rate }}.")
    [card] = cards_of(lamps.context().workspace)
    assert card.asks == frozenset()


def test_a_card_brings_along_what_is_wrong_with_tags(lamps: Lamps) -> None:
    lamps.article("{% if market.refund %}One.")
    [card] = cards_of(lamps.context().workspace)
    [finding] = card.liquid
    assert (finding.check, finding.location.path) == (SYNTAX, "content/articles/refunds.md")


def test_a_card_says_where_its_document_leads(lamps: Lamps) -> None:
    lamps.article(
        "See [more](more.md), {% if market.refund %}[this](/this){% endif %} and ![a lamp](img/lamp.png).\n\n"
        "`[none](none.md)` and [out](https://lamps.example/)."
    )
    [card] = cards_of(lamps.context().workspace)
    links = [(lead.target, lead.is_conditional, lead.at.location.column) for lead in card.links]
    assert links == [("more.md", False, 12), ("/this", True, 51)]
    assert [(lead.target, lead.at.location.line) for lead in card.images] == [("img/lamp.png", 5)]
    assert (card.folder, card.locales) == ("articles", ("es", "pt-BR"))
