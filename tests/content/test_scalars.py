"""Scalars replaced in place read back as what was wanted, in every style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.scalars import double_quoted, read_scalar, replaced
from locmem.yamlfile import YamlMapping, YamlScalar, YamlSequence, parse

FILES = {
    "plain": "a: 1\nkey: some plain text # note\nz: 2\n",
    "plain over lines": "key: some\n  plain\n\n  text\nz: 2\n",
    "plain in a list": "key:\n- some plain text\n- 2\n",
    "flow": "key: [some plain text, z]\n",
    "single": "key: 'it''s some text'\nz: 2\n",
    "single over lines": "key: 'it''s\n  some\n\n  text'\nz: 2\n",
    "double": 'key: "some \\"text\\"\\n\\u00e9 \\x41"\nz: 2\n',
    "double over lines": 'key: "some \\\n  text\n\n  with more"\nz: 2\n',
    "literal": "key: |\n  some\n   text\n\n  with more\nz: 2\n",
    "literal stripped": "key: |-\n    some\n    text\nz: 2\n",
    "literal kept": "key: |+\n  some text\n\nz: 2\n",
    "literal with indicator": "top:\n  key: |2\n      some\n    text\nz: 2\n",
    "folded": "key: >\n  some\n  text\n\n  with more\n   kept\n  end\nz: 2\n",
    "folded stripped": "key: >-\n  some\n  text\nz: 2\n",
    "anchored": "key: &name 'some text'\nz: *name\n",
    "windows": "key: |\r\n  some\r\n  text\r\nz: 2\r\n",
    "windows folded": "key: >\r\n  some\r\n  text\r\n\r\n  more\r\nz: 2\r\n",
    "json": '{"key": "some \\/ \\ud83d\\ude00 text", "z": 2}',
}


def scalar_of(text: str) -> YamlScalar:
    node = parse(text, "f.yaml")
    assert isinstance(node, YamlMapping)
    top = node.find("top")
    if isinstance(top, YamlMapping):
        node = top
    value = node.find("key")
    if isinstance(value, YamlSequence):
        value = value.items[0]
    assert isinstance(value, YamlScalar)
    return value


def paired(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


@pytest.mark.parametrize("name", FILES)
def test_decodes_as_the_yaml_reader_does(name: str) -> None:
    text = FILES[name]
    node = scalar_of(text)
    assert read_scalar(text, node.start, node.end).view.text == paired(node.text)


@pytest.mark.parametrize("name", FILES)
def test_replaced_by_itself_is_the_same_source(name: str) -> None:
    text = FILES[name]
    node = scalar_of(text)
    scalar = read_scalar(text, node.start, node.end)
    whole = scalar.view.text
    assert replaced(text, scalar, [(0, len(whole), whole)]) == text[node.start : node.end]
    for position in range(len(whole)):
        edit = (position, position + 1, whole[position])
        assert replaced(text, scalar, [edit]) == text[node.start : node.end]


TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=" \n\t\r:#-'\"\\|>&*!%@`{}[],?.aé1~=", max_size=12),
    st.sampled_from(
        ["yes", "null", "1.10", "2026-11-21", "a: b", "- x", "a #b", "it's", "{{ x }} is", "~", ".5", "0x1F"]
    ),
)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_the_new_text_is_what_a_yaml_reader_finds(name: str, data: st.DataObject) -> None:
    text = FILES[name]
    node = scalar_of(text)
    scalar = read_scalar(text, node.start, node.end)
    old = scalar.view.text
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    if data.draw(st.booleans()):
        start, end = 0, len(old)
    new = data.draw(TEXTS.filter(lambda part: not any("\ud800" <= character <= "\udfff" for character in part)))
    source = replaced(text, scalar, [(start, end, new)], is_flow=name == "flow")
    changed = text[: node.start] + source + text[node.end :]
    wanted = old[:start] + new + old[end:]
    again = scalar_of(changed)
    assert paired(again.text) == wanted
    if wanted != old:
        assert isinstance(again.value, str)
    assert read_scalar(changed, again.start, again.end).view.text == wanted


@pytest.mark.parametrize(
    ("name", "new", "source"),
    [
        ("plain", "texto sin comillas", "texto sin comillas"),
        ("plain", "nota: importante", '"nota: importante"'),
        ("plain", "- guion", '"- guion"'),
        ("plain", "a #b", '"a #b"'),
        ("plain", "2026", '"2026"'),
        ("plain", "true", '"true"'),
        ("plain", "pagos, envíos", "pagos, envíos"),
        ("flow", "pagos, envíos", '"pagos, envíos"'),
        ("single", "l'été", "'l''été'"),
        ("double", 'so "genau"', '"so \\"genau\\""'),
        ("literal stripped", "uno\ndos", "|-\n    uno\n    dos\n"),
        ("folded", "uno\ndos\n", ">\n  uno\n\n  dos\n"),
        ("folded stripped", " uno\n  dos", '" uno\\n  dos"\n'),
        ("windows", "uno\ndos\n", "|\r\n  uno\r\n  dos\r\n"),
    ],
)
def test_the_style_is_kept_where_it_can_say_the_text(name: str, new: str, source: str) -> None:
    text = FILES[name]
    node = scalar_of(text)
    scalar = read_scalar(text, node.start, node.end)
    edit = (0, len(scalar.view.text), new)
    assert replaced(text, scalar, [edit], is_flow=name == "flow") == source


def test_only_the_edited_characters_change() -> None:
    text = FILES["folded"]
    node = scalar_of(text)
    scalar = read_scalar(text, node.start, node.end)
    place = scalar.view.text.index("text")
    assert replaced(text, scalar, [(place, place + 4, "words")]) == text[node.start : node.end].replace("text", "words")


def test_an_unknown_escape_is_refused() -> None:
    with pytest.raises(ValueError, match="not an escape"):
        read_scalar('"a\\q"', 0, 5)


def test_double_quoted_is_json_too() -> None:
    import json

    text = 'a"b\\c\n\t\u2028\x85\x07é😀'
    assert json.loads(double_quoted(text)) == text


def test_a_folded_text_that_cannot_be_folded_any_more_becomes_literal() -> None:
    text = "key: >\n  some text\nz: 2\n"
    node = scalar_of(text)
    scalar = read_scalar(text, node.start, node.end)
    written = replaced(text, scalar, [(0, 9, "one\n two")])
    assert written.startswith("|")
    assert scalar_of(text[: node.start] + written + text[node.end :]).text == "one\n two\n"
