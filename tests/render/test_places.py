"""Where a value stands, and that it stays text there, whatever it holds."""

from __future__ import annotations

import html
import json
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from locmem.inline.liquid import Form, scan
from locmem.model.inline import Syntax
from locmem.render.facts import FactScope
from locmem.render.places import Place, Spot, UnsafeValueError, escape, spots
from locmem.render.template import render


def spot_in(template: str, syntax: Syntax = Syntax.MARKDOWN) -> Spot:
    tags = scan(template).tags
    found = spots(template, tags, syntax)
    [printed] = [found[tag.start] for tag in tags if tag.form is Form.OUTPUT and tag.start in found]
    return printed


X = "{{ market.name }}"


@pytest.mark.parametrize(
    ("template", "place"),
    [
        (f"a {X} b", Place.MARKDOWN),
        (f"[a]({X})", Place.LINK),
        (f"[a](https://x.example/{X})", Place.LINK),
        (f"![a](<{X}>)", Place.LINK),
        (f'[a](b.md "{X}")', Place.TITLE),
        (f"[a]: {X}", Place.LINK),
        (f"[{X}](b.md)", Place.MARKDOWN),
        (f"see <https://x.example/{X}>", Place.LINK),
        (f"see <{X}>", Place.LINK),
        (f"a < {X}", Place.MARKDOWN),
        (f"a `{X}` b", Place.CODE),
        (f"a ``b ` {X}`` b", Place.CODE),
        (f"a ` b\n\n` {X}", Place.MARKDOWN),
        (f"- a ` b\n- ` {X}", Place.MARKDOWN),
        (f"```sh\n{X}\n```", Place.CODE),
        (f"```sh\n```\n{X}", Place.MARKDOWN),
        (f"a <b>{X}</b>", Place.MARKDOWN),
        (f'a <b title="{X}">b</b>', Place.ATTRIBUTE),
        (f"a \\<B {X} b > c", Place.MARKDOWN),
        (f'a \\\\<b title="{X}">b</b>', Place.ATTRIBUTE),
        (f"`<b` {X} `>`", Place.MARKDOWN),
        (f"`<script>` {X}", Place.MARKDOWN),
        (f"```html\n<script>\n```\n{X}", Place.MARKDOWN),
        (f'<div>\n\\<b title="{X}">b</b>\n</div>', Place.ATTRIBUTE),
        (f'a <a href="{X}">b</a>', Place.URL),
        (f"<div>\n{X}\n</div>", Place.HTML),
        (f"<div>\n\n{X}\n\n</div>", Place.MARKDOWN),
        (f"<div>\n{{% if market.a %}}\n{X}\n{{% endif %}}\n</div>", Place.HTML),
        (f'<p class="c"><a href="x">{X}</a></p>', Place.HTML),
        (f"<script>{X}</script>", Place.NOWHERE),
        (f'<script type="application/ld+json">{{"a": "{X}"}}</script>', Place.JSON),
        (f"<style>{X}</style>", Place.NOWHERE),
        (f'<p onclick="{X}">', Place.NOWHERE),
        (f'<p style="{X}">', Place.NOWHERE),
        (f"<p title={X}>", Place.NOWHERE),
        (f"<p {X}>", Place.NOWHERE),
    ],
)
def test_the_place_in_markdown(template: str, place: Place) -> None:
    assert spot_in(template).place is place


@pytest.mark.parametrize(
    ("template", "place"),
    [
        (f"<p>{X}</p>", Place.HTML),
        (f"{X}", Place.HTML),
        (f"a `{X}`", Place.HTML),
        (f"<a title='{X}'>", Place.ATTRIBUTE),
        (f"<a HREF='{X}'>", Place.URL),
        (f'<img alt=a src = "x/{X}"/>', Place.URL),
        (f"<!-- {X} -->", Place.HTML),
        (f"<script>var a = '{X}'</script>", Place.NOWHERE),
    ],
)
def test_the_place_in_html(template: str, place: Place) -> None:
    assert spot_in(template, Syntax.HTML).place is place


@pytest.mark.parametrize(
    ("template", "is_first"),
    [
        (f"[a]({X})", True),
        (f"[a](<{X}>)", True),
        (f"[a]({{% if market.a %}}{X})", True),
        (f"[a](x{X})", False),
        (f"[a]: {X}", True),
        (f'<a href=" {X}">', True),
        (f'<a href="x{X}">', False),
        (f"{X} a", True),
        (f"> - {X} a", True),
        (f"1. {X}", True),
        (f"a {X}", False),
        (f"{{% if market.a %}}b{{% endif %}}{X}", True),
    ],
)
def test_what_comes_first(template: str, is_first: bool) -> None:
    assert spot_in(template).is_first is is_first


