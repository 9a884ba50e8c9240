"""The brief and the launch checklist of a real small project."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from locmem.errors import ProjectError
from locmem.pipelines.market_brief import launch_checklists, market_brief
from locmem.reports.brief import Brief, first_sentence, short_source
from locmem.reports.brief_pages import to_html, to_markdown
from locmem.reports.launch import Standing
from locmem.workspace.wholeness import SEEN
from tests.pipelines.own_content import copied
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)
SECTIONS = [
    "Languages and peak months",
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
    assert all(re.search(r"(\d{4}-\d\d-\d\d|not verified) \|$", row) for row in rows)


def test_values_are_written_as_pages_write_them(shop: Shop) -> None:
    page = market_brief(shop.open(), "ES", TODAY)
    assert values(page, "Tax")["Standard rate"] == "21\u00a0%"
    assert values(page, "Languages and peak months")["Peak months"] == "November, December, January, July"
    assert values(page, "Withdrawal and refunds")["The function says"] == "Desistir del contrato aquí"
    assert values(page, "Payment methods")["contra reembolso"] == "cash on delivery"
    assert values(page, "Company contacts")["Telephone"] == "+34 910 00 00 00"
    ahead = [line.value for section in page.sections if section.title == "Changes ahead" for line in section.lines]
    assert "complaints.trader reply: 1 mes → 15 días hábiles" in ahead
    japan = market_brief(shop.open(), "JP", TODAY)
    assert values(japan, "Withdrawal and refunds")["Withdrawal within"] == "none"


def test_work_that_is_left_shows_in_coverage_and_among_open_items(shop: Shop) -> None:
    page = market_brief(shop.open(), "ES", TODAY)
    assert values(page, "Coverage")["articles in es"] == "100 % of 20 segments confirmed"
    assert values(page, "Open items of priority 1") == {}
    shop.edit("content/articles/complaints.md", "We answer without delay.", "We answer without any delay.")
    later = market_brief(shop.open(), "ES", TODAY)
    assert "1 stale" in values(later, "Coverage")["articles in es"]
    assert list(values(later, "Open items of priority 1")) == ["complaints.md (es)"]


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
    day = r'<span class="(on|no)">(\d{4}-\d\d-\d\d|not verified)</span>'
    cell = rf'<td>[^<]+</td><td>[^<]+ <span class="source">.+ · {day}</span></td>'
    assert len(rows) > 40
    assert [row for row in rows if not re.fullmatch(cell, row)] == []


@pytest.mark.prints
def test_a_market_of_three_languages_with_everything_open_prints_on_one_page(tmp_path: Path) -> None:
    shop = copied(tmp_path)
    shop.edit("locmem.yaml", "locales: [", "locales: [nl-BE, fr-BE, de-BE, ")
    page = tmp_path / "brief.html"
    page.write_text(to_html(market_brief(shop.open(), "BE", TODAY)), "utf-8")
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
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.read_bytes())) == 1


def test_a_market_that_is_not_there(shop: Shop) -> None:
    with pytest.raises(ProjectError, match="Markets here: ES, JP"):
        market_brief(shop.open(), "FR", TODAY)


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("pypi:eu-vat-rates-data 2026.9.29, pypi:duty27-eu-vat 0.1.0; all agree", "eu-vat-rates-data 2026.9.29"),
        ("https://www.aepd.es/page; another", "aepd.es"),
        ("github:datenanfragen/data@0a29c3d6 (2026-07-21) esaepa.json", "datenanfragen/data"),
        ("general knowledge (CRD Art. 13)", "general knowledge"),
        ("A long name of a law that goes on and on https://boe.es/x", "boe.es"),
    ],
)
def test_sources_are_shortened_so_that_people_still_know_them(source: str, short: str) -> None:
    assert short_source(source) == short


def test_an_instruction_is_cut_after_its_first_sentence_not_after_an_abbreviation() -> None:
    text = "Confirm by e-mail (UWG Art. 3 Abs. 1). Then wait."
    assert first_sentence(text) == "Confirm by e-mail (UWG Art. 3 Abs. 1)."
    assert first_sentence("word " * 100).endswith(" …")


def points(shop: Shop, code: str) -> dict[str, Standing]:
    [found] = launch_checklists(shop.open(), [code], TODAY)
    return {point.name: point.standing for point in found.points}


POINTS = ["facts", "company data", "required content", "coverage", "priority 1"]


def test_what_stands_in_the_way_is_told_point_by_point(shop: Shop) -> None:
    [spain] = launch_checklists(shop.open(), ["ES"], TODAY)
    assert [point.name for point in spain.points] == POINTS
    # Spain's obligations concern returns, prices and more; the small shop has texts on two topics only.
    assert [point.name for point in spain.points if point.standing is Standing.BLOCKS] == ["required content"]
    assert spain.is_blocked
    blocking = next(point for point in spain.points if point.standing is Standing.BLOCKS)
    assert "returns" in blocking.found
    assert blocking.do


def finished(shop: Shop) -> None:
    text = shop.read("markets/ES.yaml")
    head, _, rest = text.partition("obligations:\n")
    shop.write("markets/ES.yaml", head + "waivers:\n" + rest.partition("\nwaivers:\n")[2])
    # Nobody but the test removes all obligations; the copy of the last run would be missed.
    shop.remove(SEEN)


def test_a_finished_market_can_launch(shop: Shop) -> None:
    finished(shop)
    [spain] = launch_checklists(shop.open(), ["ES"], TODAY)
    assert {point.standing for point in spain.points} == {Standing.OK}
    assert not spain.is_blocked


def test_a_fact_that_holds_pages_back_blocks(shop: Shop) -> None:
    finished(shop)
    shop.edit("markets/ES.yaml", "value: Junta Arbitral de Consumo\n", "value: null\n")
    found = points(shop, "ES")
    assert found["facts"] is Standing.BLOCKS
    assert found["coverage"] is Standing.BLOCKS
    assert found["priority 1"] is Standing.BLOCKS


def test_missing_company_data_block(shop: Shop) -> None:
    finished(shop)
    text = shop.read("markets/company.yaml")
    shop.write("markets/company.yaml", text.replace('value: "Calle Inventada, 12, 28000 Madrid"', "value: null", 1))
    assert points(shop, "ES")["company data"] is Standing.BLOCKS


def test_a_warning_of_lint_is_to_be_looked_at_and_does_not_block(shop: Shop) -> None:
    finished(shop)
    shop.edit("markets/ES.yaml", "{es: España}", "{es: Francia}")
    assert points(shop, "ES")["facts"] is Standing.LOOK
