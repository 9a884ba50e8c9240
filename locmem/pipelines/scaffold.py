"""`init`: a small project that runs and passes its own checks, from the package's own files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from locmem import textfile
from locmem.errors import UsageError
from locmem.overwriting import write_over
from locmem.settings import FILE_NAME
from locmem.workspace.committed import is_in_repository
from locmem.workspace.git_setup import ATTRIBUTES, begin_repository, set_driver

_HIDDEN = ("gitattributes", "gitignore", "github")
"""Names that get a dot in front: build tools and git would treat such files as their own inside the package."""

README, GITIGNORE = "README.md", ".gitignore"
"""Files that a folder may have already, whatever lies in it: they belong to whoever wrote them."""


_LISTS = (ATTRIBUTES, GITIGNORE)
"""Those among them that are lists of lines for git."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffolded:
    """What `init` did in a folder.

    written: names of the files written, sorted.  added: lines added to a list for git that was there, by its name.
    left: files that were there and stay as they are, each with what to do about it.
    is_begun: whether a repository of git was begun there.
    is_merging: whether git merges our files unit by unit in this clone; not outside a repository.
    """

    written: tuple[str, ...]
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    is_begun: bool = False
    is_merging: bool = False


def scaffold(folder: Path) -> Scaffolded:
    """What was written below `folder`, which is made where there is none.

    A README and lists for git that are there already stay; the lists get the lines they lack at their end.  In a git
    repository the clone is set up to merge our files.
    Raises UsageError, with nothing written, when `folder` is no folder or other files of the project are there already,
    all of them named, and ProjectError where a link in it leads elsewhere.
    """
    contents = dict(sorted(_contents(files("locmem") / "scaffold")))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file. Name a folder for the project.")
    places = {name: textfile.below(folder, name) for name in contents}
    shared = [name for name in (README, *_LISTS) if _is_there(places[name])]
    present = [name for name in contents if name not in shared and _is_there(places[name])]
    present += _files_for_folders(folder, contents)
    if present:
        raise UsageError(
            f"{folder} already holds {', '.join(present)}; nothing was written."
            " Move these files away, or name another folder."
        )
    left: list[tuple[str, str]] = []
    if README in shared:
        left.append((README, "the first steps are those of locmem's own README, under “Your own content”."))
    added = _added(places, contents, [name for name in _LISTS if name in shared], left)
    written = tuple(name for name in contents if name not in shared)
    for name in written:
        write_over(places[name], None, contents[name])
    return Scaffolded(written=written, added=added, left=tuple(left), is_merging=set_driver(folder))


def set_up_git(folder: Path) -> Scaffolded:
    """What was done so that git merges the files of the project in `folder` unit by unit, in this clone.

    In a folder that is empty or not there yet a project is started, and where it lies in no repository, one is begun.
    Raises UsageError where something else than a project lies in the folder, for a project in no repository, and
    without git.
    """
    if not (folder / FILE_NAME).is_file():
        return _started_with_git(folder)
    if not set_driver(folder):
        raise UsageError(f"{folder} lies in no git repository, or git is not installed. Run `git init` first.")
    place, lines = textfile.below(folder, ATTRIBUTES), (files("locmem") / "scaffold/gitattributes").read_bytes()
    if not _is_there(place):
        write_over(place, None, lines)
        return Scaffolded(written=(ATTRIBUTES,), is_merging=True)
    left: list[tuple[str, str]] = []
    added = _added({ATTRIBUTES: place}, {ATTRIBUTES: lines}, (ATTRIBUTES,), left)
    return Scaffolded(written=(), added=added, left=tuple(left), is_merging=True)


def _started_with_git(folder: Path) -> Scaffolded:
    if folder.exists() and (not folder.is_dir() or {one.name for one in folder.iterdir()} - {".git"}):
        raise UsageError(
            f"{folder} holds no {FILE_NAME}. Name the folder of a project, or a new one; `locmem init {folder}` starts"
            " a project beside what is there."
        )
    if shutil.which("git") is None:
        raise UsageError("git is not installed. Install it, or leave out --git.")
    is_begun = not is_in_repository(folder)
    if is_begun:
        folder.mkdir(parents=True, exist_ok=True)
        begin_repository(folder)
    done = scaffold(folder)
    if not done.is_merging:
        raise UsageError(f"{folder} has its files now, but git refused to be set up: `git -C {folder} status`.")
    return replace(done, is_begun=is_begun)


def _added(
    places: Mapping[str, Path], contents: Mapping[str, bytes], names: Sequence[str], left: list[tuple[str, str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines that lists for git lacked and got; adds to `left` those that are no plain files."""
    added: list[tuple[str, tuple[str, ...]]] = []
    for name in names:
        lines = [line for line in contents[name].decode().splitlines() if line and line[0] != "#"]
        before = places[name].read_bytes() if _is_plain(places[name]) else None
        lacking = tuple(line for line in lines if before is None or not _has_line(before, line))
        if before is None:
            left.append((name, f"it is no plain file. What it lacks: {', '.join(lacking)}."))
        elif lacking:
            write_over(places[name], before, _with_lines(before, lacking))
            added.append((name, lacking))
    return tuple(added)


def _is_there(place: Path) -> bool:
    return place.exists() or place.is_symlink()


def _is_plain(place: Path) -> bool:
    return place.is_file() and not place.is_symlink()


def _files_for_folders(folder: Path, names: dict[str, bytes]) -> list[str]:
    """Files that stand where folders of the project would be made."""
    parents = {parent.as_posix() for name in names for parent in Path(name).parents if parent != Path()}
    return sorted(name for name in parents if _is_there(folder / name) and not (folder / name).is_dir())


def _has_line(known: bytes, line: str) -> bool:
    """Whether a list has this line, however its slashes are written."""
    return line.strip("/").encode() in (one.strip().strip(b"/") for one in known.splitlines())


def _with_lines(before: bytes, lines: tuple[str, ...]) -> bytes:
    end = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before or before.endswith(b"\n") else end
    return before + gap + b"".join(line.encode() + end for line in lines)


def _contents(place: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for child in place.iterdir():
        name = f"{prefix}{'.' if not prefix and child.name in _HIDDEN else ''}{child.name}"
        if child.is_dir():
            yield from _contents(child, f"{name}/")
        else:
            yield name, child.read_bytes()
