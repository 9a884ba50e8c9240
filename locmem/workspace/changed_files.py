"""Documents that changed since a commit, by git's own word."""

from __future__ import annotations

import os
import subprocess

from locmem.catalogs.pairs import CONTENT
from locmem.errors import UsageError
from locmem.settings import content_set_of
from locmem.workspace.project import Project


def changed_since(project: Project, ref: str) -> tuple[str, ...]:
    """Documents whose source changed since a git commit, by path under the content folder.

    Raises UsageError when git is missing or does not know the commit.
    """
    if ref.startswith("-"):
        raise UsageError(f"{ref!r} is not a commit. Name one, such as HEAD~1, a branch or a tag.")
    # With -z, names come as they are: without it git puts those beyond ASCII into quotes and escapes.
    command = ["git", "-C", str(project.root), "diff", "--name-only", "--relative", "-z", ref, "--", CONTENT]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        raise UsageError("--since needs git, which is not installed here. Name the documents instead.") from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        said = lines[0].removeprefix("fatal: ").removeprefix("error: ").rstrip(".")
        raise UsageError(f"git cannot compare with {ref!r}: {said}. Name a commit of this project.") from None
    names = (os.fsdecode(name).removeprefix(f"{CONTENT}/") for name in done.stdout.split(b"\0") if name)
    return tuple(name for name in names if content_set_of(project.settings, name) is not None)
