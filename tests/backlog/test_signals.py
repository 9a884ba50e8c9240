"""The help desk's figures: the newest period counts, and every wrong row is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.backlog.signals import UNKNOWN, Kpi, added, astray, kpi_of, read_kpi, read_rows, write_rows
from locmem.errors import InputErrors

HEADER = "document,market,period,views,tickets,unhelpful\n"


def test_the_newest_period_of_each_page_and_market_counts() -> None:
    found = read_kpi(
        HEADER + "a.md,ES,2026-09,10,1,0\na.md,ES,2026-10,20,2,1\na.md,ES,2026-08,30,3,2\nb.md,JP,2026-08,5,0,0\n"
    )
    assert found == {
        ("a.md", "ES"): Kpi(period="2026-10", views=20, tickets=2, unhelpful=1),
        ("b.md", "JP"): Kpi(period="2026-08", views=5),
    }


def test_all_that_is_wrong_with_every_row_is_named_with_its_place() -> None:
    with pytest.raises(InputErrors) as caught:
        read_kpi(
            HEADER + 'a.md,ES,2026-10,many,-1,0\n\n"b\n.md",ES,2026-10,1,-1,0\nc.md,ES,2026-10,1\n'
            "d.md,ES,2026-10,1,1,1\n,,,,,\nd.md,ES,2026-10,2,2,2\n"
        )
    places = [(one.location.line, one.location.column, one.what.split()[0]) for one in caught.value.problems]
    assert places == [(2, 17, "views"), (2, 22, "tickets"), (5, 19, "tickets"), (6, 1, "the"), (9, 1, "d.md")]


@pytest.mark.parametrize("text", ["", "document,market,period,views\n", "\n"])
def test_missing_columns_are_named(text: str) -> None:
    with pytest.raises(InputErrors, match=r"content/kpi\.csv:1: the columns .*tickets.* are missing"):
        read_kpi(text)


def test_a_field_no_csv_reader_takes_is_named_with_its_line() -> None:
    with pytest.raises(InputErrors, match=r"content/kpi\.csv:\d+: this is not CSV"):
        read_kpi(f"{HEADER}{'x' * 200_000},ES,2026-10,1,2,3\n")


def test_what_nobody_counted_is_not_nothing() -> None:
    found = read_kpi(HEADER + "macros/a.yaml,ES,2026-10,,12,\n")["macros/a.yaml", "ES"]
    assert (found.views, found.tickets, found.uncounted) == (0, 12, ("views", "unhelpful"))
    assert found.is_known
    assert not UNKNOWN.is_known


@pytest.mark.parametrize(
    ("cell", "number"), [("1,204", 1204), ("1.204", 1204), ("1\u202f204\u202f000", 1204000), ("12.0", 12), ("7", 7)]
)
def test_counts_are_taken_as_programs_of_tables_write_them(cell: str, number: int) -> None:
    assert kpi_of({"views": cell}, "2026-10").views == number


@pytest.mark.parametrize("cell", ["1.5", "1,20", "-3", "²", "many", "1e3"])
def test_what_is_no_count_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"views is .* whole number"):
        kpi_of({"views": cell}, "2026-10")


@pytest.mark.parametrize(("cell", "percent"), [("83", 83), ("83 %", 83), ("83,5%", 83.5), ("0.83", 0.83), ("1", 1)])
def test_rates_are_percentages(cell: str, percent: float) -> None:
    assert kpi_of({"csat": cell}, "2026-10").csat == percent


@pytest.mark.parametrize("cell", ["120", "good", "-1"])
def test_what_is_no_percentage_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"fcr is .* percentage"):
        kpi_of({"fcr": cell}, "2026-10")


def test_another_export_of_the_same_period_fills_gaps_only() -> None:
    tickets = Kpi(period="2026-10", tickets=12, fcr=70, uncounted=("views", "unhelpful"))
    views = Kpi(period="2026-10", views=90, uncounted=("tickets", "unhelpful"))
    assert views.over(tickets) == Kpi(period="2026-10", views=90, tickets=12, fcr=70, uncounted=("unhelpful",))
    assert Kpi(period="2026-10", tickets=11, uncounted=("views",)).over(tickets).tickets == 11


def test_figures_of_several_documents_are_added_and_the_worst_rate_stands() -> None:
    one = Kpi(period="2026-10", views=10, tickets=1, csat=80, fcr=50)
    other = Kpi(period="2026-09", tickets=5, csat=60, repeat=10, uncounted=("views",))
    assert added([one, other]) == Kpi(period="2026-10", views=10, tickets=6, csat=60, fcr=50, repeat=10)
    assert added([]) == UNKNOWN


NAMES = st.text("abz.,;\"'/é\n ", min_size=1, max_size=8)
RATES = st.none() | st.integers(0, 10_000).map(lambda one: one / 100)


@st.composite
def figures(draw: st.DrawFn) -> Kpi:
    uncounted = tuple(name for name in ("views", "tickets", "unhelpful") if draw(st.booleans()))
    counts = {name: draw(st.integers(0, 10**6)) for name in ("views", "tickets", "unhelpful") if name not in uncounted}
    rates = {name: draw(RATES) for name in ("repeat", "fcr", "csat")}
    return Kpi(period="2026-10", **counts, **rates, uncounted=uncounted)  # type: ignore[arg-type]


@given(st.dictionaries(st.tuples(NAMES, NAMES, st.just("2026-10")), figures(), max_size=6))
def test_what_is_written_is_read_again(rows: dict[tuple[str, str, str], Kpi]) -> None:
    assert dict(read_rows(write_rows(rows))) == rows


@pytest.mark.parametrize("period", ["2026-13", "2026-00", "26-10", "2026-1", "2026-10-05", "Oktober", "", "٢٠٢٦-10"])
def test_what_is_no_month_is_an_error_at_its_cell(period: str) -> None:
    with pytest.raises(
        InputErrors, match=r"content/kpi\.csv:3:10: ('.*' is no month such as 2026-10|the period is empty)"
    ):
        read_rows(f"{HEADER}a.md,ES,2026-10,1,1,1\nbb.md,ES,{period},1,1,1\n")


def test_a_row_says_what_it_is_about() -> None:
    with pytest.raises(InputErrors) as caught:
        read_rows(f"{HEADER},,2026-10,1,1,1\n")
    assert [one.what for one in caught.value.problems] == ["the document is empty.", "the market is empty."]


def test_rows_that_count_for_nothing_are_told_at_their_cells() -> None:
    rows = "gone.md,ES,2026-10,1,1,1\ngone.md,ES,2026-09,1,1,1\na.md,XX,2026-12,1,1,1\na.md,ES,2026-11,1,1,1\n"
    found = astray(HEADER + rows, documents={"a.md"}, markets={"ES"}, now="2026-11")
    assert [(one.line, one.column, one.what, one.is_error) for one in found] == [
        (2, 1, "there is no document 'gone.md'.", False),
        (4, 6, "there is no market 'XX'.", True),
        (4, 9, "2026-12 has not begun.", True),
    ]
