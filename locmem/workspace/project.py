"""A project: one folder in git, opened."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import chain
from operator import is_
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from locmem import textfile
from locmem.clock import Clock, SystemClock, today
from locmem.errors import Problem, ProjectError, UsageError, in_order
from locmem.model.fact import Market
from locmem.model.progress import Progress, Silent
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag
from locmem.model.wording import listed
from locmem.noted_day import NotedDay
from locmem.ownfiles import own_database, own_file, own_folder, require_file
from locmem.settings import FILE_NAME, read_settings
from locmem.values.locales import language_named, meant_by
from locmem.workspace.folder import Folder
from locmem.workspace.kept_answers import KeptAnswers, keep_digests, known_digests
from locmem.workspace.person import login
from locmem.workspace.sound_markets import markets_of
from locmem.workspace.trust import require_trust
from locmem.workspace.wholeness import whole

if TYPE_CHECKING:
    from locmem.database import Database
    from locmem.formats.glossary_table import ReadTable
    from locmem.history.journal import Journal
    from locmem.markets.due import Limits
    from locmem.memory.store import Memory
    from locmem.model.term import Glossary
    from locmem.terms.terminology import Terminology

R = TypeVar("R")
P = TypeVar("P", bound="Project")

CACHE = ".locmem"
MEMORY_FILE = ".locmem/memory.db"
COMMITTED_TMX = "content/memory/*.tmx"
MARKETS = "markets"
DIST = "dist"

_STATES = 3
"""States of a file whose meaning is remembered: as it was, as a step found it, as a step leaves it."""


class Project:
    """An open project.  Settings are read at once; markets and databases when first asked for.

    leaves_no_trace: set for dry runs and reports, so that not even a memory is made.
    keeps_answers: whether what was found out is written under `.locmem/answers/`, and what lies there is believed.
    is_dry: set for dry runs, so that no answer is kept.
    reads_on: set for reports: markets that cannot be read are left out, noted as unread, and named in `broken_markets`.
    opens_most: how many documents are opened for a question about all of them; None for as many as it takes.
    vouched: paths of settings, profiles and pipelines that somebody answers for, cut or not.
    person: who works, as the history names them: the user of this machine, or whoever works through a server.
    patience: seconds that a run waits for another process; None for what the user's environment says.
    told_of_waiting: hears of each process that a run has to wait for.  progress: of how far the work is.
    told_of_locales: hears of each locale that somebody named in another way than the settings do.
    """

    def __init__(
        self,
        root: Path,
        settings: Settings,
        clock: Clock,
        vouched: Collection[str] = (),
        *,
        keeps_answers: bool = True,
    ) -> None:
        self.root, self.settings, self.clock = root, settings, clock
        self.vouched = frozenset(vouched)
        self.keeps_answers = keeps_answers
        self.folder = Folder(root, known_digests(root) if keeps_answers else None)
        self.answers = KeptAnswers(root if keeps_answers else None)
        self.leaves_no_trace = self.is_dry = False
        self.person = login()
        self.patience: float | None = None
        self.reads_on = False
        self.opens_most: int | None = None
        self.broken_markets: dict[str, str] = {}
        self.told_of_waiting: Callable[[str], None] = lambda text: None
        self.told_of_locales: Callable[[str], None] = lambda text: None
        self.progress: Progress = Silent()
        self._told: set[str] = set()
        self._unread: dict[str, tuple[Problem, ...]] = {}
        self._parsed: dict[tuple[str, ...], list[tuple[bytes | None, object]]] = {}
        self._made: dict[tuple[str, ...], tuple[tuple[object, ...], object]] = {}

    def keep_answers(self) -> None:
        """Write what was found out, so that the next process need not find it out again; nothing in a dry run."""
        if self.keeps_answers and not self.is_dry:
            self.answers.keep()
            keep_digests(self.root, self.folder.known)

    def close(self) -> None:
        """Closes what was opened: the history and the memory.  They open again when they are asked for."""
        for name in ("memory", "database"):
            if (opened := self.__dict__.pop(name, None)) is not None:
                opened.close()
        self.__dict__.pop("journal", None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read_again(self) -> None:
        """Forget settings and markets: another process may have changed them while a run waited for it."""
        before, written = self.settings, textfile.read_bytes(self.root / FILE_NAME)
        self.settings = _settings(self.root)
        self.folder.pin(FILE_NAME, written)
        for name in ("database", "journal") if self.settings.database != before.database else ():
            self.__dict__.pop(name, None)
        self.forget_markets()

    def forget_markets(self) -> None:
        """Read the markets again when they are next asked for."""
        if self.broken_markets:
            # Which locales a document is read in depends on its markets.
            self._parsed.clear()
        self.broken_markets = {}
        for name in ("markets", "all_markets"):
            self.__dict__.pop(name, None)

    def note_unread(self, what: str, problems: Sequence[Problem]) -> None:
        """Remember what of `what`, a folder or file, could not be read, in place of what could not before."""
        self._unread[what] = tuple(problems)

    @property
    def unread(self) -> tuple[Problem, ...]:
        """What could not be read when it was last looked at, in order of place; work went on without it."""
        return in_order(dict.fromkeys(chain.from_iterable(self._unread.values())))

    def was_read(self, path: str) -> bool:
        """Whether nothing was found wrong with a file when it was last looked at."""
        return not self._unread.get(path)

    def parsed(self, path: str, parse: Callable[[bytes | None], R], *more: str) -> R:
        """What `parse` makes of the file's bytes; asked again for the same bytes it gives the same value.

        A run looks at every catalog several times, once a step; parsing them once is enough.
        more: what else the value depends on.
        """
        return self.parsed_bytes(path, self.folder.read(path), parse, *more)

    def parsed_bytes(self, path: str, data: bytes | None, parse: Callable[[bytes | None], R], *more: str) -> R:
        """As `parsed`, for bytes that the file holds, has held or will hold."""
        for known, value in self._parsed.get((path, *more), ()):
            if known == data:
                return cast(R, value)
        made = parse(data)
        self.remember_parsed(path, data, made, *more)
        return made

    def remember_parsed(self, path: str, data: bytes | None, value: object, *more: str) -> None:
        """Remember what bytes of a file mean, for `parsed` and `parsed_bytes`."""
        known = self._parsed.setdefault((path, *more), [])
        known.insert(0, (data, value))
        del known[_STATES:]

    def made_of(self, key: tuple[str, ...], parts: tuple[object, ...], make: Callable[[], R]) -> R:
        """What `make` gives; asked again under the same key with the very same parts it gives the same value."""
        known = self._made.get(key)
        if known is not None and len(known[0]) == len(parts) and all(map(is_, known[0], parts)):
            return cast(R, known[1])
        value = make()
        self._made[key] = (parts, value)
        return value

    @cached_property
    def today(self) -> NotedDay:
        """The date by the project's clock, in UTC, when it was first asked for; it notes what is asked of it."""
        return NotedDay(today(self.clock))

    def noted(self, day: date | None) -> NotedDay:
        """A day that somebody asks about, noting what is asked of it; today for None."""
        return self.today if day is None else day if isinstance(day, NotedDay) else NotedDay(day)

    @cached_property
    def markets(self) -> tuple[Market, ...]:
        """The launched markets with their company data, by code.  Raises InputErrors, unless the project `reads_on`."""
        return markets_of(self, with_planned=False)

    @cached_property
    def all_markets(self) -> tuple[Market, ...]:
        """Every market, those only planned too.  Raises as `markets`."""
        return markets_of(self, with_planned=True)

    def chosen_markets(self, codes: Sequence[str]) -> tuple[Market, ...]:
        """The markets of these codes, all launched ones for none.  Raises ProjectError for one that is not there.

        Where the project `reads_on`, those that cannot be read are left out.
        """
        if not codes:
            return self.markets
        found = [(code, self._market(code)) for code in codes]
        return tuple(one or self.market(code) for code, one in found if one or code not in self.broken_markets)

    @property
    def glossary_table(self) -> ReadTable:
        """The team's glossary as it is written; an empty one where there is no file.  Raises InputErrors."""
        from locmem.formats.glossary_table import read_table

        settings = self.settings
        path, source = settings.glossary, settings.source_locale

        def parse(data: bytes | None) -> ReadTable:
            return read_table(data or b"", path, source_locale=source, locales=settings.locales, named=language_named)

        return self.parsed(path, parse, source, *settings.locales)

    @property
    def glossary(self) -> Glossary:
        """The team's glossary.  Raises InputErrors."""
        return self.glossary_table.glossary

    @property
    def terminology(self) -> Terminology:
        """The team's glossary, ready to be asked what stands in a text.  Raises InputErrors."""
        from locmem.terms.terminology import Terminology

        settings, glossary = self.settings, self.glossary
        bases = {tag: settings.bases(tag) for tag in settings.variants}
        make = partial(Terminology, glossary, settings.source_locale, bases)
        return self.made_of(("terminology",), (settings, glossary), make)

    @property
    def review_limits(self) -> Limits:
        """After how many days readings are overdue: legal ones by the settings."""
        from locmem.markets.due import Limits

        return Limits(legal=self.settings.verified_days)

    def declared(self, locales: Sequence[str]) -> tuple[LanguageTag, ...]:
        """The locales asked for in the order of the settings, all of them for none.

        `es_ES` is es where only that can be meant, by `locmem.values.locales.meant_by`.  Raises UsageError.
        """
        known = self.settings.locales
        meant = tuple(map(self.meant_locale, locales))
        unknown = tuple(locale for locale in meant if locale not in known)
        if unknown:
            noun = "locale" if len(unknown) == 1 else "locales"
            verb = "is" if len(unknown) == 1 else "are"
            raise UsageError(f"the {noun} {listed(unknown)} {verb} not declared. Declared: {', '.join(known)}.")
        return tuple(tag for tag in known if not meant or tag in meant)

    def meant_locale(self, name: str) -> str:
        """The locale of the settings that somebody means by a name; the name itself where none is meant.

        Raises UsageError where several may be.
        """
        known = (*self.settings.locales, self.settings.source_locale)
        if name in known:
            return name
        found = meant_by(name, known)
        if len(found) > 1:
            raise UsageError(f"{name} may be {' or '.join(found)}. Name the one you mean.")
        if found and name not in self._told:
            self._told.add(name)
            self.told_of_locales(f"{name} is taken for {found[0]}, as locmem.yaml calls it.")
        return found[0] if found else name

    def market(self, code: str) -> Market:
        """One market, launched or planned.  Raises ProjectError naming those there are."""
        if (found := self._market(code)) is not None:
            return found
        known = ", ".join(market.code for market in self.all_markets) or "none"
        raise ProjectError(f"there is no market {code!r}. Markets here: {known}.")

    def _market(self, code: str) -> Market | None:
        # Planned markets are read only for somebody who asks for one: reading them all takes a while.
        found = next((one for one in self.markets if one.code == code), None)
        return found or next((one for one in self.all_markets if one.code == code), None)

    def own(self, name: str) -> Path:
        """The place of a file locmem keeps for itself, such as `.locmem/settled`.

        Raises ProjectError where it, or a folder on the way, is a link or no file.
        """
        return own_file(self.root, name)

    @cached_property
    def database(self) -> Database:
        """The state database: `locmem.db` beside the settings, or the one the settings name.

        Raises ProjectError for a shared one this project is not trusted with; nothing has then been looked up.
        """
        from locmem.database import open_database

        place = self.settings.database
        if not place.address:
            return open_database(self._state_file)
        require_trust(self.root, place)
        return open_database(place.address)

    @cached_property
    def journal(self) -> Journal:
        """The runs of this project."""
        from locmem.history.journal import Journal

        return Journal(self.database, self.clock, self._here)

    @property
    def has_state(self) -> bool:
        """Whether a state database is there already; asking for `database` would make one."""
        return bool(self.settings.database.address) or self._state_file.exists()

    @property
    def _state_file(self) -> Path:
        place = self.settings.database
        try:
            return own_database(self.root, place.file)
        except ProjectError as error:
            raise ProjectError(f"{place.told_at}: {error}" if place.told_at else str(error)) from None

    def _here(self) -> str:
        """What tells runs of this folder from those that came with the database.

        A database that was cloned, unpacked or copied is another file than the one the runs in it wrote to.
        """
        file = self.database.file
        return f"file {file.stat().st_ino}" if file else f"{platform.node()} {os.path.realpath(self.root)}"

    @property
    def has_memory(self) -> bool:
        """Whether the memory's cache is there already."""
        return self._memory_file.exists()

    @property
    def _memory_file(self) -> Path:
        own_folder(self.root, CACHE)
        return own_database(self.root, MEMORY_FILE)

    @cached_property
    def memory(self) -> Memory:
        """The translation memory, a cache under `.locmem/` that is rebuilt from catalogs and committed TMX."""
        from locmem.memory.store import open_memory

        if self.leaves_no_trace:
            return open_memory("sqlite://")
        return open_memory(self._memory_file, durable=False)


