"""What somebody who works has before them, and what each key makes of it: values alone, nothing is saved here.

A key gives the desk as it is from then on, and at most one deed that the project has to be asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from locmem.cli.work.chips import Legend, line_edge, upward
from locmem.cli.work.field import Field
from locmem.cli.work.given import given_text
from locmem.exchange.decision import Decision, Outcome
from locmem.inline.editable import to_editable
from locmem.pages.editing import Judged, codes_of, missing_codes
from locmem.views.editor import Opened


class Do(Enum):
    """What the project is asked for."""

    CONFIRM = "confirm"
    DRAFT = "draft"
    STILL_VALID = "still valid"
    NOTE = "note"
    NEXT = "next"
    BACK = "back"
    UNDO = "undo"
    DISCARD = "discard"
    THEIRS = "theirs"
    MINE = "mine"
    MINE_ON = "mine on"
    OPEN_AGAIN = "open again"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something to be done.  text: a reason or a note.  everywhere: in the places with the same text, too."""

    do: Do
    text: str = ""
    everywhere: bool = False
    reviewed: bool = False


class Ask(Enum):
    """What somebody is asked."""

    OTHERS = "others"
    REASON = "reason"
    NOTE = "note"
    CONFLICT = "conflict"


class Reading(Enum):
    """What is read in place of the text: the keys, or all there is of it."""

    KEYS = "keys"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question.  typed: the answer, where it is a text.  deed: what is done with it.  refused: what stands there."""

    ask: Ask
    typed: Field | None = None
    deed: Deed | None = None
    refused: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A text that is worked on.

    left: how many texts wait.  judged: what is wrong with what is typed, None while nobody knows.
    kept: what is said of a text that was typed before and is back; empty where none is.  offered: that text.
    is_lost: whether what is typed cannot be kept.  is_other: whether somebody saved another text here meanwhile.
    is_own: whether the text that waits for a review was confirmed here.  reviews: whether confirming is reviewing.
    is_leaving: whether somebody was asked whether they leave although something is lost by that.
    reading, scrolled: what is read, and the number of lines above.
    """

    opened: Opened
    field: Field
    legend: Legend
    left: int = 0
    judged: Judged | None = None
    message: str = ""
    is_bad: bool = False
    kept: str = ""
    offered: str = ""
    is_lost: bool = False
    is_other: bool = False
    is_own: bool = False
    is_leaving: bool = False
    reviews: bool = False
    asking: Asking | None = None
    reading: Reading | None = None
    scrolled: int = 0

    @property
    def target(self) -> str:
        """The text that stands there, or is shown in its place."""
        return "".join(text for text, _ in self.opened.shown.target)

    @property
    def is_changed(self) -> bool:
        """Whether another text is typed."""
        return self.field.text != self.target

    @property
    def may_review(self) -> bool:
        """Whether the text counts as finished only once somebody reviewed it."""
        return self.opened.shown.whole.item.needs_review

    def saying(self, text: str, *, is_bad: bool = False) -> Desk:
        """With a message, and no question."""
        return replace(self, message=text, is_bad=is_bad, asking=None)


Pressed = tuple[Desk, Deed | None]


def pressed(desk: Desk, key: str, text: str = "", width: int = 78) -> Pressed:
    """What a key makes of a desk.  key: its meaning, of `EDITING` or an action; text: what is put in.

    width: of the lines that are typed on, by which the cursor goes up and down.
    """
    if key == "leave":
        return desk, Deed(do=Do.LEAVE)
    desk = replace(desk, is_leaving=False)
    if key == "text":
        text, told = given_text(text)
        after, deed = _handed(desk, key, text, width)
        return (replace(after, message=told, is_bad=True) if told and not desk.reading else after), deed
    return _handed(desk, key, text, width)


