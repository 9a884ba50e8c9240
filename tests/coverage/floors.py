"""The least share of each package that the tests must reach: a table in a file, whose figures may only rise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

FILE = Path(__file__).with_name("floors.tsv")
LOWEST_FILES = "L0 files"
"""What the files that lie in no package of locmem/ are counted as."""
_HEADING = "package\tfloor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How many of the lines and branches of a package were reached."""

    reached: int
    all: int

    @property
    def percent(self) -> float:
        """0 to 100; a package with nothing to reach is reached."""
        return 100 * self.reached / self.all if self.all else 100.0


def package_of(path: str) -> str:
    """The package of a file below locmem/, `locmem/memory/index/segment.py` to `memory`."""
    parts = Path(path).parts
    return parts[1] if len(parts) > 2 else LOWEST_FILES


def by_package(report: Mapping[str, Any]) -> dict[str, Reached]:
    """What a report of `coverage json` with branches says of each package, by name."""
    sums: dict[str, tuple[int, int]] = {}
    for path, of_file in report["files"].items():
        summary = of_file["summary"]
        reached, whole = sums.get(package_of(path), (0, 0))
        reached += summary["covered_lines"] + summary["covered_branches"]
        whole += summary["num_statements"] + summary["num_branches"]
        sums[package_of(path)] = (reached, whole)
    return {name: Reached(reached=reached, all=whole) for name, (reached, whole) in sorted(sums.items())}


def read(path: Path = FILE) -> Mapping[str, int]:
    """Floors by package, in whole percent; none where the file is not there yet."""
    if not path.exists():
        return MappingProxyType({})
    heading, *lines = path.read_text(encoding="utf-8").splitlines()
    if heading != _HEADING:
        raise ValueError(f"{path} begins with {heading!r} instead of {_HEADING!r}")
    rows = (line.split("\t") for line in lines)
    return MappingProxyType({name: int(floor) for name, floor in rows})


def write(floors: Mapping[str, int], path: Path = FILE) -> None:
    """Write a table of floors."""
    lines = [_HEADING, *(f"{name}\t{floor}" for name, floor in sorted(floors.items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def raised(floors: Mapping[str, int], now: Mapping[str, Reached]) -> dict[str, int]:
    """The floors for what is reached now: whole percents, never below what they were; packages that are gone go.

    A whole percent leaves room for what random tests reach on one day and miss on another.
    """
    return {name: max(floors.get(name, 0), int(reached.percent)) for name, reached in now.items()}


def below(floors: Mapping[str, int], now: Mapping[str, Reached]) -> list[str]:
    """What is wrong, a sentence each: packages below their floor, packages that have none, floors of no package."""
    problems = []
    for name, reached in now.items():
        if name not in floors:
            problems.append(f"{name} has no floor yet: set it with --raise")
        elif reached.percent < floors[name]:
            problems.append(f"{name} is at {reached.percent:.1f} %, below its floor of {floors[name]} %")
    gone = [f"{name} has a floor and is no package: take it away with --raise" for name in floors if name not in now]
    return problems + gone
