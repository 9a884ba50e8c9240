"""The words of a text with their places, and the phrase in which two sources differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locmem.model.inline import Code, Inline, Part
from locmem.similarity import differences

MOST_WORDS = 6
"""The longest phrase that is exchanged, in words and signs; what is longer was worded anew."""

MOST_PLACES = 3
"""In how many places two texts may differ: beyond that a sentence was turned round."""

TELLING = 4
"""How many letters a word has at least that is known without its neighbours; `the`, `not` and `de` are not."""

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
_EDGE, _CUT = "\N{END OF TRANSMISSION}", "\N{START OF TEXT}"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a code of a text, or an edge of it.

    key: what it is known by.  part, start, stop: the number of its part, and where it begins and ends in it; of an
    edge the part is -1.  is_text: whether it is a word or a sign.
    """

    key: str
    part: int = -1
    start: int = 0
    stop: int = 0
    is_text: bool = False

    @property
    def folded(self) -> str:
        """What it is known by where capitals do not matter."""
        return self.key.casefold()

    @property
    def letters(self) -> str:
        """Its letters and digits in small letters."""
        return "".join(character for character in self.folded if character.isalnum()) if self.is_text else ""


def tokens(content: Inline, *, is_whole: bool = True) -> tuple[Token, ...]:
    """The words, signs and codes of a text in order, between its two edges; white space is none.

    is_whole: whether it is all of a segment; the edges of a part of one are like no others.
    """
    edge = Token(_EDGE if is_whole else _CUT)
    return (edge, *_tokens(content.parts), edge)


def _tokens(parts: Sequence[Part]) -> Iterator[Token]:
    for number, part in enumerate(parts):
        if isinstance(part, Code):
            yield Token(f"{part.role.value} {part.identity or part.original}", number)
            continue
        for found in _TOKEN.finditer(part):
            yield Token(found[0], number, found.start(), found.end(), is_text=True)


def text_of(content: Inline, run: Sequence[Token]) -> str:
    """The tokens of one part as they stand in a text, with what stands between them."""
    part = content.parts[run[0].part] if run else None
    return part[run[0].start : run[-1].stop] if isinstance(part, str) else ""


def is_one_text(run: Sequence[Token]) -> bool:
    """Whether tokens are words and signs with no code among or between them."""
    return all(token.is_text and token.part == run[0].part for token in run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of an old source and those that stand there in a new one; one of both may be empty."""

    gone: str
    came: str


def changed_phrases(old: Inline, new: Inline) -> tuple[Phrase, ...]:
    """The words and short phrases in which two sources differ; empty where more or other things do.

    Empty too where codes differ, where words are only spelled in another way (`set-up`, `Orders`), and where nothing
    but little words changed (`the`, `not`): of them a translation shows too little to be sure.
    """
    before, after = tokens(old), tokens(new)
    places = differences([token.key for token in before], [token.key for token in after])
    if not 0 < len(places) <= MOST_PLACES:
        return ()
    pairs = [(before[gone], after[came]) for gone, came in places]
    phrases: list[Phrase] = []
    is_telling = False
    for gone, came in pairs:
        if max(len(gone), len(came)) > MOST_WORDS or not (is_one_text(gone) and is_one_text(came)):
            return ()
        here, there = ("".join(token.letters for token in side) for side in (came, gone))
        if here == there:
            return ()
        is_telling |= any(len(token.letters) >= TELLING for token in (*gone, *came))
        phrases.append(Phrase(gone=text_of(old, gone), came=text_of(new, came)))
    return tuple(phrases) if is_telling else ()
