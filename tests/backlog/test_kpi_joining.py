"""Rows joined to documents and markets: by what is surest, and never by a guess."""

from __future__ import annotations

import pytest

from locmem.backlog.kpi_exports import ExportRow, read_export
from locmem.backlog.kpi_joining import Joined, KnownDocument, join
from locmem.backlog.signals import Kpi
from locmem.model.fact import Market, MarketLocale

PAYING = KnownDocument(
    path="articles/paying.md", slug="help/paying", ids=("360001",), titles=("Paying for an order", "Pagar un pedido")
)
REFUND = KnownDocument(path="macros/refund.yaml", slug="refund", ids=("25", "26"), titles=("Refunds::Refund sent",))
TWIN = KnownDocument(path="articles/twin.md", slug="other/refund", titles=("Twin",))
TWINS = KnownDocument(path="articles/twins.md", slug="twins", titles=("Twin",))
DOCUMENTS = (PAYING, REFUND, TWIN, TWINS)


def market(code: str, name: str, *locales: str) -> Market:
    return Market(
        code=code,
        name=name,
        currency="EUR",
        locales=tuple(MarketLocale(content=tag, format=tag) for tag in locales),
        facts={},
        company={},
        obligations=(),
        waivers=(),
        path=f"markets/{code}.yaml",
    )


MARKETS = (
    market("ES", "Spain", "es"),
    market("DE", "Germany", "de"),
    market("AT", "Austria", "de"),
    market("PT", "Portugal", "pt-PT"),
    market("BR", "Brazil", "pt-BR"),
)


def joined(cells: dict[str, str], *, market: str = "", now: str = "") -> Joined:
    row = ExportRow(number=7, cells={"views": "5", **cells})
    return join([row], DOCUMENTS, MARKETS, market=market, period="2026-10", now=now)


@pytest.mark.parametrize(
    ("cells", "document"),
    [
        ({"document": "articles/paying.md"}, PAYING),
        ({"document": "content/articles/paying.md"}, PAYING),
        ({"id": "360001"}, PAYING),
        ({"id": "26.0"}, REFUND),
        ({"id": "999", "title": "paying  for an ORDER"}, PAYING),
        ({"id": "360001", "title": "Refunds::Refund sent"}, PAYING),
        ({"title": "Pagar un pedido"}, PAYING),
        ({"title": "articles/paying.md"}, PAYING),
        ({"title": "content/articles/paying.md"}, PAYING),
        ({"title": "help/paying"}, PAYING),
        ({"title": "paying"}, PAYING),
        ({"title": "https://shop.zendesk.com/hc/es/articles/360001-Pagar"}, PAYING),
        ({"slug": "help/paying"}, PAYING),
        ({"slug": "paying"}, PAYING),
        ({"slug": "https://shop.example/help/paying?lang=es#top"}, PAYING),
        ({"slug": "https://shop.zendesk.com/hc/es/articles/360001-Pagar"}, PAYING),
        ({"slug": "https://help.shop.example/en/articles/77-paying"}, PAYING),
    ],
)
def test_a_row_is_joined_by_the_surest_of_what_it_says(cells: dict[str, str], document: KnownDocument) -> None:
    found = joined({**cells, "market": "ES"})
    assert dict(found.figures) == {
        (document.path, "ES", "2026-10"): Kpi(period="2026-10", views=5, uncounted=("tickets", "unhelpful"))
    }
    assert (found.rows, found.unjoined) == (1, ())


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"market": "de"}, "DE"),
        ({"market": "Germany", "locale": "de"}, "DE"),
        ({"market": "AT", "locale": "German"}, "AT"),
        ({"market": "España"}, "ES"),
        ({"market": "ÖSTERREICH"}, "AT"),
        ({"locale": "es"}, "ES"),
        ({"locale": "es-es"}, "ES"),
        ({"locale": "Spanish"}, "ES"),
        ({"locale": "de-AT"}, "AT"),
        ({"locale": "pt_BR"}, "BR"),
        ({"locale": "Portuguese (Brazil)"}, "BR"),
    ],
)
def test_a_row_counts_for_the_market_or_the_only_one_of_its_language(cells: dict[str, str], code: str) -> None:
    assert [place[1] for place in joined({"id": "25", **cells}).figures] == [code]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"id": "25", "market": "Narnia"}, "there is no market 'Narnia'"),
        ({"id": "25", "market": "Germny"}, "there is no market 'Germny'; did you mean DE?"),
        ({"id": "25", "market": "Germany", "locale": "es"}, "DE is not served in 'es', but in de"),
        ({"id": "25", "market": "ES", "locale": "fr-FR"}, "ES is not served in 'fr-FR', but in es"),
        ({"id": "25", "locale": "de"}, "DE, AT are all served in de; add a column of markets, or --market"),
        ({"id": "25", "locale": "nl"}, "no market is served in 'nl'"),
        ({"id": "25"}, "it says neither its market nor its language; add --market CODE"),
        ({"market": "ES"}, "it names no document"),
        ({"id": "1", "title": "No", "market": "ES"}, "no document has the id '1' or the title 'no'"),
        ({"slug": "/x", "market": "ES"}, "no document has the slug 'x'"),
        (
            {"title": "Twin", "market": "ES"},
            "several documents have the title 'twin': articles/twin.md",
        ),
        ({"slug": "refund", "market": "ES"}, "several documents have the slug 'refund'"),
        ({"id": "25", "market": "ES", "views": "many"}, "views is 'many', and must be a whole number"),
        ({"id": "25", "market": "ES", "period": "03/04/2026"}, "'03/04/2026' is no month such as 2026-10"),
    ],
)
def test_what_cannot_be_joined_says_why(cells: dict[str, str], why: str) -> None:
    found = joined(cells)
    assert not found.figures
    [one] = found.unjoined
    assert one.number == 7
    assert one.why.startswith(why)


