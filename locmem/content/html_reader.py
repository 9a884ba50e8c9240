"""Python's own HTML parser, for texts that were made to keep it busy."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

_MARKED = re.compile(r"<!\[(?:temp|cdata|ignore|include|rcdata)\s*\[", re.IGNORECASE)


class HtmlReader(HTMLParser):
    """`HTMLParser` in time that grows with the text, which reads every text.

    As it comes, it looks for the end of a comment, a section or a tag from each place where one begins, also where
    none of them has an end; and it raises AssertionError for `<![` with an unknown word.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._without_end: set[str] = set()

    def read(self, text: str) -> None:
        """Read the whole of a text."""
        # Behind the last `>` no tag can end, so each `<` there is text.
        end = text.rfind(">") + 1
        self.feed(text[:end] + text[end:].replace("<", "&lt;"))
        self.close()

    def goahead(self, end: bool) -> None:
        """Read on; what had no end before may have one now."""
        self._without_end.clear()
        super().goahead(end)

    def parse_comment(self, i: int, report: bool = True) -> int:
        """The end of the comment at `i`, -1 where it has none; then none that follows has one, and nobody looks."""
        return self._end("comment", i, super().parse_comment, report)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """As `parse_comment`, for `<![CDATA[` and its like; what is none of these ends at the next `>`."""
        if not _MARKED.match(self.rawdata, i):
            return self.rawdata.find(">", i) + 1 or -1
        return self._end("section", i, super().parse_marked_section, report)

    def _end(self, what: str, start: int, find: Callable[[int, bool], int], report: bool) -> int:
        end = -1 if what in self._without_end else find(start, report)
        if end < 0:
            self._without_end.add(what)
        return end
