"""Both readers of YAML give the same nodes: ruamel.yaml is asked once more for whatever libyaml was trusted with."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem import yamlnodes
from locmem.yamlfile import MAX_DEPTH
from locmem.yamlnodes import NotYaml, compose

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_FRONT = re.compile(r"---\r?\n(.*?\r?\n)---\r?\n", re.DOTALL)


def shape(node: Any) -> Any:
    """All that is used of a node, as plain values: of its end the index alone."""
    if node is None:
        return None
    start = node.start_mark
    marks = start.index, start.line, start.column, node.end_mark.index
    inner = node.value
    if node.id == "sequence":
        inner = [shape(item) for item in inner]
    elif node.id == "mapping":
        inner = [(shape(key), shape(value)) for key, value in inner]
    return node.id, str(node.tag), inner, marks, getattr(node, "style", None) or ""


def by_ruamel(text: str) -> Any:
    try:
        return shape(yamlnodes._compose_slowly(text, MAX_DEPTH))
    except NotYaml as error:
        return error.args


def is_quick(text: str) -> bool:
    """Whether libyaml reads `text`; what it reads is what ruamel.yaml reads."""
    try:
        quick = shape(yamlnodes._compose_quickly(text, MAX_DEPTH))
    except yamlnodes._Unsure:
        return False
    assert quick == by_ruamel(text)
    return True


def yaml_texts(*roots: Path) -> Iterator[str]:
    """The YAML files below `roots` and the front matter of pages there."""
    for path in sorted(path for root in roots for path in root.rglob("*") if path.is_file()):
        if path.suffix in {".yaml", ".yml"}:
            yield path.read_bytes().decode()
        elif path.suffix in {".md", ".mdx", ".html"} and (
            front := _FRONT.match(path.read_bytes().decode("utf-8", "replace"))
        ):
            yield front[1]


OURS = tuple(dict.fromkeys(yaml_texts(*(ROOT / name for name in ("content", "locmem", "markets", "pipelines")))))


def test_whatever_this_project_has_is_read_quickly_and_the_same() -> None:
    assert len(OURS) > 50
    assert [text[:40] for text in OURS if not is_quick(text)] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared cases")
def test_what_real_projects_have_is_read_the_same_and_nearly_all_quickly() -> None:
    texts = list(dict.fromkeys(yaml_texts(SHARED / "cases", SHARED / "corpus", ROOT / "tests")))
    assert sum(map(is_quick, texts)) / len(texts) > 0.95


WHOLE = (
    *(
        "a: 1\nb:\n  - x\n  - 'y z'\n",
        "a:\nb:\n- c\n- \n-\n",
        "a:\n  b:\n\n# c\nd:\n",
        "- - a\n  - b: c\n    d:\n- {}\n",
    ),
    *("a: |\n  x\n\n  y\n\nb: >-\n  x\n  y\n\n   z\nc: |+\n  x\n\n", "a: |2\n   x\nb: >+ # c\n  y\n\n\n", "a: |-\n"),
    *("a: x\n  y\n\n  z\nb: 'x\n  y\n\n  z'\nc: \"x\\\n  y\\u00e9\\x41\\/\"\n", "{a: [1, {b: c}], 'e': \"f: ?\"}\n"),
    *(
        "a: [x, y z, https://a.b, 9:30, a:b]\n",
        "# c\n---\na: 1\n",
        "[" * 64 + "]" * 64 + "\n",
        "a: 1\r\nb:\r\n- 'x\r\n  y'\r\n",
        "a: 1\rb:\r- x\r",
    ),
    *(
        "ä: 😀 x\n😀: [é, 😀]\nb: |\n  😀\nc:\n",
        "no: [yes, on, 012, 1_000, 12:30:00, =, <<, 0o7, 0x1F, .5, 1e3, .inf, ~]\n",
    ),
    *(
        "a: {b: 'x:'}\nc: d?\ne: {f: g}\n",
        "a: 2026-11-21\nb: 2026-11-21 10:00:00\nc: 2026-1-1\n",
        "",
        "# c\n",
        "'a b': 1\n\"c\": 2\na b: 3\na: 4\na: 5\n",
    ),
)
"""What libyaml reads like ruamel.yaml."""

ODD = (
    *(
        "a:\tb\n",
        "a: 'x\ty'\n",
        "a: |\n \tb\n",
        "a: x\x85  y\n",
        "a: |\n  x\u2028  y\n",
        "\ufeffa: 1\n",
        "a: \ufeffb\n",
    ),
    *(
        "%YAML 1.1\n---\na: yes\n",
        "%TAG ! !a\n---\na: 1\n",
        "? a\n: b\n",
        "? a\nb: c\n",
        "- ? a\n",
        "{? a : b}\n",
        "? a\n?\n",
    ),
    *(
        "a: &b c\nd: *b\n",
        "a: &b c\n",
        "a: &b\n  c: *b\n",
        "a: !!str 1\n",
        "!x &b a: c\n",
        "a: !!python/object:os.system x\n",
    ),
    *("a: 1\n---\nb: 2\n", "a: 1\n...\n", "a: 1\n...\nb\n", "--- |\nx\n", "|\nx\n", "x\n", "'x'\n", ">\n x\n"),
    *(
        "a:",
        "a: ",
        "- a:",
        "{a: }\n",
        "[a: ]\n",
        "{a:\n}\n",
        "{: a}\n",
        "{a: , b: c}\n",
        "{a, b: c}\n",
        "{a?: b}\n",
        "[?a]\n",
        "[a?]\n",
    ),
    *('["a":b]\n', '{"a":b}\n', "{a: :b}\n", "[a:, b]\n", "{a:}\n", "[:a]\n", "[::]\n", "a: |#x\n", "a: >-#x\n"),
    *(
        "a: |\n   \n  b\n",
        "a: |\n   \n b\n",
        "a: >\n \n\n  b\n",
        "a: b: c\n",
        "a: 'b\n",
        "a: [b\n",
        "a: @b\n",
        "a: **/*.md\n",
    ),
    *(
        "a: \x00\n",
        "a: \x07\n",
        "a: \ud800\n",
        'a: "\\ud800"\n',
        'a: "\\q"\n',
        ": a\n",
        "a: - b\n",
        "a\n b: c\n",
        " a: 1\nb: 2\n",
    ),
    *(
        "a: [" * 70 + "]" * 70 + "\n",
        "- " * 70 + "\n",
        "[" * 65 + "]" * 65 + "\n",
        "a: {b: " * 64 + "c" + "}" * 64 + "\n",
        f"{'k' * 1030}: 1\n",
    ),
)
"""What it reads differently or not at all, or might."""


@pytest.mark.parametrize("text", WHOLE)
def test_a_plain_text_is_read_quickly_and_the_same(text: str) -> None:
    assert is_quick(text)


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_is_read_by_ruamel(text: str) -> None:
    assert not is_quick(text)
    try:
        read = shape(compose(text, max_depth=MAX_DEPTH)) if "*b" not in text else None
    except NotYaml as error:
        read = error.args
    assert "*b" in text or read == by_ruamel(text)


PIECES = (
    *(
        "a",
        "b",
        "é",
        "😀",
        "0",
        "1",
        "x y",
        "a: ",
        "b: ",
        "c:\n",
        "- ",
        "- ",
        "\n",
        "\n",
        "\n  ",
        "\n  ",
        "\n    ",
        "\r\n",
    ),
    *(
        "'",
        '"',
        "'x'",
        '"y"',
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        ":",
        ": ",
        "?",
        "? ",
        "#",
        " # c\n",
        "|\n",
        ">-\n",
        "|+\n",
    ),
    *("|2\n", "&a ", "*a", "!!str ", "!", "%", "@", "`", "\\", "\\n", "\t", "\r", "\x85", "\u2028", "\ufeff", "\x00"),
    *("---\n", "...\n", "--- ", "~", "null", "<<", "=", "1.5", "2026-11-21", "://", "-", "+", ".", "_", "\n\n", "   "),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
BRACKETS = st.tuples(st.sampled_from(["", "a: ", "- "]), st.sampled_from(["{}", "[]"]), TEXTS).map(
    lambda parts: f"{parts[0]}{parts[1][0]}{parts[2]}{parts[1][1]}"
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "  ", "  ", "    "]),
        st.sampled_from(["a: ", "b:", "- ", "-", "- c: ", "'d': ", "", "# "]),
        st.sampled_from(
            ["", "x", "'y'", '"z', "|", ">-", "|+ # c", "[a, b: c]", "{d: 'e', f}", "x: y", "1", "~", " #c"]
        ),
        st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\n  \n", ""]),
    ).map("".join),
    max_size=8,
).map("".join)


@settings(max_examples=1000)
@given(st.one_of(TEXTS, BRACKETS, LINES))
def test_any_text_is_read_the_same(text: str) -> None:
    is_quick(text)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A real text, cut, or with something put in, taken out or doubled."""
    text = draw(st.sampled_from([*WHOLE, *(text for text in OURS if len(text) < 1500)]))
    for _ in range(draw(st.integers(1, 3))):
        first, last = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        last = min(last, first + 12)
        change = draw(st.sampled_from(["cut", "put", "put", "take", "double"]))
        text = {
            "cut": text[:first],
            "put": text[:first] + draw(st.sampled_from(PIECES)) + text[first:],
            "take": text[:first] + text[last:],
            "double": text[:last] + text[first:],
        }[change]
    return text