@pytest.mark.parametrize(
    ("template", "in_cell"),
    [
        (f"| a |\n| - |\n| {X} |", True),
        (f"a | b\n--|--\n{X} | c", True),
        (f"{X} | b\n:-:|--\n", True),
        (f"| a |\n| - |\n{{% for m in market.x %}}\n| {X} |\n{{% endfor %}}", True),
        (f"| a |\n| - |\n\n{X}", False),
        (f"a | {X}", False),
    ],
)
def test_cells_of_tables(template: str, in_cell: bool) -> None:
    assert spot_in(template).in_cell is in_cell


GOLDEN = [
    # value, Markdown text, table cell, HTML text, HTML attribute, plain
    ("iDEAL | Wero", "iDEAL | Wero", r"iDEAL \| Wero", "iDEAL | Wero", "iDEAL | Wero", "iDEAL | Wero"),
    ("Lumen & Larch", "Lumen & Larch", "Lumen & Larch", "Lumen &amp; Larch", "Lumen &amp; Larch", "Lumen & Larch"),
    ("a &lt; b", "a &amp;lt; b", "a &amp;lt; b", "a &amp;lt; b", "a &amp;lt; b", "a &lt; b"),
    ("<script>", "&lt;script>", "&lt;script>", "&lt;script&gt;", "&lt;script&gt;", "<script>"),
    ('"quotes"', '"quotes"', '"quotes"', '"quotes"', "&quot;quotes&quot;", '"quotes"'),
    ("a*b", r"a\*b", r"a\*b", "a*b", "a*b", "a*b"),
    ("_a_ b_c", r"\_a\_ b_c", r"\_a\_ b_c", "_a_ b_c", "_a_ b_c", "_a_ b_c"),
    ("[x](y)", r"\[x\](y)", r"\[x\](y)", "[x](y)", "[x](y)", "[x](y)"),
    ("49,00\u00a0€", "49,00\u00a0€", "49,00\u00a0€", "49,00\u00a0€", "49,00\u00a0€", "49,00\u00a0€"),
    ("+34 910 000 000", *["+34 910 000 000"] * 5),
    ("help_me@lumenlarch.example", *["help_me@lumenlarch.example"] * 5),
    ("L’Exemple, 75000 Paris – 1.200", *["L’Exemple, 75000 Paris – 1.200"] * 5),
    ("a\r\n\n b\x00c", *["a b c"] * 5),
]


@pytest.mark.parametrize(("value", "text", "cell", "body", "attribute", "bare"), GOLDEN)
def test_values_in_each_place(value: str, text: str, cell: str, body: str, attribute: str, bare: str) -> None:
    assert escape(value, Spot(place=Place.MARKDOWN)) == text
    assert escape(value, Spot(place=Place.MARKDOWN, in_cell=True)) == cell
    assert escape(value, Spot(place=Place.HTML)) == body
    assert escape(value, Spot(place=Place.ATTRIBUTE)) == attribute
    assert escape(value, Spot(place=Place.PLAIN)) == bare
    assert json.loads(f'"{escape(value, Spot(place=Place.JSON))}"') == bare


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("# x", r"\# x"),
        ("- x", r"\- x"),
        ("+ x", r"\+ x"),
        ("+34 910", "+34 910"),
        ("1. Januar", r"1\. Januar"),
        ("2) x", r"2\) x"),
        ("> x", r"\> x"),
        ("---", r"\---"),
        ("::: x", r"\::: x"),
        ("1.200 €", "1.200 €"),
        ("-5 °C", "-5 °C"),
    ],
)
def test_a_value_at_the_start_of_a_line_begins_no_block(value: str, expected: str) -> None:
    assert escape(value, Spot(place=Place.MARKDOWN, is_first=True)) == expected
    assert escape(value, Spot(place=Place.MARKDOWN)).replace("\\>", ">") == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://x.example/a(b)?c=1&copy=2", "https://x.example/a%28b%29?c=1&copy=2"),
        ("https://x.example/?a=1&lt;", "https://x.example/?a=1&amp;lt;"),
        ('https://x.example/a b"c', "https://x.example/a%20b%22c"),
        ("https://日本.example/ä", "https://日本.example/ä"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("/help", "/help"),
    ],
)
def test_addresses_of_links(value: str, expected: str) -> None:
    assert escape(value, Spot(place=Place.LINK, is_first=True)) == expected


@pytest.mark.parametrize("place", [Place.LINK, Place.URL])
@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "\tjava\nscript:x",
        " data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "file:///etc/passwd",
    ],
)
def test_addresses_that_no_link_may_have(value: str, place: Place) -> None:
    try:
        shown = escape(value, Spot(place=place, is_first=True))
    except UnsafeValueError:
        return
    assert shown.startswith("java%20script:")


