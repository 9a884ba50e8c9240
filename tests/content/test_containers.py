"""Components and columns: where they end, and that what stands in them is Markdown however it is indented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from locmem.content.blocks import outline
from locmem.content.containers import is_component
from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.verify import verify
from locmem.inline.notations import FAMILIES, left_out
from locmem.inline.protect import from_editable, to_editable
from locmem.model.segment import Segment, Unit, UnitKind
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import segments


def blocks(text: str) -> list[tuple[str, str]]:
    """Type and characters of each block that is more than a tag."""
    found = outline(text).blocks
    return [
        (one.type, "\n".join(text[start:end] for _, start, end in one.lines))
        for one in found
        if one.type not in ("html", "title")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Ax>\n  b **c**.\n</Ax>\n", [("paragraph", "b **c**.")]),
        ("<Ax>\n1. b\n2. c\n</Ax>\n", [("paragraph", "b"), ("paragraph", "c")]),
        ("<Ax>\n\n1. b\n2. c\n</Ax>\nd\n", [("paragraph", "b"), ("paragraph", "c"), ("paragraph", "d")]),
        ("b\n<Ax>\nc\n</Ax>\nd\n", [("paragraph", "b"), ("paragraph", "c"), ("paragraph", "d")]),
        ("<Ax>\n<Ax>\nb\n</Ax>\nc\n</Ax>\nd\n", [("paragraph", "b"), ("paragraph", "c"), ("paragraph", "d")]),
        ("<Ax><Bx>\nb\n</Bx><Bx>\nc\n</Bx></Ax>\n", [("paragraph", "b"), ("paragraph", "c")]),
        ("<Ax\n  b={() => {\n    c();\n  }}\n>\n  d\n</Ax>\n", [("paragraph", "d")]),
        ("<Ax\n  b='c'\n>\n  d</Ax>\n", [("paragraph", "d</Ax>")]),
        ("<Ax>\n      b\n\n      c\n</Ax>\n", [("paragraph", "b"), ("paragraph", "c")]),
        ("<Ax>\n    ```\n    </Ax>\n    ```\n    b\n</Ax>\n", [("code", "```\n</Ax>\n```"), ("paragraph", "b")]),
        ("- b\n  <Ax>\n  c\n  </Ax>\n- d\n", [("paragraph", "b"), ("paragraph", "c"), ("paragraph", "d")]),
        ("> <Ax>\n> b\n> </Ax>\n", [("paragraph", "b")]),
        ("1. b\n</Ax>\n", [("paragraph", "b")]),
        ("- <Ax>\n  b\n</Ax>\nc\n", [("paragraph", "b"), ("paragraph", "c")]),
        ("<Ax>\n<Bx>b</Bx>\n<Bx>c</Bx>\n</Ax>\n", [("paragraph", "b"), ("paragraph", "c")]),
        ("b\n<Bx>c</Bx>\n<Bx>d</Bx>\n", [("paragraph", "b\n<Bx>c</Bx>\n<Bx>d</Bx>")]),
        ("Press\n<Enter>\nnow\n", [("paragraph", "Press\n<Enter>\nnow")]),
        ("See\n<Icon />\nnow\n", [("paragraph", "See\n<Icon />\nnow")]),
        ("<Mermaid>\nb --> c\n\nd\n</Mermaid>\n", [("code", "<Mermaid>\nb --> c\n\nd\n</Mermaid>")]),
        ("<Code>\nb = 1\n</Code>\nc\n", [("code", "<Code>\nb = 1\n</Code>"), ("paragraph", "c")]),
        ("{b.map(() => (\n\n- c\n\n))}\nd\n", [("code", "{b.map(() => (\n\n- c\n\n))}"), ("paragraph", "d")]),
        ("    <Ax>\n    b\n    </Ax>\n", [("code", "<Ax>\nb\n</Ax>")]),
        ("<div markdown='1'>\n    b\n</div>\n", [("paragraph", "b")]),
        ("<p markdown='1'>\n<em>b</em>\n- c\n</p>\n", [("paragraph", "<em>b</em>"), ("paragraph", "c")]),
        (
            ":::row:::\n   :::column:::\n      b\n   :::column-end:::\n:::row-end:::\nc\n",
            [
                ("paragraph", "b"),
                ("paragraph", "c"),
            ],
        ),
        ("::: column\n        b\n\n        c\n::: column-end\n", [("paragraph", "b"), ("paragraph", "c")]),
        (":::row:::\n   :::column:::\n      b\n:::row-end:::\n", [("paragraph", "b")]),
        ("::: note\n\n    b\n\n:::\n", [("code", "b")]),
        (":::column:::\n\n    b\n", [("code", "b")]),
    ],
)
def test_what_stands_between_is_markdown(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_many_and_deep_ones_are_read() -> None:
    assert len(outline("<Ax>\nb\n</Ax>\n" * 500).blocks) == 1500
    assert outline("<Ax>\n" * 300 + "b\n" + "</Ax>\n" * 300).is_too_deep
    assert not outline("<Ax>\n" * 3000 + "b\n").is_too_deep


@pytest.mark.parametrize("name", ["Card", "TabItem", "FAQ", "Foo.Bar", "Table"])
def test_a_capital_makes_a_component(name: str) -> None:
    assert is_component(name)


@pytest.mark.parametrize("name", ["div", "DIV", "P", "A", "BR", "sl-tabs"])
def test_tags_of_html_are_none(name: str) -> None:
    assert not is_component(name)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ('<Tabs>\n<TabItem label="Uno">\nDos\n</TabItem>\n<TabItem label="Tres">\nCuatro\n</TabItem>\n</Tabs>\n', 4),
        ('<Tabs>\n<TabItem label="Uno">Dos</TabItem>\n<TabItem label="Tres">Cuatro</TabItem>\n</Tabs>\n', 4),
        ('<TabItem label="Uno">\n- Dos\n</TabItem>\n<TabItem label="Tres">\n\nCuatro\n</TabItem>\n', 4),
        ('<Card\n  title="Uno"\n  href="/x"\n/>\n<Card title="Dos" />\n', 2),
    ],
    ids=["blocks", "rows", "after a list", "alone"],
)
def test_labels_and_titles_are_texts(text: str, texts: int) -> None:
    for line_end in ("\n", "\r\n"):
        document = KINDS["markdown"].read(text.replace("\n", line_end), "a.mdx", ReadOptions())
        found = [unit.content.native for unit in document.units]
        assert found == ["Uno", "Dos", "Tres", "Cuatro"][:texts]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ('You have {n > 1 ? "many. So" : "one"} lamps.', ['You have {n > 1 ? "many. So" : "one"} lamps.']),
        ("Uno\n{ n } dos.", ["Uno { n } dos."]),
        ("Eins\n{n}\nzwei", ["Eins", "zwei"]),
        ("{\n  open ? <b>Block</b> : null\n}\n\nUno", ["Uno"]),
        ("Uno\n{\n  a && (\n\n    <p>b</p>\n  )\n}\nDos", ["Uno", "Dos"]),
        ("> {\n>   a ? <b>B</b> : null\n> }\n>\n> 言葉", ["言葉"]),
        ("- eins {a > b}\n- {\n    a ? <b>x y</b> : null\n  }\n- zwei", ["eins {a > b}", "zwei"]),
        ("| {a || b} c | d |\n|---|---|\n", ["{a || b} c", "d"]),
        ("## Eins {#id}\n\nDos {f({a: 1})} `{`", ["Eins", "Dos {f({a: 1})} `{`"]),
    ],
)
def test_on_a_page_of_mdx_expressions_are_codes_or_blocks(text: str, texts: list[str]) -> None:
    for line_end in ("\n", "\r\n"):
        page = text.replace("\n", line_end)
        document = KINDS["markdown"].read(page, "a.mdx", ReadOptions())
        assert [to_editable(segment.content) for segment in segments_of(document.units)] == texts
        found = verify(page, "a.mdx", "markdown", ReadOptions())
        assert found.is_identical
        assert not found.missed


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("<>\n  A fragment with text.\n</>\n", ["A fragment with text."]),
        ("<>\n\nUno.\n\n</>\n\nDos.\n", ["Uno.", "Dos."]),
        ("<Card>\n<>\n- Eins\n- Zwei\n</>\n</Card>\n", ["Eins", "Zwei"]),
        ("> <>\n> 言葉\n> </>\n", ["言葉"]),
        ("- <>\n  Uno\n  </>\n- dos\n", ["Uno", "dos"]),
        ("<><Card>\nUno\n</Card></>\n", ["Uno"]),
        ("\t<>\nb\n\t</>\n", ["b\n\t</>"]),
        ("Eins\n<>\nzwei\n", ["Eins\n<>\nzwei"]),
    ],
)
def test_fragments_stand_outside_of_texts(text: str, texts: list[str]) -> None:
    found = [unit.content.native for unit in KINDS["markdown"].read(text, "a.mdx", ReadOptions()).units]
    assert found == texts
    text = text.replace("\n", "\r\n")
    assert verify(text, "a.mdx", "markdown", ReadOptions()).is_identical


@pytest.mark.parametrize(
    ("text", "texts", "written"),
    [
        ("<Card title={'Eins a'} />", ["Eins a"], "<Card title={'Uno \"dos\"'} />"),
        ('<Card title={ "Eins a" }>\nb\n</Card>', ["Eins a", "b"], "<Card title={ 'Uno \"dos\"' }>\nb\n</Card>"),
        ('> <Card title={"言葉"} n={1}>\n> b\n> </Card>', ["言葉", "b"], None),
        ('Press <Button label={"Press me"} /> now', ['Press <Button label={"Press me"} /> now', "Press me"], None),
        ("- a <img alt={'Eine Lampe'} src={x} />", ["a <img alt={'Eine Lampe'} src={x} />", "Eine Lampe"], None),
        ("| a <B label={'Uno dos'}>c</B> |\n|---|", ["a <B label={'Uno dos'}>c</B>", "Uno dos"], None),
        ("<Card title={name} caption={'a\\n'} label={`b ${c}`} />", [], None),
    ],
)
def test_a_string_of_a_program_is_its_words_alone(text: str, texts: list[str], written: str | None) -> None:
    for page in (text, text.replace("\n", "\r\n")):
        document = KINDS["markdown"].read(page, "a.mdx", ReadOptions())
        assert [unit.content.native for unit in document.units] == texts
        assert verify(page, "a.mdx", "markdown", ReadOptions()).is_identical
        if not texts:
            continue
        number = next(place for place, unit in enumerate(document.units) if unit.kind is UnitKind.ATTRIBUTE)
        source = document.units[number].content
        other = KINDS["markdown"].write(document, {number: from_editable("Uno dos y tres", source)})
        assert other == page[::-1].replace(source.native[::-1], "Uno dos y tres"[::-1], 1)[::-1]
        quoted = KINDS["markdown"].write(document, {number: from_editable('Uno "dos"', source)})
        assert quoted == (written.replace("\n", "\r\n" if "\r" in page else "\n") if written else quoted)


def segments_of(units: Sequence[Unit]) -> list[Segment]:
    return [one for number, unit in enumerate(units) for one in segments(unit, number, "en", SegmentMode.SENTENCE)]


def test_where_the_family_is_left_out_components_are_html() -> None:
    dialects = left_out([name for name in FAMILIES if name != "mdx"])
    [unit] = KINDS["markdown"].read("<Card>\n- a\n</Card>\n", "a.md", ReadOptions(dialects=dialects)).units
    assert unit.content.native == "- a"
    assert unit.kind.value == "html"


def test_a_component_that_is_not_translated_keeps_its_texts() -> None:
    [unit] = KINDS["markdown"].read('<Card translate="no">\na\n</Card>\nb\n', "a.md", ReadOptions()).units
    assert unit.content.native == "b"