@settings(max_examples=500)
@given(damaged())
def test_a_damaged_text_is_read_the_same(text: str) -> None:
    is_quick(text)


def test_a_text_cut_anywhere_is_read_the_same() -> None:
    text = "\n".join(WHOLE[:8])
    for length in range(len(text)):
        is_quick(text[:length])


FORMS = """
~ null Null NULL nULL true True TRUE tRue false False FALSE yes no on off y n << = . - + 0 -0 +1 012 0o17 0b11 0x1F
-0x1f 1_000 _1 1.5 1. .5 -.5 1e3 1E-3 1.5e+3 .5e3 .5e+3 1_0.5 .inf -.INF +.Inf .nan .NaN -.nan 12:30 12:30:00 2026-11-21
2026-1-1 2026-1-2t1:00:00 2026-01-02T10:00:00.5Z 2026-01-02T10:00:00+01:00 20261121 é
"""


@pytest.mark.parametrize("text", ["", "2026-01-02 10:00:00 -5", "1 2", *FORMS.split()])
def test_each_form_of_a_plain_scalar_has_the_tag_that_ruamel_gives_it(text: str) -> None:
    assert yamlnodes._tag_of(text) == tag_by_ruamel(text)


@settings(max_examples=500)
@given(st.text(alphabet="0123456789_+-.eExobaAfinNTtZ: ", max_size=12))
def test_a_plain_scalar_has_the_tag_that_ruamel_gives_it(text: str) -> None:
    assert yamlnodes._tag_of(text) == tag_by_ruamel(text)


def tag_by_ruamel(text: str) -> str:
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.resolver import VersionedResolver

    return str(VersionedResolver((1, 2)).resolve(ScalarNode, text, (True, False)))


def test_without_libyaml_everything_is_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlnodes, "_parser", lambda: None)
    for text in WHOLE:
        assert not is_quick(text)
        assert shape(compose(text, max_depth=MAX_DEPTH)) == by_ruamel(text)


def test_what_libyaml_reads_does_not_load_ruamel() -> None:
    code = (
        "import sys; from locmem.yamlfile import parse; parse('a: 1\\n', 'a.yaml');"
        "assert not [name for name in sys.modules if name.startswith('ruamel')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
