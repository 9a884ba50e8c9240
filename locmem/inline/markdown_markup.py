"""Markdown inside a block: code spans, emphasis, links, images, escapes, breaks (CommonMark 0.31, 6; GFM).

Where the labels that a document defines are not known, `[ref]` and `[text][ref]` count as links whenever they could be.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass

from locmem.inline.html_markup import Elements
from locmem.inline.notations import FAMILIES, Notations
from locmem.inline.pieces import ENTITY, Piece, address_piece, entity_piece, flat, is_punctuation
from locmem.inline.references import normal_label
from locmem.model.inline import CodeRole, CodeType

_ANY_SPECIAL = (
    r"[\\`*_~\[\]!<&]|\{(?=[:.#/\s]|[\w:@-]+=)|\$|:::(?=[ \t]*[a-z])|(?<![\w:/]):(?=[a-z][\w+-]*:)"
    r"|(?<![ \t])[ \t]*+\r?\n|(?i:https?|ftp)://|(?i:mailto):|(?<![\w.-])www\."
)
_SPECIAL = re.compile(rf"{_ANY_SPECIAL}|(?<![A-Za-z0-9.+-])[A-Za-z0-9][\w.+-]{{0,63}}+@")
_SPECIAL_BUT_MAIL = re.compile(_ANY_SPECIAL)
"""For texts without an @: looking for what stands before one takes several times as long as all else."""
_SPECIAL_BUT_ADDRESSES = re.compile(
    r"[\\`*_~\[\]!<&{$:](?:(?<![{:])|(?<=\{)(?=[.:#/\s]|[\w:@-]+=)|(?<=:)(?=::[ \t]*[a-z])"
    r"|(?<=:)(?<![\w:/]:)(?=[a-z][\w+-]*:))"
)
"""For texts of one line without any address: what begins with one of a few signs is found many times as fast."""
_MAY_BE_ADDRESSES = re.compile(r"[\n@]|://|www\.|(?i:mailto):")

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_PREFIX = re.compile(r"[ \t]*+(?:>[ \t]*+)*+")
_NEWLINE = re.compile(r"\r?\n")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(
    r"<((?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+)|[\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+)>"
)
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]++)\]")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_TAIL = re.compile(
    r"""\(\s*+
    (?:<(?P<angle>(?:[^<>\n\\]|\\.)*+)>
      |(?!<)(?P<bare>(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+\))*+\))*+))
    (?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?+
    \s*+\)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TYPES = {1: CodeType.ITALIC, 2: CodeType.BOLD}


@dataclass(slots=True, kw_only=True)
class _Run:
    """What is left of a run of `*`, `_` or `~`."""

    character: str
    start: int
    end: int
    length: int
    can_open: bool
    can_close: bool

    @property
    def count(self) -> int:
        return self.end - self.start


@dataclass(slots=True, kw_only=True)
class _Bracket:
    """A `[` or `![` that may open a link or image; `runs` is how many runs waited when it was met."""

    start: int
    end: int
    runs: int
    is_image: bool


def flanks(before: str, after: str, character: str) -> tuple[bool, bool]:
    """Whether a run of `character` between these two can open emphasis, and whether it can close it (6.2)."""
    blank_before, blank_after = before.isspace(), after.isspace()
    marks_before, marks_after = is_punctuation(before), is_punctuation(after)
    left = not blank_after and (not marks_after or blank_before or marks_before)
    right = not blank_before and (not marks_before or blank_after or marks_after)
    if character == "_":
        return left and (not right or marks_before), right and (not left or marks_after)
    return left, right


def find_markdown(
    masked: str, text: str, labels: Collection[str] | None = None, families: Collection[str] = tuple(FAMILIES)
) -> list[Piece]:
    """The pieces of `text` written in Markdown; `masked` is `text` with its protected spans masked.

    labels: what the link definitions of the document define; None where nobody knows.
    families: the `notations` that are read.
    """
    return _Finder(masked, text, labels, families).find()


def _special_of(masked: str) -> re.Pattern[str]:
    """The quickest pattern that finds all that is special in a text."""
    if "@" in masked:
        return _SPECIAL
    return _SPECIAL_BUT_MAIL if _MAY_BE_ADDRESSES.search(masked) else _SPECIAL_BUT_ADDRESSES


