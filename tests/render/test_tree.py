"""A template as a tree: what stands in which branch, and which lines vanish."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.inline.liquid import Owner, scan
from locmem.render.liquid import read_tag
from locmem.render.tree import Block, Node, Text, tree_of


def outline(template: str) -> list[object]:
    tags = scan(template).tags
    statements = {tag.start: read_tag(tag) for tag in tags if tag.owner is Owner.OURS}
    return _of(tree_of(template, tags, statements))


def _of(nodes: Sequence[Node]) -> list[object]:
    found: list[object] = []
    for node in nodes:
        match node:
            case Text(text=text):
                found += [text] if text else []
            case Block():
                found.append({tag.name: _of(body) for tag, _, body in node.branches})
            case (tag, _):
                found.append(tag.text)
            case _:
                found.append(f"copied {node.text}")
    return found


def test_blocks_of_ours_hold_their_branches() -> None:
    template = "a{% if market.x %}b{{ market.y }}{% else %}c{% for m in market.z %}d{% endfor %}{% endif %}e"
    assert outline(template) == ["a", {"if": ["b", "{{ market.y }}"], "else": ["c", {"for": ["d"]}]}, "e"]


def test_tags_of_the_help_desk_are_no_blocks() -> None:
    template = "{% if ticket.x %}a{{ market.y }}{% endif %}"
    assert outline(template) == ["copied {% if ticket.x %}", "a", "{{ market.y }}", "copied {% endif %}"]


def test_tags_alone_on_their_line_vanish_with_it_unless_they_trim_blanks_themselves() -> None:
    assert outline("a\n  {% if market.x %}  \nb\n{% endif %}\nc") == ["a\n", {"if": ["b\n"]}, "c"]
    assert outline("a\n{%- if market.x -%}\nb{% endif %}") == ["a", {"if": ["b"]}]
    assert outline("a\n{% if ticket.x %}\nb{% endif %}")[0] == "a\n"
