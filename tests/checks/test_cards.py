"""What checks of other documents ask of a document."""

from __future__ import annotations

from locmem.checks.cards import SYNTAX, card_of
from locmem.model.document import Risk
from tests.checks.lamps import Lamps


def test_a_card_says_what_its_document_says_of_itself(lamps: Lamps) -> None:
    lamps.article(
        "The tax is {{ market.tax.standard_rate }}.",
        front="slug: money-back\ntopic: refunds\nrisk: legal\nmarkets: [ES]\n",
    )
    [source] = lamps.context().workspace.sources
    card = card_of(source)
    assert (card.path, card.file) == ("articles/refunds.md", "content/articles/refunds.md")
    assert (card.content_set, card.kind, card.risk) == ("articles", "markdown", Risk.LEGAL)
    assert (card.slug, card.topic, card.markets) == ("money-back", "refunds", ("ES",))
    assert card.slug_at is not None
    assert (card.slug_at.location.line, card.slug_at.location.column) == (3, 7)
    assert card.asks == {"market.tax.standard_rate"}
    assert [card.ships_to(code) for code in ("ES", "BR")] == [True, False]


def test_a_document_that_is_called_by_its_place_says_so(lamps: Lamps) -> None:
    lamps.article("One.")
    [source] = lamps.context().workspace.sources
    card = card_of(source)
    assert (card.slug, card.slug_at, card.start.location.line) == ("refunds", None, 1)
    assert card.ships_to("BR")


def test_only_documents_on_a_topic_are_read_for_the_facts_they_ask_for(lamps: Lamps) -> None:
    lamps.article("The tax is {{ market.tax.standard_rate }}.")
    [source] = lamps.context().workspace.sources
    assert card_of(source).asks == frozenset()


def test_a_card_brings_along_what_is_wrong_with_tags(lamps: Lamps) -> None:
    lamps.article("{% if market.refund %}One.")
    [source] = lamps.context().workspace.sources
    [finding] = card_of(source).liquid
    assert (finding.check, finding.location.path) == (SYNTAX, "content/articles/refunds.md")
