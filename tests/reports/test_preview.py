"""The preview shows texts as readers see them, whatever a translation did to its codes, and runs nothing."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.exchange.outgoing import ExchangeFormat
from locmem.exchange.table_columns import CHOICES
from locmem.inline.protect import parse
from locmem.model.inline import Syntax, inline
from locmem.model.segment import UnitKind
from locmem.reports.preview import (
    PreviewDocument,
    PreviewRow,
    as_html,
    for_translator,
    is_preview,
    preview,
    preview_name,
)

FACTS = {"{{ market.tax.name }}": "IVA <21 %>"}


class Balanced(HTMLParser):
    """Reads a piece of HTML and remembers whether each tag ends where it must."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.is_balanced = True
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_balanced &= bool(self.opened) and self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Balanced:
    reader = Balanced()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Bold** & *soft*", "<strong>Bold</strong> &amp; <em>soft</em>"),
        ("[here](a.md?x=<b>)", '<u title="a.md?x=&lt;b&gt;">here</u>'),
        (
            "It is {{ market.tax.name }}.",
            'It is <span class="fact" title="{{ market.tax.name }}">IVA &lt;21 %&gt;</span>.',
        ),
        ("Hello {{ticket.name}}", 'Hello <span class="code">{{ticket.name}}</span>'),
        ("a &amp; b", "a &amp; b"),
    ],
)
def test_codes_are_shown_as_readers_see_them(text: str, html: str) -> None:
    assert as_html(parse(text, Syntax.MARKDOWN), FACTS.get) == html


@given(st.data())
def test_tags_are_balanced_whatever_became_of_the_codes(data: st.DataObject) -> None:
    parts = parse("**a** *b* [c](d.md) `e` {{ market.tax.name }} <br> ~~f~~ **[g](h.md)**", Syntax.MARKDOWN).parts
    kept = data.draw(st.lists(st.sampled_from(parts)))
    content = inline(tuple(kept), Syntax.MARKDOWN)
    found = read(as_html(content, FACTS.get))
    assert found.is_balanced
    assert found.opened == []


def row(occurrence: str, **fields: object) -> PreviewRow:
    values: dict[str, object] = {
        "kind": UnitKind.PARAGRAPH,
        "name": "",
        "is_first": True,
        "source": "Hello",
        "target": "Hola",
        "state": "",
        "is_sent": False,
    }
    return PreviewRow(occurrence=occurrence, **{**values, **fields})  # type: ignore[arg-type]


def test_a_page_shows_what_is_to_be_done() -> None:
    document = PreviewDocument(
        path="a <b>.md", rows=(row("one"), row("two", is_sent=True, target="", state="stale", name="title"))
    )
    html = preview("x → y", ("Due <soon>.",), ("Leave <g1> alone.",), (document,), "en", "ar")
    assert html.endswith("</body></html>\n")
    assert 'class="row paragraph first todo" id="two"' in html
    assert "not translated yet" in html
    assert "title: stale" in html
    assert 'lang="ar" dir="rtl"' in html
    assert "<b>" not in html
    assert "<soon>" not in html
    assert "<script" not in html
    assert "default-src 'none'" in html


def test_only_several_documents_have_a_list() -> None:
    one, two = PreviewDocument(path="a.md", rows=()), PreviewDocument(path="b.md", rows=())
    assert "<nav>" not in preview("x", (), (), (one,), "en", "es")
    assert '<a href="#b.md">' in preview("x", (), (), (one, two), "en", "es")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        (preview_name("2026-11-21-zh-Hant-1-abcde"), True),
        ("preview.html", False),
        ("preview-2026.html", False),
        ("refunds.html", False),
    ],
)
def test_a_preview_is_known_by_its_name(name: str, is_one: bool) -> None:
    assert is_preview(name) is is_one


@pytest.mark.parametrize("format_", [one.value for one in ExchangeFormat])
@pytest.mark.parametrize("profile", ["", "omegat"])
def test_the_translator_is_told_what_to_keep_how_to_ask_and_what_is_unfinished(format_: str, profile: str) -> None:
    keep, ask, *rest = for_translator(format_, profile)
    assert "{{ … }}" in keep
    assert ask.startswith("To ask something about a text")
    assert "not done" in rest[0] or "draft" in rest[0]
    assert "end back the" in rest[-1]
    html = preview("x", (), (keep,), (), "en", "es")
    assert f"<h2>For the translator</h2>\n<ul><li>{escape(keep)}</li></ul>" in html


def test_a_table_says_which_words_its_state_takes() -> None:
    text = " ".join(for_translator("xlsx", ""))
    assert all(word in text for word in (*CHOICES, "Your note"))
    assert "fuzzy" in " ".join(for_translator("po", ""))
    assert "fuzzy" not in " ".join(for_translator("po", "omegat"))
    assert "For the translator" not in preview("x", (), (), (), "en", "es")
