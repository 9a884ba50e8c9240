"""A copy of the repository's own project, synced once with its real engines."""

from __future__ import annotations

import fcntl
import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.pipelines.shop import REPOSITORY, Shop

PARTS = ("locmem.yaml", "content", "markets", "approvals", "pipelines")
READ = datetime(2026, 11, 30, 12, tzinfo=UTC)
"""The project's now: the day on which its profiles were read last."""


def copied(place: Path) -> Shop:
    """The project as it lies in git, without what a run makes."""
    for part in PARTS:
        source = REPOSITORY / part
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, place / part)
    return Shop(place, READ)


def synced_once(folder: Path) -> Shop:
    """The project after `locmem sync`; made by the first test process that asks, shared with the others."""
    with (folder / "own-content.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place = folder / "own-content"
        if not (place / "done").exists():
            (place / "project").mkdir(parents=True)
            copied(place / "project").run()
            (place / "done").touch()
    return Shop(place / "project", READ)
