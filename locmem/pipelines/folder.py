"""The project's folder with changes held back until a step writes them.

A step reads and writes through a `Folder`.  A dry run throws the changes away, a real one writes them: both go
through the same code, which is why a plan equals what is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from locmem import textfile
from locmem.errors import ProjectError
from locmem.history.changes import FileChange


class Folder:
    """Files under `root` by posix path, with pending changes on top."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._pending: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes | None:
        """The file's bytes as they will be, None where there is no such file."""
        if path in self._pending:
            return self._pending[path]
        return self._on_disk(path)

    def exists(self, path: str) -> bool:
        """Whether there will be such a file."""
        if path in self._pending:
            return self._pending[path] is not None
        return self._inside(path).is_file()

    def write(self, path: str, data: bytes | None) -> bool:
        """Whether this changes the file; None removes it."""
        changed = self.read(path) != data
        if changed:
            self._pending[path] = data
        return changed

    def files(self, pattern: str) -> tuple[str, ...]:
        """Paths that fit a glob, as they will be, sorted."""
        found = {path.relative_to(self.root).as_posix() for path in self.root.glob(pattern) if path.is_file()}
        for path, data in self._pending.items():
            if data is None:
                found.discard(path)
            elif Path(path).match(pattern) or pattern.endswith("**/*"):
                found.add(path)
        return tuple(sorted(found))

    def pending(self) -> tuple[FileChange, ...]:
        """What would be written, by path."""
        changes = (
            FileChange(path=path, before=self._on_disk(path), after=data)
            for path, data in sorted(self._pending.items())
        )
        return tuple(change for change in changes if change.before != change.after)

    def apply(self, changes: Iterable[FileChange]) -> None:
        """Write the files of `changes` and forget that they were pending."""
        for change in changes:
            self._inside(change.path)
            if change.after is None:
                textfile.remove(self.root / change.path)
            else:
                textfile.write_bytes(self.root / change.path, change.after)
            self._pending.pop(change.path, None)

    def discard(self) -> None:
        """Forget everything pending."""
        self._pending.clear()

    def _on_disk(self, path: str) -> bytes | None:
        place = self._inside(path)
        return textfile.read_bytes(place, path) if place.is_file() else None

    def _inside(self, path: str) -> Path:
        place = self.root / path
        # A symbolic link or a `..` in a name must not lead a write out of the project.
        if not place.resolve().is_relative_to(self.root.resolve()):
            raise ProjectError(f"{path}: leads out of the project's folder. Remove the link or rename the file.")
        return place
