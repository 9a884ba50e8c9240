"""A segment as an engine meets it: runs of text, and slots that nothing may change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax

SEPARATORS = "›→▸>"

_LINE_BREAK = re.compile(r"[ \t]*[\r\n]\s*")

_FIXED = re.compile(
    rf"""
    (?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+       # an e-mail address, which is no code in plain text
    | (?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]']  # a web address, likewise
    | \#\d+                                           # an order or ticket number
    | [€$£¥₹]\s?\d+(?:[.,]\d+)*                       # an amount: engines swap the currencies
    | (?<![\w.,])\d+(?:[.,]\d+)*\s?[€$£¥₹](?!\s?\d)   # the same, the currency last
    | (?<=\s)[{SEPARATORS}](?=\s)                     # what parts the steps of a menu path
    | [™®©\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff]+      # signs no model has words for
    | {_LINE_BREAK.pattern}                           # a line break, which only plain text still has
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A code, or a piece of text that engines are known to spoil; an engine sees a token in its place.

    index: its number among the slots of the segment, from 0.
    before, after: the white space around it in the source.
    previous, next: what stands beyond that: a character, the index of another slot, or "" at an end.
    """

    content: Code | str
    index: int = 0
    before: str = ""
    after: str = ""
    previous: str | int = ""
    next: str | int = ""

    @property
    def role(self) -> CodeRole:
        """The code's role; fixed text is single."""
        return self.content.role if isinstance(self.content, Code) else CodeRole.SINGLE

    @property
    def is_break(self) -> bool:
        """Whether it ends a line, so that the source alone says which blanks stand around it."""
        if isinstance(self.content, Code):
            return self.content.type is CodeType.BREAK
        return "\n" in self.content or "\r" in self.content

    @property
    def is_separator(self) -> bool:
        """Whether it parts the steps of a menu path, so that words stand on both sides."""
        return isinstance(self.content, str) and self.content in SEPARATORS

    @property
    def is_block(self) -> bool:
        """Whether it opens, divides or closes a Liquid block."""
        code = self.content
        return isinstance(code, Code) and code.type is CodeType.LIQUID and code.role is not CodeRole.SINGLE

    @property
    def pair(self) -> int | None:
        """The id its code shares with the other end of its pair; None for fixed text."""
        return self.content.id if isinstance(self.content, Code) else None

    @property
    def shown(self) -> str:
        """Its characters in the source, for messages."""
        return self.content.original if isinstance(self.content, Code) else self.content


Item = str | Slot


def items_of(source: Inline) -> tuple[Item, ...]:
    """Text runs and slots of `source` in order; codes that only spell text have become that text."""
    items: list[Item] = []
    text = ""
    for part in source.parts:
        if isinstance(part, Code) and not part.is_text:
            items += [*_with_fixed(text, source.syntax), Slot(content=part)]
            text = ""
        else:
            text += part if isinstance(part, str) else part.text
    return _with_surroundings([*items, *_with_fixed(text, source.syntax)])


def joined(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with neighbouring texts joined and empty ones dropped."""
    result: list[Item] = []
    for item in items:
        if isinstance(item, str) and result and isinstance(result[-1], str):
            result[-1] += item
        elif item != "":
            result.append(item)
    return tuple(result)


def text_of(items: Iterable[Item]) -> str:
    """The text between the slots, a blank in the place of each."""
    return "".join(item if isinstance(item, str) else " " for item in items)


def shown_text(items: Iterable[Item]) -> str:
    """The text with fixed slots in it, a blank in the place of each code."""
    parts = (item if isinstance(item, str) else item.content for item in items)
    return "".join(part if isinstance(part, str) else " " for part in parts)


def _with_fixed(text: str, syntax: Syntax) -> list[Item]:
    if syntax is not Syntax.PLAIN:
        text = _LINE_BREAK.sub(" ", text)
    items: list[Item] = []
    end = 0
    for found in _FIXED.finditer(text):
        items += [text[end : found.start()], Slot(content=found[0])]
        end = found.end()
    return list(joined([*items, text[end:]]))


def _with_surroundings(items: list[Item]) -> tuple[Item, ...]:
    """The items with each slot numbered and told what stands around it."""
    index_at = {position: index for index, position in enumerate(_slot_positions(items))}

    def beside(position: int, step: int) -> tuple[str, str | int]:
        neighbour = items[position + step] if 0 <= position + step < len(items) else ""
        if isinstance(neighbour, Slot):
            return "", index_at[position + step]
        core = neighbour.strip()
        if core:
            left, right = neighbour[: neighbour.index(core)], neighbour[neighbour.index(core) + len(core) :]
            return (left, core[0]) if step > 0 else (right, core[-1])
        beyond = position + 2 * step
        return neighbour, index_at.get(beyond, "")

    result: list[Item] = []
    for position, item in enumerate(items):
        if isinstance(item, Slot):
            before, previous = beside(position, -1)
            after, following = beside(position, 1)
            index = index_at[position]
            item = replace(item, index=index, before=before, after=after, previous=previous, next=following)
        result.append(item)
    return tuple(result)


def _slot_positions(items: list[Item]) -> list[int]:
    return [position for position, item in enumerate(items) if isinstance(item, Slot)]
