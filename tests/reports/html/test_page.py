"""The report as one file: small, whole, the same each time, and nothing in it runs or asks for anything."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from locmem.errors import Location, Problem
from locmem.reports.dashboard import Dashboard
from locmem.reports.dashboard_sections import sections_of
from locmem.reports.html.page import is_report, report_page
from locmem.reports.side_by_side import place_of
from tests.reports.full_view import HOSTILE, empty_view, full_view, hostile_view

_ASKS = ("src", "srcset", "href", "action", "data", "poster", "background", "formaction", "ping", "cite", "xlink:href")


class Read(HTMLParser):
    """What a page holds, by the standard library's parser."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._table, self._cell = "", False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "table":
            self._table = found.get("id") or f"table {len(self.tables)}"
            self.tables[self._table] = []
        if tag == "tr":
            self.tables[self._table].append([])
        if tag in ("th", "td"):
            self._cell = True
            self.tables[self._table][-1].append(found.get("data-v") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._cell and not self.tables[self._table][-1][-1].strip("\0").isdecimal():
            self.tables[self._table][-1][-1] += data

    def ids(self) -> list[str]:
        return [str(found["id"]) for _, found in self.tags if found.get("id")]

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.tags if name == tag]


@pytest.fixture(scope="module")
def full() -> str:
    return report_page(full_view())


@pytest.fixture(scope="module")
def hostile() -> str:
    view = hostile_view()
    return report_page(view, lambda row: place_of(row.counts.locale, row.document), HOSTILE[1])


def test_the_file_is_small_and_the_same_each_time(full: str) -> None:
    assert len(full.encode()) <= 1_000_000
    assert full == report_page(full_view())


def test_no_address_leads_out_of_the_file(full: str) -> None:
    for tag, found in Read(full).tags:
        for name in _ASKS:
            assert (found.get(name) or "#").startswith("#"), (tag, found)
        assert tag not in ("link", "iframe", "object", "embed", "base", "img", "form")
    assert "url(" not in full
    assert "@import" not in full


def test_a_policy_lets_run_what_is_ours_and_load_nothing(full: str) -> None:
    [policy] = [one["content"] for one in Read(full).named("meta") if one.get("http-equiv")]
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "style=" not in full


@pytest.mark.parametrize("view", [full_view(), empty_view()], ids=["full", "empty"])
def test_parts_headings_and_landmarks_are_in_order(view: Dashboard) -> None:
    read = Read(report_page(view))
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    assert [len(read.named(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert len(set(read.ids())) == len(read.ids())
    places = {str(found["href"])[1:] for found in read.named("a")}
    assert places <= set(read.ids())


def test_every_table_of_figures_stands_there_whole(full: str) -> None:
    read = Read(full)
    for section in sections_of(full_view()):
        tables = [(f"{section.id}-open-{n}", one) for n, one in enumerate(section.open_tables, start=1)]
        tables += [(f"{section.id}-{n}", one) for n, one in enumerate(section.shut_tables, start=1)]
        for name, table in tables:
            found = read.tables[name]
            assert found[0] == [column.head for column in table.columns]
            assert len(found) == len(table.rows) + 1
            for row, cells in zip(table.rows, found[1:], strict=True):
                for column, value, cell in zip(table.columns, row, cells, strict=True):
                    if column.is_number and value is not None:
                        shown, digits = cell.replace(",", ""), column.digits or 0
                        assert shown.startswith(column.plain(value)), (name, column, value, cell)
                        assert Decimal(column.plain(value)) == round(Decimal(str(value)), digits)
                    elif value is not None:
                        assert column.text(value).replace("`", "") in cell


def test_each_header_of_a_table_says_of_what_it_is(full: str) -> None:
    heads = Read(full).named("th")
    assert heads
    assert all(one.get("scope") in ("col", "row") for one in heads)


def test_an_empty_project_has_no_empty_chart_and_says_how_each_part_begins() -> None:
    page = report_page(empty_view())
    assert "<svg" not in page
    assert page.count('class="empty"') == len(sections_of(empty_view()))
    assert "There are no markets yet." in page


def test_what_cannot_be_read_is_told_at_the_top(full: str) -> None:
    problem = Problem(location=Location(path="markets/ES.yaml", line=3, column=5), what="this is wrong.", do="Mend it.")
    page = report_page(replace(full_view(), unread=(problem,)))
    assert "markets/ES.yaml:3:5: this is wrong. Mend it." in page
    assert page.index("markets/ES.yaml:3:5") < page.index("<main")
    assert "could not be read" not in full


def test_hostile_texts_are_texts(hostile: str) -> None:
    read = Read(hostile)
    assert len(read.named("script")) == 1
    assert read.named("img") == []
    assert {name for _, found in read.tags for name in found if name.startswith("on")} == set()
    assert "49" not in [text.strip() for text in read.texts]
    assert "".join(read.texts).count("{{7*7}}{% raw %}") > 10
    assert "\u202e" not in hostile
    assert "\\u202egnp.exe" in hostile
    for found in read.named("a"):
        assert re.match(r"#|%|[\w.-]+[/%]", found["href"] or "")
        assert not (found["href"] or "").casefold().startswith("javascript")
    # What runs is what ran before, byte for byte.
    scripts = [re.search("<script>(.*?)</script>", one, re.DOTALL) for one in (hostile, report_page(empty_view()))]
    assert scripts[0]
    assert scripts[1]
    assert scripts[0][1] == scripts[1][1]


def test_documents_lead_to_their_pages_where_there_are_some() -> None:
    view = full_view()
    page = report_page(view, lambda row: f"p/{place_of(row.counts.locale, row.document)}", "p/index.html")
    links = [str(found["href"]) for found in Read(page).named("a")]
    assert "p/ar/articles/0.md.html" in links
    assert "p/index.html" in links


def test_of_many_documents_the_least_finished_are_listed() -> None:
    view = full_view()
    many = tuple(replace(row, document=f"{n:04}-{row.document}") for row in view.documents for n in range(400))
    page = report_page(replace(view, documents=many))
    assert len(page.encode()) <= 1_000_000
    assert "1267 more, at least as far." in page


def test_only_a_file_of_ours_is_known_as_one(full: str) -> None:
    assert is_report(full.encode())
    assert not is_report(b"<!doctype html><p>Mine")
    assert not is_report(b"")
