"""What a month's row says of a real project."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.pages.overview import overview_with_cards
from locmem.pages.trend import record_trend, trend_of
from locmem.reviews.trend import TREND_FILE, TrendRow, write_trend
from locmem.workspace.writing import Run
from tests.pipelines.shop import Shop

OLD = "We collect the money when the parcel leaves us."
NEW = "We collect the money as soon as the parcel has left us."


def rows(shop: Shop) -> dict[str, TrendRow]:
    """The rows of today, written."""
    project = shop.open()
    found, cards = overview_with_cards(project, project.markets, project.today)
    made = record_trend(project, project.markets, found, cards)
    Run(project, "trend").flush()
    return {row.market: row for row in made}


def test_a_project_that_is_ready_has_nothing_open(shop: Shop) -> None:
    spain = rows(shop)["ES"]
    assert (spain.month, spain.open, spain.words_left, spain.stale, spain.draft) == ("2026-11", 0, 0, 0, 0)
    assert spain.reviewed > 20
    # Nobody committed anything here, so that nobody knows.
    assert (spain.stale_days, spain.confirmed_again, spain.publish_days) == (None, None, None)


def test_stale_texts_age_and_count_once(shop: Shop) -> None:
    before = rows(shop)["ES"]
    shop.edit("content/articles/paying.md", OLD, NEW)
    assert rows(shop)["ES"].stale_oldest == 0
    shop.run("collect")
    found = rows(shop.later(9))
    assert (found["ES"].stale, found["ES"].stale_days, found["ES"].stale_oldest) == (1, 9, 9)
    assert found["ES"].reviewed == before.reviewed - 1
    # Beside the text, a duty that begins in four weeks, and a legal fact that becomes another then.
    assert (found["ES"].open, found["ES"].words_left) == (3, 12)
    assert {row.market for row in trend_of(shop.open())} == {"ES", "JP"}


def test_each_month_has_its_row(shop: Shop) -> None:
    rows(shop)
    text = shop.read(TREND_FILE)
    rows(shop.later(30))
    assert shop.read(TREND_FILE).startswith(text.splitlines()[0] + "\n" + text.splitlines()[1])
    assert [row.month for row in trend_of(shop.open())] == ["2026-11", "2026-11", "2026-12", "2026-12"]


def test_rows_of_a_month_to_come_are_not_buried(shop: Shop) -> None:
    later = TrendRow(month="2027-01", market="ES", on=shop.today)
    shop.write(TREND_FILE, write_trend([later]))
    with pytest.raises(InputErrors, match="it has figures of 2027-01, and today is 2026-11-21"):
        rows(shop)


def test_a_file_that_cannot_be_read_is_not_written_over(shop: Shop) -> None:
    shop.write(TREND_FILE, "month\n")
    with pytest.raises(InputErrors, match="are missing"):
        rows(shop)
    assert shop.read(TREND_FILE) == "month\n"