def test_a_part_of_an_address_cannot_change_the_rest() -> None:
    assert escape("a/b?c#d:e&f", Spot(place=Place.LINK)) == "a%2Fb%3Fc%23d%3Ae%26f"
    assert escape("help@x.example", Spot(place=Place.URL)) == "help@x.example"


def test_a_bare_address_in_text_stays_a_link() -> None:
    spot = Spot(place=Place.MARKDOWN)
    assert escape("https://x.example/_a_*b?c=1&copy=2", spot, is_address=True) == (
        "https://x.example/%5Fa%5F%2Ab?c=1&copy=2"
    )


def test_phones_in_addresses_are_written_for_machines(scope: FactScope) -> None:
    done = render('<a href="tel:{{ market.phone }}">{{ market.phone }}</a>', scope, Syntax.HTML)
    assert done.text == '<a href="tel:+31201234567">+31 20 123 4567</a>'


def test_code_that_a_value_would_end_is_refused() -> None:
    with pytest.raises(UnsafeValueError, match="would end the code"):
        escape("a`b", Spot(place=Place.CODE))
    assert escape("a*b | c", Spot(place=Place.CODE, in_cell=True)) == r"a*b \| c"


def test_where_no_value_is_safe_the_message_says_what_to_do(scope: FactScope) -> None:
    for template, what in (
        ('<p onclick="{{ market.name }}">x</p>', "may not stand in the attribute onclick"),
        ("<p title={{ market.name }}>x</p>", "the attribute title has no quotes"),
        ("<script>{{ market.name }}</script>", "may not stand in script"),
    ):
        done = render(template, scope, Syntax.HTML)
        assert what in done.problems[0].what


HOSTILE = ["pipe", "amp", "script", "quotes", "star", "space", "scheme", "heading", "tick", "link"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_values_stay_text_in_a_real_page(name: str, scope: FactScope) -> None:
    """Each place of a page at once, read back with a Markdown parser: the value is there, and nothing else is."""
    value = f"{{{{ market.bad.{name} }}}}"
    template = (
        f"{value}\n\na {value} b\n\n- {value}\n\n| a | b |\n| - | - |\n| {value} | c |\n\n"
        f'[x{value}](y.md?z={value})\n\n<p title="{value}">{value}</p>\n'
    )
    held = scope.market.facts[f"bad.{name}"].values[0].value
    assert isinstance(held, str)
    done = render(template, scope, Syntax.MARKDOWN)
    assert done.problems == ()
    reader = _Reader()
    reader.feed(MarkdownIt("commonmark").enable("table").render(done.text))
    assert reader.tags == [
        "p",
        "p",
        "ul",
        "li",
        "table",
        "thead",
        "tr",
        "th",
        "th",
        "tbody",
        "tr",
        "td",
        "td",
        "p",
        "a",
        "p",
    ]
    words = [held, f"a {held} b", held, "a", "b", held, "c", f"x{held}", held]
    assert [text.strip("\n") for text in reader.texts if text.strip("\n")] == words
    assert [unquote(text) for text in reader.values] == [f"y.md?z={held}", held]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.values: list[str] = []
        self.fresh = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value or "" for _, value in attrs]
        self.fresh = True

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.fresh = True

    def handle_data(self, data: str) -> None:
        if self.fresh:
            self.texts.append("")
        self.texts[-1] += data
        self.fresh = False


def test_a_value_at_the_end_of_a_heading_stays() -> None:
    assert MarkdownIt().render(f"# a {escape('b ##', Spot(place=Place.MARKDOWN))}") == "<h1>a b ##</h1>\n"


_LINES = st.text(alphabet="ab1 *_`~[]()<>!&;#-+=.|:\\\"'/\u00a0é", min_size=1, max_size=12) | st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30
)


@given(_LINES)
def test_any_value_reads_back_from_markdown(value: str) -> None:
    bare = value.strip(" ")
    if "{{" in value or "{%" in value or "{#" in value or "}}" in value or "%}" in value or "#}" in value:
        return
    for template in ("{}", "a {} b", "- {}", "> {}"):
        spot = Spot(place=Place.MARKDOWN, is_first=not template.startswith("a"))
        source = template.format(escape(value, spot))
        shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)
        expected = html.escape(bare, quote=False).replace("&#x27;", "'").replace('"', "&quot;")
        if bare.strip():
            assert template.lstrip("->").strip().format(expected).strip() in shown


@given(_LINES)
def test_any_value_reads_back_from_html(value: str) -> None:
    if any(braces in value for braces in ("{{", "{%", "{#", "}}", "%}", "#}")):
        return
    reader = _Reader()
    reader.feed(f'<p title="{escape(value, Spot(place=Place.ATTRIBUTE))}">{escape(value, Spot(place=Place.HTML))}</p>')
    reader.close()
    assert reader.values == [value.strip(" ")]
    assert "".join(reader.texts) == value.strip(" ")
