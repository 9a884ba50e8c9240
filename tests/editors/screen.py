"""A screen of our own for programs with windows: keys go to them as a person would press them, pictures come back."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("Xvfb", "openbox", "xdotool", "xclip", "import", "dbus-run-session")
"""What has to be installed."""

SIZE = "1180x800"
PATIENCE = 60.0
"""How many seconds a program has to open a window, or a file to be saved."""


class Screen:
    """A display with a window manager, and a home without settings for what is started on it."""

    def __init__(self, display: str, home: Path) -> None:
        self.home = home
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "DISPLAY": display,
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "USER": "ana",
            "LOGNAME": "ana",
            "XDG_RUNTIME_DIR": str(home),
            "XDG_CURRENT_DESKTOP": "none",
            "NO_AT_BRIDGE": "1",
            "GTK_USE_PORTAL": "0",
            "QT_QPA_PLATFORM": "xcb",
        }

    @contextmanager
    def program(self, *words: str, window: str, folder: Path) -> Iterator[None]:
        """A program that runs while the block does; it begins when a window with this title is there."""
        log = self.home / "program.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                ["dbus-run-session", "--", *words],
                cwd=folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            self.wait_for(window)
            yield
        finally:
            with_signal = signal.SIGTERM
            while process.poll() is None:
                os.killpg(process.pid, with_signal)
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    with_signal = signal.SIGKILL

    def wait_for(self, title: str) -> str:
        """The number of the window whose title holds this (a regular expression), in front and listening."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self._windows("--name", title) or self._windows("--class", title):
                self._xdotool("windowactivate", "--sync", found[-1], check=False)
                time.sleep(1)
                return found[-1]
            time.sleep(0.3)
        raise AssertionError(f"no window is called {title!r}; there are {self.titles()}")

    def titles(self) -> list[str]:
        """What the windows on the screen are called."""
        return [self._xdotool("getwindowname", one, check=False).strip() for one in self._windows("--name", ".")]

    def _windows(self, what: str, pattern: str) -> list[str]:
        return self._xdotool("search", "--onlyvisible", what, pattern, check=False).split()

    def fill(self, title: str) -> None:
        """Has a window take the whole screen."""
        number = self.wait_for(title)
        width, height = SIZE.split("x")
        self._xdotool("windowmove", number, "0", "0")
        self._xdotool("windowsize", number, width, height)
        time.sleep(1)

    def press(self, *keys: str, pause: float = 0.3) -> None:
        """Shortcuts, one after the other, such as `ctrl+s`."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(pause)

    def click(self, x: int, y: int, *, pause: float = 0.5) -> None:
        self._xdotool("mousemove", str(x), str(y), "click", "1")
        time.sleep(pause)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Moves what is at one place, such as the edge of a pane, to another."""
        places = [(str(x), str(y)) for x, y in (start, end)]
        self._xdotool("mousemove", *places[0], "mousedown", "1", "mousemove", "--sync", *places[1], "mouseup", "1")
        time.sleep(0.5)

    def type(self, text: str) -> None:
        """Letters as they are typed; ASCII, because a keyboard may have no other."""
        self._xdotool("type", "--delay", "15", "--clearmodifiers", text)
        time.sleep(0.3)

    def paste(self, text: str) -> None:
        """Text through the clipboard."""
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-in"],
            input=text.encode(),
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.press("ctrl+v", pause=0.4)

    def copied(self) -> str:
        """What is in the clipboard."""
        return self._run("xclip", "-selection", "clipboard", "-out", check=False)

    def picture(self, file: Path) -> None:
        """The screen as it is, as PNG."""
        self._xdotool("mousemove", "1179", "799")
        time.sleep(0.5)
        self._run("import", "-window", "root", str(file))

    def _xdotool(self, *words: str, check: bool = True) -> str:
        return self._run("xdotool", *words, check=check)

    def _run(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            words, env=self.environment, check=check, capture_output=True, text=True, encoding="utf-8", timeout=30
        )
        return done.stdout


@contextmanager
def screen(home: Path) -> Iterator[Screen]:
    """A screen on a free display; everything on it ends with the block."""
    home.mkdir(parents=True, exist_ok=True)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read, encoding="ascii") as said:
        number = said.readline().strip()
    shown = Screen(f":{number}", home)
    manager = subprocess.Popen(["openbox"], env=shown.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        yield shown
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def saved(file: Path, before: bytes) -> bytes:
    """What a file holds after its program has written it anew."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        data = file.read_bytes() if file.is_file() else before
        if data != before and data.strip():
            time.sleep(0.5)
            return file.read_bytes()
        time.sleep(0.3)
    raise AssertionError(f"{file} was not saved")
