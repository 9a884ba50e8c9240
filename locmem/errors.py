"""Errors that mean "cannot go on", and the place in a file they speak of.

    LocmemError
    ├── UsageError        the command was called wrongly
    ├── ProjectError      the project as a whole cannot be worked with
    │   └── ChangedError  somebody saved a file while a command worked on it
    ├── InputErrors       one or more problems in a file somebody wrote; all of the file's at once
    ├── RenderError       a page cannot be rendered with the facts there are
    ├── EngineError       a machine-translation engine failed or is not installed
    ├── NotInstalled      a library that this part of locmem needs is not installed
    └── StoreError        the database is locked, damaged or of a newer version
        ├── DamagedStore  it is damaged
        └── NewerStore    it was written by a newer version

Problems of content that do not stop the work are values: see `locmem.model.finding`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in a file: lines and columns count from 1, 0 means unknown.

    key: the path of a value inside the file (`facts.tax.standard_rate`) or a segment's key.
    """

    path: str
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        text = self.path
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file: where, what, and what to do about it."""

    location: Location
    what: str
    do: str = ""

    def __str__(self) -> str:
        key = f" {self.location.key}" if self.location.key else ""
        advice = f" {self.do}" if self.do else ""
        return f"{self.location}{key}: {self.what}{advice}"


class LocmemError(Exception):
    """Base of all errors locmem raises on purpose; its text is meant for the user."""


class UsageError(LocmemError):
    """The command or function was called with something it cannot take."""


class ProjectError(LocmemError):
    """The project cannot be opened or worked with."""


class ChangedError(ProjectError):
    """Files that a command worked on were saved by somebody else meanwhile; theirs stand.

    paths: as they are shown.
    """

    def __init__(self, paths: Iterable[str], advice: str = "Run the command again.") -> None:
        self.paths = tuple(paths)
        super().__init__(
            "\n".join(f"{path}: somebody saved this file while the command ran. {advice}" for path in self.paths)
        )


class Problems:
    """The problems of what is read, gathered so that all of them are told at once.

    The one way to go on after a problem: a reader notes it, takes a default or the next one, and raises at its end.
    """

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self.found: list[Problem] = list(found)

    def __bool__(self) -> bool:
        return bool(self.found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)

    def add(self, location: Location, what: str, do: str = "") -> None:
        """Note one problem."""
        self.found.append(Problem(location=location, what=what, do=do))

    def take(self, problems: Iterable[Problem]) -> None:
        """Note problems that somebody else found."""
        self.found.extend(problems)

    def withdraw(self, problem: Problem) -> None:
        """Take one back that another one explains."""
        self.found.remove(problem)

    def raise_all(self) -> None:
        """Raise InputErrors with everything noted, in order of place; return where there is nothing."""
        if self.found:
            raise InputErrors(in_order(self.found))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by their place: path, line, column."""
    return tuple(sorted(problems, key=_place_of))


def unread_files(problems: Iterable[Problem]) -> tuple[str, ...]:
    """How many files could not be read, as part of a summary for people; nothing where there is no problem."""
    count = len({problem.location.path for problem in problems})
    return (f"{count} file{'' if count == 1 else 's'} could not be read",) if count else ()


def _place_of(problem: Problem) -> tuple[str, int, int]:
    return problem.location.path, problem.location.line, problem.location.column


class RenderError(LocmemError):
    """A page cannot be rendered: a fact is missing, absent, blocked or a limit was hit."""


class EngineError(LocmemError):
    """A machine-translation engine failed or is not installed."""


class NotInstalled(LocmemError, ImportError):
    """A library is not there that the command and projects need, and the memory alone does not.

    name: the module that was not found.
    """

    def __init__(self, missing: ModuleNotFoundError, need: Need) -> None:
        super().__init__(
            f"{missing.name} is not installed, which {need.who}. {need.what}: "
            f"python -m pip install 'locmem[{need.extra}]'"
        )
        self.name = missing.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Who needs the libraries of an extra of the package, and what is installed with it, in words."""

    extra: str
    who: str
    what: str


PROGRAM = Need(
    extra="cli",
    who="the command and projects need and the memory alone does not",
    what="Install the whole program",
)
REPORT = Need(extra="report", who="`locmem report` needs for its charts and pages", what="Install it")
CHARTS = Need(
    extra="report", who="the charts of a brief need", what="The brief is written without them; to have them, install it"
)
SERVER = Need(extra="serve", who="`locmem serve` needs, and its accounts", what="Install it")


@contextmanager
def missing_library(need: Need = PROGRAM) -> Iterator[None]:
    """Inside, a library that is not there is told as NotInstalled; a module of our own is a bug and stays one."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("", "locmem"):
            raise
        raise NotInstalled(error, need) from None


class StoreError(LocmemError):
    """The database cannot be read or written."""


class DamagedStore(StoreError):
    """What the database holds is not what was written into it."""


class NewerStore(StoreError):
    """The database was written by a newer version of locmem."""


class InputErrors(LocmemError):
    """Every problem found in the files read, one line each, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def input_error(location: Location, what: str, do: str = "") -> InputErrors:
    """An `InputErrors` of a single problem."""
    return InputErrors([Problem(location=location, what=what, do=do)])
