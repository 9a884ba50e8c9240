"""COLUMNS, NO_COLOR and TERM=dumb say what a terminal gets."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import termios
from collections.abc import Iterator

import pytest

from locmem.cli.terminal import columns_of, shows_colours


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.TextIOWrapper]:
    """A terminal of 70 columns, of which the environment says nothing."""
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
    with os.fdopen(theirs, "w") as stream:
        yield stream
    os.close(ours)


@pytest.mark.parametrize(("asked", "columns"), [("", 70), ("50", 50), ("0", 70), ("many", 70), ("-3", 70)])
def test_columns_go_before_what_the_terminal_says(
    screen: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch, asked: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", asked)
    assert columns_of(screen) == columns


def test_what_is_no_terminal_has_the_usual_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert columns_of(io.StringIO()) == 80


@pytest.mark.parametrize(
    ("name", "value", "is_shown"),
    [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False), ("TERM", "xterm", True)],
)
def test_whoever_wants_no_colours_gets_none(
    screen: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch, name: str, value: str, is_shown: bool
) -> None:
    monkeypatch.setenv(name, value)
    assert shows_colours(screen) is is_shown
    assert not shows_colours(io.StringIO())
