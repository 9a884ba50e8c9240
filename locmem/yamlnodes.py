"""YAML text to nodes that know their places; the only file that imports ruamel.yaml and PyYAML.

ruamel.yaml decides what a text holds and what is wrong with it.  It works character by character in Python, so a
text goes first to libyaml, through PyYAML, which needs a small part of the time.  Wherever the two do not surely
read the same, where libyaml finds a fault, and where it is not installed, ruamel.yaml reads the text: nobody sees which
of them it was.  What libyaml is not trusted with was found by reading each text with both, as tests/test_yamlnodes.py
does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

_TAG = "tag:yaml.org,2002:"


UNCLOSED = "the quote that begins here is never closed"
"""What is wrong with a text in quotes that goes on to the end."""


class Mark(Protocol):
    """A place in the text: all from 0, index and column in characters."""

    index: int
    line: int
    column: int


class Node(Protocol):
    """A node of either library.

    id: `scalar`, `sequence` or `mapping`; tag: by YAML 1.2, written out; value: the text of a scalar, the nodes of a
    sequence, the pairs of nodes of a mapping; style: of a scalar, nothing where it is plain.  An alias is the very
    node that it names.
    """

    id: str
    tag: str
    value: Any
    start_mark: Mark
    end_mark: Mark
    style: str | None


class NotYaml(Exception):
    """A text that is not YAML: what is wrong, and its line and column from 0, both -1 where no place is known."""

    def __init__(self, fault: str, line: int = -1, column: int = -1) -> None:
        super().__init__(fault, line, column)
        self.fault = fault
        self.line = line
        self.column = column


class TooDeep(NotYaml):
    """Brackets and braces stand in each other more deeply than was asked for."""


def compose(text: str, *, max_depth: int) -> Node | None:
    """The root of the one document in `text`; None where it holds nothing.

    max_depth: how deeply brackets may stand in each other.  Keys may stand twice.
    Raises NotYaml for the first fault of the text, and TooDeep.
    """
    try:
        return _compose_quickly(text, max_depth)
    except _Unsure:
        return _compose_slowly(text, max_depth)


class _Unsure(Exception):
    """libyaml cannot read the text, or ruamel.yaml may read it differently."""


def _compose_quickly(text: str, max_depth: int) -> Node | None:
    parser = _parser()
    if parser is None or any(sign in text and odd.search(text) for sign, odd in _ODD):
        raise _Unsure
    from yaml import YAMLError

    try:
        return _Quick(text, parser, max_depth).root()
    except (YAMLError, UnicodeEncodeError):
        raise _Unsure from None


def _compose_slowly(text: str, max_depth: int) -> Node | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _scanner(max_depth)
    yaml.allow_duplicate_keys = True
    try:
        root: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        fault = " ".join(str(error.problem or error.context or "broken YAML").split())
        if error.context == "while scanning a quoted scalar" and error.context_mark:
            # Where the file ends, or the document, nobody finds the quote that was left out.
            mark, fault = error.context_mark, UNCLOSED
        elif mark and (opened := _opened_before(text, mark)):
            mark, fault = opened, UNCLOSED
        raise NotYaml(fault, *((mark.line, mark.column) if mark else ())) from None
    except RecursionError:
        raise NotYaml("nested too deeply") from None
    except (YAMLError, ValueError) as error:
        raise NotYaml(" ".join(str(error).split())) from None
    return root


def _opened_before(text: str, mark: Mark) -> Mark | None:
    """Where a quoted text of several lines begins that ends right before a fault: it was closed by the quote that opens
    another one.  None where there is none."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    before: Any = None
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if token.start_mark.index >= mark.index:
                break
            before = token
    except (YAMLError, RecursionError, ValueError):
        return None
    is_quoted = before is not None and getattr(before, "style", None) in ("'", '"')
    is_long = is_quoted and before.start_mark.line < before.end_mark.line and before.end_mark.index == mark.index
    opened: Mark | None = before.start_mark if is_long else None
    return opened


@cache
def _scanner(max_depth: int) -> Any:
    """ruamel.yaml's scanner, which stops at brackets nested too deeply: each makes every later token slower."""
    from ruamel.yaml.scanner import Scanner

    class Shallow(Scanner):
        def fetch_flow_collection_start(self, token: Any, to_push: str) -> None:
            if len(self.flow_context) >= max_depth:
                mark = self.reader.get_mark()
                raise TooDeep("nested too deeply", mark.line, mark.column)
            super().fetch_flow_collection_start(token, to_push)

    return Shallow


