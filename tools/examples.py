"""Runs the examples of the documentation and compares what they print with what is shown.

    python tools/examples.py            every difference; exit code 1 when there is one
    python tools/examples.py --write    shown lines replaced by the nearest ones really printed
    python tools/examples.py PAGE…      of these pages alone

An example is a fenced block marked `console`: `$ ` before each command, its output below, `…` for lines left out;
or one marked `python`, with what it prints in a block marked `text` right below.  The Python of a page is one program:
names given in a block hold in those after it.
The pages of docs/ run in a project made by `locmem init`, the README in an empty folder.  A comment
`<!-- run … -->` holds what the text tells readers to do by hand, such as an edit.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from locmem.pipelines.scaffold import scaffold

ROOT = Path(__file__).parent.parent
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
BIN = Path(sys.executable).parent

DAY = "1795262400"
"""The moment at which every example runs: noon of 2026-11-21, UTC; facts age, and examples must not."""

_PARTS = re.compile(
    r"^<!-- run\n(.*?)^-->|^ *```console\n(.*?)^ *```|^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_RUN_OR_HANDOFF = re.compile(r"(\d{4}-\d\d-\d\d)(\.\d+|-[a-z]{2}(?:-[A-Z]{2})?-\d+)\b")
_LEFT_OUT = ("", "…")

_PROGRAM = """
import contextlib, io, json, os, sys, traceback
names = {"__name__": "__main__"}
for line in sys.stdin:
    folder, code = json.loads(line)
    os.chdir(folder)
    printed, failed = io.StringIO(), 0
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            exec(compile(code, "example", "exec"), names)
        except BaseException:
            failed = 1
            traceback.print_exc()
    print(json.dumps([failed, printed.getvalue()]), flush=True)
"""
"""What runs the Python of a page, block by block: each is a line of JSON, and so is the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command or a block of Python, the lines shown below it, and where these begin in the page."""

    command: str
    shown: tuple[str, ...]
    at: int
    is_python: bool = False

    @property
    def title(self) -> str:
        """What tells it from the other examples of its page."""
        return f"python: {self.command.splitlines()[0]}" if self.is_python else f"$ {self.command}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an example really did."""

    example: Example
    code: int
    printed: tuple[str, ...]

    def differences(self) -> Iterator[str]:
        """What is shown and not so, in words."""
        if self.code:
            yield f"{self.example.title}: exit code {self.code}\n" + "\n".join(self.printed)
        real = {plain(line) for line in self.printed}
        for line in self.example.shown:
            if line.strip() not in _LEFT_OUT and plain(line) not in real:
                yield f"{self.example.title}: does not print {line!r}\n" + "\n".join(self.printed)


class Shell:
    """Runs the commands and the Python of one page, in order, in a folder of its own; use it in a `with` statement."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._seen = ""
        self._program: subprocess.Popen[str] | None = None
        self._environment = {
            **environment,
            "NO_COLOR": "1",
            "LOGNAME": "ana",
            "SOURCE_DATE_EPOCH": DAY,
        }

    def run(self, command: str) -> tuple[int, tuple[str, ...]]:
        """Exit code and every line printed; `cd` holds for the commands after it."""
        if command.startswith("cd "):
            self.folder = self.folder / command.removeprefix("cd ")
            return 0, ()
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", _RUN_OR_HANDOFF.sub(self._actual, command)],
            cwd=self.folder,
            env=self._environment,
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._seen += done.stdout
        return done.returncode, tuple(done.stdout.splitlines())

    def run_python(self, code: str) -> tuple[int, tuple[str, ...]]:
        """1 where the block raised, else 0, and every line printed; what it names holds for the blocks after it."""
        if self._program is None:
            self._program = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM],
                env=self._environment,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        print(json.dumps([str(self.folder), code]), file=self._program.stdin, flush=True)
        failed, printed = json.loads(self._program.stdout.readline())
        return failed, tuple(printed.splitlines())

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *_: object) -> None:
        if self._program is not None:
            self._program.communicate()

    def _actual(self, found: re.Match[str]) -> str:
        """The id as it was really printed: ids begin with the day, and the page was written on another one."""
        same = re.findall(rf"\d{{4}}-\d\d-\d\d{re.escape(found[2])}\b", self._seen)
        return same[-1] if same else found[0]


def examples(text: str) -> Iterator[Example]:
    """The examples of a page, in order."""
    for part in _PARTS.finditer(text):
        if part[1]:
            yield Example(command=part[1], shown=(), at=part.end())
            continue
        if part[3]:
            shown = tuple((part[4] or "").splitlines())
            yield Example(command=part[3], shown=shown, at=part.start(4) if part[4] else part.end(), is_python=True)
            continue
        for one in _COMMAND.finditer(text, part.start(2), part.end(2)):
            yield Example(command=one[1], shown=tuple(one[2].splitlines()), at=one.start(2))


def results(text: str, folder: Path, environment: Mapping[str, str] | None = None) -> tuple[Result, ...]:
    """What the examples of a page do when they are run in `folder`; by default the program beside this Python."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    found = []
    with Shell(folder, environment or {**os.environ, "PATH": path}) as shell:
        for example in examples(text):
            code, printed = (shell.run_python if example.is_python else shell.run)(example.command)
            found.append(Result(example=example, code=code, printed=printed))
    return tuple(found)


def plain(line: str) -> str:
    """A line without what differs from day to day."""
    return re.sub(r"\d{4}-\d\d-\d\d", "DATE", line).rstrip()


def refreshed(text: str, found: tuple[Result, ...]) -> str:
    """The page with shown lines that are not printed replaced by the nearest printed ones."""
    for result in reversed(found):
        real = {plain(line): line for line in result.printed}
        lines = []
        for line in result.example.shown:
            near = [] if line.strip() in _LEFT_OUT or plain(line) in real else list(real)
            best = difflib.get_close_matches(plain(line), near, n=1, cutoff=0.4)
            lines.append(real[best[0]] if best else line)
        old, new = ("".join(f"{line}\n" for line in some) for some in (result.example.shown, lines))
        at = result.example.at
        text = text[:at] + text[at:].replace(old, new, 1) if old else text
    return text


def prepared(page: Path, folder: Path) -> Path:
    """The folder in which a page's examples are run."""
    if page != ROOT / "README.md":
        scaffold(folder)
    return folder


def main() -> None:
    """Compare, or write."""
    wrong = 0
    named = {Path(word).resolve() for word in sys.argv[1:] if not word.startswith("-")}
    for page in (page for page in PAGES if not named or page in named):
        text = page.read_text(encoding="utf-8")
        if not any(examples(text)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = results(text, prepared(page, Path(folder)))
        if "--write" in sys.argv[1:]:
            page.write_text(refreshed(text, found), encoding="utf-8")
        for result in found:
            for difference in result.differences():
                wrong += 1
                print(f"{page.relative_to(ROOT)}: {difference}\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
