"""The brief of a real small project: what it says of a market, and how it is written."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from locmem.pipelines.market_brief import market_brief
from locmem.reports.brief import _TAX, MOST_OPEN, NONE, Brief, Line, Section, _facts, first_sentence, short_source
from locmem.reports.brief_pages import to_html, to_markdown
from tests.pipelines.own_content import copied
from tests.pipelines.shop import SETTINGS, Shop

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
    shop.edit("content/articles/complaints.md", "We answer without delay.", "We answer within 3 days.")
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
    assert first_sentence("x" * 100 + " " + "y" * 48 + ". Then wait.") == "x" * 100 + " " + "y" * 48 + "."
    assert first_sentence("x" * 100 + " " + "y" * 50) == "x" * 100 + " …"


@pytest.mark.parametrize(
    ("source", "link"),
    [("boe.es (https://www.boe.es/x, art. 3)", "https://www.boe.es/x"), ("general knowledge", "")],
)
def test_a_line_leads_to_the_first_address_of_its_source(source: str, link: str) -> None:
    assert Line(label="Law", value="x", source=source, read_on=TODAY).link == link


def test_what_nobody_read_is_not_verified_even_with_a_day(shop: Shop) -> None:
    page = market_brief(shop.open(), "ES", TODAY)
    [peak] = [line for section in page.sections for line in section.lines if line.label == "Peak months"]
    assert (peak.is_unverified, peak.read_on) == (True, None)
    shop.edit("markets/ES.yaml", 'value: "11 12 1 7"', 'value: "all year"')
    assert values(market_brief(shop.open(), "ES", TODAY), "Languages and peak months")["Peak months"] == NONE
    doubted = replace(page, sections=(Section(title="Tax", lines=(replace(peak, read_on=TODAY),), empty=""),))
    assert "| not verified |" not in to_markdown(doubted)
    assert ", not verified |" in to_markdown(doubted)
    assert '<span class="no">not verified</span>' in to_html(doubted)


def test_an_empty_section_says_so(shop: Shop) -> None:
    page = market_brief(shop.open(), "JP", TODAY)
    empty = replace(page, sections=(Section(title="Tax", lines=(), empty="Nothing <here>."),))
    assert to_markdown(empty).endswith("## Tax\n\nNothing <here>.\n")
    assert "<section><h2>Tax</h2><p>Nothing &lt;here&gt;.</p></section>" in to_html(empty)


def test_open_items_of_one_document_and_reason_are_one_line_and_six_are_shown(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "backlog: {most_first: 100}\n")
    shop.edit("content/articles/complaints.md", "We answer without delay.", "We answer within 3 days.")
    text = shop.read("content/articles/complaints.md")
    for number in range(MOST_OPEN):
        shop.write(f"content/articles/more{number}.md", text.replace("slug: complaints", f"slug: more{number}"))
    lines = values(market_brief(shop.open(), "ES", TODAY), "Open items of priority 1")
    assert next(iter(lines)) == "complaints.md (es)"
    assert list(lines)[-1] == "and 1 more"
    assert len(lines) == MOST_OPEN + 1
    assert lines["complaints.md (es)"].startswith("customers read a figure, a fact or an address that no longer")


def test_a_fact_that_a_profile_does_not_have_hides_none_of_the_others(shop: Shop) -> None:
    spain = shop.open().markets[0]
    less = replace(spain, facts={path: fact for path, fact in spain.facts.items() if path != "tax.name"})
    whole, left = ([line.label for line in _facts(market, TODAY, _TAX)] for market in (spain, less))
    assert whole[0] == "Name"
    assert left == whole[1:]
    bodies = [("All bodies", "payment_methods"), ("Name", "tax.name")]
    assert [line.label for line in _facts(spain, TODAY, bodies)] == ["All bodies", "Name"]
