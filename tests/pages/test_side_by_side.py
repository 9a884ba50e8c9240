"""Documents beside their translations: each segment once, as customers get it, with what the gate says of it."""

from __future__ import annotations

from locmem.model.translation import HUMAN, State
from locmem.pages.side_by_side import side_by_side
from locmem.pipelines.check import release_gate
from locmem.reports.side_by_side import DocumentPage, Piece
from tests.pipelines.shop import SPANISH, Shop


def pages(shop: Shop) -> dict[tuple[str, str], DocumentPage]:
    project = shop.open()
    report = release_gate(project, (), None)(project.today)
    return {(one.locale, one.document): one for one in side_by_side(project, report)}


def test_there_is_a_page_for_each_document_and_locale_with_every_segment(shop: Shop) -> None:
    found = pages(shop)
    assert len(found) == 6
    page = found["es", "articles/paying.md"]
    assert len(page.rows) == page.counts.total == 12
    assert (page.markets, page.content_set, page.source_locale) == (("ES",), "articles", "en")
    [row] = [one for one in page.rows if "collect the money" in one.source[0].text]
    assert (row.target, row.state, row.origin) == (
        (Piece(text=SPANISH["We collect the money when the parcel leaves us."]),),
        "reviewed",
        "human",
    )
    assert not row.is_first


def test_codes_stand_apart_from_words(shop: Shop) -> None:
    rows = pages(shop)["es", "articles/paying.md"].rows
    [row] = [one for one in rows if any("Orders" in piece.text for piece in one.source)]
    assert [(piece.text, piece.is_code) for piece in row.source[:4]] == [
        ("Open ", False),
        ("**", True),
        ("Orders", False),
        ("**", True),
    ]


def test_a_stale_text_shows_both_sources_and_its_finding(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    shop.run()
    page = pages(shop)["es", "articles/paying.md"]
    [row] = [one for one in page.rows if one.state == "stale"]
    assert row.before == "We collect the money when the parcel leaves us."
    assert "your money" in row.source[0].text
    assert row.target == (Piece(text="Cobramos el importe cuando sale el paquete."),)
    checks = {flaw.check for one in page.rows for flaw in one.flaws} | {flaw.check for flaw in page.flaws}
    assert "stale" in checks


def test_what_is_not_there_is_empty_and_findings_of_the_whole_stand_at_its_top(shop: Shop) -> None:
    source = "We answer without delay."
    shop.change_entry(source, "es", shop.entry(source).with_target("", State.UNTRANSLATED, HUMAN))
    page = pages(shop)["es", "articles/complaints.md"]
    [row] = [one for one in page.rows if one.state == "untranslated"]
    assert (row.target, row.origin) == ((), "")
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
