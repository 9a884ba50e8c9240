"""Tags of HTML as codes, among those of Markdown."""

from __future__ import annotations

from locmem.inline.protect import parse
from locmem.model.inline import CodeRole, Syntax


def test_pairs_of_tags_and_of_markdown_never_share_a_number() -> None:
    text = "*a* **b** ~~c~~ *d* <b>e</b> <i>f</i> <u>g</u> <s>h</s> *i*"
    codes = parse(text, Syntax.MARKDOWN).codes
    opened = [code.id for code in codes if code.role is CodeRole.OPEN]
    assert len(opened) == len(set(opened)) == 9
    assert sorted(opened) == sorted(code.id for code in codes if code.role is CodeRole.CLOSE)
