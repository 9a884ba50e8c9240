"""How far each locale is, and whether each market can ship."""

from __future__ import annotations

import pytest

from locmem.model.translation import HUMAN, State
from locmem.pages.overview import Overview, overview
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"


def found(shop: Shop) -> Overview:
    project = shop.open()
    return overview(project, project.markets)


def test_a_finished_project_is_ready_everywhere(shop: Shop) -> None:
    report = found(shop)
    assert [(row.locale, row.content_set, row.total, row.percent) for row in report.coverage] == [
        ("es", "articles", 20, 100.0),
        ("es", "macros", 7, 100.0),
        ("ja", "articles", 20, 100.0),
        ("ja", "macros", 7, 100.0),
    ]
    assert {row.inherited for row in report.coverage} == {0}
    assert [(row.market, row.locale, row.pages, row.is_ready) for row in report.readiness] == [
        ("ES", "es", 3, True),
        ("JP", "ja", 3, True),
    ]


def test_a_stale_segment_counts_as_stale_and_as_nothing_else(shop: Shop) -> None:
    shop.edit(PAYING, "We collect the money when", "We collect your money when")
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly. It warms.\n")
    draft = shop.entry("It warms.").with_target("Calienta.", State.DRAFT, HUMAN)
    shop.change_entry("It warms.", "es", draft)
    row = found(shop).coverage[0]
    assert (row.total, row.reviewed, row.translated, row.draft, row.untranslated, row.stale) == (22, 19, 0, 1, 1, 1)
    assert row.percent == pytest.approx(100 * 19 / 22)


def test_readiness_tells_what_customers_see_and_what_blocks(shop: Shop) -> None:
    shop.edit(PAYING, "We collect the money when", "We collect your money when")
    shop.edit("content/macros/refund.yaml", "Thank you for your loyalty.", "Thank you. We mean it.")
    shop.edit("markets/JP.yaml", "  - fact: complaints.body.website\n", "  - fact: complaints.body.name\n")
    spain, japan = found(shop).readiness
    assert (spain.ready, spain.last_confirmed, spain.source, spain.withheld, spain.blocked) == (1, 1, 1, 0, 0)
    assert (japan.ready, japan.last_confirmed, japan.source, japan.blocked, japan.must) == (0, 1, 1, 1, 1)
    assert not spain.is_ready
