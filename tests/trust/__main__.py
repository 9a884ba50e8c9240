"""Tries to break what locmem promises, and writes the figures: `python -m tests.trust [NAME…] [--short] [--seed N]`.

Each family of trials runs in a process of its own, as many at once as there are processors, the longest first.  Ends
with 1 where a promise was broken, where something was tried too seldom, or where a defect that was put back in was
not seen.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from tests.benchmarks.rows import ROOT
from tests.trust.family import CannotTry, Control, Family, Size, Tried
from tests.trust.figures import Told, faults, keep, kept, told

_PARTS = ("crashes", "damage", "hostile", "served", "sharing")
"""The folders whose families `make trust` tries; those of `returns` take as long again (`make exchange`)."""


def main(arguments: Sequence[str]) -> int:
    """Try what was asked for; 2 where a name is not known."""
    options = _parser().parse_args(arguments)
    places = families()
    unknown = [name for name in options.names if name not in places and name not in (*_PARTS, "returns")]
    if unknown:
        print(f"there is no {unknown[0]!r}; there are: {', '.join(sorted(places))}", file=sys.stderr)
        return 2
    if options.one:
        print(json.dumps(tried(opened(options.names[0], places), Size(options.size), options.seed)))
        return 0
    wanted = options.names or _PARTS
    names = [name for name, part in places.items() if name in wanted or part in wanted]
    size = Size.SHORT if options.short else Size.FULL
    seed = secrets.randbelow(2**32) if options.seed is None else options.seed
    found = all_tried(names, size, seed, options.jobs)
    if options.write and size is Size.FULL:
        keep(found)
    wrong = [f"{name}: {fault}" for name, figures in found.items() for fault in faults(figures)]
    print("\n".join(wrong or [f"{len(found)} families tried with seed {seed}: every promise was kept."]))
    return int(bool(wrong) or len(found) < len(names))


def families() -> dict[str, str]:
    """The families there are: the names of their modules, and the folders in which they lie."""
    paths = sorted((ROOT / "tests/trust").glob("*/*.py"))
    return {path.stem: path.parent.name for path in paths if "\nPROMISE = " in path.read_text(encoding="utf-8")}


def opened(name: str, places: Mapping[str, str]) -> Family:
    """A family by its name."""
    module = importlib.import_module(f"tests.trust.{places[name]}.{name}")
    return Family(
        name=name,
        title=module.NAME,
        promise=module.PROMISE,
        measure=module.measure,
        controls=module.controls,
    )


def tried(family: Family, size: Size, seed: int) -> Told:
    """The figures of one family, tried in this process; what is done is told on standard error."""
    start = time.monotonic()
    found: list[Tried] = []
    controls: list[Control] = []
    try:
        for control in family.controls(seed):
            controls.append(control)
            _say(f"{family.name}: with {control.what}: seen {control.seen:,} of {control.tries:,}", start)
        for one in family.measure(size, seed):
            found.append(one)
            _say(f"{family.name}: {one.what}: {len(one.wrong):,} of {one.tries:,} wrong", start)
            for line in one.wrong[:5]:
                _say(f"    {line}", start)
    except CannotTry as error:
        return told(family, found, controls, seed=seed, seconds=time.monotonic() - start, cannot=str(error))
    return told(family, found, controls, seed=seed, seconds=time.monotonic() - start)


def _say(text: str, start: float) -> None:
    print(f"{time.monotonic() - start:6.0f} s  {text}", file=sys.stderr, flush=True)


def all_tried(names: Iterable[str], size: Size, seed: int, jobs: int) -> dict[str, Told]:
    """The figures of families, each tried in a process of its own; one that died is told and left out."""
    before = kept()
    order = sorted(names, key=lambda name: -before.get(name, {}).get("seconds", 10**6))
    found: dict[str, Told] = {}
    with ThreadPoolExecutor(jobs) as pool:
        waiting = {pool.submit(_apart, name, size, seed): name for name in order}
        for one in as_completed(waiting):
            answer = one.result()
            if answer is None:
                print(f"{waiting[one]}: ended without figures", file=sys.stderr)
            else:
                found[waiting[one]] = answer
    return found


def _apart(name: str, size: Size, seed: int) -> Told | None:
    command = [sys.executable, "-m", "tests.trust", "--one", "--size", size.value, "--seed", str(seed), name]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return None if done.returncode else json.loads(done.stdout.splitlines()[-1])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="families or folders of them; all but returns without")
    parser.add_argument("--short", action="store_true", help="what `make test` tries; nothing is written")
    parser.add_argument("--seed", type=int, metavar="N", help="to try the same again")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="how many at once")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/reliability.json and README")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--size", default=Size.FULL.value, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
