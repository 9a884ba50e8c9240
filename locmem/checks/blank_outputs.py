"""Values that are printed where their own condition says that there are none: its branches have changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags, source_finding
from locmem.inline.tag import Form, Tag
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import CodeRole

BLANK = "blank-shown"

_DO = "Turn the condition round, or show another value."
_INSIDE = re.compile(r"\A\{%[-+~]?\s*(\w+)\s*(.*?)\s*[-+~]?%\}\Z", re.DOTALL)
_OUTPUT = re.compile(r"\A\{\{[-+~]?\s*([A-Za-z_][\w.-]*?)\s*((?:\|.*?)?)[-+~]?\}\}\Z", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z")
_COMPARED = re.compile(r"([A-Za-z_][\w.-]*)\s*(==|!=)\s*(?:blank|empty|nil|null|''|\"\")\Z")
_WRITES = re.compile(r"\b(?:default|append|prepend|size|plus|minus|times|json|jsonify|inspect|t|translate)\b")
"""Filters that print something for nothing."""
_SET = ("assign", "capture", "increment", "decrement", "for", "tablerow", "liquid", "include", "render")


@dataclass(slots=True)
class _Block:
    """A block around the place that is looked at.

    gone: names that have no value in its present branch.  filled: those that have one wherever the branches so far
    were left, and so none in what `else` opens.
    """

    gone: frozenset[str] = frozenset()
    filled: frozenset[str] = field(default_factory=frozenset)


def shown_blanks(context: CheckContext) -> Iterator[Finding]:
    """Outputs in a branch whose condition says that their value is blank: `{% if x == blank %}{{ x }}{% endif %}`."""
    for source in context.workspace.sources:
        if "{%" not in source.document.text:
            continue
        blocks: dict[int, _Block] = {}
        for tag, place in our_tags(source):
            if tag.form is Form.TAG:
                _turn(blocks, tag)
            elif name := _blank(tag, blocks):
                what = f"`{name}` has no value here, as its condition says, so that `{tag.text}` prints nothing."
                yield source_finding(place, BLANK, Severity.ERROR, what, _DO)


def _turn(blocks: dict[int, _Block], tag: Tag) -> None:
    """What is known behind a tag."""
    inside = _INSIDE.match(tag.text)
    name, condition = (inside[1], inside[2]) if inside else ("", "")
    if name in _SET:
        # A value that is set within the branch is another one; nobody follows it further.
        for block in blocks.values():
            block.gone = frozenset()
    if tag.block is None or name not in ("if", "unless", "elsif", "else", "case", "when"):
        if tag.role is CodeRole.CLOSE and tag.block is not None:
            blocks.pop(tag.block, None)
        return
    block = blocks.setdefault(tag.block, _Block())
    blank, filled = _said(condition)
    if name == "unless":
        blank, filled = filled, blank
        is_one = not re.search(r"\b(?:and|or)\b", condition)
        block.gone, block.filled = (blank, filled) if is_one else (frozenset(), frozenset())
    elif name in ("if", "elsif"):
        is_either, is_both = bool(re.search(r"\bor\b", condition)), bool(re.search(r"\band\b", condition))
        block.gone = (frozenset() if is_either else blank) | block.filled
        block.filled |= frozenset() if is_both else filled
    else:
        block.gone = block.filled if name == "else" else frozenset()


def _said(condition: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a condition calls blank, and those that it says have a value, part by part."""
    blank: set[str] = set()
    filled: set[str] = set()
    for part in re.split(r"\b(?:and|or)\b", condition):
        one = part.strip()
        if compared := _COMPARED.match(one):
            (blank if compared[2] == "==" else filled).add(compared[1])
        elif _NAME.match(one) and one not in ("true", "false", "nil", "blank", "empty"):
            filled.add(one)
    return frozenset(blank), frozenset(filled)


def _blank(tag: Tag, blocks: dict[int, _Block]) -> str:
    """The name of the value that an output shows, where that is blank; otherwise empty."""
    found = _OUTPUT.match(tag.text)
    if found is None or _WRITES.search(found[2]):
        return ""
    name = found[1]
    if name.endswith(".size"):
        return ""
    gone = frozenset[str]().union(*(block.gone for block in blocks.values()))
    return next((one for one in sorted(gone) if name == one or name.startswith(f"{one}.")), "")


CHECKS = (
    Listed(
        name=BLANK,
        family="blank_outputs",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=shown_blanks,
        why="Customers get a sentence with a gap, and those for whom there is a value do not get it.",
        example="{% if ticket.due_date == blank %}It arrives on {{ ticket.due_date }}.{% endif %}",
        do=_DO,
    ),
)
