"""Plants small faults and asks the tests: `python -m tests.mutants [NAME…] [--count N] [--seed WORD] [--write FILE]`.

A name is a package below locmem/, or a path; without one all packages are asked, each with its share of the sample.
Only tests of the same package count. 1 where fewer than 90 % of the faults are seen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from tests.benchmarks.rows import ROOT, Row, share
from tests.benchmarks.sections import section, table, write_section
from tests.mutants import sample
from tests.mutants.sites import Site
from tests.mutants.trial import Bench, NotGreenError, Reach, Verdict

NAME = "Mutants"
GOAL = 90
"""Percent of the mutations that tests of the own package must see."""
_AT_A_TIME = 2
_WIDEST = 70


def main(arguments: Sequence[str]) -> int:
    """Try the sample, name each survivor, print the table, and write it where told to."""
    options = _parser().parse_args(arguments)
    known = sample.equivalent()
    everything = sample.all_sites()
    if gone := sample.stale(known, everything):
        print(f"equivalent.tsv has a change that is no more: {' | '.join(gone[0])}", file=sys.stderr)
        return 2
    picked = _picked(everything, options.names, options.count)
    if not picked:
        print(f"there is no package and no file {' '.join(options.names)!r}", file=sys.stderr)
        return 2
    sites = {name: sample.chosen(found, count, options.seed, known) for name, (found, count) in picked.items()}
    start = time.perf_counter()
    try:
        verdicts = _verdicts(sites)
    except NotGreenError as error:
        print(error, file=sys.stderr)
        return 1
    rows = list(rows_of(verdicts))
    print("\n".join(table(rows)))
    if options.write:
        seconds = time.perf_counter() - start
        write_section(options.write, "mutants", section("mutants", NAME, rows, seconds, quick=False))
    every = [verdict for found in verdicts.values() for verdict in found]
    return 0 if 100 * sum(verdict.is_killed for verdict in every) >= GOAL * len(every) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="packages or paths; all packages without one")
    parser.add_argument("--count", type=int, help=f"how many of each name; {sample.TOTAL} in all without names, or 20")
    parser.add_argument("--seed", default="locmem", help="another word is another sample")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the section of mutants in FILE")
    return parser


def _picked(
    everything: Mapping[str, list[Site]], names: Sequence[str], count: int | None
) -> dict[str, tuple[list[Site], int]]:
    """Sites and how many to try, by package."""
    if not names:
        counts = sample.shares({name: len(sites) for name, sites in everything.items()}, count or sample.TOTAL)
        return {name: (sites, counts[name]) for name, sites in everything.items()}
    picked = {}
    for package, sites in everything.items():
        wanted = [site for site in sites if package in names or any(Path(site.path).is_relative_to(n) for n in names)]
        if wanted:
            picked[package] = (wanted, count or 20)
    return picked


def _verdicts(sites: Mapping[str, Sequence[Site]]) -> dict[str, list[Verdict]]:
    """Try all sites, package by package, two at a time, and name each survivor when it is found."""
    verdicts: dict[str, list[Verdict]] = {}
    with tempfile.TemporaryDirectory(prefix="locmem-mutants-") as folder, ExitStack() as stack:
        benches: SimpleQueue[Bench] = SimpleQueue()
        for number in range(_AT_A_TIME):
            benches.put(stack.enter_context(Bench(Path(folder) / str(number))))
        with ThreadPoolExecutor(_AT_A_TIME) as pool:
            begun: dict[str, list[Future[Verdict]]] = {}
            for name, found in sites.items():
                # Asked while the mutations of the package before are still tried, which are told as soon as this is.
                reach = pool.submit(_reach, benches, name).result()
                for ended in begun.keys() - verdicts.keys():
                    verdicts[ended] = _told(ended, begun[ended])
                begun[name] = [pool.submit(_try, benches, site, reach) for site in found]
            for ended in begun.keys() - verdicts.keys():
                verdicts[ended] = _told(ended, begun[ended])
    return verdicts


def _told(package: str, begun: Sequence[Future[Verdict]]) -> list[Verdict]:
    """What became of a package's mutations, when all of them are tried; the survivors are printed."""
    verdicts = [each.result() for each in begun]
    print(f"{package}: {_score(verdicts)}", file=sys.stderr, flush=True)
    for verdict in verdicts:
        if not verdict.is_killed:
            print(f"  {described(verdict)}", flush=True)
    return verdicts


def _reach(benches: SimpleQueue[Bench], package: str) -> Reach:
    bench = benches.get()
    try:
        return bench.reach(package)
    finally:
        benches.put(bench)


def _try(benches: SimpleQueue[Bench], site: Site, reach: Reach) -> Verdict:
    bench = benches.get()
    try:
        return bench.tried(site, reach)
    finally:
        benches.put(bench)


def described(verdict: Verdict) -> str:
    """Where a mutation is and what it changes, on one line: `locmem/clock.py:12 today: a < b → a <= b (3 tests)`."""
    site = verdict.site
    before, after = (" ".join(text.split()) for text in (site.before, site.after))
    while len(before) > _WIDEST and before[:20] == after[:20]:
        before, after = f"…{before[11:]}", f"…{after[11:]}"
    words = f"{before[:_WIDEST]} → {after[:_WIDEST] or 'nothing'}"
    reached = f"{verdict.tests} tests reach it" if verdict.tests else "no test of its package reaches it"
    return f"{site.path}:{site.line} {site.scope or 'module'}: {words} ({reached})"


def _score(verdicts: Sequence[Verdict]) -> str:
    return share(sum(verdict.is_killed for verdict in verdicts), len(verdicts))


def rows_of(verdicts: Mapping[str, Sequence[Verdict]]) -> Iterator[Row]:
    """One row for each package, and one for all of them."""
    for name, found in verdicts.items():
        unreached = sum(not verdict.tests for verdict in found)
        yield Row(what=name, value=_score(found), note=f"{unreached} that no test of it reaches" if unreached else "")
    every = [verdict for found in verdicts.values() for verdict in found]
    yield Row(what="all", value=_score(every), goal=f"{GOAL} %", note="killed by tests of the mutated file's package")


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
