"""Every file of the public suites of XLIFF, PO and TMX: read, or refused with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from locmem.errors import InputErrors
from locmem.formats import po, tmx, xliff2, xliff12
from locmem.xmlfile import first_element
from tests.benchmarks.rows import Row, cases, share

NAME = "Files of public suites"

_ENDINGS = {
    "xliff": (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
    "po": (".po", ".pot"),
    "tmx": (".tmx",),
}


def measure(quick: bool) -> Iterator[Row]:
    """Rows for each suite of each format; quick takes one file in ten."""
    for format_, endings in _ENDINGS.items():
        folder = cases(format_)
        if folder is None:
            yield Row(what=format_, value="not measured", note="the real cases are not here")
            continue
        for suite in sorted(path for path in folder.iterdir() if path.is_dir()):
            paths = sorted(path for path in suite.rglob("*") if path.suffix.lower() in endings and path.is_file())
            if paths:
                yield from _suite(f"{format_}, {suite.name}", paths[:: 10 if quick else 1], _READERS[format_])


def _suite(name: str, paths: list[Path], read: Callable[[bytes, Path], object]) -> Iterator[Row]:
    outcomes: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for path in paths:
        try:
            read(path.read_bytes(), path)
        except InputErrors as error:
            outcomes["refused"] += 1
            reasons[error.problems[0].what.rstrip(".")] += 1
        except Exception as error:  # A crash is what is counted here.
            outcomes["crash"] += 1
            reasons[f"crash: {error!r}"] += 1
        else:
            outcomes["read"] += 1
    note = "; ".join(f"{count} x {reason[:100]}" for reason, count in reasons.most_common(6))
    if len(reasons) > 6:
        note += f"; {len(reasons) - 6} reasons more"
    yield Row(what=f"{name}: read", value=share(outcomes["read"], len(paths)), note=note)
    yield Row(what=f"{name}: crashes", value=str(outcomes["crash"]), goal="0")


def _xliff(data: bytes, path: Path) -> object:
    root = first_element(data, path.name)
    if root is not None and xliff2.is_xliff2(root):
        return xliff2.read(data, path.name)
    return xliff12.read(data, path.name)


def _po(data: bytes, path: Path) -> object:
    return po.read_returned(data, path.name)


def _tmx(_data: bytes, path: Path) -> object:
    return sum(1 for _ in tmx.read(path, path.name))


_READERS: dict[str, Callable[[bytes, Path], object]] = {"xliff": _xliff, "po": _po, "tmx": _tmx}
