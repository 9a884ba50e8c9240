"""Which mutations are tried: a sample for each package, the same for the same seed as long as a place stays as it is.

Every site has a rank of its own, made from the seed, its function and its words, and the lowest ranks are taken.  New
code elsewhere therefore changes little of the sample, and tests that were written for it stay worth something.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.rows import ROOT
from tests.coverage.floors import package_of
from tests.mutants.sites import Site, is_sound, sites_of

EQUIVALENT = Path(__file__).with_name("equivalent.tsv")
"""Changes that change nothing anybody could see, each with its reason, read by a person."""
TOTAL = 240
LEAST = 6
"""How many of a package are tried however small it is."""

Change = tuple[str, str, str, str, int]
"""What a site is known by: path, scope, words before and after, and which of the equal changes there, from 0."""


def change_of(site: Site) -> Change:
    """What a site is known by, on one line."""
    return site.path, site.scope, " ".join(site.before.split()), " ".join(site.after.split()), site.number


def equivalent(path: Path = EQUIVALENT) -> dict[Change, str]:
    """The reviewed list, with the reason of each."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {(row["path"], row["scope"], row["before"], row["after"], int(row["number"])): row["reason"] for row in rows}


def all_sites(root: Path = ROOT) -> dict[str, list[Site]]:
    """Every mutation of every file, by package."""
    sites: dict[str, list[Site]] = {}
    for file in sorted((root / "locmem").rglob("*.py")):
        path = file.relative_to(root).as_posix()
        sites.setdefault(package_of(path), []).extend(sites_of(path, file.read_bytes()))
    return {name: found for name, found in sorted(sites.items()) if found}


def shares(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """How many to try of each package: by how many it has, and no less than a few of each."""
    whole = sum(counts.values())
    return {name: max(min(LEAST, count), round(total * count / whole)) for name, count in counts.items()}


def chosen(sites: Sequence[Site], count: int, seed: str, known: Mapping[Change, str], root: Path = ROOT) -> list[Site]:
    """The `count` sites of the lowest rank that compile and are not known to be equivalent, in the order of files."""
    return sorted(_first(sites, count, seed, known, root), key=lambda site: (site.path, site.start, site.after))


def _first(sites: Sequence[Site], count: int, seed: str, known: Mapping[Change, str], root: Path) -> Iterator[Site]:
    sources: dict[str, bytes] = {}
    taken = 0
    for site in sorted(sites, key=lambda site: _rank(site, seed)):
        if taken == count:
            return
        if site.path not in sources:
            sources[site.path] = (root / site.path).read_bytes()
        if change_of(site) not in known and is_sound(site, sources[site.path]):
            taken += 1
            yield site


def _rank(site: Site, seed: str) -> bytes:
    words = (seed, *map(str, change_of(site)))
    return hashlib.sha256("\0".join(words).encode()).digest()


def stale(known: Mapping[Change, str], sites: Mapping[str, Sequence[Site]]) -> list[Change]:
    """Rows of the list of equivalent changes that nothing in the code answers to any more."""
    there = {change_of(site) for found in sites.values() for site in found}
    return [change for change in known if change not in there]
