"""Plants small faults and asks the tests: `python -m tests.mutants [NAME…] [--count N] [--seed WORD] [--write FILE]`.

A name is a package below locmem/, or a path; without one all packages are asked, each with its share of the sample.
Only tests of the same package count. Rows of packages that were not asked stay as they are in FILE. 1 where fewer
than 90 % of the faults are seen.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
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
_OF_A_PATH = 20


def main(arguments: Sequence[str]) -> int:
    """Try the sample, name each survivor, print the table, and write it where told to."""
    options = _parser().parse_args(arguments)
    known = sample.equivalent()
    everything = sample.all_sites()
    if gone := sample.stale(known, everything):
        print(f"equivalent.tsv has a change that is no more: {' | '.join(map(str, gone[0]))}", file=sys.stderr)
        return 2
    if unknown := [name for name in options.names if not any(_is_in(name, found) for found in everything.items())]:
        print(f"there is no package and no file {unknown[0]!r}", file=sys.stderr)
        return 2
    picked = _picked(everything, options.names, options.count)
    sites = {name: sample.chosen(found, count, options.seed, known) for name, (found, count) in picked.items()}
    start = time.perf_counter()
    try:
        verdicts = _verdicts(sites)
    except NotGreenError as error:
        print(error, file=sys.stderr)
        return 1
    scores = {name: Score.of(found) for name, found in verdicts.items()}
    print("\n".join(table(rows_of(scores))))
    if options.write:
        seconds = time.perf_counter() - start
        kept = {name: score for name, score in written(options.write).items() if name in everything}
        rows = list(rows_of(dict(sorted({**kept, **scores}.items()))))
        write_section(options.write, "mutants", section("mutants", NAME, rows, seconds, quick=False))
    every = [verdict for found in verdicts.values() for verdict in found]
    return 0 if 100 * sum(verdict.is_killed for verdict in every) >= GOAL * len(every) else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many mutations of a package were tried, how many killed, and how many no test of it reaches."""

    killed: int
    all: int
    unreached: int = 0

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> Score:
        """The score of some verdicts."""
        killed = sum(verdict.is_killed for verdict in verdicts)
        return cls(killed=killed, all=len(verdicts), unreached=sum(not verdict.tests for verdict in verdicts))


def written(file: Path) -> dict[str, Score]:
    """The scores that the section of a file has, by package; none where there is no section."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    own = text.partition("<!-- bench:mutants -->")[2].partition("<!-- /bench:mutants -->")[0]
    rows = re.findall(r"^\| (.+?) \| (\d+) of (\d+) \(.*?\) \| *\| (\d*)", own, re.MULTILINE)
    return {
        name: Score(killed=int(killed), all=int(whole), unreached=int(unreached or 0))
        for name, killed, whole, unreached in rows
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="packages or paths; all packages without one")
    parser.add_argument("--count", type=int, help=f"how many of each name, or in all; else shares of {sample.TOTAL}")
    parser.add_argument("--seed", default="locmem", help="another word is another sample")
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the section of mutants in FILE")
    return parser


def _is_in(name: str, package: tuple[str, Sequence[Site]]) -> bool:
    """Whether a name means a package, or a file or folder of it."""
    return name == package[0] or any(Path(site.path).is_relative_to(name) for site in package[1])


def _picked(
    everything: Mapping[str, list[Site]], names: Sequence[str], count: int | None
) -> dict[str, tuple[list[Site], int]]:
    """Sites and how many to try, by package; of a path a fixed number, because it has no share."""
    total = count if count and not names else sample.TOTAL
    counts = sample.shares({name: len(sites) for name, sites in everything.items()}, total)
    picked = {}
    for package, sites in everything.items():
        if not names or package in names:
            picked[package] = (sites, counts[package] if not names else count or counts[package])
        elif paths := [name for name in names if _is_in(name, (package, sites))]:
            below = [site for site in sites if any(Path(site.path).is_relative_to(path) for path in paths)]
            picked[package] = (below, count or _OF_A_PATH)
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
    print(f"{package}: {_shown(Score.of(verdicts))}", file=sys.stderr, flush=True)
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


def _shown(score: Score) -> str:
    return share(score.killed, score.all)


def rows_of(scores: Mapping[str, Score]) -> Iterator[Row]:
    """One row for each package, and one for all of them."""
    for name, score in scores.items():
        note = f"{score.unreached} that no test of it reaches" if score.unreached else ""
        yield Row(what=name, value=_shown(score), note=note)
    killed, whole = sum(score.killed for score in scores.values()), sum(score.all for score in scores.values())
    note = "killed by tests of the mutated file's package"
    yield Row(what="all", value=_shown(Score(killed=killed, all=whole)), goal=f"{GOAL} %", note=note)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
