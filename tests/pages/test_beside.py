"""A page beside its translation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.model.match import Change
from locmem.model.translation import HUMAN, State
from locmem.pages.beside import SideBySide, side_by_side
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

PAYING = "articles/paying.md"
COLLECT = "We collect the money when the parcel leaves us."
LATER = "We collect the money once the parcel leaves us."


def beside(shop: Shop, locale: str = "es", document: str = PAYING) -> SideBySide:
    project = shop.open()
    return side_by_side(project, open_workspace(project), document, locale)


def test_each_text_stands_beside_its_translation_with_codes_told_from_words(shop: Shop) -> None:
    page = beside(shop)
    row = next(one for one in page.rows if "".join(text for text, _ in one.source).startswith("Prices include"))
    assert ("{{ market.tax.name }}", True) in row.source
    assert ("{{ market.tax.name }}", True) in row.target
    assert row.state == "reviewed"
    assert page.waiting == 0
    assert page.title == "Paying for an order"


def test_a_stale_text_says_what_changed_in_its_source(shop: Shop) -> None:
    shop.edit(f"content/{PAYING}", COLLECT, LATER)
    shop.run()
    page = beside(shop)
    row = next(one for one in page.rows if one.state == "stale")
    changed = {piece.change: piece.text for piece in row.source_changes if piece.change is not Change.SAME}
    assert changed == {Change.GONE: "when", Change.CAME: "once"}
    assert row.waits == "stale"
    assert page.waiting == 1


def test_what_the_gate_says_of_a_text_stands_beside_it(shop: Shop) -> None:
    entry = shop.entry(COLLECT)
    shop.change_entry(
        COLLECT,
        "es",
        replace(entry, target="Cobramos 30 importes.").with_target("Cobramos 30 importes.", State.REVIEWED, HUMAN),
    )
    row = next(one for one in beside(shop).rows if one.key.endswith(entry.occurrence))
    assert row.findings
    assert all(finding.locale == "es" for finding in row.findings)


def test_a_document_without_such_texts_is_named(shop: Shop) -> None:
    with pytest.raises(UsageError, match=r"no document articles/none\.md with texts in es"):
        beside(shop, document="articles/none.md")
    with pytest.raises(UsageError, match="not declared"):
        beside(shop, "fr")
