"""Runs chosen tests in a copy, each time in a fresh child: `python -m tests.mutants.worker`, a JSON line for each run.

The libraries are imported once, before the first child; locmem is not, so that each child sees the file as it is then.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import coverage
import hypothesis
import pytest

_SLOW_TO_IMPORT = (
    *("numpy", "sqlalchemy", "lxml.etree", "babel.dates", "babel.numbers", "rapidfuzz", "ruamel.yaml", "yaml", "regex"),
    *("markdown_it", "mdit_py_plugins", "liquid2", "typer.testing", "rich.console", "phonenumbers", "hypothesis.extra"),
)
_TEST = "LOCMEM_MUTANTS_TEST"
"""Environment variable that tells a program which test has started it."""
_QUIETLY = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""Libraries with assertions of their own are imported before pytest can look at them, which is all the same here."""
_NO_TESTS = 5
"""Exit code of pytest where nothing was chosen."""


class _Chosen:
    """Keeps the tests that were asked for, those asked for first coming first."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


class _Watched:
    """Tells coverage which test is running, and what it starts too; notes how long each takes."""

    def __init__(self, watch: coverage.Coverage) -> None:
        self.watch = watch
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.watch.switch_context(item.nodeid)
        os.environ[_TEST] = item.nodeid
        start = time.perf_counter()
        result = yield
        self.seconds[item.nodeid] = time.perf_counter() - start
        return result


def main() -> None:
    """Answer every line with a line until there are no more."""
    for name in _SLOW_TO_IMPORT:
        importlib.import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_run(asked)), flush=True)


def _run(asked: dict[str, Any]) -> dict[str, Any]:
    """`code`: pytest's exit code, None where the time did not do."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        code = 3
        try:
            _silent(Path(asked["log"]))
            code = _reach(asked) if "data" in asked else _try(asked)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    end = time.monotonic() + asked["timeout"]
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _kill(child)
            return {"code": os.waitstatus_to_exitcode(status)}
        time.sleep(0.01)
    _kill(child)
    os.waitpid(child, 0)
    return {"code": None}


def _kill(child: int) -> None:
    """End a child with all that it started."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        return


def _silent(log: Path) -> None:
    file = os.open(log, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, file), (2, file)):
        os.dup2(source, target)


def _try(asked: dict[str, Any]) -> int:
    _set_hypothesis()
    words = [*_QUIETLY, "-x", "--tb=short", *asked["files"]]
    return int(pytest.main(words, plugins=[_Chosen(asked["tests"])]))


def _reach(asked: dict[str, Any]) -> int:
    """Run all tests of some folders or files, and write which lines below the folder `source` each reaches."""
    _set_hypothesis()
    settings = Path(asked["data"]).with_suffix(".ini")
    settings.write_text(
        f"[run]\nparallel = true\nsource = {asked['source']}\ndata_file = {asked['data']}\n"
        f"context = ${{{_TEST}-}}\npatch = _exit\ndisable_warnings = no-data-collected\n",
        encoding="utf-8",
    )
    os.environ["COVERAGE_PROCESS_START"] = str(settings)
    watch = coverage.Coverage(config_file=str(settings))
    watch.start()
    watched = _Watched(watch)
    code = int(pytest.main([*_QUIETLY, *asked["files"]], plugins=[watched]))
    watch.stop()
    watch.save()
    Path(asked["data"]).with_suffix(".json").write_text(json.dumps(watched.seconds), encoding="utf-8")
    return 0 if code == _NO_TESTS else code


def _set_hypothesis() -> None:
    """The same examples every time, and no search for the smallest: that a test fails is all that is asked."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None, phases=phases)
    hypothesis.settings.load_profile("mutants")


if __name__ == "__main__":
    main()
