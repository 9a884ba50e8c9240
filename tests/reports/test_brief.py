"""The brief of a real small project: what it says of a market, and how it is written."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from locmem.pipelines.market_brief import market_brief
from locmem.reports.brief import Brief
from locmem.reports.brief_figures import count_tables
from locmem.reports.brief_lines import NONE, Section
from locmem.reports.brief_pages import Charts, to_html, to_markdown
from locmem.reports.html.brief_charts import STYLE, brief_charts
from tests.pipelines.own_content import copied
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)
SECTIONS = [
    "Languages",
    "Launch and volumes",
    "Calendar",
    "Channels and tone",
    "Payment methods",
    "Tax",
    "Withdrawal and refunds",
    "Guarantee",
    "Complaints",
    "Privacy",
    "Company contacts",
    "Obligations",
    "Changes ahead",
    "Coverage",
    "Open items of priority 1",
]


def values(page: Brief, title: str) -> dict[str, str]:
    return {line.label: line.value for section in page.sections if section.title == title for line in section.lines}


@pytest.mark.parametrize("code", ["ES", "JP"])
def test_the_sections_are_always_the_same_and_none_is_empty(code: str, shop: Shop) -> None:
    page = market_brief(shop.open(), code, TODAY)
    assert [section.title for section in page.sections] == SECTIONS
    text = to_markdown(page)
    for part in text.split("\n## ")[1:]:
        assert len(part.strip().splitlines()) > 1
    for part in re.findall(r"<section>.*?</section>", to_html(page), re.DOTALL):
        assert "<td>" in part or "<p>" in part


def test_every_value_has_a_source_and_a_day_beside_it(shop: Shop) -> None:
    page = market_brief(shop.open(), "ES", TODAY)
    for section in page.sections:
        for line in section.lines:
            assert line.source
            assert line.read_on or line.is_unverified
    rows = re.findall(r"^\| (?!what|---).*$", to_markdown(page), re.MULTILINE)
    assert len(rows) == sum(len(section.lines) for section in page.sections)
    assert all(re.search(r"(\d{4}-\d\d-\d\d( †)?|not verified) \|$", row) for row in rows)


def test_values_are_written_as_pages_write_them(shop: Shop) -> None:
    page = market_brief(shop.open(), "ES", TODAY)
    assert values(page, "Tax")["Standard rate"] == "21\u00a0%"
    assert values(page, "Calendar")["Peak months"] == "November, December, January and July"
    assert values(page, "Withdrawal and refunds")["The function says"] == "Desistir del contrato aquí"
    assert values(page, "Payment methods")["contra reembolso"] == "cash on delivery"
    assert values(page, "Company contacts")["Telephone"] == "+34 910 00 00 00"
    ahead = [line.value for section in page.sections if section.title == "Changes ahead" for line in section.lines]
    assert "complaints.trader reply: 15 días → 15 días hábiles" in ahead
    japan = market_brief(shop.open(), "JP", TODAY)
    assert values(japan, "Withdrawal and refunds")["Withdrawal within"] == "none"
    assert "14 días (14 days)" in to_markdown(page)
    assert '14 días <span class="english">(14 days)</span>' in to_html(page)


def test_work_that_is_left_shows_in_coverage_and_among_open_items(shop: Shop) -> None:
    page = market_brief(shop.open(), "ES", TODAY)
    assert values(page, "Coverage")["articles in es"] == "100 % of 20 segments confirmed"
    assert values(page, "Open items of priority 1") == {}
    shop.edit("content/articles/complaints.md", "We answer without delay.", "We answer within 3 days.")
    later = market_brief(shop.open(), "ES", TODAY)
    assert "1 stale" in values(later, "Coverage")["articles in es"]
    assert list(values(later, "Open items of priority 1")) == ["complaints.md (es)"]
    assert (page.figures.stale_days, later.figures.stale_days) == ((), (0,))
    assert {row.locale for row in later.figures.coverage} == {row.locale for row in later.figures.readiness} == {"es"}


def test_the_html_needs_nothing_from_outside_and_escapes_what_it_prints(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "name: Bizum\n", "name: '<b>Biz|um</b>'\n")
    page = market_brief(shop.open(), "ES", TODAY)
    html = to_html(page)
    assert "&lt;b&gt;Biz|um&lt;/b&gt;" in html
    assert "<b>" not in html
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", html)
    assert "@page { size: A4" in html
    assert r"Biz\|um" in to_markdown(page)


def test_in_the_html_every_value_has_its_source_and_day_in_the_same_cell(shop: Shop) -> None:
    html = to_html(market_brief(shop.open(), "ES", TODAY))
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    day = r'<span class="(on|no)">(\d{4}-\d\d-\d\d(?: †)?|not verified)</span>'
    cell = (
        rf'<td>[^<]+</td><td>[^<]+ (?:<span class="english">[^<]+</span> )?<span class="source">.+ · {day}</span></td>'
    )
    assert len(rows) > 40
    assert [row for row in rows if not re.fullmatch(cell, row)] == []


@pytest.mark.prints
@pytest.mark.parametrize("with_charts", [False, True])
def test_a_market_of_three_languages_with_everything_open_prints_on_two_pages(
    tmp_path: Path, with_charts: bool
) -> None:
    shop = copied(tmp_path)
    shop.edit("locmem.yaml", "locales: [", "locales: [nl-BE, fr-BE, de-BE, ")
    page = tmp_path / "brief.html"
    contents = market_brief(shop.open(), "BE", TODAY)
    tables = count_tables(contents.figures)
    told = frozenset(row.label for table in tables for row in table.rows)
    charts = Charts(html=brief_charts(tables, TODAY), style=STYLE, told=told)
    page.write_text(to_html(contents, charts if with_charts else None), "utf-8")
    assert "fr-BE, nl-BE)" in page.read_text("utf-8")
    printed = tmp_path / "brief.pdf"
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'browser'}",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.read_bytes())) <= 2


def test_what_nobody_read_is_not_verified_even_with_a_day(shop: Shop) -> None:
    page = market_brief(shop.open(), "ES", TODAY)
    [peak] = [line for section in page.sections for line in section.lines if line.label == "Peak months"]
    assert (peak.is_unverified, peak.read_on) == (True, None)
    shop.edit("markets/ES.yaml", 'value: "11 12 1 7"', 'value: "all year"')
    assert values(market_brief(shop.open(), "ES", TODAY), "Calendar")["Peak months"] == NONE
    doubted = replace(page, sections=(Section(title="Tax", lines=(replace(peak, read_on=TODAY),), empty=""),))
    assert "| not verified |" not in to_markdown(doubted)
    assert ", not verified |" in to_markdown(doubted)
    assert '<span class="no">not verified</span>' in to_html(doubted)


def test_an_empty_section_says_so(shop: Shop) -> None:
    page = market_brief(shop.open(), "JP", TODAY)
    empty = replace(page, sections=(Section(title="Tax", lines=(), empty="Nothing <here>."),))
    assert to_markdown(empty).endswith("## Tax\n\nNothing <here>.\n")
    assert "<section><h2>Tax</h2><p>Nothing &lt;here&gt;.</p></section>" in to_html(empty)


def test_no_letter_of_the_page_is_smaller_than_nine_points(shop: Shop) -> None:
    html = to_html(market_brief(shop.open(), "ES", TODAY))
    sizes = [float(size) for size in re.findall(r"(?:font-size:|font:) ?([\d.]+)pt", html)]
    assert len(sizes) > 3
    assert min(sizes) >= 9