def _handed(desk: Desk, key: str, text: str, width: int) -> Pressed:
    if desk.reading:
        return _read(desk, "page down" if text == " " else key), None
    if desk.asking:
        return _answered(desk, desk.asking, key, text, width)
    if key in ("keys", "whole"):
        # What was said last may have had no room.
        return _ACTIONS[key](desk)
    desk = replace(desk, message="", is_bad=False)
    if key.startswith("suggestion "):
        return _suggested(desk, int(key.removeprefix("suggestion "))), None
    if action := _ACTIONS.get(key):
        return action(desk)
    if desk.opened.shown.lock:
        is_typing = key in EDITING and key not in _MOVES
        return (_read_only(desk) if is_typing else replace(desk, field=_typed(desk, key, text, width))), None
    if key == "enter" and not desk.field.lines:
        return desk.saying("The source has no line break. Alt+Enter or Ctrl+S confirms."), None
    return replace(desk, field=_typed(desk, key, text, width)), None


def _typed(desk: Desk, key: str, text: str, width: int) -> Field:
    return edited_by(desk.field, key, text, desk.legend.labels, width)


def edited_by(field: Field, key: str, text: str, labels: Mapping[str, str], width: int) -> Field:
    """What a key makes of what is typed; the very same where it stands for nothing there."""
    if key in ("text", "enter"):
        return field.typed("\n" if key == "enter" else text)
    if key in ("up", "down"):
        return upward(field, labels, width, -1 if key == "up" else 1)
    if key in ("home", "end"):
        return line_edge(field, labels, width, is_end=key == "end")
    if key in _MOVES:
        return field.at(_MOVES[key](field))
    return EDITING[key](field) if key in EDITING else field


_MOVES: Mapping[str, Callable[[Field], int]] = {
    "left": lambda field: field.cursor - 1,
    "right": lambda field: field.cursor + 1,
    "word left": Field.word_start,
    "word right": Field.word_end,
    "start": lambda field: 0,
    "finish": lambda field: len(field.units),
    "up": lambda field: field.cursor,
    "down": lambda field: field.cursor,
    "home": lambda field: field.cursor,
    "end": lambda field: field.cursor,
}
EDITING: Mapping[str, Callable[[Field], Field]] = {
    **{key: lambda field: field for key in ("text", "enter", *_MOVES)},
    "backspace": Field.back,
    "delete": Field.ahead,
    "word back": Field.word_back,
    "word ahead": Field.word_ahead,
    "to end": Field.to_end,
    "to start": Field.to_start,
    "undo typing": Field.undone,
    "redo typing": Field.redone,
}
"""Keys of a field, and what they make of it; where the cursor goes hangs on the lines."""


def _confirm(desk: Desk, *, reviewed: bool) -> Pressed:
    if desk.opened.shown.lock:
        return _read_only(desk), None
    if not desk.field.text.strip():
        return desk.saying("There is no text. Type one, or go on to the next.", is_bad=True), None
    deed = Deed(do=Do.CONFIRM, reviewed=reviewed)
    if desk.opened.item.others:
        return replace(desk, asking=Asking(ask=Ask.OTHERS, deed=deed)), None
    return desk, deed


def _review(desk: Desk) -> Pressed:
    if not desk.may_review:
        return desk.saying("This text needs no review. Alt+Enter or Ctrl+S confirms."), None
    return _confirm(desk, reviewed=True)


def _draft(desk: Desk) -> Pressed:
    if desk.opened.shown.lock:
        return _read_only(desk), None
    if not desk.field.text.strip():
        return desk.saying("There is no text. Type one, or go on to the next.", is_bad=True), None
    return desk, Deed(do=Do.DRAFT)


def _still(desk: Desk) -> Pressed:
    if desk.opened.shown.state != "stale":
        return desk.saying("This text is not stale: there is nothing that could still be valid."), None
    return replace(desk, asking=Asking(ask=Ask.REASON, typed=Field.of(""), deed=Deed(do=Do.STILL_VALID))), None


def _note(desk: Desk) -> Pressed:
    return replace(desk, asking=Asking(ask=Ask.NOTE, typed=Field.of(""), deed=Deed(do=Do.NOTE))), None


