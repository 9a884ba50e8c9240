"""A segment as an engine meets it: runs of text, and slots that nothing may change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax
from locmem.mt.names import BREAK, OBJECT
from locmem.mt.privacy import Datum

SEPARATORS = "›→▸>"

_MAY_BREAK = "\u200b"
"""What stands for a tag by which a long word may be broken: no sign that is seen."""

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
    kind: what personal datum it is or holds, by `locmem.mt.privacy.KINDS`; empty for all else.
    """

    content: Code | str
    index: int = 0
    before: str = ""
    after: str = ""
    previous: str | int = ""
    next: str | int = ""
    kind: str = ""

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


Finder = Callable[[str], Sequence[Datum]]
"""Finds the personal data of a text; none share a character."""


def items_of(source: Inline, personal: Finder | None = None) -> tuple[Item, ...]:
    """Text runs and slots of `source` in order; codes that only spell text have become that text.

    personal: what finds the pieces that must not be sent, which become slots; none where nothing is sent anywhere.
    """
    parts: list[Item] = []
    for part in source.parts:
        if isinstance(part, Code) and not part.is_text:
            found = personal(part.original) if personal and part.type is CodeType.URL else ()
            parts.append(Slot(content=part, kind=found[0].kind if found else ""))
        else:
            parts.append(part if isinstance(part, str) else part.text)
    runs = [item if isinstance(item, Slot) else _on_one_line(item, source.syntax) for item in joined(parts)]
    data = _personal_in(runs, personal) if personal else [()] * len(runs)
    items: list[Item] = []
    for run, found in zip(runs, data, strict=True):
        items += [run] if isinstance(run, Slot) else _with_fixed(run, found)
    return _with_surroundings(items)


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


def seen_text(content: Inline) -> str:
    """The text that a reader sees, `BREAK` for what ends a line in it and `OBJECT` for other codes."""
    return "".join(
        part if isinstance(part, str) else part.text if part.is_text else _seen(Slot(content=part))
        for part in content.parts
    )


def sent_text(seen: str) -> str:
    """A `seen_text` as an engine reads it beside another: lines end where they do, other codes are left out."""
    return seen.replace(f"{BREAK} ", BREAK).replace(BREAK, "\n").replace(OBJECT, "").replace(_MAY_BREAK, "")


def _on_one_line(text: str, syntax: Syntax) -> str:
    return text if syntax is Syntax.PLAIN else _LINE_BREAK.sub(" ", text)


def _personal_in(runs: Sequence[Item], personal: Finder) -> list[tuple[Datum, ...]]:
    """The personal data of each run of text, its places counted in the run; none for a slot.

    They are looked for in the text as a reader sees it: a name may begin in bold.
    """
    seen = [_seen(item) for item in runs]
    found = personal("".join(seen))
    data: list[tuple[Datum, ...]] = []
    start = 0
    for item, text in zip(runs, seen, strict=True):
        inside = [
            replace(one, start=max(one.start - start, 0), end=min(one.end - start, len(text)))
            for one in found
            if isinstance(item, str) and one.start < start + len(text) and one.end > start
        ]
        data.append(tuple(one for one in inside if not text[one.start : one.end].isspace()))
        start += len(text)
    return data


def _seen(item: Item) -> str:
    """What stands for an item in the text that a reader sees: nothing for the ends of bold, italic and links."""
    if isinstance(item, str):
        return item
    if item.is_break:
        return BREAK
    if item.shown.casefold().startswith("<wbr"):
        return _MAY_BREAK
    return "" if item.role in (CodeRole.OPEN, CodeRole.CLOSE) and not item.is_block else OBJECT


def _with_fixed(text: str, data: Sequence[Datum]) -> list[Item]:
    """The text with slots for what engines spoil and for personal data; what overlaps is one slot."""
    found = [Datum(start=one.start(), end=one.end(), kind="") for one in _FIXED.finditer(text)]
    slots: list[Datum] = []
    for one in sorted((*found, *data), key=lambda datum: datum.start):
        if slots and one.start < slots[-1].end:
            last = slots.pop()
            one = Datum(start=last.start, end=max(last.end, one.end), kind=last.kind or one.kind)
        slots.append(one)
    items: list[Item] = []
    end = 0
    for one in slots:
        items += [text[end : one.start], Slot(content=text[one.start : one.end], kind=one.kind)]
        end = one.end
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
