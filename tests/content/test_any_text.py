"""Whatever stands in a file, reading and writing it back leaves every character."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.verify import verify

MARKDOWN = [
    "# ", "## a {#b}", "- ", "1. ", "> ", "> [!NOTE]\n", "    ", "  ", "\t", "| ", " | ", "| - | - |\n", "|--|\n",
    "\n", "\n\n", "\r\n", "a", "word ", "**b**", "*", "`", "```\n", "~~~", "[l](u)", "![i](p)", '![i](p "t")',
    "[r]: u\n", "[^1]", "[^1]: ", ": ", "---\n", "===\n", "{{ a }}", "{% if a %}", "{% endif %}", "{% if a %}\n",
    "{% endif %}\n", "{% for x in y %}\n", "{% endfor %}\n", "{{", "{%", "<p>", "</p>", "<div>", "</div>", "<b>",
    "</b>", "<!--", "-->", "<!-- locmem:off -->\n", "<!-- locmem:on -->\n", '<img alt="x">', "<pre>", "&amp;",
    "\\", "\\|", ":::tip t\n", ":::\n", '!!! note "t"\n', "é", "日本語", "\u2028", "\x0b", "\x0c", "\xa0", "- [ ] ",
    '[l](u "t u")', "[l](u\n 'v')", '<img\nalt="x y"\nsrc=z>', '<b title="z">', '[r]: u "w"\n',
    "<Card>\n", "</Card>\n", '<Tab label="x y">\n', "</Tab>\n", "<Tab>z</Tab>\n", '<Tab\ntitle="x y"\n>\n', "<Tab />\n",
    '<p markdown="1">\n', "</p>\n", "<a>\n", "</a>\n", ":::column:::\n", ":::column-end:::\n", "{:toc}\n", "{: .x}\n",
    "{a.b}", "{a.map(() => (\n", "))}\n", "1. z\n",
]  # fmt: skip
HTML = [
    "<p>", "</p>", "<li>", "<td>", "<br>", "<b>", "</b>", "<a href='x'>", "</a>", "<img alt=x>", '<img alt="',
    '">', "<", ">", "a", "word ", "\n", "\r\n", "&amp;", "&", "<!--", "-->", "<script>", "</script>", "<pre>",
    "</pre>", "{{ a }}", "{% if a %}", "{% endif %}", "{% endif %}\n", '<p translate="no">', "<svg>", "</svg>",
    "'", '"', "=", "<code>", "</code>", '<a href=x title="t u">',
    '<img alt="v {{ a }}" title=w src=x>', '<b placeholder="x" title="y">',
]  # fmt: skip


def check(text: str, kind: str) -> None:
    document = KINDS[kind].read(text, "f", ReadOptions())
    whole = [unit for unit in document.units if unit.place.scalar is None and unit.place.code is None]
    assert all(first.end <= second.start for first, second in pairwise(whole))
    inside = [unit for unit in document.units if unit.place.code is not None]
    spans = [(unit.start, unit.end) for unit in document.units if unit.place.code is None]
    assert all(any(start <= unit.start and unit.end <= end for start, end in spans) for unit in inside)
    assert verify(text, "f", kind, ReadOptions()).is_identical


@given(st.lists(st.sampled_from(MARKDOWN), max_size=30).map("".join))
def test_markdown(text: str) -> None:
    check(text, "markdown")


@given(st.lists(st.sampled_from(HTML), max_size=30).map("".join))
def test_html(text: str) -> None:
    check(text, "html")


@given(st.text(max_size=60))
def test_text_of_any_kind(text: str) -> None:
    check(text, "markdown")
    check(text, "html")
    check(text, "macro")


@given(st.text(max_size=40).filter(lambda text: not any("\ud800" <= character <= "\udfff" for character in text)))
def test_macros(text: str) -> None:
    import json

    check(json.dumps({"actions": [{"field": "comment_value", "value": text}]}), "macro")
