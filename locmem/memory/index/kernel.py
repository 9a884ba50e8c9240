"""The compiled part, where it was built; NumPy gives the same answers where it was not."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from functools import cache
from typing import Any

Near = Callable[..., tuple[bytes, ...]]
Write = Callable[..., bytes]

OFF = "LOCMEM_NO_KERNEL"
"""Environment variable that says to do without it."""


@cache
def compiled() -> Near | None:
    """`find_rows` of `_kernel.c`, None where it is not there or not wanted, or was built for another version."""
    return _part("find_rows")


@cache
def writer() -> Write | None:
    """`write_rows` of `_writing.h`, None as above."""
    return _part("write_rows")


def _part(name: str) -> Callable[..., Any] | None:
    if os.environ.get(OFF):
        return None
    try:
        part: Callable[..., Any] = getattr(importlib.import_module("locmem.memory.index._kernel"), name)
    except (ImportError, AttributeError):
        return None
    return part
