"""A Markdown body made ready for the parser: Liquid masked, lines that hold only tags taken out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from locmem.content.units import is_block_tag
from locmem.content.view import lines_of
from locmem.inline.liquid import mask
from locmem.inline.tag import Tag

_BESIDE = re.compile(r"[ \t>]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the parser reads, and where it stands in the file.

    text: masked lines joined by `\\n`.
    starts: offset of each line in `text`; origins: its offset in the file.
    numbers: number of each line in the file's body; a gap means that lines were taken out.
    taken: the tags on these, in order.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    numbers: tuple[int, ...]
    taken: tuple[Tag, ...]

    def origin(self, line: int, offset: int) -> int:
        """The file offset of `offset` in the parsed text, which stands on `line`."""
        return self.origins[line] + offset - self.starts[line]

    def line_at(self, origin: int) -> int:
        """The last line that begins at or before a file offset."""
        return max(0, bisect_right(self.origins, origin) - 1)


def source_of(text: str, start: int, tags: Sequence[Tag]) -> Source:
    """The body of `text` from `start` on as the parser shall read it.

    A line with nothing but tags (and the `>` of a quote) is taken out, so that a table or list around it stays
    one; so is a line of a Hugo shortcode.  Outputs stay, because they are text.
    """
    masked = mask(text, tags)
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    numbers: list[int] = []
    taken: list[Tag] = []
    unread = 0
    offset = 0
    first = 0
    for number, (begin, end) in enumerate(lines_of(masked, start)):
        while first < len(tags) and tags[first].end <= begin:
            first += 1
        if first < len(tags) and tags[first].start < end and _is_only_tags(text, begin, end, tags, first):
            unread = max(unread, first)
            while unread < len(tags) and tags[unread].start < end:
                taken.append(tags[unread])
                unread += 1
            continue
        parts.append(masked[begin:end])
        starts.append(offset)
        origins.append(begin)
        numbers.append(number)
        offset += end - begin + 1
    return Source(
        text="\n".join(parts),
        starts=tuple(starts),
        origins=tuple(origins),
        numbers=tuple(numbers),
        taken=tuple(taken),
    )


def _is_only_tags(text: str, start: int, end: int, tags: Sequence[Tag], first: int) -> bool:
    here = start
    for tag in tags[first:]:
        if tag.start >= end:
            break
        if not is_block_tag(tag) or not _BESIDE.match(text[here : tag.start]):
            return False
        here = tag.end
    return not text[here:end].strip()
