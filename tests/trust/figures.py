"""The figures of all families: kept in docs/reliability.json, and shown from there in a page and in README."""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from typing import Any

from locmem.clock import SystemClock, today
from tests.benchmarks.rows import ROOT
from tests.trust.family import Control, Family, Tried

FIGURES = ROOT / "docs/reliability.json"
PAGE = ROOT / "docs/reliability.md"
README = ROOT / "README.md"

_LIBRARIES = ("hypothesis", "lxml", "markdown-it-py", "numpy", "python-liquid2", "regex", "ruamel.yaml", "sqlalchemy")
_BLOCK = re.compile(r"<!-- reliability -->\n.*?<!-- /reliability -->", re.DOTALL)
_INTRODUCTION = """# Reliability

What locmem promises was tried as below. `make trust` tries it all again and writes this page from `reliability.json`.
Of each family a defect was put back in first (the controls): trials that cannot see it are worth nothing.
"""

Told = Mapping[str, Any]
"""What is kept of one family, as `told` gives it."""


def told(
    family: Family, tried: Sequence[Tried], controls: Sequence[Control], *, seed: int, seconds: float, cannot: str = ""
) -> Told:
    """What is kept of one family; cannot: why this machine could not try it."""
    return {
        "title": family.title,
        "promise": family.promise,
        "date": today(SystemClock()).isoformat(),
        "seed": seed,
        "seconds": round(seconds),
        "versions": versions(),
        **({"cannot": cannot} if cannot else {}),
        "tried": [
            {
                "what": one.what,
                "tries": one.tries,
                "wrong": len(one.wrong),
                **({"least": one.least} if one.least else {}),
                **({"first": list(one.wrong[:5])} if one.wrong else {}),
                **({"note": one.note} if one.note else {}),
            }
            for one in tried
        ],
        "controls": [{"what": one.what, "tries": one.tries, "seen": one.seen} for one in controls],
    }


def versions() -> dict[str, str]:
    """Of what the trials ran on."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "kernel": platform.release()}
    for name in _LIBRARIES:
        found[name] = metadata.version(name)
    return {**found, "processors": str(os.cpu_count())}


def faults(figures: Told) -> list[str]:
    """Why a family's figures are not what was promised: something went wrong, was tried too seldom, or is not seen."""
    if figures.get("cannot"):
        return [f"could not be tried: {figures['cannot']}"]
    found = [f"{one['what']}: {one['wrong']:,} of {one['tries']:,} wrong" for one in figures["tried"] if one["wrong"]]
    found += [
        f"{one['what']}: tried {one['tries']:,} times, and not {one.get('least', 1):,}"
        for one in figures["tried"]
        if one["tries"] < one.get("least", 1)
    ]
    found += [f"not seen with the defect put back in: {one['what']}" for one in figures["controls"] if not one["seen"]]
    return found if figures["controls"] else [*found, "no control was tried"]


def kept() -> dict[str, Any]:
    """All that is in docs/reliability.json."""
    return json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}


def keep(found: Mapping[str, Told]) -> None:
    """Put figures in the place of those of the same families, and show all anew."""
    whole = {**kept(), **found}
    FIGURES.write_text(
        json.dumps(dict(sorted(whole.items())), ensure_ascii=False, indent=1, sort_keys=False) + "\n", encoding="utf-8"
    )
    PAGE.write_text(page(whole), encoding="utf-8")
    README.write_text(with_block(README.read_text(encoding="utf-8"), whole), encoding="utf-8")


def page(whole: Mapping[str, Told]) -> str:
    """docs/reliability.md."""
    lines = [_INTRODUCTION.rstrip()]
    for name, family in whole.items():
        lines += ["", f"## {family['title']}", "", family["promise"], "", _conditions(name, family), ""]
        if family.get("cannot"):
            lines += [f"Not tried: {family['cannot']}"]
            continue
        lines += ["| what | tries | wrong | |", "| --- | ---: | ---: | --- |"]
        for one in family["tried"]:
            note = "; ".join(filter(None, [*one.get("first", ()), one.get("note", "")]))
            lines.append(_row(one["what"], f"{one['tries']:,}", f"{one['wrong']:,}", note))
        lines += ["", "| defect put back in | tries | seen |", "| --- | ---: | ---: |"]
        lines += [_row(one["what"], f"{one['tries']:,}", f"{one['seen']:,}") for one in family["controls"]]
    return "\n".join(lines) + "\n"


def _conditions(name: str, family: Told) -> str:
    found = ", ".join(f"{key} {value}" for key, value in family["versions"].items())
    again = f"python -m tests.trust {name} --seed {family['seed']}"
    return f"{family['date']}, {family['seconds']:,} s; `{again}`; {found}."


def _row(*cells: str) -> str:
    # Measured texts may hold links, which lead nowhere from here.
    return " | ".join(["", *(cell.replace("|", "\\|").replace("](", "]\\(") for cell in cells), ""]).strip()


def with_block(readme: str, whole: Mapping[str, Told]) -> str:
    """README with the figures between its markers."""
    return _BLOCK.sub(lambda _: block(whole), readme)


def block(whole: Mapping[str, Told]) -> str:
    """What README says: a line for each family, with the day on which it was tried."""
    lines = ["<!-- reliability -->", "| tried | times | wrong | on |", "| --- | ---: | ---: | --- |"]
    for family in whole.values():
        tries, wrong = _sum(family["tried"], "tries"), _sum(family["tried"], "wrong")
        lines.append(_row(family["title"], f"{tries:,}", f"{wrong:,}", family["date"]))
    return "\n".join([*lines, "<!-- /reliability -->"])


def _sum(tried: Iterable[Mapping[str, Any]], what: str) -> int:
    return sum(one[what] for one in tried)
