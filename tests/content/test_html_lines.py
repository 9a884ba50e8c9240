"""What stands outside of the texts of a block of HTML in Markdown."""

from __future__ import annotations

import pytest

from locmem.content.html_lines import stretches_apart
from locmem.inline.notations import FAMILIES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>\nb\n</a>", ["<a>", "</a>"]),
        ("<a>\nb\n</a>\n<a>\nc\n</a>", ["<a>", "</a>", "<a>", "</a>"]),
        ("<a><i>\nb\n</i></a>", ["<a><i>", "</i></a>"]),
        ("> <a>\n> b\n> </a>", ["<a>", "</a>"]),
        ("<p>\n<a>\nb\n</a>\n</p>", ["<a>", "</a>"]),
        ("<p>\nb\n<a>\nc\n</a>\n</p>", []),
        ("<a>b</a>", []),
        ("<code>\nb\n</code>", []),
        ('<a translate="no">\nb\n</a>', []),
        ("<img>\nb", ["<img>"]),
        ("</a>\nb", ["</a>"]),
        ("<br>\nb\n<br>\nc", ["<br>"]),
        ("<a>\nb <i>c</i></a>", ["<a>"]),
        ("<p>b</p>\n{: .x }\nc", ["{: .x }"]),
        ("<div>\n{{ x }}\n{.x}\nb", ["{.x}"]),
        ("<div>\n1. b\n2. c\n</div>", ["1. ", "2. "]),
        ("<div>\n- b\n  goes on\n- c\n</div>", ["- ", "- "]),
        ("<div>\n1. b\n</div>", []),
        ("<div>\n- b\n+ c\n\n<p>d</p></div>", ["- ", "+ "]),
        ("<td>\n1. b\n</td>\n<td>\n2. c\n</td>", []),
        ("<p>b\n1. c\n2. d</p>", []),
        ("<p>b</p>\n1. TOC\n{:toc}", ["1. TOC", "{:toc}"]),
        ("<p>b</p>\n{: .x}\n* TOC\n{: .y toc }\n", ["{: .x}", "* TOC", "{: .y toc }"]),
        ("<div>\n:::column:::\nb", [":::column:::"]),
        ("<div>\n::: b c", []),
    ],
)
def test_what_stands_apart(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in stretches_apart(text, FAMILIES)] == expected


def test_where_attribute_lists_are_left_out_they_are_words() -> None:
    assert list(stretches_apart("<p>b</p>\n{: .x }\nc", ["mdx"])) == []
