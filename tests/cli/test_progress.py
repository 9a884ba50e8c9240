"""What a terminal shows while a command works, and that nobody else sees it."""

from __future__ import annotations

import ast
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.cli import progress
from locmem.cli.main import command_line
from locmem.cli.progress import AFTER, Line
from tests.pipelines.shop import Shop


@dataclass
class Screen:
    """A line on a terminal of one row, whose clock is set by the test."""

    columns: int = 80
    now: float = 0.0
    row: str = ""
    place: int = 0
    written: list[str] = field(default_factory=list)

    def line(self, command: str = "check") -> Line:
        return Line(command, self.write, lambda: self.columns, lambda: self.now)

    def write(self, text: str) -> None:
        self.written.append(text)
        for one in text:
            if one == "\r":
                self.place = 0
            else:
                self.row = self.row[: self.place].ljust(self.place) + one + self.row[self.place + 1 :]
                self.place += 1

    def drawn(self, line: Line, seconds: float = 0.0) -> str:
        """What is seen after some more seconds, without the sign that turns."""
        self.now += seconds
        line.draw()
        return self.row.rstrip()[2:]


def test_what_takes_less_than_a_second_shows_nothing() -> None:
    screen = Screen()
    line = screen.line()
    line.start("pages", 10)
    assert screen.drawn(line, AFTER - 0.1) == ""
    assert screen.drawn(line, 0.1) == "check: pages 0 of 10, 0:01"


def test_step_count_rate_and_time_left() -> None:
    screen = Screen()
    line = screen.line("sync")
    line.start("collect", 0)
    assert screen.drawn(line, 3) == "sync: collect, 0:03"
    line.start("documents", 1_200)
    line.advance(300)
    assert screen.drawn(line, 20) == "sync: collect: documents 300 of 1,200, 15/s, 1:00 left"
    line.finish()
    assert screen.drawn(line) == "sync: collect, 0:23"


@pytest.mark.parametrize(
    ("total", "done", "seconds", "shown"),
    [
        pytest.param(0, 0, 2, "check: pages, 0:02", id="nobody knows how many"),
        pytest.param(0, 40, 2, "check: pages 40, 20/s", id="how many are done, not how many there are"),
        pytest.param(9, 3, 4, "check: pages 3 of 9, 0.8/s, 0:08 left", id="slow"),
        pytest.param(20_000, 2, 2, "check: pages 2 of 20,000, 1.0/s, 5:33:18 left", id="hours"),
        pytest.param(20_000, 1, 1, "check: pages 1 of 20,000, 1.0/s", id="nobody can tell yet"),
        pytest.param(2, 3, 2, "check: pages 3 of 2, 1.5/s", id="more than was thought"),
    ],
)
def test_what_is_known_is_shown(total: int, done: int, seconds: float, shown: str) -> None:
    screen = Screen()
    line = screen.line()
    line.start("pages", total)
    line.advance(done)
    assert screen.drawn(line, seconds) == shown


def test_the_line_moves_while_one_piece_takes_long() -> None:
    screen = Screen()
    line = screen.line()
    line.start("pages", 3)
    screen.drawn(line, 2)
    before = screen.row
    screen.drawn(line)
    assert screen.row != before


def test_output_finds_an_empty_row_and_the_line_comes_back() -> None:
    screen = Screen()
    line = screen.line()
    line.start("pages", 3)
    screen.drawn(line, 2)
    line.make_room(is_done=False)
    assert (screen.row.strip(), screen.place) == ("", 0)
    assert screen.drawn(line, AFTER / 2) == ""
    assert screen.drawn(line, AFTER / 2) != ""


def test_results_are_not_written_over_however_slowly_they_are_read() -> None:
    screen = Screen()
    line = screen.line()
    screen.drawn(line, 2)
    line.make_room(is_done=True)
    assert screen.drawn(line, 100) == ""
    line.start("pages", 3)
    assert screen.drawn(line) == "check: pages 0 of 3, 1:42"


