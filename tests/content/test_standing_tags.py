"""Texts in tags become units of their own, and are written so that the tag ends where it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.kinds import KINDS
from locmem.content.read_options import ReadOptions
from locmem.inline.protect import from_editable
from locmem.model.segment import UnitKind

NOTE = '{% include note.html content="Mind the step." %}'


def texts_of(text: str, options: ReadOptions | None = None) -> list[str]:
    document = KINDS["markdown"].read(text, "a.md", options or ReadOptions())
    assert KINDS["markdown"].write(document, {}) == text
    return [unit.content.native for unit in document.units if unit.kind is UnitKind.ATTRIBUTE]


def translated(text: str, new: str) -> str:
    document = KINDS["markdown"].read(text, "a.md", ReadOptions())
    new_contents = {
        index: from_editable(new if unit.kind is UnitKind.ATTRIBUTE else "Neu.", unit.content)
        for index, unit in enumerate(document.units)
        if unit.kind is UnitKind.ATTRIBUTE or not unit.content.codes
    }
    return KINDS["markdown"].write(document, new_contents)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{NOTE}\n", ["Mind the step."]),
        (f"One.\r\n\r\n{NOTE}\r\n\r\nTwo.\r\n", ["Mind the step."]),
        (f"- one\n\n  {NOTE}  \n", ["Mind the step."]),
        (f"> {NOTE}\n> {NOTE}\n", ["Mind the step."] * 2),
        (f"{NOTE} {NOTE}\n", ["Mind the step."] * 2),
        (f"<div>\n{NOTE}\n</div>\n", ["Mind the step."]),
        ('{{% note title="Attention à la marche" %}}\nText\n{{% /note %}}\n', ["Attention à la marche"]),
        ('{{<\n  img alt="A lamp"\n>}}\n', ["A lamp"]),
        ('{{ name | default: "there" }}\n', ["there"]),
        ('| a | b |\n|---|---|\n| {{ x | default: "you" }} | b {{ x | default: "us" }} |\n', ["you", "us"]),
        (f"```\n{NOTE}\n```\n", []),
        (f"<pre>\n{NOTE}\n</pre>\n", []),
        (f"<!-- locmem:off -->\n\n{NOTE}\n\n<!-- locmem:on -->\n\n{NOTE}\n", ["Mind the step."]),
        ('`{{ x | default: "there" }}`\n', []),
    ],
)
def test_texts_in_tags_are_units(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


def test_units_stand_in_the_order_of_the_file() -> None:
    document = KINDS["markdown"].read(f"One.\n{NOTE}\nTwo.\n\n{NOTE}\n", "a.md", ReadOptions())
    assert [unit.line for unit in document.units] == [1, 2, 3, 5]


def test_an_empty_list_switches_them_off() -> None:
    assert texts_of(f'{NOTE}\n\nHi {{{{ x | default: "you" }}}}.\n', ReadOptions(texts_in_tags=())) == []


@pytest.mark.parametrize(
    ("source", "new", "expected"),
    [
        ("Hi {{ x | default: 'you' }}.\n", "l'ami", 'Hi {{ x | default: "l\'ami" }}.\n'),
        (f"{NOTE}\n", 'Das "Brett".', "{% include note.html content='Das \"Brett\".' %}\n"),
        (f"{NOTE}\n", "A \"b\" 'c'.", "{% include note.html content=\"A &quot;b&quot; 'c'.\" %}\n"),
        ('{{< a alt="A b" >}}\n', 'A "b".', '{{< a alt="A &quot;b&quot;." >}}\n'),
        ('{{% a alt="A b" %}}\n', 'A "b".', '{{% a alt="A &quot;b&quot;." %}}\n'),
        (f"{NOTE}\n", "a }} b %} c", '{% include note.html content="a &#125;&#125; b %&#125; c" %}\n'),
    ],
)
def test_the_tag_ends_where_it_did(source: str, new: str, expected: str) -> None:
    assert translated(source, new) == expected


@given(
    source=st.sampled_from(
        [
            f"{NOTE}\n",
            "Hi {{ x | default: 'you' }} and more.\n",
            '> {{< img alt="A lamp" >}}\n',
            '| a |\n|---|\n| {{ x | default: "you" }} or me |\n',
        ]
    ),
    new=st.text(st.sampled_from("ab é\"'}%>|\\&;<`#"), max_size=12),
)
def test_any_text_is_read_back_as_it_was_written(source: str, new: str) -> None:
    document = KINDS["markdown"].read(source, "a.md", ReadOptions())
    index = next(n for n, unit in enumerate(document.units) if unit.kind is UnitKind.ATTRIBUTE)
    # Two words before it, so that it is text whatever it holds.
    content = from_editable(f"Zwei Wörter {new}".strip(), document.units[index].content)
    again = KINDS["markdown"].read(KINDS["markdown"].write(document, {index: content}), "a.md", ReadOptions())
    units = [unit for unit in again.units if unit.kind is UnitKind.ATTRIBUTE]
    assert [unit.content.text for unit in units] == [content.text]
