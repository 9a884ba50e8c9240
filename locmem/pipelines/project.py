"""A project: one folder in git, opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from locmem.clock import Clock, SystemClock, today
from locmem.errors import ProjectError, UsageError
from locmem.model.fact import Market
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag
from locmem.model.wording import listed
from locmem.pipelines.folder import Folder
from locmem.settings import FILE_NAME, read_settings

if TYPE_CHECKING:
    from locmem.database import Database
    from locmem.history.journal import Journal
    from locmem.memory.store import Memory

R = TypeVar("R")

STATE_FILE = "locmem.db"
CACHE = ".locmem"
MEMORY_FILE = ".locmem/memory.db"
MARKETS = "markets"


class Project:
    """An open project.  Settings are read at once; markets and databases when first asked for.

    leaves_no_trace: set for dry runs and reports, so that not even a cache is written.
    """

    def __init__(self, root: Path, settings: Settings, clock: Clock) -> None:
        self.root = root
        self.settings = settings
        self.clock = clock
        self.folder = Folder(root)
        self.leaves_no_trace = False
        self._read: dict[tuple[str, ...], tuple[bytes | None, object]] = {}
        self._made: dict[tuple[str, ...], tuple[tuple[object, ...], object]] = {}

    def reading(self, path: str, read: Callable[[bytes | None], R], *more: str) -> R:
        """What `read` makes of the file's bytes; asked again for the same bytes it gives the same value.

        A run looks at every catalog several times, once a step; parsing them once is enough.
        more: what else the value depends on.
        """
        data = self.folder.read(path)
        known = self._read.get((path, *more))
        if known is not None and known[0] == data:
            return cast(R, known[1])
        value = read(data)
        self._read[path, *more] = (data, value)
        return value

    def made_of(self, key: tuple[str, ...], parts: tuple[object, ...], make: Callable[[], R]) -> R:
        """What `make` gives; asked again under the same key with the very same parts it gives the same value."""
        known = self._made.get(key)
        if known is not None and len(known[0]) == len(parts) and all(map(is_, known[0], parts)):
            return cast(R, known[1])
        value = make()
        self._made[key] = (parts, value)
        return value

    @property
    def today(self) -> date:
        """The date by the project's clock, in UTC."""
        return today(self.clock)

    @cached_property
    def markets(self) -> tuple[Market, ...]:
        """The launched markets with their company data, by code.  Raises InputErrors."""
        from locmem.markets.load import load_markets

        return load_markets(self.root / MARKETS, MARKETS, with_planned=False)

    @cached_property
    def all_markets(self) -> tuple[Market, ...]:
        """Every market, those only planned too.  Raises InputErrors."""
        from locmem.markets.load import load_markets

        return load_markets(self.root / MARKETS, MARKETS)

    def declared(self, locales: Sequence[str]) -> tuple[LanguageTag, ...]:
        """The locales asked for in the order of the settings, all of them for none.  Raises UsageError."""
        known = self.settings.locales
        unknown = tuple(locale for locale in locales if locale not in known)
        if unknown:
            noun = "locale" if len(unknown) == 1 else "locales"
            verb = "is" if len(unknown) == 1 else "are"
            raise UsageError(f"the {noun} {listed(unknown)} {verb} not declared. Declared: {', '.join(known)}.")
        return tuple(tag for tag in known if not locales or tag in locales)

    def market(self, code: str) -> Market:
        """One market, launched or planned.  Raises ProjectError naming those there are."""
        # Planned markets are read only for somebody who asks for one: reading them all takes a while.
        found = next((one for one in self.markets if one.code == code), None)
        found = found or next((one for one in self.all_markets if one.code == code), None)
        if found is not None:
            return found
        known = ", ".join(market.code for market in self.all_markets) or "none"
        raise ProjectError(f"there is no market {code!r}. Markets here: {known}.")

    @cached_property
    def database(self) -> Database:
        """The state database: `locmem.db` beside the settings, or the one the settings name."""
        from locmem.database import open_database

        return open_database(self.settings.database or self.root / STATE_FILE)

    @cached_property
    def journal(self) -> Journal:
        """The runs of this project."""
        from locmem.history.journal import Journal

        return Journal(self.database, self.clock)

    @property
    def has_state(self) -> bool:
        """Whether a state database is there already; asking for `database` would make one."""
        return bool(self.settings.database) or (self.root / STATE_FILE).exists()

    @property
    def has_memory(self) -> bool:
        """Whether the memory's cache is there already."""
        return (self.root / MEMORY_FILE).exists()

    def opens_new_memory(self) -> bool:
        """Whether opening the memory begins it anew: there was none, or it was damaged and has been set aside."""
        file = self.root / MEMORY_FILE
        before = file.stat().st_ino if file.exists() else 0
        return bool(self.memory) and file.exists() and file.stat().st_ino != before

    @cached_property
    def memory(self) -> Memory:
        """The translation memory, a cache under `.locmem/` that is rebuilt from catalogs and committed TMX."""
        from locmem.memory.store import open_memory

        if self.leaves_no_trace:
            return open_memory("sqlite://")
        return open_memory(self.root / MEMORY_FILE, durable=False)


def open_project(start: str | Path = ".", clock: Clock | None = None) -> Project:
    """The project in `start` or the nearest folder above it that holds locmem.yaml.

    Raises ProjectError when there is none, InputErrors when its settings are wrong.
    """
    folder = Path(start).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / FILE_NAME).is_file():
            settings = read_settings(candidate / FILE_NAME)
            return Project(candidate, settings, clock or SystemClock())
    raise ProjectError(f"no {FILE_NAME} in {folder} or above it. Run `locmem init DIR` to start a project.")