def _source(desk: Desk) -> Pressed:
    return _taken(desk, "".join(text for text, _ in desk.opened.shown.source)), None


def _code(desk: Desk) -> Pressed:
    missing = missing_codes(desk.field.text, desk.opened.shown.source)
    if not missing:
        return desk.saying("No code is missing."), None
    if desk.opened.shown.lock:
        return _read_only(desk), None
    return replace(desk, field=desk.field.typed(missing[0])), None


def _discard(desk: Desk) -> Pressed:
    return (desk, Deed(do=Do.DISCARD)) if desk.is_changed else (desk.saying("Nothing was typed."), None)


def _suggested(desk: Desk, number: int) -> Desk:
    nearest = desk.opened.shown.whole.nearest
    if number > len(nearest):
        return desk.saying(f"There is no suggestion {number}.")
    return _taken(desk, to_editable(nearest[number - 1].match.target))


def _taken(desk: Desk, text: str) -> Desk:
    return _read_only(desk) if desk.opened.shown.lock else replace(desk, field=desk.field.holding(text))


def _read_only(desk: Desk) -> Desk:
    shown = desk.opened.shown
    return desk.saying(f"Read only: {shown.lock}. What takes that back: {shown.unlock}.", is_bad=True)


_ACTIONS: Mapping[str, Callable[[Desk], Pressed]] = {
    "confirm": lambda desk: _confirm(desk, reviewed=desk.reviews and desk.may_review),
    "review": _review,
    "draft": _draft,
    "still": _still,
    "note": _note,
    "source": _source,
    "code": _code,
    "discard": _discard,
    "skip": lambda desk: (desk, Deed(do=Do.NEXT)),
    "back": lambda desk: (desk, Deed(do=Do.BACK)),
    "undo": lambda desk: (desk, Deed(do=Do.UNDO)),
    "keys": lambda desk: (replace(desk, reading=Reading.KEYS, scrolled=0), None),
    "whole": lambda desk: (replace(desk, reading=Reading.WHOLE, scrolled=0), None),
}


def _read(desk: Desk, key: str) -> Desk:
    by = {"up": -1, "down": 1, "page up": -10, "page down": 10}.get(key)
    if by is None:
        return replace(desk, reading=None, scrolled=0) if key not in ("home", "end") else desk
    return replace(desk, scrolled=max(0, desk.scrolled + by))


def _answered(desk: Desk, asking: Asking, key: str, text: str, width: int) -> Pressed:
    if key == "escape":
        return replace(desk, asking=None), None
    if asking.typed is not None and asking.deed:
        if key in ("enter", "confirm"):
            if not asking.typed.text.strip():
                return desk, None
            return replace(desk, asking=None), replace(asking.deed, text=asking.typed.text.strip())
        return replace(desk, asking=replace(asking, typed=edited_by(asking.typed, key, text, {}, width))), None
    letter = text.lower() if key == "text" else "a" if key in ("enter", "confirm") and asking.ask is Ask.OTHERS else ""
    deed = _choices(asking).get(letter)
    return (replace(desk, asking=None), deed) if deed else (desk, None)


def _choices(asking: Asking) -> Mapping[str, Deed]:
    """What each letter does."""
    if asking.ask is Ask.OTHERS and asking.deed:
        return {"a": replace(asking.deed, everywhere=True), "h": asking.deed}
    if is_outdated(asking):
        return {"l": Deed(do=Do.OPEN_AGAIN)}
    return {"t": Deed(do=Do.THEIRS), "m": Deed(do=Do.MINE), "e": Deed(do=Do.MINE_ON)}


def is_outdated(asking: Asking) -> bool:
    """Whether the source is another by now, so that nothing can be decided about the text."""
    return asking.refused is not None and asking.refused.outcome in (Outcome.OUTDATED, Outcome.ORPHANED)


def codes_at(desk: Desk) -> tuple[str, ...]:
    """The codes of the text's source."""
    return codes_of(desk.opened.shown.source)
