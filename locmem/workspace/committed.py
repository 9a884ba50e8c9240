"""What git has committed of a file; the project works without git, too."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 10
_COMMIT = re.compile(r"[0-9a-f]{40,64}\Z")

# A repository's own configuration must not make a look at it run a program or ask a server.
_OFFLINE = ("-c", "protocol.allow=never", "-c", "core.fsmonitor=false")


def head(root: Path) -> str:
    """The id of the commit that is checked out; empty without git, outside a repository and before a first commit."""
    found = ask_git(root, ("rev-parse", "--verify", "--quiet", "HEAD"))
    commit = "" if found is None else found.decode("ascii", errors="replace").strip()
    return commit if is_commit(commit) else ""


def is_commit(text: str) -> bool:
    """Whether `text` is a commit's full id and nothing else that git would take."""
    return bool(_COMMIT.match(text))


def committed(root: Path, wanted: Sequence[tuple[str, str]]) -> tuple[bytes | None, ...]:
    """The bytes of each (commit, path) wanted, in one question to git; None for what git does not have.

    path: posix, from `root`.  All are None without git and outside a repository.
    """
    asked = [(commit, path) for commit, path in wanted if "\n" not in path]
    lines = "".join(f"{commit}:./{path}\n" for commit, path in asked)
    answer = ask_git(root, ("cat-file", "--batch"), os.fsencode(lines)) if asked else None
    if answer is None:
        return (None,) * len(wanted)
    contents: dict[tuple[str, str], bytes | None] = {}
    place = 0
    for version in asked:
        line, _, rest = answer[place:].partition(b"\n")
        size = int(line.rsplit(b" ", 1)[1]) if line.split(b" ")[1:2] == [b"blob"] else None
        place += len(line) + 1
        if size is not None:
            contents[version] = rest[:size]
            place += size + 1
    return tuple(contents.get(version) for version in wanted)


def ask_git(root: Path, words: Sequence[str], given: bytes = b"") -> bytes | None:
    """What git says; None where it fails, without git and outside a repository."""
    return run_git(root, words, given) if is_in_repository(root) else None


def is_in_repository(root: Path) -> bool:
    """Whether a folder lies in a repository of git."""
    place = root.absolute()
    return any((folder / ".git").exists() for folder in (place, *place.parents))


def run_git(root: Path, words: Sequence[str], given: bytes = b"") -> bytes | None:
    """What git says of a folder wherever it lies; None where it fails, and without git."""
    import subprocess

    # In a hook git names its repository in the environment, which need not be the one that `root` lies in.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(root), *_OFFLINE, *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
