"""Tries mutations in a copy: which tests reach a place, and whether one of them sees that it was changed."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from coverage import CoverageData

from tests.coverage.floors import LOWEST_FILES
from tests.mutants.place import copy_to, environment, mutated
from tests.mutants.sites import Site

_BASELINE_SECONDS = 1800.0
_NEAR_SECONDS = 60.0
_WIDER_SECONDS = 20.0
"""How long the tests of one mutation may take, by what they took without it; the slowest are left out beyond that."""
_NO_TESTS = 5


class NotGreenError(Exception):
    """The tests of a package fail before anything is mutated, so that nothing can be said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which tests of a package reach which line of which file, and how many seconds each test takes."""

    by_line: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Mapping[str, float]

    def of_place(self, site: Site) -> list[str]:
        """The tests that execute the statement of a site, the fastest first; all of the file where import does it."""
        if site.runs_on_import:
            return self.of_file(site)
        lines = self.by_line.get(site.path, {})
        first, last = site.lines
        return self._ordered(lines.get(line, frozenset()) for line in range(first, last + 1))

    def of_file(self, site: Site) -> list[str]:
        """The tests that execute anything in the file of a site; all there are where only its import is executed."""
        found = self._ordered(self.by_line.get(site.path, {}).values())
        return found or self._ordered([frozenset(self.seconds)] if site.runs_on_import else [])

    def quickest(self, tests: Sequence[str], seconds: float) -> list[str]:
        """Those of some tests that are done within so many seconds, the first one in any case."""
        ends = itertools.accumulate(self.seconds[test] for test in tests)
        return [test for number, (test, end) in enumerate(zip(tests, ends, strict=True)) if end < seconds or not number]

    def _ordered(self, groups: Any) -> list[str]:
        return sorted(frozenset().union(*groups) & self.seconds.keys(), key=lambda test: (self.seconds[test], test))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one mutation.

    tests: how many tests of the package were asked.
    """

    site: Site
    is_killed: bool
    tests: int


class Bench:
    """A copy of the checkout with a process that runs tests in it; a context manager that ends the process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = copy_to(folder)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.mutants.worker"],
            cwd=self.root,
            env=environment(self.root),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait()

    def reach(self, package: str) -> Reach:
        """Run all tests of a package and note what they reach.

        Raises NotGreenError where one fails.
        """
        data = self.folder / "reach" / f"{package.replace(' ', '_')}.data"
        data.parent.mkdir(exist_ok=True)
        files = tests_of(package, self.root)
        if not files:
            return Reach(by_line=MappingProxyType({}), seconds=MappingProxyType({}))
        source = self.root / "locmem" / ("" if package == LOWEST_FILES else package)
        code = self._ask(files=files, data=str(data), source=str(source), timeout=_BASELINE_SECONDS)
        if code != 0:
            log = self._log.read_text(encoding="utf-8", errors="replace")
            raise NotGreenError(f"the tests of {package} do not pass before anything is mutated:\n{log[-3000:]}")
        seconds = json.loads(data.with_suffix(".json").read_text(encoding="utf-8"))
        return Reach(by_line=_tests_by_line(data, self.root), seconds=seconds)

    def tried(self, site: Site, reach: Reach) -> Verdict:
        """Whether the tests that execute a place see its mutation, or else one of those that execute its file.

        The second question is for what is computed once and kept: the first test that needs it is not the only one
        that relies on it.
        """
        near = reach.of_place(site)
        wider = [test for test in reach.of_file(site) if test not in set(near)] if near else []
        asked = (reach.quickest(near, _NEAR_SECONDS), reach.quickest(wider, _WIDER_SECONDS))
        with mutated(self.root, site):
            is_killed = any(self._fails(tests, reach) for tests in asked if tests)
        return Verdict(site=site, is_killed=is_killed, tests=len(near))

    def _fails(self, tests: Sequence[str], reach: Reach) -> bool:
        files = sorted({test.split("::")[0] for test in tests})
        timeout = 20 + 4 * sum(reach.seconds[test] for test in tests)
        code = self._ask(files=files, tests=tests, timeout=timeout)
        if code == _NO_TESTS:
            raise NotGreenError(f"none of these tests was found again: {', '.join(tests[:5])}")
        return code != 0

    @property
    def _log(self) -> Path:
        return self.folder / "log.txt"

    def _ask(self, **asked: Any) -> int | None:
        """The exit code of a run, None where it took too long."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({**asked, "log": str(self._log)}) + "\n")
        self.process.stdin.flush()
        code: int | None = json.loads(self.process.stdout.readline())["code"]
        return code


def tests_of(package: str, root: Path) -> list[str]:
    """Where the tests of a package are: its folder, or the files beside the folders; nothing where there are none."""
    if package == LOWEST_FILES:
        return sorted(path.relative_to(root).as_posix() for path in (root / "tests").glob("test_*.py"))
    return [f"tests/{package}"] if (root / "tests" / package).is_dir() else []


def _tests_by_line(data: Path, root: Path) -> dict[str, dict[int, frozenset[str]]]:
    """Joins what was written by the tests' process and by those it started."""
    found: dict[str, dict[int, frozenset[str]]] = {}
    for part in data.parent.glob(f"{data.name}.*"):
        read = CoverageData(str(part))
        read.read()
        for file in read.measured_files():
            path = Path(file).relative_to(root).as_posix()
            lines = found.setdefault(path, {})
            for line, tests in read.contexts_by_lineno(file).items():
                lines[line] = lines.get(line, frozenset()) | frozenset(tests) - {""}
    return found
