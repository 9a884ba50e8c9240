"""Documents beside their translations: each segment once, as customers get it, with what the gate says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.model.match import Change, Piece
from locmem.model.translation import HUMAN, State
from locmem.pages.side_by_side import page_beside, side_by_side
from locmem.pipelines.check import release_gate
from locmem.reports.side_by_side import DocumentPage
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import SPANISH, Shop

PAYING = "articles/paying.md"
COLLECT = "We collect the money when the parcel leaves us."
LATER = "We collect your money when the parcel leaves us."


def pages(shop: Shop) -> dict[tuple[str, str], DocumentPage]:
    project = shop.open()
    report = release_gate(project, (), None)(project.today)
    return {(one.locale, one.document): one for one in side_by_side(project, report)}


def beside(shop: Shop, locale: str = "es", document: str = PAYING) -> DocumentPage:
    project = shop.open()
    return page_beside(project, open_workspace(project), document, locale)


def words(pieces: tuple[Piece, ...], change: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change in (change, Change.SAME))


def test_there_is_a_page_for_each_document_and_locale_with_every_segment(shop: Shop) -> None:
    found = pages(shop)
    assert len(found) == 6
    page = found["es", PAYING]
    assert len(page.rows) == page.counts.total == 12
    assert (page.markets, page.content_set, page.source_locale) == (("ES",), "articles", "en")
    [row] = [one for one in page.rows if "collect the money" in one.source[0][0]]
    assert (row.target, row.state, row.origin) == (
        ((SPANISH[COLLECT], False),),
        "reviewed",
        "human",
    )
    assert not row.is_first


def test_codes_stand_apart_from_words(shop: Shop) -> None:
    rows = pages(shop)["es", PAYING].rows
    [row] = [one for one in rows if any("Orders" in text for text, _ in one.source)]
    assert list(row.source[:4]) == [
        ("Open ", False),
        ("**", True),
        ("Orders", False),
        ("**", True),
    ]


def test_a_stale_text_shows_what_changed_in_its_source_what_is_proposed_and_its_finding(shop: Shop) -> None:
    shop.edit(f"content/{PAYING}", COLLECT, LATER)
    shop.run()
    page = pages(shop)["es", PAYING]
    [row] = [one for one in page.rows if one.state == "stale"]
    assert (words(row.source_changes, Change.GONE), words(row.source_changes, Change.CAME)) == (COLLECT, LATER)
    assert "your money" in row.source[0][0]
    assert row.target == (("Cobramos el importe cuando sale el paquete.", False),)
    assert (row.waits, page.waiting) == ("stale", 1)
    checks = {flaw.check for one in page.rows for flaw in one.flaws} | {flaw.check for flaw in page.flaws}
    assert "stale" in checks


def test_one_page_says_of_its_segments_what_all_pages_say(shop: Shop) -> None:
    entry = shop.entry(COLLECT)
    wrong = "Cobramos 30 importes."
    shop.change_entry(COLLECT, "es", replace(entry, target=wrong).with_target(wrong, State.REVIEWED, HUMAN))
    one = beside(shop)
    row = next(row for row in one.rows if row.occurrence == entry.occurrence)
    assert row.flaws
    assert one.rows == pages(shop)["es", PAYING].rows
    assert (one.title, one.markets) == ("Paying for an order", ("ES",))
    tax = ("{{ market.tax.name }}", True)
    assert any(tax in row.source and tax in row.target for row in one.rows)


def test_a_page_is_shown_while_the_profile_of_a_market_cannot_be_read(shop: Shop) -> None:
    shop.write("markets/ES.yaml", "code: [")
    assert beside(shop).markets == ()


def test_a_draft_of_a_variant_waits_beside_what_customers_get(shop: Shop) -> None:
    settings = shop.read("locmem.yaml").replace("locales: [es, ja]", "locales: [es, es-MX, ja]")
    shop.write("locmem.yaml", f"{settings}variants: {{es-MX: es}}\n")
    shop.run()
    own = "Cobramos el dinero cuando sale el paquete."
    entry = replace(shop.entry(COLLECT, "es-MX"), inherited="").with_target(own, State.DRAFT, HUMAN)
    shop.change_entry(COLLECT, "es-MX", entry)
    row = next(row for row in beside(shop, "es-MX").rows if row.occurrence == entry.occurrence)
    assert (row.target, row.inherited, row.waits) == (((SPANISH[COLLECT], False),), "es", "draft")
    assert words(row.target_changes, Change.CAME) == own


def test_a_document_without_such_texts_is_named(shop: Shop) -> None:
    with pytest.raises(UsageError, match=r"no document articles/none\.md with texts in es"):
        beside(shop, document="articles/none.md")
    with pytest.raises(UsageError, match="not declared"):
        beside(shop, "fr")


def test_what_is_not_there_is_empty_and_findings_of_the_whole_stand_at_its_top(shop: Shop) -> None:
    source = "We answer without delay."
    shop.change_entry(source, "es", shop.entry(source).with_target("", State.UNTRANSLATED, HUMAN))
    page = pages(shop)["es", "articles/complaints.md"]
    [row] = [one for one in page.rows if one.state == "untranslated"]
    assert (row.target, row.origin, row.waits) == ((), "", "untranslated")
    assert ("incomplete", "error") in [(flaw.check, flaw.level) for flaw in page.flaws]
    japanese = pages(shop)["ja", "articles/complaints.md"]
    assert {flaw.market for flaw in japanese.flaws} <= {"", "JP"}
    assert "incomplete" not in {flaw.check for flaw in japanese.flaws}


def test_what_holds_in_one_market_stands_on_no_page_of_another(shop: Shop) -> None:
    # By then every reading of a legal fact has ended, in both markets.
    found = pages(shop.later(400))
    for locale, market in (("es", "ES"), ("ja", "JP")):
        told = {flaw.market for flaw in found[locale, "articles/complaints.md"].flaws}
        assert market in told
        assert told <= {"", market}
