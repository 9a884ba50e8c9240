"""Patterns of files: globs below a folder, in which `**` stands for any folders, or none."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence
from functools import lru_cache


def matches(path: str, pattern: str) -> bool:
    """Whether a posix path fits a glob, letter by letter."""
    names, (first, *others) = path.split("/"), _runs(pattern)
    if len(others) > 1:
        return _fits(names, pattern.split("/"))
    last = others[0] if others else ()
    if len(names) < len(first) + len(last) or (not others and len(names) > len(first)):
        return False
    return _are(names[: len(first)], first) and _are(names[len(names) - len(last) :], last)


def file_pattern(text: str) -> str:
    """`text` as a glob of files below a folder.  Raises ValueError for one that leads elsewhere or finds nothing."""
    names = text.split("/")
    if {"", ".", ".."} & set(names) or "\\" in text:
        raise ValueError(f"{text!r} is not a pattern of files below the folder, such as articles/**/*.md")
    if re.search(r"\{[^{}]*,[^{}]*\}", text):
        raise ValueError(f"{text!r} names several endings in braces, which find nothing; write a pattern for each")
    if any("**" in name and name != "**" for name in names) or names[-1] == "**":
        raise ValueError(f"{text!r} has ** beside other characters or at its end; write it as in articles/**/*.md")
    return text


@lru_cache(maxsize=256)
def _runs(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The names between the `**` of a glob, in runs."""
    runs: list[tuple[str, ...]] = [()]
    for name in pattern.split("/"):
        if name == "**":
            runs.append(())
        else:
            runs[-1] += (name,)
    return tuple(runs)


def _are(names: Sequence[str], globs: Sequence[str]) -> bool:
    return all(map(fnmatch.fnmatchcase, names, globs))


def _fits(names: Sequence[str], pattern: Sequence[str]) -> bool:
    if not pattern:
        return not names
    if pattern[0] == "**":
        return _fits(names, pattern[1:]) or (bool(names) and _fits(names[1:], pattern))
    return bool(names) and fnmatch.fnmatchcase(names[0], pattern[0]) and _fits(names[1:], pattern[1:])
