"""What git needs to merge our files unit by unit: lines of `.gitattributes`, and a driver in each clone.

The lines are versioned, and the driver cannot be: git would run what a stranger's clone brings along.  Where it is not
set up, git merges line by line as it always does.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from locmem.workspace.committed import ask_git, run_git

ATTRIBUTES = ".gitattributes"

_DRIVER = "merge.locmem.driver"
_FILES = "%O %A %B %P"
"""What git puts in place: base, ours and theirs as files, and the path, quoted where it has to be."""

_PROBES = (
    "content/translations/x/x.po",
    "content/memory/x.tmx",
    "approvals/X/x/x.json",
    "handoffs/x.json",
    "reviews/x/x.yaml",
)
"""One path of each kind of our files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitSetup:
    """How a repository merges our files.

    unclaimed: kinds of files, by the pattern of their names, that no line of `.gitattributes` gives to locmem.
    driver: the command that git runs; empty where none is set.
    """

    unclaimed: tuple[str, ...]
    driver: str

    @property
    def is_driver_sound(self) -> bool:
        """Whether the driver names a program that is there, and all that it is to be given."""
        try:
            words = shlex.split(self.driver)
        except ValueError:
            return False
        return bool(words) and shutil.which(words[0]) is not None and self.driver.endswith(f"merge-driver {_FILES}")


def git_setup(root: Path) -> GitSetup | None:
    """How the repository that a project lies in merges its files; None without git and outside a repository."""
    answer = ask_git(root, ("check-attr", "-z", "merge", "--", *_PROBES))
    if answer is None:
        return None
    said = answer.decode(errors="replace").split("\0")
    unclaimed = [path for path, value in zip(said[0::3], said[2::3], strict=False) if value != "locmem"]
    driver = ask_git(root, ("config", "--get", _DRIVER)) or b""
    return GitSetup(
        unclaimed=tuple(path.replace("/x/x", "/**/*").replace("/X", "").replace("/x.", "/*.") for path in unclaimed),
        driver=driver.decode(errors="replace").strip(),
    )


def begin_repository(root: Path) -> bool:
    """Whether a repository was begun in a folder; not without git."""
    return run_git(root, ("init", "--quiet")) is not None


def set_driver(root: Path) -> bool:
    """Whether the driver is set up in the clone that a folder lies in; not without git and outside a repository."""
    return ask_git(root, ("config", "--local", _DRIVER, own_driver())) is not None


def own_driver() -> str:
    """The command for git: this very program, wherever the user stands then and whatever is on the path.

    Python is not to look for modules in the current folder (`-P`): git runs it at the top of whatever was cloned.
    """
    python = shlex.quote(Path(sys.executable).as_posix()).replace("%", "%%")
    return f"{python} -P -m locmem merge-driver {_FILES}"
