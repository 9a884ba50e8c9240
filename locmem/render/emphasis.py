"""Marks of emphasis that would not be read beside a printed value, written as tags.

To the template a tag is a letter: `**{{ market.tax.standard_rate }}**です` is bold.  The value `10 %` ends in
punctuation, and between that and a letter CommonMark (0.31, 6.2) closes nothing: customers would read the asterisks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from locmem.content.blocks import TooManyCells, outline
from locmem.content.markdown_source import source_of
from locmem.content.view import view_of_lines
from locmem.inline import protect
from locmem.inline.markdown_markup import flanks
from locmem.inline.matching import groups
from locmem.inline.pieces import FILLER
from locmem.inline.standing_marks import EMPHASIS, EMPHASIS_TAGS
from locmem.inline.tag import Tag
from locmem.model.inline import Syntax

_MARKS = "*_~"
_FIRST = 0xF0000
_STANDING = re.compile("([\U000f0000-\U000ffffd])\\1*")
"""What stands for the marks of a pair while a template is rendered: characters that no text has, two for each pair."""

_MOST_PAIRS = 0x7000
_ROUNDS = 3
"""How often tags may spoil the marks beside them before all marks become tags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPair:
    """A pair of marks in a template: where each begins, the mark, and the name of the tag that says the same."""

    opening: int
    closing: int
    mark: str
    name: str


def is_at_risk(pieces: Sequence[str]) -> bool:
    """Whether a mark in the `pieces` of a rendered text opens or closes otherwise than beside a letter.

    pieces: the texts of the template and the values between them, in order.
    """
    written = [piece for piece in pieces if piece]
    if not any(left[-1] in _MARKS or right[0] in _MARKS for left, right in pairwise(written)):
        return False
    text = "".join(written)
    place = 0
    for piece in written:
        place += len(piece)
        for inside, outside in ((place - 1, place), (place, place - 1)):
            if place < len(text) and text[inside] in _MARKS and text[outside] != text[inside]:
                before, after = _around(text, inside, inside + 1, {})
                letter = (FILLER, after) if outside < inside else (before, FILLER)
                if flanks(before, after, text[inside]) != flanks(*letter, text[inside]):
                    return True
    return False


def pairs_in(template: str, tags: Sequence[Tag]) -> tuple[MarkPair, ...]:
    """The pairs of marks that a Markdown template has where its tags are letters, in the order of their ends.

    Silent on templates whose blocks cannot be read.
    """
    if _STANDING.search(template):
        return ()
    source = source_of(template, 0, tags)
    try:
        blocks = outline(source.text).blocks
    except TooManyCells:
        return ()
    pairs: list[MarkPair] = []
    for block in blocks:
        if block.type in ("html", "code"):
            continue
        view = view_of_lines(
            template, ((source.origin(line, start), source.origin(line, end)) for line, start, end in block.lines)
        )
        pairs += _pairs(view.text, view.origins)
    return tuple(pairs[:_MOST_PAIRS])


def _pairs(text: str, origins: Sequence[int]) -> Iterator[MarkPair]:
    if not any(mark in text for mark in _MARKS):
        return
    parts = protect.parse(text, Syntax.MARKDOWN).parts
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part if isinstance(part, str) else part.original))
    for group in groups(parts):
        mark = group.head.original
        if group.head.type in EMPHASIS and group.is_whole and len(group.codes) == 2 and mark[0] in _MARKS:
            opening, closing = (origins[starts[place]] for place in group.places)
            yield MarkPair(opening=opening, closing=closing, mark=mark, name=EMPHASIS_TAGS[group.head.type])


def with_standing(template: str, pairs: Sequence[MarkPair]) -> str:
    """The template, at the same length, with characters for its marks that `written` knows again."""
    characters = list(template)
    for number, pair in enumerate(pairs):
        for place, sign in ((pair.opening, _FIRST + 2 * number), (pair.closing, _FIRST + 2 * number + 1)):
            characters[place : place + len(pair.mark)] = chr(sign) * len(pair.mark)
    return "".join(characters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """One end of a pair as it stands in a rendered text, where a loop may repeat it."""

    start: int
    pair: MarkPair
    is_open: bool

    @property
    def end(self) -> int:
        return self.start + len(self.pair.mark)


def written(rendered: str, pairs: Sequence[MarkPair]) -> str:
    """What was rendered of `with_standing`, with its marks where they are read and with tags where they are not."""
    ends = list(_ends(rendered, pairs))
    parts: list[str] = []
    last = 0
    for end in ends:
        parts += (rendered[last : end.start], end.pair.mark)
        last = end.end
    text = "".join((*parts, rendered[last:]))
    tagged = _tagged(text, ends)
    parts, last = [], 0
    for number, end in enumerate(ends):
        if number in tagged:
            parts += (text[last : end.start], f"<{'' if end.is_open else '/'}{end.pair.name}>")
            last = end.end
    return "".join((*parts, text[last:]))


def _ends(rendered: str, pairs: Sequence[MarkPair]) -> Iterator[_End]:
    for found in _STANDING.finditer(rendered):
        number, is_closing = divmod(ord(found[1]) - _FIRST, 2)
        pair = pairs[number]
        for start in range(found.start(), found.end(), len(pair.mark)):
            yield _End(start=start, pair=pair, is_open=not is_closing)


def _tagged(text: str, ends: Sequence[_End]) -> frozenset[int]:
    """The numbers of the ends that must be tags: those that are not read, their other ends, and what tags spoil."""
    others = _others(ends)
    places: dict[int, str] = {}
    tagged: set[int] = set()
    for _ in range(_ROUNDS):
        new = {
            number
            for number, end in enumerate(ends)
            if number in others and number not in tagged and not _is_read(text, end, places)
        }
        if not new:
            return frozenset(tagged)
        tagged |= new | {others[number] for number in new}
        for number in tagged:
            # A tag begins and ends with punctuation.
            places.update(dict.fromkeys(range(ends[number].start, ends[number].end), "<"))
    return frozenset(others)


def _others(ends: Sequence[_End]) -> dict[int, int]:
    """The other end of each end that has one, by number."""
    waiting: dict[MarkPair, list[int]] = {}
    found: dict[int, int] = {}
    for number, one in enumerate(ends):
        if one.is_open:
            waiting.setdefault(one.pair, []).append(number)
        elif stack := waiting.get(one.pair):
            opening = stack.pop()
            found |= {opening: number, number: opening}
    return found


def _is_read(text: str, one: _End, tags: Mapping[int, str]) -> bool:
    opens, closes = flanks(*_around(text, one.start, one.end, tags), one.pair.mark[0])
    return opens if one.is_open else closes


def _around(text: str, start: int, end: int, tags: Mapping[int, str]) -> tuple[str, str]:
    """The characters before and after the run of marks from `start` to `end`; blanks at the ends of the text.

    tags: what stands at places that are marks no more.
    """
    mark = text[start]
    while start and text[start - 1] == mark and start - 1 not in tags:
        start -= 1
    while end < len(text) and text[end] == mark and end not in tags:
        end += 1
    before = tags.get(start - 1, text[start - 1]) if start else " "
    after = tags.get(end, text[end]) if end < len(text) else " "
    return before, after
