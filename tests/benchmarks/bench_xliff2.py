"""XLIFF 2 of other programs: what of real suites is read, why the rest is refused, and how fast reading is."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from translate.storage import xliff2 as toolkit

from locmem.errors import InputErrors
from locmem.formats import xliff2
from locmem.formats.xliff12 import XliffFile, XliffUnit
from locmem.inline import protect
from locmem.model.inline import Inline, Syntax
from locmem.xmlfile import parse
from tests.benchmarks.rows import Row, cases, share

NAME = "XLIFF 2 of other programs"

_SUITES = ("oasis-2.1", "okapi", "matecat", "omegat", "ms-xliff2-om")
_ENDINGS = (".xlf", ".xliff")
_QUICK, _USUAL = 1_000, 20_000
_RUNS = 3


def measure(quick: bool) -> Iterator[Row]:
    """Rows for each suite, and for the time of a large file."""
    folder = cases("xliff")
    if folder is None:
        yield Row(what="suites", value="not measured", note="the real cases are not here")
    else:
        for suite in _SUITES:
            yield from _suite(suite, sorted((folder / suite).rglob("*")))
    yield _speed(_QUICK if quick else _USUAL)


def _suite(name: str, paths: list[Path]) -> Iterator[Row]:
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for path in paths:
        if path.suffix.lower() not in _ENDINGS or not path.is_file():
            continue
        data = path.read_bytes()
        kind, reason = _outcome(data)
        counts[kind] += 1
        if reason:
            reasons[reason] += 1
    whole = counts.total() - counts["1.x"] - counts["no XML"]
    if not whole:
        return
    note = "; ".join(f"{count} x {reason.rstrip('.')}" for reason, count in reasons.most_common())
    note += f"; not counted: {counts['1.x']} of version 1, {counts['no XML']} that are not well-formed"
    yield Row(what=f"{name}: read", value=share(counts["read"] + counts["other"], whole), note=note.strip("; "))
    yield Row(what=f"{name}: crashes", value=str(counts["crash"]), goal="0")
    yield Row(what=f"{name}: other after writing and reading again", value=str(counts["other"]), goal="0")


def _outcome(data: bytes) -> tuple[str, str]:
    """What became of a file, and why where it was not read."""
    try:
        root = parse(data, "file")
    except InputErrors:
        return "no XML", ""
    try:
        if not xliff2.is_xliff2(root):
            return "1.x", ""
        files = xliff2.read(data, "file")
        return ("read" if _same(files) else "other"), ""
    except InputErrors as error:
        return "refused", error.problems[0].what
    except Exception as error:  # A crash is what is counted here.
        return "crash", repr(error)


def _same(files: tuple[XliffFile, ...]) -> bool:
    """Whether words, codes and states are the same after they were written and read again."""
    try:
        again = xliff2.read(xliff2.write(files), "file")
    except ValueError:
        return not files
    return [_essence(unit) for file in again for unit in file.units] == [
        _essence(unit) for file in files for unit in file.units
    ]


def _essence(unit: XliffUnit) -> tuple[object, ...]:
    sides = (_codes(unit.source), _codes(unit.target) if unit.target else None)
    return unit.id, unit.name, unit.state, unit.qualifier, unit.is_locked, sides


def _codes(content: Inline) -> list[object]:
    return [part if isinstance(part, str) else (part.id, part.role, part.original) for part in content.parts]


def _speed(count: int) -> Row:
    source = protect.parse("Press **Refund** in [your orders](/orders) for {{ ticket.id }}.", Syntax.MARKDOWN)
    units = (
        XliffUnit(id=f"k{number}", name=f"paragraph#k{number}", source=source, target=source, state="translated")
        for number in range(count)
    )
    data = xliff2.write([XliffFile(original="a.md", source_locale="en", locale="es", units=tuple(units))])
    ours = _seconds(lambda: xliff2.read(data, "a.xlf"))
    theirs = _seconds(lambda: [unit.source for unit in toolkit.Xliff2File.parsestring(data).units])  # type: ignore[no-untyped-call]
    note = f"{count:,} units with three codes each side, {len(data) / 1e6:.1f} MB; translate-toolkit {theirs:.2f} s"
    return Row(what="reading, seconds of the processor", value=f"{ours:.2f} s", goal=f"{3 * theirs:.2f} s", note=note)


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_RUNS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best