def open_project(
    start: str | Path = ".",
    clock: Clock | None = None,
    *,
    vouched: Collection[str] = (),
    keeps_answers: bool = True,
) -> Project:
    """The project in `start` or the nearest folder above it that holds locmem.yaml.

    vouched, keeps_answers: as of `Project`.  Raises ProjectError when there is none, InputErrors when its settings are
    wrong or look cut off.
    """
    return opened_as(Project, start, clock, vouched, keeps_answers=keeps_answers)


def opened_as(
    kind: type[P],
    start: str | Path = ".",
    clock: Clock | None = None,
    vouched: Collection[str] = (),
    *,
    keeps_answers: bool = True,
) -> P:
    """As `open_project`, a project of a class that can do more."""
    folder = Path(start).resolve()
    for candidate in (folder, *folder.parents):
        require_file(candidate / FILE_NAME, FILE_NAME if candidate == folder else str(candidate / FILE_NAME))
        if (candidate / FILE_NAME).is_file():
            written = textfile.read_bytes(candidate / FILE_NAME)
            with whole(candidate, (FILE_NAME,), vouched):
                settings = _settings(candidate)
            project = kind(candidate, settings, clock or SystemClock(), vouched, keeps_answers=keeps_answers)
            # Whoever changes the settings from here on changes what every command makes of the project.
            project.folder.pin(FILE_NAME, written)
            return project
    raise ProjectError(f"no {FILE_NAME} in {folder} or above it. Run `locmem init DIR` to start a project.")


def _settings(root: Path) -> Settings:
    if not (root / FILE_NAME).resolve().is_relative_to(root):
        raise ProjectError(f"{root / FILE_NAME}: is a link out of its folder. Put the settings there themselves.")
    return read_settings(root / FILE_NAME)
