"""Lines of a brief: sources people still know, sentences that end where they should."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.reports.brief_lines import Line, cut, first_sentence, short_source

TODAY = date(2026, 11, 21)


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


def test_a_text_is_cut_to_its_room() -> None:
    assert cut("abc", 3) == "abc"
    assert cut("ab cdef", 4) == "ab…"
