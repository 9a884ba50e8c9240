"""What is wrong with a source is reported with its place, and reading goes on."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.model.document import Document
from locmem.model.finding import Severity
from locmem.model.segment import UnitKind


def read(kind: str, text: str, path: str = "articles/refund.md", fields: tuple[str, ...] = ("title",)) -> Document:
    return KINDS[kind].read(text, path, ReadOptions(fields=fields))


def test_a_wrong_risk_is_reported_at_its_place() -> None:
    document = read("markdown", "---\ntitle: A\nrisk: high\n---\nText.\n")
    (finding,) = document.findings
    assert (finding.check, finding.severity, str(finding.location)) == (
        "front-matter",
        Severity.ERROR,
        "articles/refund.md:3:7",
    )
    assert finding.excerpt == "risk: high\n      ^"
    assert document.risk is None
    assert [unit.content.text for unit in document.units] == ["A", "Text."]


@pytest.mark.parametrize(
    "lines",
    [
        "title: a: b",
        "title: A\ntitle: B",
        "markets: Spain",
        "markets: [Spain]",
        "locale: spanish!",
        "title: [a]",
        "\tx: 1",
    ],
)
def test_problems_of_front_matter_do_not_stop_the_body(lines: str) -> None:
    document = read("markdown", f"---\n{lines}\n---\nText.\n")
    assert {finding.check for finding in document.findings} == {"front-matter"}
    assert document.units[-1].content.text == "Text."


def test_broken_liquid_is_reported_with_carets() -> None:
    document = read("markdown", "Text.\n\nYour {{ ticket.id is here.\n")
    (finding,) = document.findings
    assert (finding.check, finding.location.line, finding.location.column) == ("liquid-syntax", 3, 6)
    assert finding.excerpt.startswith("Your {{ ticket.id is here.\n     ^^")


def test_without_front_matter_the_file_and_the_first_heading_name_the_document() -> None:
    document = read("markdown", "# Refund *times*\n")
    assert (document.slug, document.title) == ("articles/refund", "Refund times")


def test_front_matter_that_is_never_closed_is_text() -> None:
    assert read("markdown", "---\n\nText.\n").units[0].content.text == "Text."


def test_only_named_fields_become_units() -> None:
    text = "---\ntitle: A\nsummary: B\nseo: {title: C, words: [d, e]}\nweight: 5\n---\n"
    document = read("markdown", text, fields=("title", "seo.title", "seo.words"))
    found = [(unit.kind, unit.name, unit.content.text) for unit in document.units]
    assert found == [
        (UnitKind.TITLE, "title", "A"),
        (UnitKind.FIELD, "seo.title", "C"),
        (UnitKind.FIELD, "seo.words[0]", "d"),
        (UnitKind.FIELD, "seo.words[1]", "e"),
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("title: A\nactions: 5\n", "m.yaml"),
        ("title: A\nlocmem: {risk: high}\n", "m.yaml"),
        ("title: A\nlocmem: {rsk: low}\n", "m.yaml"),
        ("title: [\n", "m.yaml"),
        ('{"title": "A",}', "m.json"),
        ('{"title": "A", "title": "B"}', "m.json"),
        ("- a\n", "m.yaml"),
    ],
)
def test_problems_of_a_macro_are_findings(text: str, path: str) -> None:
    assert {finding.check for finding in read("macro", text, path).findings} <= {"macro-file", "text-not-read"}
    assert read("macro", text, path).findings


def test_nesting_too_deep_to_read_is_reported_and_quick() -> None:
    document = read("markdown", ">" * 5000 + " text\n")
    assert [finding.check for finding in document.findings] == ["markup-open"]


def test_an_element_that_is_never_closed_is_reported() -> None:
    document = read("html", '<p>Read</p>\n<div translate="no"><p>Not read</p>\n')
    assert [unit.content.text for unit in document.units] == ["Read"]
    assert [(finding.check, finding.location.line) for finding in document.findings] == [("markup-open", 2)]


def test_liquid_lines_between_rows_leave_one_table() -> None:
    rows = "| a |\n| - |\n{% for x in y %}\n| b |\n{% endfor %}\n| c |\n"
    assert read("markdown", rows).structure == read("markdown", "| a |\n| - |\n| b |\n| c |\n").structure


@pytest.mark.parametrize(
    ("one", "other"),
    [("- a\n- b\n", "- a\n"), ("# a\n", "## a\n"), ("a\n\nb\n", "a\nb\n"), ("> a\n", "a\n"), ("1. a\n", "- a\n")],
)
def test_another_shape_is_seen(one: str, other: str) -> None:
    assert read("markdown", one).structure != read("markdown", other).structure


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_in_toml_is_read_and_what_only_begins_like_it_is_not(end: str) -> None:
    text = "+++\ntitle = 'Refunds'\nnote = \"+++\"\n+++\n\nText.\n".replace("\n", end)
    document = read("markdown", text)
    assert [unit.content.text for unit in document.units] == ["Refunds", "Text."]
    assert document.findings == ()
    assert [unit.content.text for unit in read("markdown", "+++ more\n\n+++\n").units] == ["more"]
