"""What changed since a commit, or since a branch left another one, by git's own word."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass

from locmem.catalogs.pairs import CONTENT
from locmem.errors import UsageError
from locmem.settings import content_set_of
from locmem.workspace.committed import ask_git
from locmem.workspace.project import Project

_DIFF = ("diff", "--name-status", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--relative", "-z")

_WHOLE = "In CI, fetch the whole history: `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` of GitLab."


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What a branch touched: files from the project's folder, also those that nobody committed yet.

    base: the commit that it left from.  changed: files that it changed or brought.  gone: those it took away; of a
    renamed file one is gone, and another one came.
    """

    base: str
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def branch_since(project: Project, ref: str) -> Branch:
    """What was touched since the branch that is checked out left `ref`.

    Raises UsageError without git, and where it does not know `ref` or no commit that both have.
    """
    root = project.root
    if ask_git(root, ("rev-parse", "--git-dir")) is None:
        raise UsageError(f"--since needs git, and {root} lies in no repository that it can read. Leave --since out.")
    commit = None if ref.startswith("-") else ask_git(root, ("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"))
    if commit is None:
        raise UsageError(f"git does not know {ref!r} here. Name a branch, a tag or a commit of this clone. {_WHOLE}")
    found = ask_git(root, ("merge-base", commit.decode().strip(), "HEAD"))
    if found is None:
        raise UsageError(f"git knows no commit that {ref!r} and this branch have in common. {_WHOLE}")
    base = found.decode().split("\n", 1)[0]
    told = ask_git(root, (*_DIFF, base, "--"))
    untracked = ask_git(root, ("ls-files", "--others", "--exclude-standard", "-z"))
    if told is None or untracked is None:
        raise UsageError(f"git cannot compare with {ref!r}: it failed, or took too long. Check without --since.")
    words = [os.fsdecode(word) for word in told.split(b"\0")]
    rows = list(zip(words[0::2], words[1::2], strict=False))
    new = (os.fsdecode(name) for name in untracked.split(b"\0") if name)
    return Branch(
        base=base,
        changed=(*(path for status, path in rows if status != "D"), *new),
        gone=tuple(path for status, path in rows if status == "D"),
    )
