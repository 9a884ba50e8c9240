"""Emphasis around printed values: bold in the template is bold on the page, whatever the value ends in."""

from __future__ import annotations

from html import unescape
from itertools import product

import pytest
from markdown_it import MarkdownIt

from locmem.model.inline import Syntax
from locmem.render.facts import FactScope

from .test_template import text_of

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
VALUES = {
    "market.bad.star": "a*b",
    "market.bad.quotes": '"quotes"',
    "market.bad.brace": "{",
    "market.rate": "25,5%",
    "market.bad.space": "49,00\u00a0€",
    "market.bad.link": "](https://evil.example)",
    "market.name": "Nederland",
    "market.bad.script": "<script>alert(1)</script>",
}
MARKS = {"*": "em", "**": "strong", "_": "em", "__": "strong", "~~": "s", "***": "em strong", "**_": "strong em"}
LETTERS = ["です", "word", "слово", "한", "、", " ", "", "(", "."]


def shown(markdown: str) -> str:
    """The HTML of one paragraph, with one name for each kind of emphasis."""
    html = PARSER.render(markdown).strip().removeprefix("<p>").removesuffix("</p>")
    return unescape(html.replace("<del>", "<s>").replace("</del>", "</s>"))


def expected(before: str, mark: str, value: str, after: str) -> str:
    names = MARKS[mark].split()
    opening, closing = ("".join(f"<{end}{name}>" for name in some) for end, some in (("", names), ("/", names[::-1])))
    return f"{before}{opening}{value}{closing}{after}"


@pytest.mark.parametrize("mark", MARKS)
def test_what_is_emphasis_in_the_template_is_emphasis_on_the_page(mark: str, scope: FactScope) -> None:
    for path, before, after in product(VALUES, LETTERS, LETTERS):
        if "_" in mark and (before[-1:].isalnum() or after[:1].isalnum()):
            # To Markdown an underscore inside a word is one: such a template has no emphasis.
            continue
        template = f"x {before}{mark}{{{{ {path} }}}}{mark[::-1]}{after} x"
        text = text_of(template, scope, Syntax.MARKDOWN)
        assert shown(text) == "x " + expected(before, mark, VALUES[path], after) + " x"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("**{{ market.name }}**です", "**Nederland**です"),
        ("**{{ market.rate }}** です", "**25,5%** です"),
        ("**{{ market.rate }}**です", "<strong>25,5%</strong>です"),
        ("**{{ market.rate }}、{{ market.name }}**です", "**25,5%、Nederland**です"),
        ("**a**は~~{{ market.rate }}~~です", "**a**は<del>25,5%</del>です"),
        ("は***{{ market.rate }}*です**は", "は<strong><em>25,5%</em>です</strong>は"),
        ("**{{ticket.id}}**です", "<strong>{{ticket.id}}</strong>です"),
        ("**{% if market.open %}{{ market.rate }}{% endif %}**です", "<strong>25,5%</strong>です"),
        ("**{% if market.gone %}x{% else %}（{% endif %}a**です", "**（a**です"),
        (
            "{% for m in market.methods %}**{{ m.name }}{{ market.rate }}**は{% endfor %}",
            "<strong>iDEAL | Wero25,5%</strong>は<strong>rembours25,5%</strong>は",
        ),
        ("| a |\n| - |\n| **{{ market.rate }}**は |", "| a |\n| - |\n| <strong>25,5%</strong>は |"),
        ("`**{{ market.rate }}**です`", "`**25,5%**です`"),
        ("```\n**{{ market.rate }}**です\n```", "```\n**25,5%**です\n```"),
        ("\\**{{ market.rate }}**です", "\\**25,5%**です"),
        ("2 ** {{ market.rate }}**です", "2 ** 25,5%**です"),
        ("- a\n- は**{{ market.bad.link }}**", "- a\n- は<strong>\\](https://evil.example)</strong>"),
    ],
)
def test_marks_stay_where_they_are_read(template: str, expected: str, scope: FactScope) -> None:
    assert text_of(template, scope, Syntax.MARKDOWN) == expected


def test_many_marks_beside_values_are_all_written(scope: FactScope) -> None:
    template = "は**{{ market.rate }}**です*x*" * 2_000
    assert text_of(template, scope, Syntax.MARKDOWN) == "は<strong>25,5%</strong>です*x*" * 2_000