@cache
def _parser() -> Any:
    """PyYAML's class that parses with libyaml; None where it was built without."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return None
    return CParser


_ODD = (
    ("", re.compile(r"[\t\x85\u2028\u2029\ufeff]")),
    ("%", re.compile(r"(?:\A|[\r\n])%")),
    ("?", re.compile(r"(?:\A|[-:?,\[{\r\n]) *\?(?!\S)")),
)
"""What the two libraries count or read differently: tabs, rare line breaks and byte order marks; directives; keys
after a question mark.  A pattern is searched only where the sign before it stands in the text at all."""

_ODD_FLOW = re.compile(r":(?!\s|(?<=\w:)(?://)?\w)|\?")
"""What they read differently between brackets: a question mark, and a colon with no blank after it that does not
stand in the middle of a word, a time or an address."""

_ODD_BLOCK = re.compile(r"[^\r\n]*(?:\r\n?|\n) +(?:[\r\n]|\Z)|.[-+0-9]*#")
"""Text after `|` or `>` whose first line is nothing but blanks, and a comment with no blank before it."""

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), f"{_TAG}null"),
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), f"{_TAG}bool"),
    "<<": f"{_TAG}merge",
    "=": f"{_TAG}value",
}
_FIGURES = (
    (
        f"{_TAG}float",
        re.compile(
            r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
            r"|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
    ),
    (
        f"{_TAG}int",
        re.compile(r"[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+"),
    ),
    (
        f"{_TAG}timestamp",
        re.compile(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
            r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
        ),
    ),
)


def _tag_of(text: str) -> str:
    """The tag of a plain scalar: ruamel.yaml's table for YAML 1.2, in its order."""
    if word := _WORDS.get(text):
        return word
    if text[0] in "-+.0123456789":
        for tag, pattern in _FIGURES:
            if pattern.fullmatch(text):
                return tag
    return f"{_TAG}str"


@dataclass(slots=True)
class _QuickNode:
    id: str
    tag: str
    value: Any
    start_mark: Mark
    end_mark: Mark
    style: str | None = None


class _Quick:
    """Nodes from libyaml's events, as ruamel.yaml composes them."""

    def __init__(self, text: str, parser: Any, max_depth: int) -> None:
        from yaml import events

        self.text = text
        # libyaml takes no subclass of `str`.
        self.next = parser(str(text)).get_event
        self.max_depth = max_depth
        self.events: Any = events
        self.quoted: list[tuple[int, int]] = []

    def root(self) -> _QuickNode | None:
        self.next()
        if type(self.next()) is self.events.StreamEndEvent:
            return None
        node = self.node(self.next(), 0, flow=False)
        # A scalar alone may stand at the margin, and a second document is a fault.
        if node.id == "scalar" or self.next().explicit or type(self.next()) is not self.events.StreamEndEvent:
            raise _Unsure
        return node

    def node(self, event: Any, depth: int, *, flow: bool) -> _QuickNode:
        kind = type(event)
        if kind is self.events.AliasEvent or event.anchor is not None or event.tag is not None:
            raise _Unsure
        start = event.start_mark
        if kind is self.events.ScalarEvent:
            text = event.value
            style = event.style
            end = event.end_mark
            if not style:
                return _QuickNode("scalar", _tag_of(text), text, start, end)
            if flow:
                self.quoted.append((start.index, end.index))
            elif style in "|>" and _ODD_BLOCK.match(self.text, start.index):
                raise _Unsure
            return _QuickNode("scalar", f"{_TAG}str", text, start, end, style)
        if depth >= self.max_depth:
            raise _Unsure
        within = event.flow_style
        if kind is self.events.SequenceStartEvent:
            items, end = self.items(depth, within)
            node = _QuickNode("sequence", f"{_TAG}seq", items, start, end)
        else:
            pairs, end = self.pairs(depth, within)
            node = _QuickNode("mapping", f"{_TAG}map", pairs, start, end)
        if within and not flow and _ODD_FLOW.search(self.without_quoted(start.index, end.index)):
            raise _Unsure
        return node

    def without_quoted(self, start: int, end: int) -> str:
        """The text between brackets, with nothing inside of quotes."""
        pieces = []
        for first, last in self.quoted:
            pieces.append(self.text[start:first])
            start = last
        self.quoted.clear()
        return '""'.join((*pieces, self.text[start:end]))

    def items(self, depth: int, flow: bool) -> tuple[list[_QuickNode], Mark]:
        found = []
        while type(event := self.next()) is not self.events.SequenceEndEvent:
            found.append(self.node(event, depth + 1, flow=flow))
        return found, event.end_mark

    def pairs(self, depth: int, flow: bool) -> tuple[list[tuple[_QuickNode, _QuickNode]], Mark]:
        found = []
        empty: _QuickNode | None = None
        while type(event := self.next()) is not self.events.MappingEndEvent:
            if empty is not None:
                empty.start_mark = empty.end_mark = event.start_mark
                empty = None
            key = self.node(event, depth + 1, flow=flow)
            value = self.node(self.next(), depth + 1, flow=flow)
            found.append((key, value))
            if value.start_mark.index == value.end_mark.index:
                # In a block, ruamel.yaml puts a value that is not there where the next thing stands.
                if flow:
                    raise _Unsure
                empty = value
        if empty is not None:
            # At the very end of the text libyaml is one line further than ruamel.yaml.
            if event.start_mark.index == len(self.text) and self.text[-1] not in "\r\n":
                raise _Unsure
            empty.start_mark = empty.end_mark = event.start_mark
        return found, event.end_mark