class _Finder:
    """One pass over the text; brackets and runs wait on stacks until what closes them is met."""

    def __init__(self, masked: str, text: str, labels: Collection[str] | None, families: Collection[str]) -> None:
        self.masked = masked
        self.text = text
        self.labels = labels
        self.notations = Notations(masked, text, families, _TAIL)
        self.directives: dict[int, Piece] = {}
        self.pieces: list[Piece] = []
        self.elements = Elements(masked, text)
        self.runs: list[_Run] = []
        self.brackets: list[_Bracket] = []
        self.ticks: dict[int, list[int]] | None = None
        self.pairs = 0
        self.shortcuts: list[Piece] = []
        self.dropped: set[int] = set()
        self.inactive = 0

    def find(self) -> list[Piece]:
        pattern = _special_of(self.masked)
        special = pattern.search(self.masked)
        while special:
            end = self._at(special)
            special = pattern.search(self.masked, max(end, special.start() + 1))
        self._pair_runs(0)
        return [piece for piece in self.pieces if piece.pair not in self.dropped]

    def _at(self, special: re.Match[str]) -> int:
        """Read what stands at `special`; where reading goes on."""
        start, first = special.start(), special[0]
        if first in "*_~":
            return self._run(start, first)
        if first == "[":
            return self._open_bracket(start)
        if first == "]":
            return self._close_directive(start) if start in self.directives else self._close_bracket(start)
        if first == "!":
            if self.masked.startswith("[", start + 1) and not self.masked.startswith("[^", start + 1):
                self._push_bracket(start, start + 2, is_image=True)
                return start + 2
            return start + 1
        piece = self._single(special, start, first)
        if piece is None:
            return special.end() if first != "`" else start + self._ticks_at(start)
        self.pieces.append(piece)
        return piece.end

    def _single(self, special: re.Match[str], start: int, first: str) -> Piece | None:
        if first == "\\":
            return self._escape(start)
        if first == "`":
            return self._code(start)
        if first == "<":
            link = _AUTOLINK.match(self.masked, start)
            if link:
                value = self.text[link.start(1) : link.end(1)]
                return Piece(start=start, end=link.end(), type=CodeType.URL, value=value)
            return self.elements.piece_at(start)
        if first == "&":
            entity = ENTITY.match(self.masked, start)
            return entity_piece(entity) if entity else None
        if first[0] in "{$:":
            return self.notations.piece_at(start)
        if first.endswith("\n"):
            return self._newline(start, special.end(), is_hard=first.rstrip("\r\n").endswith("  "))
        return address_piece(self.masked, self.text, start)

    def _newline(self, start: int, end: int, is_hard: bool) -> Piece:
        prefix = _PREFIX.match(self.masked, end)
        end = prefix.end() if prefix else end
        if is_hard:
            return Piece(start=start, end=end, type=CodeType.BREAK)
        return Piece(start=start, end=end, type=CodeType.SOFT_BREAK, text=" ")

    def _escape(self, start: int) -> Piece | None:
        newline = _NEWLINE.match(self.masked, start + 1)
        if newline:
            return self._newline(start, newline.end(), is_hard=True)
        character = self.masked[start + 1 : start + 2]
        if character and character in _PUNCTUATION:
            return Piece(start=start, end=start + 2, type=CodeType.ESCAPE, value=character, text=character)
        return None

    def _ticks_at(self, start: int) -> int:
        run = _TICKS.match(self.masked, start)
        return len(run[0]) if run else 1

    def _code(self, start: int) -> Piece | None:
        length = self._ticks_at(start)
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(self.masked):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        closers = self.ticks.get(length, [])
        number = bisect_left(closers, start + length)
        if number == len(closers):
            return None
        end = closers[number] + length
        content = " ".join(self.text[start + length : end - length].split())
        return Piece(start=start, end=end, type=CodeType.CODE, value=content)

    def _run(self, start: int, character: str) -> int:
        end = start
        while end < len(self.masked) and self.masked[end] == character:
            end += 1
        before = self.masked[start - 1] if start else " "
        after = self.masked[end] if end < len(self.masked) else " "
        left, right = flanks(before, after, character)
        if character != "~" or end - start == 2:
            run = _Run(character=character, start=start, end=end, length=end - start, can_open=left, can_close=right)
            self.runs.append(run)
        return end

    def _push_bracket(self, start: int, end: int, is_image: bool) -> None:
        self.brackets.append(_Bracket(start=start, end=end, runs=len(self.runs), is_image=is_image))

    def _open_bracket(self, start: int) -> int:
        note = _FOOTNOTE.match(self.masked, start)
        # `[^1](there)` is a link with the text `^1`.
        if note and not (self.masked.startswith("(", note.end()) and _TAIL.match(self.masked, note.end())):
            value = self.text[note.start(1) : note.end(1)]
            self.pieces.append(Piece(start=start, end=note.end(), type=CodeType.FOOTNOTE, value=value))
            return note.end()
        if directive := self.notations.directive_at(start):
            self.pieces.append(directive[0])
            if len(directive) == 2:
                self.pairs += 1
                directive[0].pair = directive[1].pair = self.pairs * 2
                self.directives[directive[1].start] = directive[1]
            return directive[0].end
        self._push_bracket(start, start + 1, is_image=False)
        return start + 1

    def _close_directive(self, start: int) -> int:
        self.pieces.append(self.directives[start])
        return self.directives[start].end

    def _close_bracket(self, start: int) -> int:
        if not self.brackets:
            return start + 1
        bracket = self.brackets.pop()
        is_inactive = len(self.brackets) < self.inactive and not bracket.is_image
        self.inactive = min(self.inactive, len(self.brackets))
        if is_inactive:
            return start + 1
        tail = _TAIL.match(self.masked, start + 1)
        if tail:
            group = "angle" if tail["angle"] is not None else "bare"
            value = html.unescape(_ESCAPED.sub(r"\1", self.text[tail.start(group) : tail.end(group)]))
            return self._link(bracket, start, tail.end(), value)
        label = _LABEL.match(self.masked, start + 1)
        if self.labels is not None:
            return self._known_reference(bracket, start, label, self.labels)
        if label and label[1].strip():
            reference = _reference(self.text[label.start(1) : label.end(1)])
            return self._link(bracket, start, label.end(), reference)
        inner = self.text[bracket.end : start]
        if not _is_label(self.masked[bracket.end : start]):
            return start + 1
        end = label.end() if label else start + 1
        self._shortcut(bracket, start, end, _reference(inner))
        return end

    def _known_reference(
        self, bracket: _Bracket, start: int, label: re.Match[str] | None, labels: Collection[str]
    ) -> int:
        """Read `[text][label]`, `[label][]` or `[label]`, which are links only where the label is defined (6.3)."""
        full = label is not None and bool(label[1].strip())
        first, last = label.span(1) if label is not None and full else (bracket.end, start)
        name = self.text[first:last]
        if normal_label(name) not in labels or re.search(r"(?<!\\)[\[\]]", self.masked[first:last]):
            return start + 1
        return self._link(bracket, start, label.end() if label else start + 1, _reference(name))

    def _link(self, bracket: _Bracket, start: int, end: int, value: str) -> int:
        # What looked like a reference inside a link was only text in brackets.
        while self.shortcuts and self.shortcuts[-1].start >= bracket.end:
            self.dropped.add(self.shortcuts.pop().pair)
        self._pair_runs(bracket.runs)
        self._add_pair(bracket, start, end, value)
        if not bracket.is_image:
            # A link holds no other link, so no bracket that is still open can become one.
            self.inactive = len(self.brackets)
        return end

    def _shortcut(self, bracket: _Bracket, start: int, end: int, value: str) -> None:
        self._pair_runs(bracket.runs)
        self._add_pair(bracket, start, end, value)
        if not bracket.is_image:
            self.shortcuts.append(self.pieces[-2])

    def _add_pair(self, bracket: _Bracket, start: int, end: int, value: str) -> None:
        type_ = CodeType.IMAGE if bracket.is_image else CodeType.LINK
        self._pair(bracket.start, bracket.end, start, end, type_, value)

    def _pair(self, start: int, inner: int, outer: int, end: int, type_: CodeType, value: str = "") -> None:
        self.pairs += 1
        for first, last, role in ((start, inner, CodeRole.OPEN), (outer, end, CodeRole.CLOSE)):
            self.pieces.append(
                Piece(start=first, end=last, type=type_, role=role, value=value, pair=self.pairs * 2, rank=1)
            )

    def _pair_runs(self, bottom: int) -> None:
        """Pair the runs above `bottom` and drop them (CommonMark, appendix: process emphasis)."""
        runs = self.runs[bottom:]
        del self.runs[bottom:]
        openers: list[_Run] = []
        floors: dict[tuple[str, bool, int], int] = {}
        for closer in runs:
            if closer.can_close:
                self._close_run(closer, openers, floors)
            if closer.can_open and closer.count:
                openers.append(closer)

    def _close_run(self, closer: _Run, openers: list[_Run], floors: dict[tuple[str, bool, int], int]) -> None:
        key = (closer.character, closer.can_open, closer.length % 3)
        while closer.count:
            number = len(openers) - 1
            floor = min(floors.get(key, 0), len(openers))
            while number >= floor and not _matches(openers[number], closer):
                number -= 1
            if number < floor:
                floors[key] = len(openers)
                return
            opener = openers[number]
            del openers[number + 1 :]
            for other_key, height in floors.items():
                floors[other_key] = min(height, number + 1)
            width = 2 if opener.count >= 2 and closer.count >= 2 else 1
            type_ = CodeType.STRIKE if closer.character == "~" else _TYPES[width]
            self._pair(opener.end - width, opener.end, closer.start, closer.start + width, type_)
            opener.end -= width
            closer.start += width
            if not opener.count:
                openers.pop()


def _matches(opener: _Run, closer: _Run) -> bool:
    if opener.character != closer.character:
        return False
    # A run that can do both joins another only where their lengths do not add up to a multiple of three,
    # or both are one (CommonMark, 6.2, rules 9 and 10).
    if opener.can_close or closer.can_open:
        return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _is_label(inner: str) -> bool:
    """Whether `[inner]` may be a reference: not a task box, an alert mark or brackets in brackets."""
    bare = inner.strip()
    return bool(bare) and len(inner) < 1000 and bare not in ("x", "X") and bare[0] != "!" and "[" not in inner


def _reference(label: str) -> str:
    return f"[{flat(label).strip().casefold()}]"
