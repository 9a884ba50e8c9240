"""Tags of HTML as codes, among those of Markdown."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.model.inline import CodeRole, Syntax


def test_pairs_of_tags_and_of_markdown_never_share_a_number() -> None:
    text = "*a* **b** ~~c~~ *d* <b>e</b> <i>f</i> <u>g</u> <s>h</s> *i*"
    codes = parse(text, Syntax.MARKDOWN).codes
    opened = [code.id for code in codes if code.role is CodeRole.OPEN]
    assert len(opened) == len(set(opened)) == 9
    assert sorted(opened) == sorted(code.id for code in codes if code.role is CodeRole.CLOSE)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a <>b</> c", ["<>", "</>"]),
        ("<><b>a</b></>", ["<>", "<b>", "</b>", "</>"]),
        ("<>a <>b</></>", ["<>", "<>", "</>", "</>"]),
        ("a <> b", []),
        ("a </> b", []),
        ("</> a <>", []),
    ],
)
@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML])
def test_fragments_are_pairs_and_alone_only_signs(text: str, codes: list[str], syntax: Syntax) -> None:
    assert [code.original for code in parse(text, syntax).codes] == codes
