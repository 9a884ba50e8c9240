"""What a translation brings into a page: whatever a browser would take for a tag, and nothing that is only a sign."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.render.additions import active_parts, additions

MARKDOWN = Syntax.MARKDOWN
PIECES = st.sampled_from(
    [
        "\\",
        "\\\\",
        "<b",
        "<i onclick=x",
        "<title>",
        "<!--",
        "-->",
        "`",
        "``",
        ">",
        " ",
        "/",
        "x",
        "\n",
        "<script>",
    ]
)


class Tags(HTMLParser):
    """The names of the elements that a browser would make; script and style hide nothing here."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.set_cdata_mode = lambda *_: None  # type: ignore[method-assign]
        self.feed(MarkdownIt("commonmark").render(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.names.add(tag)


@given(st.lists(PIECES, max_size=12).map("".join))
@example(r"<script>\<title>")
@example(r"><script>\<i onclick=x")
@example(r"><script>x \<b `` ` ``<title>")
@example(r"<!--\/<!---->\\\<script>")
@example("<!--<title>``  <b/<script>x\n")
@example(r"\<!--\\<!--``<!---->\<script>-->``")
def test_every_tag_that_a_reader_of_markdown_sees_is_named(text: str) -> None:
    added = " ".join(one.what for one in additions(parse("x", MARKDOWN), parse(text, MARKDOWN)))
    for name in Tags(text).names & {"b", "i", "title", "script"}:
        assert f"<{name}>" in added


@pytest.mark.parametrize(
    ("source", "target", "named"),
    [
        ("A is less than B.", r"A \<B.", ""),
        ("A is less than B.", r"画面 \<A 画面 \<B です > x", ""),
        ("A", r"A \\<b>", "the tag `<b>`"),
        ("A", "A <b", "the tag `<b>`"),
        ("Use `<title>`.", "Usa `<title>` <script>x</script>.", "the tag `<script>`"),
        (r"Use \<title>.", r"Usa \<title> <script>x</script>.", "the tag `<script>`"),
        ("<div>x</div>", r"<div>\<title></div>", "the tag `<title>`"),
        ("Use `<!--`.", "Usa `<!--` <script>x</script> `-->`.", "the tag `<script>`"),
    ],
)
def test_a_sign_is_no_tag_and_hides_none(source: str, target: str, named: str) -> None:
    assert [one.what for one in additions(parse(source, MARKDOWN), parse(target, MARKDOWN))] == [named] * bool(named)


@pytest.mark.parametrize("word", ["`<title>`", r"\<textarea>", "`<!--`", "<b", "`<style>`"])
def test_what_runs_is_found_behind_a_word_that_looks_like_a_tag(word: str) -> None:
    found = {part.what for part in active_parts(f"{word} and <script>run()</script> and `-->`")}
    assert "`<script>`" in found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{% assign x = "<script>" %}', []),
        ('<meta http-equiv="refresh" content="0">', ["a page that leads elsewhere by itself"]),
        ("[x](javascript:run())", ["an address of `javascript:`"]),
        ("[x](https://example.org) [y](ftp://example.org)", []),
        ("![x](data:image/png;base64,AA==)", []),
        ("[x](data:text/html,y)", ["an address of `data:`"]),
    ],
)
def test_parts_that_run_are_told_from_those_that_do_not(text: str, named: list[str]) -> None:
    assert [part.what for part in active_parts(text)] == named
