"""Where everybody begins."""

from __future__ import annotations

import json

from locmem.views.overview import overview_page
from tests.pipelines.shop import Shop


def test_it_says_what_status_and_backlog_say(shop: Shop) -> None:
    shop.write("content/articles/new.md", "---\ntitle: New\nslug: new\n---\n\nNobody translated this.\n")
    shop.run()
    page = overview_page(shop.open())
    status = json.loads(shop.command("status", "--json").stdout)
    backlog = json.loads(shop.command("backlog", "--json").stdout)
    assert [(row.locale, row.content_set, row.total) for row in page.status.coverage] == [
        (row["locale"], row["content_set"], row["total"]) for row in status["coverage"]
    ]
    assert [item.key for item in page.backlog] == [item["key"] for item in backlog][:10]
    assert sum(page.open) == len(backlog)
    cell = page.cell("es", "articles")
    assert cell is not None
    assert cell.untranslated == 2
    assert page.cell("es", "none") is None
    assert (page.locales, page.content_sets) == (("es", "ja"), ("articles", "macros"))


def test_a_market_that_cannot_be_read_is_left_out_and_named(shop: Shop) -> None:
    shop.write("markets/JP.yaml", "code: [")
    page = overview_page(shop.open())
    assert "JP" in page.missing
    assert set(page.markets) == {"ES"}
    assert page.status.unread