def test_a_market_for_rows_that_name_none() -> None:
    assert [place[1] for place in joined({"id": "25", "locale": "de"}, market="AT").figures] == ["AT"]
    assert [place[1] for place in joined({"id": "25", "market": "DE"}, market="AT").figures] == ["DE"]


def test_days_of_a_month_are_added_and_their_rates_averaged_by_tickets() -> None:
    rows = [
        ExportRow(number=2, cells={"id": "25", "period": "2026-10-01", "tickets": "30", "csat": "80"}),
        ExportRow(number=3, cells={"id": "25", "period": "2026-10-02", "tickets": "10", "csat": "60", "views": "4"}),
        ExportRow(number=4, cells={"id": "25", "period": "2026-11-01", "tickets": "1"}),
    ]
    found = join(rows, DOCUMENTS, MARKETS[:1])
    assert found.rows == 3
    assert dict(found.figures) == {
        ("macros/refund.yaml", "ES", "2026-10"): Kpi(
            period="2026-10", views=4, tickets=40, csat=75, uncounted=("unhelpful",)
        ),
        ("macros/refund.yaml", "ES", "2026-11"): Kpi(period="2026-11", tickets=1, uncounted=("views", "unhelpful")),
    }


def test_all_that_is_wrong_with_a_row_is_told_at_once_each_at_its_cell() -> None:
    text = (
        "Title,Market,Locale,Month,Views,Tickets,CSAT\n"
        '"Paying\nfor an order",DE,es,2026-13,many,-1,101\n'
        "Nothing,Narnia,es,2026-10,1,2,3\n"
    )
    export = read_export(text.encode(), "export.csv", {})
    found = join(export.rows, DOCUMENTS, MARKETS).unjoined
    assert [(one.number, one.line, one.column, one.why.split()[0]) for one in found] == [
        (2, 3, 21, "'2026-13'"),
        (2, 3, 15, "DE"),
        (2, 3, 29, "views"),
        (2, 3, 34, "tickets"),
        (2, 3, 37, "csat"),
        (3, 4, 1, "no"),
        (3, 4, 9, "there"),
    ]


def test_a_month_that_has_not_begun_was_not_counted() -> None:
    found = joined({"id": "25", "market": "ES"}, now="2026-09")
    assert (dict(found.figures), [one.why for one in found.unjoined]) == ({}, ["2026-10 has not begun"])
    assert joined({"id": "25", "market": "ES"}, now="2026-10").figures


def test_dates_are_read_in_the_order_of_their_column() -> None:
    days = "".join(f"{day:02}/10/2026,paying,ES,10\n" for day in range(1, 32))
    export = read_export(f"Date,Slug,Market,Views\n{days}".encode(), "export.csv", {})
    found = join(export.rows, DOCUMENTS, MARKETS, order=export.order)
    assert {place: kpi.views for place, kpi in found.figures.items()} == {("articles/paying.md", "ES", "2026-10"): 310}
    assert (found.rows, found.unjoined, found.held) == (31, (), ())


@pytest.mark.parametrize(
    ("row", "held"),
    [
        ("360001,ES,2026-10,many", {("ES", "2026-10")}),
        ("360001,ES,Total,1", {("ES", "2026-10"), ("ES", "2026-11")}),
        ("360001,Spian,2026-10,1", {("ES", "2026-10")}),
        ("360001,,2026-10,1", {("ES", "2026-10"), ("DE", "2026-10")}),
        ("360001,Narnia,2026-10,1", set()),
        ("77,ES,2026-10,many", set()),
        ("25,ES,2026-10,many", set()),
    ],
)
def test_of_a_place_of_which_a_row_cannot_be_read_nothing_is_taken(row: str, held: set[tuple[str, str]]) -> None:
    """A part of a month would stand in place of the whole."""
    text = f"ID,Market,Month,Views\n360001,ES,2026-10,5\n{row}\n360001,ES,2026-11,5\n360001,DE,2026-10,5\n"
    found = join(read_export(text.encode(), "export.csv", {}).rows, DOCUMENTS, MARKETS)
    assert {place[1:] for place in found.held} == held
    assert {place[1:] for place in found.figures} == {("ES", "2026-10"), ("ES", "2026-11"), ("DE", "2026-10")} - held
    assert found.rows == 3 - len(held)
    assert {one.number for one in found.unjoined} == {3}
