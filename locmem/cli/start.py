"""Where a command starts: `-C DIR`, as git has it, before anything else is read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from locmem.errors import UsageError

OPTION = "-C"


def entered(words: Sequence[str]) -> Sequence[str]:
    """The words after those that say where to start, which is done.

    Each folder is relative to the one before it; one without a name changes nothing.  All that is relative in the other
    words, the settings and the environment is then from there, as if somebody had typed `cd` before.

    Raises UsageError for a folder that is none.
    """
    while words and words[0].startswith(OPTION):
        joined, words = words[0].removeprefix(OPTION), words[1:]
        if not joined and not words:
            raise UsageError(f"{OPTION} needs a folder: `locmem {OPTION} DIR COMMAND`.")
        folder, words = (joined, words) if joined else (words[0], words[1:])
        if folder:
            _enter(folder)
    return words


def _enter(folder: str) -> None:
    try:
        os.chdir(folder)
    except (OSError, ValueError) as error:
        known = (
            (FileNotFoundError, "there is no such folder"),
            (NotADirectoryError, "that is no folder"),
            (PermissionError, "you may not go there"),
        )
        why = next((what for kind, what in known if isinstance(error, kind)), str(error))
        raise UsageError(f"{OPTION} {folder}: {why}. Name one that is there, from {Path.cwd()}.") from None
