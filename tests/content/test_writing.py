"""New contents are encoded for the place they come to stand in."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import from_editable, parse
from locmem.model.inline import Syntax, inline


def written(kind: str, text: str, new: str, *, unit: int = 0, syntax: Syntax = Syntax.MARKDOWN) -> str:
    document = KINDS[kind].read(text, "f", ReadOptions())
    return KINDS[kind].write(document, {unit: parse(new, syntax)})


@pytest.mark.parametrize(
    ("source", "new", "text"),
    [
        ("> one\n> two\n", "uno\ndos\n\ntres", "> uno\n> dos\n> tres\n"),
        ("- one\n", "uno\ndos", "- uno\n  dos\n"),
        ("10. one\n", "uno  \ndos", "10. uno  \n    dos\n"),
        ("> - one\n", "uno\\\ndos", "> - uno\\\n>   dos\n"),
        ("# one\n", "uno\ndos", "# uno dos\n"),
        ("# one\n", "C #", "# C \\#\n"),
        ("one\n", "  1. uno", "1\\. uno\n"),
        ("one\n", "uno\n- dos", "uno\n\\- dos\n"),
        ("one\n", "uno\n===", "uno\n\\===\n"),
        ("one\n", "-5 grados", "-5 grados\n"),
        ("one\n", "#5 de mayo", "#5 de mayo\n"),
        ("one\n", "**a** | b", "**a** | b\n"),
        ("one\r\ntwo\r\n", "uno\ndos", "uno\r\ndos\r\n"),
        ("| one |\n| - |\n", "a | b \\| c\nd", "| a \\| b \\| c d |\n| - |\n"),
        ("| one |\n| - |\n", "{{ a | upcase }} | b", "| {{ a | upcase }} \\| b |\n| - |\n"),
        ("one | two\n--- | ---\n", "# uno", "\\# uno | two\n--- | ---\n"),
        (":::note[One]\n:::\n", "a] b", ":::note[a\\] b]\n:::\n"),
        ('![One](i.png "Two")\n', "a] b", '![a\\] b](i.png "Two")\n'),
        ("Term\n: one\n", ": uno", "\\: uno\n: one\n"),
    ],
)
def test_markdown(source: str, new: str, text: str) -> None:
    assert written("markdown", source, new) == text
    before, after = (KINDS["markdown"].read(one, "f", ReadOptions()) for one in (source, text))
    assert before.structure == after.structure


def test_a_quote_in_the_title_of_a_picture_is_escaped() -> None:
    assert written("markdown", '![One](i.png "Two")\n', 'a "b"', unit=1) == '![One](i.png "a \\"b\\"")\n'


def test_codes_keep_their_place_in_a_quote() -> None:
    document = KINDS["markdown"].read("> one *two\n> three* four\n", "f", ReadOptions())
    parts = [part.upper() if isinstance(part, str) else part for part in document.units[0].content.parts]
    text = KINDS["markdown"].write(document, {0: inline(parts, Syntax.MARKDOWN)})
    assert text == "> ONE *TWO\n> THREE* FOUR\n"


@pytest.mark.parametrize(
    ("source", "new", "text"),
    [
        ('<img alt="one">', "a \"b\" 'c'", "<img alt=\"a &quot;b&quot; 'c'\">"),
        ("<img alt='one'>", "a \"b\" 'c'", "<img alt='a \"b\" &#39;c&#39;'>"),
        ("<img alt=one>", "uno", "<img alt=uno>"),
        ("<img alt=one>", "uno dos", '<img alt="uno dos">'),
        ('<img alt="one">', 'a {{ x | default: "b" }}', '<img alt="a {{ x | default: "b" }}">'),
        ("<p> one </p>", " uno<br>\n dos ", "<p> uno<br>\ndos </p>"),
    ],
)
def test_html(source: str, new: str, text: str) -> None:
    assert written("html", source, new, syntax=Syntax.HTML) == text


@pytest.mark.parametrize(
    ("source", "new", "text"),
    [
        ("title: One\n", "Uno: dos", 'title: "Uno: dos"\n'),
        ("title: 'One'\n", "L'été", "title: 'L''été'\n"),
        ("title: {{ a }} b\n", "x", "title: {{ a }} b\n"),
        ('{"title": "One"}', 'a "b"\n', '{"title": "a \\"b\\"\\n"}'),
    ],
)
def test_scalars(source: str, new: str, text: str) -> None:
    document = KINDS["macro"].read(source, "f.json" if source.startswith("{") else "f.yaml", ReadOptions())
    contents = {0: parse(new, Syntax.PLAIN)} if document.units else {}
    assert KINDS["macro"].write(document, contents) == text


def test_several_units_of_one_scalar_are_written_together() -> None:
    source = "actions:\n- field: comment_value_html\n  value: <p>One</p><p>Two</p>\n"
    document = KINDS["macro"].read(source, "f.yaml", ReadOptions())
    contents = {0: parse("Uno: a", Syntax.HTML), 1: parse("Dos", Syntax.HTML)}
    text = KINDS["macro"].write(document, contents)
    assert text == 'actions:\n- field: comment_value_html\n  value: "<p>Uno: a</p><p>Dos</p>"\n'


def test_an_unknown_unit_is_an_error() -> None:
    document = KINDS["markdown"].read("one\n", "f.md", ReadOptions())
    with pytest.raises(IndexError):
        KINDS["markdown"].write(document, {1: parse("uno", Syntax.MARKDOWN)})


DEFINED = "See [the help page] or [tags][] for more [optional].\n\n[the help page]: /help\n[Tags]: /tags\n"


@pytest.mark.parametrize(
    ("new", "text"),
    [
        (
            "Ver [la ayuda] o [etiquetas][] y [opcional].",
            "Ver [la ayuda][the help page] o [etiquetas][tags] y [opcional].",
        ),
        ("Ver [The Help Page] o [TAGS][] y [optional].", "Ver [The Help Page] o [TAGS][] y [optional]."),
        ("Ver [la ayuda][the help page].", "Ver [la ayuda][the help page]."),
    ],
)
def test_a_link_whose_text_is_its_label_keeps_its_definition(new: str, text: str) -> None:
    document = KINDS["markdown"].read(DEFINED, "f", ReadOptions())
    content = from_editable(new, document.units[0].content)
    assert KINDS["markdown"].write(document, {0: content}).splitlines()[0] == text


@pytest.mark.parametrize(
    ("kind", "source", "new", "text"),
    [
        (
            "markdown",
            'See ![a](g.png "Gear") and [help](/h "Page").\n',
            ["[Ayuda](/es/h) y ![a](g.png)", "Rueda", 'Una "página"\\'],
            '[Ayuda](/es/h "Una \\"página\\"\\\\") y ![a](g.png "Rueda")\n',
        ),
        ("markdown", '[a](/h "Page") b\n', [None, "Página"], '[a](/h "Página") b\n'),
        ("markdown", '[a](/h "Page") b\n', ["b [a](/h)"], 'b [a](/h "Page")\n'),
        ("markdown", '[a](/h "Page") b\n', ["b", "Página"], "b\n"),
        ("markdown", "| [a](/h (t)) |\n| - |\n", ["x [a](/h)", "(u) | v"], "| x [a](/h (\\(u\\) \\| v)) |\n| - |\n"),
        ("markdown", "[a]: /h 't'\n", ["it's"], "[a]: /h 'it\\'s'\n"),
        (
            "markdown",
            '> <abbr\n> title="t">a</abbr> b\n',
            ["b <abbr>a</abbr>", "u"],
            '> b <abbr\n> title="u">a</abbr>\n',
        ),
        (
            "html",
            "<p>a <img src=q alt=one> <a title='t' href=x>b</a></p>",
            ["<g2>b</g2> <x1/> c", "two words", "it's"],
            "<p><a title='it&#39;s' href=x>b</a> <img src=q alt=\"two words\"> c</p>",
        ),
        (
            "macro",
            'actions:\n  - field: comment_value_html\n    value: \'<p>a <a title="t" href="/h">b</a></p>\'\n',
            ["<g1>b</g1> a", "it's"],
            "actions:\n  - field: comment_value_html\n    value: '<p><a title=\"it''s\" href=\"/h\">b</a> a</p>'\n",
        ),
        (
            "macro",
            'actions:\n  - field: comment_value_html\n    value: \'<p>a <a title="t" href="/h">b</a></p>\'\n',
            [None, "it's"],
            "actions:\n  - field: comment_value_html\n    value: '<p>a <a title=\"it''s\" href=\"/h\">b</a></p>'\n",
        ),
    ],
)
def test_a_text_inside_a_code_goes_with_it(kind: str, source: str, new: list[str | None], text: str) -> None:
    document = KINDS[kind].read(source, "f", ReadOptions())
    contents = {
        index: from_editable(one, document.units[index].content) for index, one in enumerate(new) if one is not None
    }
    assert KINDS[kind].write(document, contents) == text
