"""The compiled part, where it was built; NumPy gives the same answers where it was not."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from functools import cache

Near = Callable[..., tuple[bytes, ...]]

OFF = "LOCMEM_NO_KERNEL"
"""Environment variable that says to do without it."""


@cache
def compiled() -> Near | None:
    """`find_rows` of `_kernel.c`, None where it is not there or not wanted, or was built for another version."""
    if os.environ.get(OFF):
        return None
    try:
        near: Near = importlib.import_module("locmem.memory.index._kernel").find_rows
    except (ImportError, AttributeError):
        return None
    return near
