"""Lines of a block of HTML in Markdown that stand outside of its texts: a tag alone, attributes, marks of a list.

CommonMark ends such a block at an empty line.  Where its first line is no more a tag alone, it is no block any more;
and generators that read Markdown in it (kramdown, MDX) go by the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import accumulate

from locmem.content.html_spans import BLOCKS
from locmem.content.html_tags import HtmlTag, tag_at
from locmem.content.line_notations import is_contents_mark, standing_line
from locmem.inline.notations import ATTRIBUTE_LISTS, DIRECTIVES

_MARKER = re.compile(r"(?:\d{1,9}[.)]|[-*+]|#{1,6})[ \t]+(?=\S)")
_DIRECTIVE = re.compile(r":{3,}(?:[ \t]*[\w-]+[ \t]*:{3,})?\Z")
_KEPT = frozenset(("code", "kbd", "samp", "script", "style"))
_ENDS_BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})(?:\s[^<>]*)?>\Z", re.IGNORECASE)


def stretches_apart(masked: str, families: Collection[str]) -> Iterator[tuple[int, int]]:
    """Start and end of what stands outside of all texts in a block of HTML, in order.

    masked: the block with what is no HTML masked.  families: the `notations` that are read.
    A tag alone on its line is one where no words stand before it; so is its end.  Marks of a list are, where lines with
    such marks or attributes stand together.  What kramdown makes a table of contents of is left out with its mark.
    """
    lines = _Lines(masked, families)
    for number in range(len(lines.spans)):
        yield from lines.apart(number)


class _Lines:
    """The lines of a block that are not empty; `groups` counts the tags alone on theirs before each."""

    def __init__(self, masked: str, families: Collection[str]) -> None:
        self.spans = [found.span(1) for found in re.finditer(r"^[ \t>]*([^\s>][^\r\n]*)", masked, re.MULTILINE)]
        self.bare = [masked[start:end].rstrip() for start, end in self.spans]
        self.families = families
        self.tags = [_tags_alone(line) for line in self.bare]
        self.marked = [_MARKER.match(line) for line in self.bare]
        self.notations = [self._is_notation(line) for line in self.bare]
        self.groups = list(accumulate(map(bool, self.tags)))
        group = Counter(group for group, *one in zip(self.groups, self.marked, self.notations, strict=True) if any(one))
        self.lists = {number for number, lines in group.items() if lines > 1}
        self.opened: list[str] = []
        self.is_free, self.in_list = True, False

    def apart(self, number: int) -> Iterator[tuple[int, int]]:
        """What of one line stands apart; `is_free` says whether words went before the next."""
        (start, end), line, mark = self.spans[number], self.bare[number], self.marked[number]
        if self.notations[number]:
            yield start, end
            self.is_free, self.in_list = True, False
        elif tags := self.tags[number]:
            stands_apart = self._stands_apart(tags)
            if stands_apart:
                yield start, end
            self.is_free, self.in_list = stands_apart or all(tag.name in BLOCKS for tag in tags), False
        elif mark and (self.is_free or self.in_list) and self.groups[number] in self.lists:
            is_contents = number + 1 < len(self.bare) and is_contents_mark(self.bare[number + 1])
            yield start, end if is_contents else start + mark.end()
            self.is_free, self.in_list = False, True
        else:
            self.is_free = bool(_ENDS_BLOCK.search(line))

    def _is_notation(self, line: str) -> bool:
        if line.startswith(":::"):
            return DIRECTIVES in self.families and _DIRECTIVE.match(line) is not None
        has_lists = ATTRIBUTE_LISTS in self.families
        return has_lists and line.startswith("{") and standing_line(line, self.families) == ()

    def _stands_apart(self, tags: list[HtmlTag]) -> bool:
        if any(tag.name in BLOCKS or tag.name in _KEPT or tag.attribute("translate") for tag in tags):
            return False
        opening = [tag.name for tag in tags if not tag.is_closing and not tag.is_void]
        closing = [tag.name for tag in tags if tag.is_closing]
        if not closing:
            self.opened += opening if self.is_free else []
            return self.is_free
        if not opening and self.opened[-len(closing) :] == closing[::-1]:
            del self.opened[-len(closing) :]
            return True
        return not opening and self.is_free


def _tags_alone(line: str) -> list[HtmlTag]:
    """The tags of a line on which nothing else stands; none where something does."""
    tags: list[HtmlTag] = []
    place = 0
    while (tag := tag_at(line, place)) is not None and tag.name:
        tags.append(tag)
        rest = line[tag.end :]
        place = tag.end + len(rest) - len(rest.lstrip())
        if place == len(line):
            return tags
    return []
