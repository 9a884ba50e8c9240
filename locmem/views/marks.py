"""What stands for the files of a project as they are, by which changes are seen without reading any."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_LOOKED_AT = ("content", "markets", "approvals", "handoffs", "reviews", "locmem.yaml", "locmem.db")
"""What pages are made from, in the project's folder."""

Marks = Mapping[str, tuple[int, int]]
"""What stands for the files of a project as they are: size and time of each."""


def marks_of(root: Path) -> Marks:
    """Sizes and times of the files that pages are made from, by path."""
    found: dict[str, tuple[int, int]] = {}
    for name in _LOOKED_AT:
        mark(root, name, found)
    return found


def mark(root: Path, path: str, found: dict[str, tuple[int, int]]) -> None:
    """Note the marks of a file, or of all in a folder, as they are now; nothing of what is not there."""
    _mark(str(root / path), path, found)


def _mark(place: str, path: str, found: dict[str, tuple[int, int]]) -> None:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _mark(entry.path, f"{path}/{entry.name}", found)
                else:
                    with suppress(FileNotFoundError):
                        state = entry.stat(follow_symlinks=False)
                        found[f"{path}/{entry.name}"] = state.st_size, state.st_mtime_ns
    except NotADirectoryError:
        state = Path(place).stat()
        found[path] = state.st_size, state.st_mtime_ns
    except FileNotFoundError:
        return
