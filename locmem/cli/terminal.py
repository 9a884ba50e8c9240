"""What a terminal can show: how many columns, and whether colours."""

from __future__ import annotations

import os
from typing import TextIO

USUAL = 80
"""Columns of a terminal that says nothing of them, and of what is piped."""


def columns_of(stream: TextIO) -> int:
    """The columns of the terminal behind a stream; what `COLUMNS` says goes before what the terminal does."""
    if asked := columns_asked():
        return asked
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except (OSError, ValueError):
        return USUAL


def columns_asked() -> int:
    """The columns that `COLUMNS` asks for; 0 where it asks for none."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() else 0


def shows_colours(stream: TextIO) -> bool:
    """Whether colours are for a stream: a terminal that is not dumb, and nobody set `NO_COLOR` (no-color.org)."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")
