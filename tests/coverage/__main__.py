"""Runs the tests and says how much of each package they reach: `python -m tests.coverage [--raise] [--write FILE]`.

1 where a test fails or a package falls below its floor in `floors.tsv`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.rows import ROOT, Row
from tests.benchmarks.sections import section, table, write_section
from tests.coverage import floors
from tests.coverage.floors import Reached

NAME = "Coverage"
FOLDER = ROOT / "build" / "coverage"
"""Where the figures of the last run lie; `coverage html` makes pages from them."""


def main(arguments: Sequence[str]) -> int:
    """Run, print the table, and write it and the risen floors where told to."""
    options = _parser().parse_args(arguments)
    start = time.perf_counter()
    if failed := _run_tests():
        print("the tests do not pass, so nothing was counted", file=sys.stderr)
        return failed
    now = floors.by_package(_report())
    if options.raise_:
        floors.write(floors.raised(floors.read(), now))
    least = floors.read()
    rows = list(rows_of(least, now))
    print("\n".join(table(rows)))
    if options.write:
        seconds = time.perf_counter() - start
        write_section(options.write, "coverage", section("coverage", NAME, rows, seconds, quick=False))
    problems = floors.below(least, now)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def rows_of(least: Mapping[str, int], now: Mapping[str, Reached]) -> Iterator[Row]:
    """One row for each package, and one for all of them."""
    for name, reached in now.items():
        goal = f"at least {least[name]} %" if name in least else ""
        yield Row(what=name, value=f"{reached.percent:.1f} %", goal=goal, note=_note(reached))
    whole = Reached(reached=sum(each.reached for each in now.values()), all=sum(each.all for each in now.values()))
    yield Row(what="all", value=f"{whole.percent:.1f} %", note=_note(whole))


def _note(reached: Reached) -> str:
    return f"{reached.reached:,} of {reached.all:,} lines and branches"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.coverage", description=__doc__)
    parser.add_argument("--raise", dest="raise_", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the section of coverage in FILE")
    return parser


def _run_tests() -> int:
    """The exit code of the whole suite, with everything it starts being watched; see pyproject.toml."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    return _coverage("run", "-m", "pytest", "-n", "2")


def _report() -> dict[str, object]:
    report = FOLDER / "report.json"
    _coverage("combine", "--quiet")
    _coverage("json", "--quiet", "-o", str(report))
    parsed: dict[str, object] = json.loads(report.read_text(encoding="utf-8"))
    return parsed


def _coverage(*words: str) -> int:
    environment = os.environ | {"COVERAGE_FILE": str(FOLDER / "data")}
    return subprocess.run([sys.executable, "-m", "coverage", *words], check=False, env=environment).returncode


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
