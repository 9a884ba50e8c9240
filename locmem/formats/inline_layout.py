"""How inline codes become elements of XLIFF, whichever version: which pairs can be one element, which codes belong
together, and where text goes beside them."""

from __future__ import annotations

from locmem.model.inline import Code, CodeRole, CodeType, Part
from locmem.xmlfile import Element


def nested_pairs(parts: tuple[Part, ...]) -> frozenset[int]:
    """The positions of both ends of the pairs that can be written as one element; those of Liquid never are."""
    found: list[int] = []
    waiting: list[tuple[int, int]] = []
    for index, part in enumerate(parts):
        if not isinstance(part, Code) or part.type is CodeType.LIQUID or part.is_text:
            continue
        if part.role is CodeRole.OPEN:
            waiting.append((part.id, index))
        elif part.role is CodeRole.CLOSE and any(number == part.id for number, _ in waiting):
            # What was opened inside and is still open crosses this pair.
            while waiting[-1][0] != part.id:
                waiting.pop()
            found += [waiting.pop()[1], index]
    return frozenset(found)


def linked_ends(parts: tuple[Part, ...], pairs: frozenset[int]) -> frozenset[int]:
    """The positions of the ends outside of `pairs` that have a counterpart behind or before them."""
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    for index, part in enumerate(parts):
        if isinstance(part, Code) and index not in pairs:
            if part.role is CodeRole.OPEN:
                opened.setdefault(part.id, index)
            elif part.role is CodeRole.CLOSE and part.id in opened:
                closed.setdefault(part.id, index)
    return frozenset(index for number in closed for index in (opened[number], closed[number]))


def middle_numbers(parts: tuple[Part, ...]) -> dict[tuple[int, str], int]:
    """The number of each middle within its block, from 1, the same wherever it stands."""
    found: dict[int, dict[str, int]] = {}
    for part in parts:
        if isinstance(part, Code) and part.role is CodeRole.MIDDLE:
            block = found.setdefault(part.id, {})
            block.setdefault(part.original, len(block) + 1)
    return {(number, original): place for number, block in found.items() for original, place in block.items()}


def append_text(into: Element, last: Element | None, text: str) -> None:
    """Puts text behind `last`, the newest child of `into`, or at its beginning where there is none yet.

    Raises ValueError for characters XML cannot hold.
    """
    if last is None:
        into.text = (into.text or "") + text
    else:
        last.tail = (last.tail or "") + text
