"""Marks of emphasis that stand in a translation as text, because Markdown does not read them as marks there.

CommonMark (0.31, 6.2) lets `**` open and close only beside certain characters.  Languages written without spaces
meet that often: in `**語（ご）**語` the second `**` closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from locmem.inline.markdown_markup import flanks
from locmem.inline.pieces import FILLER
from locmem.model.inline import Code, CodeType, Inline, Part, Syntax

EMPHASIS_TAGS = {CodeType.BOLD: "strong", CodeType.ITALIC: "em", CodeType.STRIKE: "del"}
"""The names of the tags that every reader of Markdown takes for the same."""

EMPHASIS = tuple(EMPHASIS_TAGS)

_RUN = re.compile(r"\*+|_+|~+")
_WIDTHS = {CodeType.BOLD: ("**", "__"), CodeType.ITALIC: ("*", "_"), CodeType.STRIKE: ("~~",)}
_TYPES = {
    "*": (CodeType.ITALIC,),
    "**": (CodeType.BOLD,),
    "***": (CodeType.ITALIC, CodeType.BOLD),
    "_": (CodeType.ITALIC,),
    "__": (CodeType.BOLD,),
    "___": (CodeType.ITALIC, CodeType.BOLD),
    "~~": (CodeType.STRIKE,),
}
_OPAQUE = (CodeType.LIQUID, CodeType.VARIABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingMark:
    """A run of marks that is text.

    part: index of the string it stands in; start, end: where in that string.  before, after: the characters beside
    it as Markdown sees them, a blank at either end of the text.
    """

    part: int
    start: int
    end: int
    mark: str
    before: str
    after: str

    @property
    def opens(self) -> bool:
        """Whether it may open emphasis where it stands."""
        return flanks(self.before, self.after, self.mark[0])[0]

    @property
    def closes(self) -> bool:
        """Whether it may close emphasis where it stands."""
        return flanks(self.before, self.after, self.mark[0])[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantMark:
    """One end of a pair of emphasis as somebody meant it: its place as in `StandingMark`, and its pair's number."""

    part: int
    start: int
    mark: str
    type: CodeType
    pair: int
    is_open: bool


def standing_marks(content: Inline, type_: CodeType) -> list[StandingMark]:
    """The runs in the strings of `content` that would spell a code of `type_`, in order; none outside of Markdown."""
    if content.syntax is not Syntax.MARKDOWN or type_ not in _WIDTHS:
        return []
    return list(_runs(content, _WIDTHS[type_]))


def meant_marks(content: Inline) -> list[MeantMark] | None:
    """The marks in the strings of `content` paired one after the other, whatever stands beside them.

    None where they do not come in pairs, or pairs cross.
    """
    marks: list[MeantMark] = []
    stack: list[MeantMark] = []
    count = 0
    for run in _runs(content, tuple(_TYPES)):
        start = run.start
        left = list(_TYPES[run.mark])
        while left and stack and stack[-1].type in left and stack[-1].mark[0] == run.mark[0]:
            opener = stack.pop()
            left.remove(opener.type)
            marks.append(replace(opener, part=run.part, start=start, is_open=False))
            start += len(opener.mark)
        for type_ in left:
            mark = run.mark[0] * (1 if type_ is CodeType.ITALIC else 2)
            count += 1
            opening = MeantMark(part=run.part, start=start, mark=mark, type=type_, pair=count, is_open=True)
            stack.append(opening)
            marks.append(opening)
            start += len(mark)
    return None if stack else marks


def _runs(content: Inline, marks: tuple[str, ...]) -> Iterator[StandingMark]:
    seen = [_seen(part) for part in content.parts]
    for number, part in enumerate(content.parts):
        if not isinstance(part, str):
            continue
        for run in _RUN.finditer(part):
            if run[0] in marks:
                before = part[run.start() - 1] if run.start() else _last("".join(seen[:number]))
                after = part[run.end()] if run.end() < len(part) else _first("".join(seen[number + 1 :]))
                yield StandingMark(
                    part=number, start=run.start(), end=run.end(), mark=run[0], before=before, after=after
                )


def why_not_read(content: Inline, code: Code) -> str:
    """Why the mark of `code` that stands in `content` is no mark there, in words; empty where none stands there."""
    runs = standing_marks(content, code.type)
    if not runs:
        return ""
    mark = f"`{runs[0].mark}`"
    if len(runs) % 2:
        return f"{mark} stands there only once"
    for number, run in enumerate(runs):
        mark = f"`{run.mark}`"
        verb, fits = ("close", run.closes) if number % 2 else ("open", run.opens)
        if not fits:
            beside, where = (run.after, "before") if number % 2 else (run.before, "after")
            inner = run.before if number % 2 else run.after
            if inner.isspace():
                return f"{mark} stands there but does not {verb} beside a blank: move the blank out of it"
            return (
                f"{mark} stands there but does not {verb} {where} “{beside}”: "
                f"move “{inner}” out of it, or set a blank {where} it"
            )
    return f"{mark} stands there but is not read as a mark"


def _seen(part: Part) -> str:
    """A part as the rules of Markdown see it: what Liquid prints is a letter to them."""
    if isinstance(part, str):
        return part
    return FILLER if part.type in _OPAQUE else part.original


def _last(text: str) -> str:
    return text[-1:] or " "


def _first(text: str) -> str:
    return text[:1] or " "
