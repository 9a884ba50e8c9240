"""The white space around slots in an answer, put right from the source."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.model.inline import CodeRole
from locmem.mt.layout import Item, Slot, joined

_CLOSING = frozenset(".,;:!?)]}»”’…%。，、")
_OPENING = frozenset("([{«“‘¿¡")


def respaced(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with the blanks beside each slot as its source had them.

    Inside of a pair, and where two slots were neighbours before, exactly as in the source.  Outside, a blank
    towards words unless the source glued slot and word together, and none towards closing punctuation.
    Blanks at both ends are dropped.
    """
    result: list[Item] = []
    gap = ""
    previous: Item = ""
    for item in items:
        core = item if isinstance(item, Slot) else item.strip()
        if core == "":
            gap = " "
            continue
        if isinstance(item, str):
            gap += item[: len(item) - len(item.lstrip())]
        if previous != "":
            result.append(_gap(previous, core, " " if gap else ""))
        result.append(core)
        gap = "" if isinstance(item, Slot) else item[len(item.rstrip()) :]
        previous = core
    return joined(result)


def _gap(left: Item, right: Item, engine: str) -> str:
    if isinstance(left, Slot) and isinstance(right, Slot) and left.next == right.index:
        return left.after
    if isinstance(left, Slot) and (left.role in (CodeRole.OPEN, CodeRole.MIDDLE) or left.is_break):
        return left.after
    if isinstance(right, Slot) and (right.role in (CodeRole.CLOSE, CodeRole.MIDDLE) or right.is_break):
        return right.before
    if isinstance(left, Slot) and isinstance(right, Slot):
        return " "
    if isinstance(left, Slot):
        assert isinstance(right, str)
        return _towards(right[0], left.next, left.after, engine, never=_CLOSING, always=_OPENING)
    assert isinstance(right, Slot)
    return _towards(left[-1], right.previous, right.before, engine, never=_OPENING, always=_CLOSING)


def _towards(
    character: str,
    beside: str | int,
    blanks: str,
    engine: str,
    *,
    never: frozenset[str],
    always: frozenset[str],
) -> str:
    """The gap between a slot and a character of the answer; `beside` and `blanks` are the slot's own."""
    if beside == character:
        return blanks
    if character.isalnum():
        is_glued = isinstance(beside, str) and beside.isalnum() and not blanks
        return "" if is_glued else blanks or " "
    if character in never:
        return ""
    return " " if character in always else engine
