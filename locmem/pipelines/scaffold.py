"""`init`: a small project that runs and passes its own checks, from the package's own files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from locmem import textfile
from locmem.errors import UsageError
from locmem.overwriting import write_over

_HIDDEN = ("gitignore", "github")
"""Names that get a dot in front: build tools and git would treat such files as their own inside the package."""

README, GITIGNORE = "README.md", ".gitignore"
"""Files that a folder may have already, whatever lies in it: they belong to whoever wrote them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffolded:
    """What `init` did in a folder.

    written: names of the files written, sorted.  ignored: lines added to the `.gitignore` that was there.
    left: files that were there and stay as they are, each with what to do about it.
    """

    written: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def scaffold(folder: Path) -> Scaffolded:
    """What was written below `folder`, which is made where there is none.

    A README and a `.gitignore` that are there already stay; the second gets the lines it lacks at its end.
    Raises UsageError, with nothing written, when `folder` is no folder or other files of the project are there already,
    all of them named, and ProjectError where a link in it leads elsewhere.
    """
    contents = dict(sorted(_contents(files("locmem") / "scaffold")))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file. Name a folder for the project.")
    places = {name: textfile.below(folder, name) for name in contents}
    shared = [name for name in (README, GITIGNORE) if _is_there(places[name])]
    present = [name for name in contents if name not in shared and _is_there(places[name])]
    present += _files_for_folders(folder, contents)
    if present:
        raise UsageError(
            f"{folder} already holds {', '.join(present)}; nothing was written."
            " Move these files away, or name another folder."
        )
    left: list[tuple[str, str]] = []
    ignored: tuple[str, ...] = ()
    if README in shared:
        left.append((README, "the first steps are those of locmem's own README, under “Your own content”."))
    if GITIGNORE in shared:
        lines = [line for line in contents[GITIGNORE].decode().splitlines() if line and line[0] != "#"]
        before = places[GITIGNORE].read_bytes() if _is_plain(places[GITIGNORE]) else None
        lacking = tuple(line for line in lines if before is None or not _ignores(before, line))
        if before is None:
            left.append((GITIGNORE, f"it is no plain file. What git should not see: {', '.join(lacking)}."))
        elif lacking:
            write_over(places[GITIGNORE], before, _with_lines(before, lacking))
            ignored = lacking
    written = tuple(name for name in contents if name not in shared)
    for name in written:
        write_over(places[name], None, contents[name])
    return Scaffolded(written=written, ignored=ignored, left=tuple(left))


def _is_there(place: Path) -> bool:
    return place.exists() or place.is_symlink()


def _is_plain(place: Path) -> bool:
    return place.is_file() and not place.is_symlink()


def _files_for_folders(folder: Path, names: dict[str, bytes]) -> list[str]:
    """Files that stand where folders of the project would be made."""
    parents = {parent.as_posix() for name in names for parent in Path(name).parents if parent != Path()}
    return sorted(name for name in parents if _is_there(folder / name) and not (folder / name).is_dir())


def _ignores(known: bytes, line: str) -> bool:
    """Whether a `.gitignore` has this line, however its slashes are written."""
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
