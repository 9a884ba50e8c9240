"""What an answer did to the slots of its source: lost or doubled ones, broken pairs, words that left their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from locmem.model.inline import CodeRole
from locmem.mt.layout import Item, Slot


def slot_problem(source: Sequence[Item], target: Sequence[Item]) -> str:
    """Whether each slot is there once, and separates what it separated."""
    times = Counter(slot.index for slot in _slots(target))
    for slot in _slots(source):
        if times[slot.index] != 1:
            return f"{'lost' if times[slot.index] == 0 else 'repeated'} {slot.shown}"
        if slot.is_separator and _has_words_beside(source, slot) and not _has_words_beside(target, slot):
            return f"moved words across {slot.shown}"
    return ""


def order_problem(source: Sequence[Item], target: Sequence[Item]) -> str:
    """Whether pairs are nested as in the source, and hold what they held."""
    sent, returned = _slots(source), _slots(target)
    if not is_nested(sent):
        # A pair that is broken up by Liquid has no inside, so only the source's own order is safe.
        is_same = [slot.index for slot in sent] == [slot.index for slot in returned]
        return "" if is_same else "changed the order of codes that are not nested"
    if not is_nested(returned):
        return "broke the nesting of codes"
    insides = _insides(target)
    for pair, inside in _insides(source).items():
        if inside != insides[pair]:
            shown = next(slot.shown for slot in sent if slot.pair == pair)
            return f"moved words or codes out of {shown} or into it"
    return ""


def _slots(items: Sequence[Item]) -> list[Slot]:
    return [item for item in items if isinstance(item, Slot)]


def _has_words_beside(items: Sequence[Item], slot: Slot) -> bool:
    position = next(place for place, item in enumerate(items) if isinstance(item, Slot) and item.index == slot.index)
    beside = [*items[max(position - 1, 0) : position], *items[position + 1 : position + 2]]
    return len(beside) == 2 and all(isinstance(item, str) and not item.isspace() for item in beside)


def is_nested(slots: Sequence[Slot]) -> bool:
    """Whether every OPEN has its CLOSE after it, and pairs do not overlap."""
    stack: list[int | None] = []
    for slot in slots:
        if slot.role is CodeRole.OPEN:
            stack.append(slot.pair)
        elif slot.role is CodeRole.CLOSE and (not stack or stack.pop() != slot.pair):
            return False
    return not stack


def _insides(items: Sequence[Item]) -> dict[int | None, tuple[bool, frozenset[int]]]:
    """For each pair of nested items: whether words stand inside of it, and which slots do."""
    words: dict[int | None, bool] = {}
    slots: dict[int | None, set[int]] = {}
    stack: list[int | None] = []
    for item in items:
        if isinstance(item, str):
            if any(character.isalnum() for character in item):
                words.update(dict.fromkeys(stack, True))
            continue
        if item.role is CodeRole.CLOSE:
            stack.pop()
        for pair in stack:
            slots[pair].add(item.index)
        if item.role is CodeRole.OPEN:
            stack.append(item.pair)
            words[item.pair] = False
            slots[item.pair] = set()
    return {pair: (words[pair], frozenset(slots[pair])) for pair in words}