def test_what_was_known_holds_until_the_next_pieces_are_late() -> None:
    screen = Screen()
    line = screen.line()
    line.start("pages", 100)
    screen.now = 10
    line.advance(25)
    assert screen.drawn(line) == "check: pages 25 of 100, 2.5/s, 0:30 left"
    assert screen.drawn(line, 6) == "check: pages 25 of 100, 2.5/s, 0:24 left"
    assert screen.drawn(line, 84) == "check: pages 25 of 100, 0.2/s, 5:00 left"


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (80, "sync: collect: documents 25 of 100, 2.5/s, 0:30 left"),
        (55, "sync: collect: documents 25 of 100, 0:30 left"),
        (45, "documents 25 of 100, 2.5/s, 0:30 left"),
        (40, "documents 25 of 100, 0:30 left"),
        (30, "documents 25 of 100"),
        (20, "25 of 100"),
        (8, "25 "),
    ],
)
def test_a_narrow_terminal_shows_what_matters_most(columns: int, shown: str) -> None:
    screen = Screen(columns=columns)
    line = screen.line("sync")
    line.start("collect", 0)
    line.start("documents", 100)
    screen.now = 10
    line.advance(25)
    assert screen.drawn(line) == shown.rstrip()
    # Ctrl-C writes two signs behind the line, which must not fill it.
    assert len(screen.row.rstrip()) + 2 < columns


@given(names=st.lists(st.text(max_size=30)), widths=st.lists(st.integers(0, 60), min_size=1))
def test_any_text_fits_any_terminal_and_is_wiped(names: list[str], widths: list[int]) -> None:
    screen = Screen()
    line = screen.line()
    for name in names:
        line.start(name, 5)
    screen.now = 2
    for width in widths:
        screen.columns = width
        screen.written.clear()
        line.draw()
        assert all(len(text.strip("\r")) < (width or 80) for text in screen.written)
        assert all(text.isascii() for text in screen.written)


def test_a_terminal_that_is_gone_stops_no_work() -> None:
    def gone(text: str) -> None:
        raise OSError(text)

    line = Line("check", gone, lambda: 80, lambda: 0.0)
    line.start("pages", 3)
    line.make_room(is_done=False)
    line.draw()


AT_ONCE = "from locmem.cli import main, progress; progress.AFTER = 0.0; progress.EVERY = 0.01; main.main()"
"""The program, which shows its progress from the start: tests do not wait for a command to become slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was on a terminal, and what went into a file beside it."""

    code: int
    terminal: str
    file: str


@pytest.fixture
def at_terminal(shop: Shop, tmp_path: Path) -> Callable[..., Seen]:
    """Runs `locmem WORDS`, standard error being a terminal, standard output a file."""

    def run(*words: str, columns: int = 60, interrupt: bool = False, **environment: str) -> Seen:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with (tmp_path / "out").open("wb") as out:
            started = subprocess.Popen(
                [sys.executable, "-c", AT_ONCE, *words],
                cwd=shop.root,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=theirs,
                start_new_session=True,
                env={**os.environ, "SOURCE_DATE_EPOCH": str(int(shop.moment.timestamp())), **environment},
            )
            os.close(theirs)
            seen = b""
            while data := read_from(ours):
                seen += data
                if interrupt and b"of" in seen:
                    os.killpg(started.pid, signal.SIGINT)
                    interrupt = False
            os.close(ours)
            code = started.wait()
        return Seen(code=code, terminal=seen.decode(), file=(tmp_path / "out").read_text(encoding="utf-8"))

    return run


def read_from(terminal: int) -> bytes:
    """What comes next; nothing when whoever wrote is gone."""
    select.select([terminal], [], [])
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_a_terminal_sees_how_far_it_is_and_the_file_has_the_data_alone(
    shop: Shop, at_terminal: Callable[..., Seen]
) -> None:
    seen = at_terminal("check", "--json", "--no-cache")
    assert re.search(r"\r. check: documents \d of 3", seen.terminal)
    assert json.loads(seen.file) == json.loads(shop.command("check", "--json").stdout)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("doctor", "--no-cache"), "doctor: documents"),
        (("content", "verify", "content/articles"), "content verify: files"),
        (("terms", "candidates", "--no-cache"), "terms candidates: locales"),
        (("market", "readiness", "--no-cache"), "market readiness: documents"),
        (("review", "start", "--dry-run", "--no-cache"), "review start: documents"),
        (("analyze", "--no-cache"), "analyze: documents"),
    ],
)
def test_what_takes_long_in_a_large_project_says_how_far_it_is(
    words: tuple[str, ...], told: str, at_terminal: Callable[..., Seen]
) -> None:
    assert f" {told} " in at_terminal(*words).terminal


