"""The screen of somebody who works: draws the desk, and hands keys on to it.  The only part that knows a terminal."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style

from locmem.cli.work.deeds import Deeds, Looked
from locmem.cli.work.desk import Desk, pressed
from locmem.cli.work.panes import Screen, has_room, left_width, screen_of
from locmem.cli.work.wrapping import signs_before

_PAUSE = 0.06
"""Seconds without a key after which what is typed is looked at."""
_SECOND_KEY = 0.5
"""Seconds within which a key belongs to the Esc before it."""

_KEYS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("confirm", (("escape", "enter"), ("c-s",))),
    ("review", (("escape", "r"),)),
    *((f"suggestion {number}", (("escape", str(number)),)) for number in range(1, 10)),
    ("source", (("escape", "0"),)),
    ("code", (("escape", "c"),)),
    ("draft", (("escape", "d"),)),
    ("still", (("escape", "v"),)),
    ("note", (("escape", "n"),)),
    ("skip", (("escape", "down"), ("c-n",))),
    ("back", (("escape", "up"), ("c-p",))),
    ("undo", (("escape", "u"),)),
    ("discard", (("escape", "x"),)),
    ("keys", (("f1",), ("escape", "?"))),
    ("whole", (("f2",), ("escape", "a"))),
    ("leave", (("c-q",), ("c-c",), ("escape", "q"))),
    ("undo typing", (("c-z",), ("c-_",))),
    ("redo typing", (("c-y",),)),
    ("enter", (("enter",), ("c-j",))),
    ("backspace", (("backspace",),)),
    ("delete", (("delete",), ("c-d",))),
    ("left", (("left",), ("c-b",))),
    ("right", (("right",), ("c-f",))),
    ("up", (("up",),)),
    ("down", (("down",),)),
    ("home", (("home",), ("c-a",))),
    ("end", (("end",), ("c-e",))),
    ("start", (("c-home",),)),
    ("finish", (("c-end",),)),
    ("word left", (("c-left",), ("escape", "left"), ("escape", "b"))),
    ("word right", (("c-right",), ("escape", "right"), ("escape", "f"))),
    ("word back", (("c-w",), ("escape", "backspace"))),
    ("word ahead", (("c-delete",), ("escape", "delete"))),
    ("to end", (("c-k",),)),
    ("to start", (("c-u",),)),
    ("page up", (("pageup",),)),
    ("page down", (("pagedown",),)),
    ("escape", (("escape",),)),
)
"""What each key means, as terminals send it."""

_STYLE = Style.from_dict(
    {
        "bar": "reverse",
        "label": "bold",
        "key": "bold",
        "ask": "bold",
        "chip": "ansicyan",
        "came": "ansigreen underline",
        "gone": "ansired",
        "bad": "ansired bold",
        "note": "ansiyellow",
        "good": "ansigreen",
        "quiet": "dim",
    }
)


class Work:
    """Somebody's work in a terminal.  given, shown: what keys come from and what is drawn on; the terminal for None."""

    def __init__(
        self, deeds: Deeds, desk: Desk, *, has_colours: bool, given: Input | None = None, shown: Output | None = None
    ) -> None:
        self._deeds, self._desk = deeds, desk
        self._typed, self._ended = threading.Event(), threading.Event()
        self._looking = threading.Thread(target=self._look, name="looking", daemon=True)
        self._drawn: tuple[Desk, int, int, Screen] | None = None
        control = FormattedTextControl(self._fragments, focusable=True, get_cursor_position=self._cursor)
        self._app: Application[None] = Application(
            layout=Layout(Window(control, wrap_lines=False, always_hide_cursor=False)),
            key_bindings=self._bindings(),
            style=_STYLE,
            color_depth=None if has_colours else ColorDepth.DEPTH_1_BIT,
            full_screen=True,
            input=given,
            output=shown,
        )
        self._app.timeoutlen = _SECOND_KEY
        self._app.ttimeoutlen = 0.05

    @property
    def desk(self) -> Desk:
        """What is shown now."""
        return self._desk

    def run(self) -> None:
        """Work until somebody leaves or nothing is left."""
        try:
            self._app.run(pre_run=self._begin)
        finally:
            self._ended.set()
            self._typed.set()
            if self._looking.is_alive():
                self._looking.join()

    def _begin(self) -> None:
        loop = self._app.loop
        if loop and sys.platform != "win32" and threading.current_thread() is threading.main_thread():
            # Who is asked to end leaves the terminal as it was.
            loop.add_signal_handler(signal.SIGTERM, self._end)
        self._typed.set()
        self._looking.start()

    def _end(self) -> None:
        with suppress(Exception):
            self._app.exit()

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        for meaning, ways in _KEYS:
            for keys in ways:
                bindings.add(*keys)(self._pressing(meaning))

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self._press("text", event.data)

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            # What has a name and no meaning here is no text.
            if not isinstance(event.key_sequence[0].key, Keys):
                self._press("text", event.data)

        @bindings.add("c-l")
        def _(event: KeyPressEvent) -> None:
            event.app.renderer.clear()

        return bindings

    def _pressing(self, meaning: str) -> Callable[[KeyPressEvent], None]:
        return lambda event: self._press(meaning)

    def _press(self, key: str, text: str = "") -> None:
        if self._app.is_done:
            return
        try:
            self._hand_on(key, text)
        except Exception as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        """End the work: whoever started it tells what is wrong, once the terminal is set right."""
        if not self._app.is_done:
            self._app.exit(exception=error)

    def _hand_on(self, key: str, text: str) -> None:
        before = self._desk
        size = self._app.output.get_size()
        if key != "leave" and not has_room(size.columns, size.rows):
            return
        width = left_width(size.columns)
        desk, deed = pressed(before, key, text, width)
        if desk.field.text != before.field.text:
            desk = self._deeds.keep(desk)
        if deed:
            after = self._deeds.done(desk, deed)
            if after is None:
                self._desk = desk
                self._app.exit()
                return
            desk = after
        self._desk = desk
        if desk.opened is not before.opened or desk.field.text != before.field.text:
            self._typed.set()

    def _look(self) -> None:
        """Look at what is typed once nobody types for a moment, again and again."""
        while not self._ended.is_set():
            self._typed.wait()
            self._typed.clear()
            while self._typed.wait(_PAUSE) and not self._ended.is_set():
                self._typed.clear()
            if self._ended.is_set():
                return
            loop = self._app.loop
            # The loop ends when somebody leaves.
            with suppress(RuntimeError):
                try:
                    found = self._deeds.looked(self._desk)
                    if found and loop:
                        loop.call_soon_threadsafe(self._hear, found)
                except Exception as error:
                    if loop:
                        loop.call_soon_threadsafe(self._fail, error)
                    return

    def _hear(self, found: Looked) -> None:
        now = self._desk
        if (now.opened.place, now.field.text) == (found.place, found.text):
            self._desk = replace(now, judged=found.judged, is_other=found.is_other)
            self._app.invalidate()

    def _screen(self) -> Screen:
        size = self._app.output.get_size()
        asked = self._desk, size.columns, size.rows
        if self._drawn is None or self._drawn[0] is not asked[0] or self._drawn[1:3] != asked[1:]:
            self._drawn = *asked, screen_of(*asked)
        return self._drawn[3]

    def _fragments(self) -> StyleAndTextTuples:
        found: StyleAndTextTuples = []
        for number, line in enumerate(self._screen().lines):
            if number:
                found.append(("", "\n"))
            found += [(span.style, span.text) for span in line]
        return found

    def _cursor(self) -> Point | None:
        screen = self._screen()
        if screen.row is None:
            return None
        return Point(x=signs_before(screen.lines[screen.row], screen.column), y=screen.row)
