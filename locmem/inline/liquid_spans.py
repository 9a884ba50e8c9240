"""Where `{{ }}`, `{% %}` and `{# #}` stand in a text, found in one linear pass.

The Liquid library refuses a whole text for one bad tag, so spans are found here and the library reads each
of them on its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from locmem.inline.tag import Form

_OPENER = re.compile(r"\{(?=[{%#])")

# A quote opens a string only where a string can stand, so that the apostrophe of `{{ it's }}` does not
# swallow the text up to the next tag's apostrophe.
_STRINGS = r"""(?<![\w.])'[^']*+'|(?<![\w.])"[^"]*+\""""
_OUTPUT = re.compile(rf"""\{{\{{(?:[^'"{{}}]++|{_STRINGS}|\{{(?![{{%])|\}}(?!\}}))*+\}}\}}""")
_TAG = re.compile(rf"""\{{%(?:[^'"{{}}%]++|{_STRINGS}|\{{(?![{{%])|\}}|%(?!\}}))*+%\}}""")
_SHORT_OUTPUT = re.compile(r"\{\{[^{}]*+\}\}")
_SHORT_TAG = re.compile(r"\{%(?:[^{%]|\{(?![{%])|%(?!\}))*+%\}")
# Jekyll reads an output inside of the tag that includes a file.
_INCLUDE = re.compile(r"\{%[-+~]?[ \t]*+include(?:_\w+)?[ \t](?:[^{}%\n]|\{\{[^{}%\n]*+\}\}|%(?!\}))*+%\}")
_STUMP = re.compile(r"\{[{%][-+~]?[ \t]*+[\w.]*+")

_NAME = re.compile(r"\{%[-+~]?\s*(#|\w+)")
_LINE_COMMENT = re.compile(r"\{#(?:[^{}#\n]|#(?!\}))*+#\}")
_END_RAW = re.compile(r"\{%[-+~]?\s*endraw\s*[-+~]?%\}")
_LITERAL = re.compile(rf"{_SHORT_OUTPUT.pattern}|{_SHORT_TAG.pattern}")
_COMMENT_TAG = re.compile(r"\{%[-+~]?\s*(comment|endcomment)\b[^%]*+%\}")

