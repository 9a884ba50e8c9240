"""What things of a project are called, for whoever types their names: found at once, and only looked up.

Nothing is opened as for work: no index, no lock, no network, no database that several share.  What cannot be read has
no names, and says nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from locmem.errors import LocmemError
from locmem.globs import matches
from locmem.settings import FILE_NAME, read_settings

if TYPE_CHECKING:
    from locmem.model.settings import Settings

CONTENT = "content"
TRANSLATIONS = f"{CONTENT}/translations"
_CONTEXT = re.compile(r'^msgctxt "\w+#(\w+)"$', re.MULTILINE)
_OBLIGATIONS = re.compile(r"^obligations:\n((?:[ #-].*\n|\n)*)", re.MULTILINE)
_KEY = re.compile(r"^ *-? *key: *[\"']?([\w.-]+)", re.MULTILINE)
_LARGEST = 5_000_000
"""Bytes of a file that is looked into."""


class KnownNames:
    """The names of the project around a folder; none at all where there is no project, or its settings are wrong."""

    def __init__(self, start: Path) -> None:
        folder = start.resolve()
        self._root = next((one for one in (folder, *folder.parents) if (one / FILE_NAME).is_file()), None)

    @cached_property
    def _settings(self) -> Settings | None:
        try:
            return read_settings(self._root / FILE_NAME) if self._root else None
        except (LocmemError, OSError):
            return None

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that are translated into."""
        return self._settings.locales if self._settings else ()

    @property
    def content_sets(self) -> tuple[str, ...]:
        """The content sets, in the order of the settings."""
        return tuple(one.name for one in self._settings.content_sets) if self._settings else ()

    @property
    def people(self) -> tuple[str, ...]:
        """Whom the settings name for a locale."""
        return tuple(dict.fromkeys(self._settings.assignees.values())) if self._settings else ()

    @property
    def engines(self) -> tuple[str, ...]:
        """The engines that are set."""
        return tuple(dict.fromkeys(one.engine for one in self._settings.engines)) if self._settings else ()

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents of the content sets, by their path below the content folder."""
        if self._root is None or self._settings is None:
            return ()
        patterns = [one.pattern for one in self._settings.content_sets]
        paths = _below(self._root / CONTENT)
        return tuple(sorted(path for path in paths if any(matches(path, pattern) for pattern in patterns)))

    @property
    def markets(self) -> tuple[str, ...]:
        """The markets, planned ones too."""
        return tuple(name for name in self._stems("markets", ".yaml") if name not in ("company",))

    @property
    def pipelines(self) -> tuple[str, ...]:
        """The pipelines in their folder."""
        return self._stems("pipelines", ".yaml")

    @property
    def handoffs(self) -> tuple[str, ...]:
        """The handoffs, the newest first."""
        return self._stems("handoffs", ".json")[::-1]

    @property
    def months(self) -> tuple[str, ...]:
        """The months that have a review, the newest first."""
        if self._root is None:
            return ()
        found = _entries(self._root / "reviews")
        return tuple(sorted((one.name for one in found if one.is_dir() and one.name[:1].isdigit()), reverse=True))

    @property
    def runs(self) -> tuple[str, ...]:
        """The last runs of a history in the project's folder, the newest first."""
        if self._root is None or self._settings is None or not self._settings.database.file:
            return ()
        import sqlite3

        from locmem.sqlitefile import refuse_strangers

        file = self._root / self._settings.database.file
        try:
            refuse_strangers(file)
            # Whoever is writing is not waited for.
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
                rows = connection.execute("SELECT id FROM runs ORDER BY number DESC LIMIT 50").fetchall()
        except (sqlite3.Error, LocmemError, OSError):
            return ()
        return tuple(str(row[0]) for row in rows)

    def segments(self, document: str) -> tuple[str, ...]:
        """The keys of a document's segments, in its order, from a locale that has a catalog of it."""
        for locale in self.locales if self._root and document in self.documents else ():
            text = self._text(f"{TRANSLATIONS}/{locale}/{document}.po")
            if found := _CONTEXT.findall(text):
                return tuple(f"{document}#{one}" for one in dict.fromkeys(found))
        return ()

    def obligations(self, market: str) -> tuple[str, ...]:
        """The keys of the obligations in the profile of a market and in those of all regions."""
        files = [f"markets/{market}.yaml"] if market in self.markets else []
        files += [f"markets/_regions/{name}.yaml" for name in self._stems("markets/_regions", ".yaml")] if files else []
        parts = [part for file in files for part in _OBLIGATIONS.findall(self._text(file))]
        return tuple(dict.fromkeys(key for part in parts for key in _KEY.findall(part)))

    def _stems(self, folder: str, ending: str) -> tuple[str, ...]:
        """The names, without the ending, of files in a folder of the project."""
        found = _entries(self._root / folder) if self._root else []
        names = sorted(one.name for one in found if one.name.endswith(ending) and one.is_file(follow_symlinks=False))
        return tuple(name.removesuffix(ending) for name in names if not name.startswith(("_", ".")))

    def _text(self, path: str) -> str:
        file = self._root / path if self._root else Path()
        try:
            is_own = file.is_file() and not file.is_symlink() and file.stat().st_size <= _LARGEST
            return file.read_text(encoding="utf-8", errors="replace") if is_own else ""
        except OSError:
            return ""


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _below(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, links left out, translations too."""
    top = str(folder)
    for place, folders, files in os.walk(top):
        folders[:] = [one for one in folders if not one.startswith(".")]
        inner = place[len(top) + 1 :].replace(os.sep, "/")
        if inner == "translations":
            folders.clear()
            continue
        yield from (f"{inner}/{name}" if inner else name for name in files)