def test_a_step_that_is_told_goes_where_data_goes(at_terminal: Callable[..., Seen]) -> None:
    seen = at_terminal("sync", "--no-cache")
    assert "sync: collect: documents" in seen.terminal
    assert [line.split()[0] for line in seen.file.splitlines()] == ["collect", "pretranslate"]


def test_talk_begins_on_an_empty_row(at_terminal: Callable[..., Seen]) -> None:
    seen = at_terminal("queue", "list", "--no-cache")
    assert re.search(r"\r {10,}\rNothing waits for a person\. .*\r\n", seen.terminal)


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        pytest.param(("status", "--quiet"), {}, id="quiet"),
        pytest.param(("status",), {"TERM": "dumb"}, id="a terminal that cannot go back in a line"),
    ],
)
def test_whoever_wants_no_progress_sees_none(
    words: tuple[str, ...], environment: dict[str, str], at_terminal: Callable[..., Seen]
) -> None:
    seen = at_terminal(*words, **environment)
    assert "\r" not in seen.terminal.replace("\r\n", "\n")
    assert "See why with" in seen.terminal
    assert "es" in seen.file


def test_a_pipe_sees_nothing(shop: Shop) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, "check", "--no-cache"], cwd=shop.root, capture_output=True, text=True
    )
    assert "\r" not in done.stdout + done.stderr
    assert "documents 0" not in done.stdout + done.stderr


def test_columns_that_are_asked_for_are_enough_for_it(at_terminal: Callable[..., Seen]) -> None:
    seen = at_terminal("check", "--no-cache", "--json", columns=60, COLUMNS="30")
    drawn = [piece for piece in seen.terminal.split("\r") if piece.strip()]
    assert drawn
    assert max(map(len, drawn)) < 30


@pytest.mark.parametrize("columns", [0, 12])
def test_a_line_never_reaches_the_last_column(columns: int, at_terminal: Callable[..., Seen]) -> None:
    seen = at_terminal("status", "--no-cache", columns=columns)
    drawn = seen.terminal.partition("Without machine")[0].split("\r")
    assert len(drawn) > 2
    assert all(len(piece) < (columns or 80) for piece in drawn)


def test_an_interruption_is_told_on_a_row_of_its_own(at_terminal: Callable[..., Seen]) -> None:
    seen = at_terminal("check", "--no-cache", interrupt=True, NO_COLOR="1")
    assert seen.code == 130
    assert re.search(r"\r +\rlocmem: interrupted;.*\r\n\Z", seen.terminal)
    assert "Traceback" not in seen.terminal


def test_a_terminal_of_another_character_set_gets_ascii(at_terminal: Callable[..., Seen]) -> None:
    seen = at_terminal("status", "--no-cache", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "status: " in seen.terminal
    assert seen.terminal.isascii()


def test_every_command_can_be_quiet() -> None:
    def commands(command: object) -> list[object]:
        inner = getattr(command, "commands", {}).values()
        return [one for child in inner for one in commands(child)] or [command]

    found = commands(command_line())
    assert len(found) > 40
    assert [one for one in found if [param.name for param in one.params].count("quiet") != 1] == []  # type: ignore[attr-defined]


def test_another_process_of_the_command_leaves_the_line_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    line = screen.line()
    screen.drawn(line, 2)
    watched = progress._Watched(line, threading.Event(), process=os.getpid() + 1)
    monkeypatch.setattr(progress, "_watched", watched)
    progress.make_room()
    assert screen.row.strip() != ""


def test_nobody_is_asked_while_the_line_is_drawn() -> None:
    asking = []
    for file in Path(progress.__file__).parent.rglob("*.py"):
        for made in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(made, ast.FunctionDef):
                called = [ast.unparse(one.func) for one in ast.walk(made) if isinstance(one, ast.Call)]
                if {"typer.prompt", "typer.confirm", "getpass.getpass", "input"}.intersection(called):
                    asking.append(f"{file.name}: {made.name}")
                    assert "progress.make_room" in called, asking[-1]
    assert len(asking) >= 2