# Notations of other engines that share Liquid's braces: triple braces, Hugo shortcodes, Handlebars blocks,
# partials and comments, Go templates.
_FOREIGN = re.compile(
    r"""\{\{\{[^{}]*+\}\}\}
    |\{\{<\s*(?P<hugo>/?\s*[\w./-]+)?(?:[^{}>]|>(?!\}\}))*+>\}\}
    |\{\{%\s*(?P<percent>/?\s*[\w./-]+)?(?:[^{}%]|%(?!\}\}))*+%\}\}
    |\{\{!--(?:[^{}-]|-(?!-\}\}))*+--\}\}
    |\{\{~?\s*(?P<bars>[#/^]\s*\w+)[^{}]*+\}\}
    |\{\{[-~]?\s*[!>&*$.@/][^{}]*+\}\}""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text that is protected as one tag.

    name: the tag's name where it is known without reading its expression.
    foreign: name with a mark of its engine (`bars #if`, `hugo /tabs`), or `other`, where it is not Liquid.
    broken: what is wrong with it, or empty.
    is_literal: whether it stands in a raw block, so that a page shows its braces.
    """

    start: int
    end: int
    form: Form
    name: str = ""
    foreign: str = ""
    broken: str = ""
    is_literal: bool = False


def find_spans(text: str) -> list[Span]:
    """Every span of `text` in order, never overlapping; what is not closed becomes a broken stump."""
    found: list[Span] = []
    finder = _Finder(text)
    opener = _OPENER.search(text)
    while opener:
        spans = finder.spans_at(opener.start())
        found += spans
        opener = _OPENER.search(text, spans[-1].end if spans else opener.end())
    return found


class _Finder:
    """Reads one span at a time and remembers which ends are known to be missing, so as to stay linear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw_ends_missing = False
        self.comment_ends: dict[int, int] | None = None

    def spans_at(self, start: int) -> list[Span]:
        """The span at `start`; all of those of a raw block; none where a brace is only a character."""
        named = _NAME.match(self.text, start)
        if named and named[1] == "raw":
            return self._raw(start)
        span = self._span_at(start)
        return [span] if span else []

    def _span_at(self, start: int) -> Span | None:
        kind = self.text[start + 1]
        if kind == "#":
            comment = _LINE_COMMENT.match(self.text, start)
            return Span(start=start, end=comment.end(), form=Form.COMMENT) if comment else None
        return self._output(start) if kind == "{" else self._tag(start)

    def _output(self, start: int) -> Span:
        foreign = _FOREIGN.match(self.text, start)
        if foreign:
            return Span(start=start, end=foreign.end(), form=Form.OUTPUT, foreign=_foreign_name(foreign))
        found = _OUTPUT.match(self.text, start) or _SHORT_OUTPUT.match(self.text, start)
        if found:
            return Span(start=start, end=found.end(), form=Form.OUTPUT)
        return self._stump(start, Form.OUTPUT, "`{{` is not closed: `}}` is missing")

    def _tag(self, start: int) -> Span:
        found = _TAG.match(self.text, start) or _SHORT_TAG.match(self.text, start) or _INCLUDE.match(self.text, start)
        if not found:
            return self._stump(start, Form.TAG, "`{%` is not closed: `%}` is missing")
        named = _NAME.match(self.text, start, found.end())
        name = named[1] if named else ""
        if name == "#":
            return Span(start=start, end=found.end(), form=Form.COMMENT)
        if name == "comment":
            end = self._comment_end(start)
            if end:
                return Span(start=start, end=end, form=Form.COMMENT)
            broken = "`comment` is not closed: `endcomment` is missing"
            return Span(start=start, end=found.end(), form=Form.COMMENT, broken=broken)
        return Span(start=start, end=found.end(), form=Form.TAG, name=name)

    def _raw(self, start: int) -> list[Span]:
        tag = _TAG.match(self.text, start) or _SHORT_TAG.match(self.text, start)
        if not tag:
            return [self._stump(start, Form.TAG, "`{%` is not closed: `%}` is missing")]
        end = None if self.raw_ends_missing else _END_RAW.search(self.text, tag.end())
        if not end:
            self.raw_ends_missing = True
            broken = "`raw` is not closed: `endraw` is missing"
            return [Span(start=start, end=tag.end(), form=Form.RAW, broken=broken)]
        return [
            Span(start=start, end=tag.end(), form=Form.RAW, name="raw"),
            *(
                Span(start=literal.start(), end=literal.end(), form=Form.OUTPUT, is_literal=True)
                for literal in _LITERAL.finditer(self.text, tag.end(), end.start())
            ),
            Span(start=end.start(), end=end.end(), form=Form.RAW, name="endraw"),
        ]

    def _comment_end(self, start: int) -> int | None:
        """End of the comment that opens at `start`; comments nest, so all are matched at once."""
        if self.comment_ends is None:
            self.comment_ends = {}
            stack: list[int] = []
            for tag in _COMMENT_TAG.finditer(self.text):
                if tag[1] == "comment":
                    stack.append(tag.start())
                elif stack:
                    self.comment_ends[stack.pop()] = tag.end()
        return self.comment_ends.get(start)

    def _stump(self, start: int, form: Form, broken: str) -> Span:
        stump = _STUMP.match(self.text, start)
        end = stump.end() if stump else start + 2
        return Span(start=start, end=end, form=form, broken=broken)


def _foreign_name(found: re.Match[str]) -> str:
    for engine in ("hugo", "percent", "bars"):
        if found[engine]:
            return f"{engine} {found[engine].replace(' ', '')}"
    return "other"
