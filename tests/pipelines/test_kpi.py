"""Figures of a help desk in a real project: joined by title in any language, merged and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.pipelines.kpi import KpiImport, import_kpi
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.pipelines.shop import SPANISH, Shop

FILE = "content/kpi.csv"
HEADER = "document,market,period,views,tickets,unhelpful\n"


def imported(
    shop: Shop, text: str, *, is_dry: bool = False, columns: str = "", period: str = "", market: str = ""
) -> tuple[str, KpiImport]:
    file = shop.root.parent / "export.csv"
    file.write_text(text, encoding="utf-8")
    named: Path | None = None
    if columns:
        named = shop.root.parent / "columns.yaml"
        named.write_text(columns, encoding="utf-8")
    run, result = run_step(
        shop.open(),
        "kpi import",
        lambda run: import_kpi(run, file, columns=named, period=period, market=market),
        is_dry=is_dry,
    )
    return run.id, result


def test_an_export_is_joined_by_titles_of_every_language_and_kept_sorted(shop: Shop) -> None:
    title = SPANISH["Paying for an order"]
    rows = f"{title},es,1204\nRefunds::Refund sent,ja,7\nNo such page,es,3\n"
    run, result = imported(shop, f"Article title,Article locale,SUM(Article views)\n{rows}", period="2026-10")
    assert result.summary == "2 of 3 rows joined to 2 documents in 2026-10: 2 new, 0 changed, 0 as before"
    assert [(one.number, one.name) for one in result.unjoined] == [(4, "No such page")]
    assert result.needs_attention
    assert shop.read(FILE) == HEADER + "articles/paying.md,ES,2026-10,1204,,\nmacros/refund.yaml,JP,2026-10,7,,\n"
    undo(shop.open(), run)
    assert not (shop.root / FILE).exists()


def test_figures_of_other_months_and_columns_stay(shop: Shop) -> None:
    shop.write(FILE, HEADER + "articles/paying.md,ES,2026-09,1,2,3\narticles/paying.md,ES,2026-10,1,2,3\n")
    _, result = imported(shop, "document,market,month,tickets,csat\narticles/paying.md,ES,2026-10,20,0.8\n")
    assert (result.new, result.changed, result.same) == (0, 1, 0)
    assert shop.read(FILE).splitlines()[1:] == [
        "articles/paying.md,ES,2026-09,1,2,3,",
        "articles/paying.md,ES,2026-10,1,20,3,80",
    ]
    again, result = imported(shop, "document,market,month,tickets,csat\narticles/paying.md,ES,2026-10,20,0.8\n")
    assert (again, result.same) == ("", 1)


def test_ids_of_the_help_desk_are_known(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "slug: paying\n", "slug: paying\nzendesk: {article_id: 360001}\n")
    _, result = imported(shop, "Article ID,Title,Views\n360001,Anything,12\n", period="2026-10", market="ES")
    assert (result.joined, result.unjoined) == (1, ())


def test_a_dry_run_writes_nothing(shop: Shop) -> None:
    before = shop.tree()
    run, result = imported(shop, "document,market,month,views\narticles/paying.md,ES,2026-10,20\n", is_dry=True)
    assert (run, result.new) == ("", 1)
    assert shop.tree() == before


@pytest.mark.parametrize(
    ("text", "columns", "period", "says"),
    [
        ("Title,Views\nPaying,1\n", "", "", "Add --period 2026-10"),
        ("Title,Views\nPaying,1\n", "views: Aufrufe\n", "2026-10", "columns.yaml:1:8 .* no column 'Aufrufe'"),
        ("Artikel,Aufrufe\nx,1\n", "", "2026-10", "export.csv:1: no row has columns"),
    ],
)
def test_a_mistake_is_told_and_nothing_written(shop: Shop, text: str, columns: str, period: str, says: str) -> None:
    before = shop.tree()
    with pytest.raises((UsageError, InputErrors), match=says):
        imported(shop, text, columns=columns, period=period)
    assert shop.tree() == before


def test_a_damaged_file_of_figures_is_not_written_over(shop: Shop) -> None:
    shop.write(FILE, "document\n")
    with pytest.raises(InputErrors, match=r"content/kpi\.csv:1: the columns"):
        imported(shop, "document,market,month,views\narticles/paying.md,ES,2026-10,20\n")
    assert shop.read(FILE) == "document\n"


def test_a_column_that_may_be_misspelt_asks_for_attention(shop: Shop) -> None:
    _, result = imported(shop, "document,market,month,views,Tikets created\narticles/paying.md,ES,2026-10,20,3\n")
    assert (result.joined, result.unjoined, result.needs_attention) == (1, (), True)
    assert "Did you mean 'tickets created'?" in result.doubtful[0]
    assert result.doubtful[0].split(": ")[0].endswith("export.csv:1:29")


def test_what_is_stored_stays_where_a_row_of_its_month_cannot_be_read(shop: Shop) -> None:
    shop.write(FILE, HEADER + "articles/paying.md,ES,2026-10,310,2,3\n")
    before = shop.tree()
    rows = "articles/paying.md,ES,2026-10-01,10\narticles/paying.md,ES,2026-10-02,-\n"
    _, result = imported(shop, f"document,market,day,views\n{rows}")
    assert shop.tree() == before
    assert result.held == (
        "articles/paying.md in ES in 2026-10: not taken, as another row of it cannot be read; what is stored stays.",
    )
    assert result.summary.endswith("; 1 figure not taken")
    assert result.needs_attention


def test_a_month_to_come_is_refused(shop: Shop) -> None:
    with pytest.raises(UsageError, match="2099-10 has not begun"):
        imported(shop, "Title,Views\nPaying for an order,1\n", period="2099-10", market="ES")
    _, result = imported(shop, "document,market,month,views\narticles/paying.md,ES,2099-10,1\n")
    assert (result.joined, [one.why for one in result.unjoined]) == (0, ["2099-10 has not begun"])


def test_an_article_is_known_by_its_first_heading(shop: Shop) -> None:
    shop.write("content/articles/warranty.md", "# How long is the *warranty*?\n\nThree years.\n")
    _, result = imported(shop, "Article title,Views\nHow long is the warranty?,12\n", period="2026-10", market="ES")
    assert (result.joined, result.unjoined) == (1, ())
