"""`init`: a small project that runs and passes its own checks, from the package's own files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from locmem import textfile
from locmem.errors import UsageError
from locmem.overwriting import write_over

_HIDDEN = ("gitignore", "github")
"""Names that get a dot in front: build tools and git would treat such files as their own inside the package."""


def scaffold(folder: Path) -> tuple[str, ...]:
    """The names of the files written below `folder`, sorted; the folder is made where there is none.

    Raises UsageError, with nothing written, when `folder` is no folder or a file of the project is there already,
    and ProjectError where a link in it leads elsewhere.
    """
    contents = dict(sorted(_contents(files("locmem") / "scaffold")))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file. Name a folder for the project.")
    present = [name for name in contents if (folder / name).exists() or (folder / name).is_symlink()]
    if present:
        raise UsageError(
            f"{folder} already holds {', '.join(present)}; nothing was written."
            " Name an empty or new folder, or move these files away."
        )
    places = {name: textfile.below(folder, name) for name in contents}
    for name, data in contents.items():
        write_over(places[name], None, data)
    return tuple(contents)


def _contents(place: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for child in place.iterdir():
        name = f"{prefix}{'.' if not prefix and child.name in _HIDDEN else ''}{child.name}"
        if child.is_dir():
            yield from _contents(child, f"{name}/")
        else:
            yield name, child.read_bytes()
