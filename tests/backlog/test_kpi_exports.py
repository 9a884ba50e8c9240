"""Exports of help desks: which column is what, and what a cell says."""

from __future__ import annotations

import pytest

from locmem.backlog.kpi_exports import FIELDS, Export, read_columns, read_export
from locmem.backlog.kpi_months import DateOrder
from locmem.errors import InputErrors
from locmem.tables import rows_of


def read(text: str, columns: str = "") -> Export:
    named = read_columns(columns, "columns.yaml") if columns else {}
    return read_export(text.encode(), "export.csv", named)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        pytest.param(
            "Article ID,Article title,Article locale,SUM(Article views),Article down votes",
            ["id", "title", "locale", "views", "unhelpful"],
            id="Zendesk Explore, articles",
        ),
        pytest.param("Macro title,D_COUNT(Tickets linked)", ["title", "tickets"], id="Zendesk Explore, macros"),
        pytest.param(
            "Article ID;Title;Language;Views;Thumbs up;Thumbs down",
            ["id", "title", "locale", "views", "unhelpful"],
            id="Freshdesk",
        ),
        pytest.param(
            "Ticket created - Month,Linked article title,Ticket country,Tickets created,% One touch tickets",
            ["period", "title", "market", "tickets", "fcr"],
            id="Zendesk Explore, tickets",
        ),
        pytest.param(
            "Solution article title,Article hits,Total dislikes,Tickets created,First contact resolution %",
            ["title", "views", "unhelpful", "tickets", "fcr"],
            id="Freshdesk analytics",
        ),
        pytest.param(
            "article_id,Title,Locale,Views,Conversations,Closed conversations on first contact rate",
            ["id", "title", "locale", "views", "tickets", "fcr"],
            id="Intercom",
        ),
        pytest.param(
            "document\tmarket\tmonth\tviews\ttickets\tcsat\trepeat",
            ["document", "market", "period", "views", "tickets", "csat", "repeat"],
            id="any other",
        ),
    ],
)
def test_usual_headings_are_known(header: str, fields: list[str]) -> None:
    assert list(read(f"{header}\n").headings) == fields


def test_columns_are_named_in_yaml_and_others_are_told() -> None:
    found = read("Artikel,Aufrufe,Marke,Views\nBezahlen,12,x,99\n", "title: Artikel\nviews: Aufrufe\n")
    assert found.headings == {"title": "Artikel", "views": "Aufrufe"}
    assert found.unused == ("Marke", "Views")
    assert [(row.number, row.name, dict(row.cells)) for row in found.rows] == [
        (2, "Bezahlen", {"title": "Bezahlen", "views": "12"})
    ]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ("title: Title\nveiws: Views\n", "columns.yaml:2:1 veiws: the key 'veiws' is not known. Did you mean 'views'?"),
        ("views: Veiws\n", "columns.yaml:1:8 views: export.csv has no column 'Veiws'. Did you mean 'Views'?"),
        ("dates: sometimes\n", "columns.yaml:1:8 dates: "),
        ("views: Views\ntickets: Views\n", "columns.yaml:2:10 tickets: 'Views' is views already."),
    ],
)
def test_a_wrong_name_of_a_column_is_told_with_its_place(columns: str, says: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read("Title,Views\nPaying,1\n", columns)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize("text", ["Artikel,Aufrufe\nBezahlen,12\n", "Title,Brand\nx,y\n", "", "Views\n12\n"])
def test_a_table_without_a_name_or_a_count_says_how_to_name_columns(text: str) -> None:
    with pytest.raises(InputErrors, match=r"export\.csv:1: no row has columns .* --columns FILE\.yaml"):
        read(text)


def test_a_heading_that_is_nearly_a_usual_one_is_asked_about_at_its_place() -> None:
    found = read("Article title,Artcle views,Tickets created,Thumbs up,Sectoin\nPaying,1,2,3,x\n")
    assert found.headings == {"title": "Article title", "tickets": "Tickets created"}
    assert found.unused == ("Artcle views", "Thumbs up", "Sectoin")
    assert found.doubtful == (
        "export.csv:1:15: the column 'Artcle views' is not used. Did you mean 'article views'? Mend it, or write "
        "`views: Artcle views` into the file of --columns.",
    )
    # Where the field is known already, a second column like it is another.
    assert read("Title,Views,Veiws\nPaying,1,2\n").doubtful == ()


def test_a_header_of_which_nothing_is_known_tells_every_heading_that_is_nearly_one() -> None:
    with pytest.raises(InputErrors) as caught:
        read("October;;\nArtikel titel;Articel title;Vievs;Thumbs up\nBezahlen;x;12;3\n")
    assert [(str(one.location), one.what) for one in caught.value.problems] == [
        ("export.csv:2:15", "'Articel title' is no usual name of a column; did you mean 'article title'?"),
        ("export.csv:2:29", "'Vievs' is no usual name of a column; did you mean 'views'?"),
    ]


def test_no_heading_is_usual_for_two_fields() -> None:
    rows = rows_of("kpi_headings.csv", "field", "headings")
    every = [heading.casefold() for row in rows for heading in row["headings"].split("; ")]
    assert sorted(every) == sorted(set(every))
    assert {row["field"] for row in rows} == {*FIELDS, "other"}


def test_a_workbook_is_none() -> None:
    with pytest.raises(InputErrors, match="Save the sheet as CSV"):
        read_export(b"PK\x03\x04", "export.xlsx", {})


def test_lines_before_the_header_are_passed_over_and_rows_keep_their_numbers() -> None:
    found = read("Report,October\nTitle,Views\nPaying,1\n,\nReturns,2\n")
    assert [(row.number, row.name) for row in found.rows] == [(3, "Paying"), (5, "Returns")]


@pytest.mark.parametrize(
    ("cells", "percent"),
    [(["0.81", "0.5"], ["81", "50"]), (["81", "1"], ["81", "1"]), (["1", "0"], ["1", "0"]), (["0,815"], ["81.5"])],
)
def test_shares_of_one_are_percentages(cells: list[str], percent: list[str]) -> None:
    rows = "\n".join(f"a;1;{cell}" for cell in cells)
    assert [row.cells["csat"] for row in read(f"title;views;csat\n{rows}\n").rows] == percent


def test_the_order_of_dates_is_that_of_the_column_or_what_people_say() -> None:
    header = "From,Title,Views\n"
    assert read(f"{header}01/10/2026,Paying,1\n31/10/2026,Paying,1\n").order is DateOrder.DAY_FIRST
    with pytest.raises(InputErrors, match=r"export\.csv:2:1: .* `dates: day first`"):
        read(f"{header}01/10/2026,Paying,1\n")
    told = read(f"{header}01/10/2026,Paying,1\n", "dates: month first\n")
    assert (told.order, told.headings["period"]) == (DateOrder.MONTH_FIRST, "From")
