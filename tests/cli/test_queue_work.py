"""`queue work` as people start it: in a real terminal, in a pipe, and killed while somebody types."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from locmem.cli import queue_work
from locmem.model.translation import State
from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop
from tests.waiting import CODED, DRAFT, SOURCE

OWN = "Cobramos el importe al enviar el paquete."
CONFIRM, LEAVE, CLEAR = "\x1b\r", "\x11", "\x15"
PATIENCE = 120.0
"""Seconds after which a terminal that says nothing is given up."""


@dataclass
class Terminal:
    """The program in a terminal of 80 columns and 24 rows."""

    started: subprocess.Popen[bytes]
    ours: int
    seen: str = ""
    raw: bytearray = field(default_factory=bytearray)

    def until(self, text: str) -> None:
        """Wait for a text that was not there before."""
        while text not in self.seen:
            if not select.select([self.ours], [], [], PATIENCE)[0] or not (data := read(self.ours)):
                pytest.fail(f"{text!r} never came; there is {self.seen!r}")
            self.raw += data
            self.seen += data.decode("utf-8", "replace")
        self.seen = self.seen.partition(text)[2]

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def ended(self) -> str:
        """What is left on the terminal, once the program ended well."""
        while data := read(self.ours):
            self.raw += data
            self.seen += data.decode("utf-8", "replace")
        assert self.started.wait() == 0
        return self.seen

    def kill(self) -> None:
        self.started.send_signal(signal.SIGKILL)
        self.started.wait()


def read(terminal: int) -> bytes:
    """What comes next; nothing when whoever wrote is gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


class Terminals:
    """Starts the program in terminals, and ends what is left of it."""

    def __init__(self, shop: Shop, state: Path) -> None:
        self.shop, self.state = shop, state
        self.all: list[Terminal] = []

    def start(self, *words: str, **environment: str) -> Terminal:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {"XDG_STATE_HOME": str(self.state), "TERM": "xterm", **environment}
        started = subprocess.Popen(
            [sys.executable, "-m", "locmem", "queue", "work", *words],
            cwd=self.shop.root,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(self.shop.moment.timestamp())), **environment},
        )
        os.close(theirs)
        self.all.append(Terminal(started, ours))
        return self.all[-1]


@pytest.fixture
def terminals(drafted: Shop, tmp_path: Path) -> Iterator[Terminals]:
    made = Terminals(drafted, tmp_path / "state")
    yield made
    for one in made.all:
        if one.started.poll() is None:
            one.kill()
        os.close(one.ours)


def test_a_text_is_confirmed_in_a_terminal_and_the_end_says_what_was_done(terminals: Terminals) -> None:
    shop = terminals.shop
    here = terminals.start("--locale", "es")
    here.until("2 left")
    here.press(f"{CLEAR}{OWN}")
    here.until("paquete.")
    here.press(CONFIRM)
    here.until("Confirmed.")
    here.press(LEAVE)
    told = here.ended()
    assert "1 text confirmed (1 in es)." in told
    assert "locmem undo" in told
    assert shop.entry(SOURCE).target == OWN
    assert shop.entry(CODED).target == DRAFT


def test_what_was_typed_survives_a_kill_and_is_there_on_return(terminals: Terminals) -> None:
    shop = terminals.shop
    here = terminals.start("--locale", "es")
    here.until("2 left")
    here.press(f"{CLEAR}Cobramos el importe al env")
    here.until("env")
    here.kill()
    assert (shop.entry(SOURCE).target, shop.entry(SOURCE).state) == (DRAFT, State.DRAFT)
    again = terminals.start("--locale", "es")
    again.until("not saved is back")
    again.press(f"iar.{CONFIRM}")
    again.until("Confirmed.")
    again.press("\x03")
    assert "1 text confirmed" in again.ended()
    assert shop.entry(SOURCE).target == "Cobramos el importe al enviar."
    assert not list(terminals.state.rglob("typed/*/*.json"))


def test_whoever_is_asked_to_end_leaves_the_terminal_as_it_was(terminals: Terminals) -> None:
    here = terminals.start("--locale", "es", NO_COLOR="1")
    here.until("2 left")
    here.press("x")
    here.until("x")
    here.started.send_signal(signal.SIGTERM)
    told = here.ended()
    assert "\x1b[?1049l" in told
    assert "Nothing was confirmed." in told
    assert "1 typed text not saved" in told
    assert not [code for code in (b"[36m", b"[32m", b"[31m", b";36", b";32", b";31") if code in here.raw]


def test_without_a_terminal_one_line_says_what_to_do(locmem: Locmem) -> None:
    done = locmem("queue", "work")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "`locmem queue list`" in done.err
    assert "`locmem serve`" in done.err


def test_where_nothing_waits_it_says_so_in_the_words_of_the_list(
    locmem: Locmem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_work, "_has_terminal", lambda: True)
    for words in ((), ("--locale", "ja"), ("--here",)):
        done, listed = locmem("queue", "work", *words), locmem("queue", "list", *words)
        assert (done.code, done.text) == (0, listed.text)
    assert locmem("queue", "work", "--state", "lost").code == 2
    assert locmem("queue", "work", "--assignee", "Nobody Known").code == 2
    assert locmem("queue", "work", "--market", "XX").code == 2


def test_without_the_library_one_line_says_what_to_install(locmem: Locmem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_work, "_has_terminal", lambda: True)
    for name in [name for name in sys.modules if name.startswith("locmem.cli.work")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "prompt_toolkit", None)
    for name in [name for name in sys.modules if name.startswith("prompt_toolkit.")]:
        monkeypatch.setitem(sys.modules, name, None)
    done = locmem("queue", "work")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "python -m pip install 'locmem[work]'" in done.err
