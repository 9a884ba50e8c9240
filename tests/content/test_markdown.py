"""Markdown files: what is written into a place stays in the block it belongs to."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import parse
from locmem.model.inline import inline

MARKDOWN = KINDS["markdown"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("> <p>One\n> two</p>\n", "> <p>Uno\n> dos</p>\n"),
        ("- <div>One\n  two</div>\n", "- <div>Uno\n  dos</div>\n"),
        ("<p>One\ntwo</p>\n", "<p>Uno\ndos</p>\n"),
    ],
    ids=["quote", "list", "plain"],
)
def test_lines_of_html_keep_the_marks_of_the_block_they_stand_in(text: str, wanted: str) -> None:
    document = MARKDOWN.read(text, "a.md", ReadOptions())
    [unit] = document.units
    target = parse("Uno\ndos", unit.content.syntax)
    assert MARKDOWN.write(document, {0: target}) == wanted


FENCE = '```py title="Main file" caption="src/main.py"\nx\n```\n'


@pytest.mark.parametrize(
    ("texts_in_tags", "expected"), [(("title", "caption"), ["Main file"]), (("caption",), []), ((), [])], ids=str
)
def test_the_title_of_fenced_code_is_read_where_its_content_set_names_it(
    texts_in_tags: tuple[str, ...], expected: list[str]
) -> None:
    document = KINDS["markdown"].read(FENCE, "a.md", ReadOptions(texts_in_tags=texts_in_tags))
    assert [unit.content.native for unit in document.units] == expected


@pytest.mark.parametrize(
    ("new", "written"),
    [
        ("Eine Datei", 'title="Eine Datei"'),
        ('Die "Datei" hier', 'title="Die &quot;Datei&quot; hier"'),
        ("Die `Datei` hier", 'title="Die &#96;Datei&#96; hier"'),
    ],
)
def test_whatever_its_title_says_fenced_code_stays_fenced(new: str, written: str) -> None:
    document = KINDS["markdown"].read(FENCE, "a.md", ReadOptions())
    text = KINDS["markdown"].write(document, {0: inline((new,), document.units[0].content.syntax)})
    assert text == FENCE.replace('title="Main file"', written)
    assert KINDS["markdown"].read(text, "a.md", ReadOptions()).structure == document.structure
