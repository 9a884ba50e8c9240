"""Runs the benchmarks: `python -m tests.benchmarks [NAME…] [--quick] [--write FILE] [--corpus FILE]`.

Every module `bench_*.py` beside this one has a `NAME` and a `measure(quick)`, see `rows.Row`.  Other packages of
measurements are run by the same `main`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.rows import ROOT, Measure, Row
from tests.benchmarks.sections import section, table, write_section

CORPUS = "LOCMEM_BENCH_CORPUS"
"""Environment variable that hands a file of `--corpus` to the modules that can use one."""


def main(arguments: Sequence[str], package: str = "tests.benchmarks") -> int:
    """Measure what was asked for, print it, and write it where told to; 2 where a name is not known.

    package: where the modules are; those of it that have a `measure` count.
    """
    options = _parser(package).parse_args(arguments)
    modules = _modules(package)
    unknown = [name for name in options.names if name not in modules]
    if unknown:
        print(f"there is no {unknown[0]!r}; there are: {', '.join(modules)}", file=sys.stderr)
        return 2
    if options.corpus:
        os.environ[CORPUS] = str(options.corpus.resolve())
    for name in options.names or modules:
        module = importlib.import_module(f"{package}.{modules[name]}")
        title: str = module.NAME
        rows, seconds = _measured(title, module.measure, quick=options.quick)
        if options.write:
            write_section(options.write, name, section(name, title, rows, seconds, quick=options.quick))
    return 0


def _modules(package: str) -> dict[str, str]:
    """The modules of a package that measure something, by the name they are asked for with."""
    paths = sorted((ROOT / package.replace(".", "/")).glob("*.py"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    return {
        stem.removeprefix("bench_"): stem
        for stem, text in texts.items()
        if "\nNAME = " in text and "\ndef measure(" in text
    }


def _parser(package: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {package}", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to run; all of them without a name")
    parser.add_argument("--quick", action="store_true", help="smaller samples")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the sections of what was measured in FILE")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="a larger corpus for the modules that take one")
    return parser


def _measured(title: str, measure: Measure, *, quick: bool) -> tuple[list[Row], float]:
    print(f"\n{title}")
    start = time.perf_counter()
    rows: list[Row] = []
    for row in measure(quick):
        rows.append(row)
        print(f"  … {row.what}: {row.value}", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - start
    print("\n".join(table(rows)))
    print(f"  {seconds:.0f} s")
    return rows, seconds


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
