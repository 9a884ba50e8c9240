"""Databases: opening, transactions and numbered migrations.

SQLAlchemy is imported when a database is opened, not before: most commands never open one.

SQLite is told how to keep an acknowledged commit through a power cut: `synchronous` EXTRA with a rollback
journal, or FULL with a write-ahead log.  The log is used only where the linked SQLite is free of the
WAL-reset bug (https://sqlite.org/wal.html#walresetbug: 3.7.0 to 3.51.2, mended in 3.51.3, 3.50.7 and 3.44.6).

A file may come from a stranger.  One that another program made is refused before SQLite opens it for writing, and
one of ours that holds programs (triggers, views, virtual tables) before anything else of it is read.  The settings
are those of https://sqlite.org/security.html for databases one did not make.
"""

from __future__ import annotations

import contextlib
import sqlite3
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from locmem.digests import DamagedRow
from locmem.errors import DamagedStore, NewerStore, StoreError
from locmem.sqlitefile import APPLICATION_ID, BUSY_SECONDS, RECORD, NotOursError, refuse_strangers

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

    Migration = Callable[[Connection], None]

_MENDED_PATCH = {(3, 50): 7, (3, 44): 6}
_WRITES = "locmem_writes"

CACHE_KIB = 65_536
"""KiB of pages that a connection to SQLite keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteReport:
    """What `locmem doctor` says of the linked SQLite: its version and the journal it can be trusted with."""

    version: str
    has_wal_reset_bug: bool
    journal_mode: str


def sqlite_report() -> SqliteReport:
    """The facts about the SQLite this Python is linked with."""
    has_bug = has_wal_reset_bug(sqlite3.sqlite_version_info)
    return SqliteReport(
        version=sqlite3.sqlite_version, has_wal_reset_bug=has_bug, journal_mode="delete" if has_bug else "wal"
    )


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Whether two connections in WAL mode can damage the file under this version of SQLite."""
    if not (3, 7, 0) <= version < (3, 51, 3):
        return False
    mended = _MENDED_PATCH.get((version[0], version[1]))
    return mended is None or version[2] < mended


class Database:
    """An open database; use it in a `with` statement, or call `close`.  One that nobody holds any more is closed.

    Made by `open_database`.  It may be shared by threads, except one that lives in memory.
    """

    def __init__(self, engine: Engine, name: str, *, durable: bool) -> None:
        self.engine = engine
        self.name = name
        self.is_durable = durable
        self._is_gone = False
        # Python 3.13 warns of every connection that is left to the garbage collector.
        weakref.finalize(self, engine.dispose).atexit = False

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None for one in memory and for servers."""
        return _file_of(self.engine.url)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection in a transaction; under SQLite it sees one state of the database throughout.

        Raises StoreError, with what to do, when the database is locked, damaged or out of reach.
        """
        self._require_there()
        with self.explained(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a transaction that is committed at the end, or rolled back if an exception leaves.

        Waits for other writers at the start, so that nothing read inside can be outdated by the commit.
        Raises StoreError as `read` does; nothing is then written.
        """
        self._require_there()
        with self.explained(), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def _require_there(self) -> None:
        if self._is_gone:
            raise StoreError(f"{self.name} was closed, and what lived in memory is gone. Open it anew, or use a file.")

    def check(self) -> None:
        """Raises DamagedStore where SQLite finds that its tables and their indexes are not whole; reads everything."""
        if self.engine.dialect.name == "sqlite":
            with self.read() as connection:
                found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
                if found != "ok":
                    raise DamagedRow(" ".join(str(found).split()))

    def close(self) -> None:
        """Closes all connections.  What lives in memory is gone with them; a file opens again when it is asked."""
        self.engine.dispose()
        self._is_gone = self.engine.dialect.name == "sqlite" and self.file is None

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Whatever of a database and its driver fails inside is raised as StoreError, as `read` does it."""
        from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

        try:
            yield
        except DamagedRow as error:
            raise self._damaged(str(error)) from None
        except UnicodeDecodeError as error:
            # The driver reads SQLite's own messages as UTF-8 too, and they quote what is stored.
            raise self._damaged("what is stored is no text") from error
        except (OperationalError, IntegrityError) as error:
            # The program keeps every constraint; where one fails, a table and its index contradict each other.
            raise self._error(str(error.orig)) from error
        except DatabaseError as error:
            # SQLite reports damage with the plain class; its subclasses tell of mistakes in our statements.
            if type(error) is not DatabaseError:
                raise
            raise self._error(str(error.orig)) from error
        except sqlite3.DatabaseError as error:
            raise self._error(str(error)) from error

    def _error(self, reason: str) -> StoreError:
        return self._damaged(reason) if _is_damage(reason) else StoreError(self._explanation(reason))

    def _damaged(self, reason: str) -> DamagedStore:
        if "not a database" in reason and self.is_durable:
            return DamagedStore(
                f"{self.name}: is no SQLite database, or its first bytes are damaged; it was left as it is. If it is a "
                "file of another kind, name another place with `database:` in locmem.yaml, such as locmem.db. If it "
                "was the history, put a backup in its place; without one, move it away and run `locmem sync`."
            )
        advice = (
            "Put a backup in its place; without one, move it away and run `locmem sync`."
            if self.is_durable
            else "It is a cache: delete it, the next run builds it anew."
        )
        return DamagedStore(f"{self.name}: the database is damaged ({reason}). {advice}")

    def _explanation(self, reason: str) -> str:
        if "locked" in reason:
            return (
                f"{self.name}: another process kept the database locked for {BUSY_SECONDS} seconds. "
                "Wait until that process is done, or end it, and try again. Nothing was written."
            )
        if "disk is full" in reason:
            return f"{self.name}: the disk is full. Make room and try again. Nothing was written."
        return f"{self.name}: the database cannot be used ({reason}). Check its address, rights and disk."


_SIGNS_OF_DAMAGE = (
    "not a database",
    "malformed",
    "unsupported file format",
    "no such table",
    "no such column",
    "no column named",
    "already exists",
    "constraint failed",
    "Could not decode",
)


def _is_damage(reason: str) -> bool:
    return any(sign in reason for sign in _SIGNS_OF_DAMAGE)


def open_database(where: str | Path, *, durable: bool = True) -> Database:
    """The database at a path or SQLAlchemy URL (`sqlite:///…`, `postgresql+psycopg://…`), made if missing.

    durable: False only for a cache that can be rebuilt: SQLite then does not wait for the disk, and a file
        found damaged, or not to be ours, is set aside as `<name>.damaged` and begun anew.
    Raises StoreError when it cannot be opened, is damaged, is not ours, or the driver for the URL is not installed;
    no byte of the file is changed then.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = _file_url(Path(where)) if isinstance(where, Path) or "://" not in where else make_url(where)
    except ArgumentError:
        raise StoreError(
            f"{where!r} is not a database address. Give a path, or a URL such as sqlite:///locmem.db."
        ) from None
    file = _file_of(url)
    try:
        return _opened(url, file, durable)
    except (DamagedStore, NotOursError):
        if durable or file is None:
            raise
    set_aside(file)
    return _opened(url, file, durable)


def _opened(url: URL, file: Path | None, durable: bool) -> Database:
    if file:
        refuse_strangers(file)
    database = _connect(url, durable)
    try:
        _probe(database)
    except StoreError:
        database.close()
        raise
    return database


def _file_url(path: Path) -> URL:
    from sqlalchemy import URL

    return URL.create("sqlite", database=str(path))


def _file_of(url: URL) -> Path | None:
    """The file of an SQLite database; None for one in memory and for servers."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def _connect(url: URL, durable: bool) -> Database:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import NoSuchModuleError

    file = _file_of(url)
    name = str(file) if file else url.render_as_string(hide_password=True)
    try:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
    except OSError as error:
        raise StoreError(f"{name}: its folder cannot be made ({error.strerror}). Check the rights.") from None
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(f"{name}: the driver for this address is not installed ({error}).") from None
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, durable)
    return Database(engine, name, durable=durable)


def _prepare_sqlite(engine: Engine, durable: bool) -> None:
    from sqlalchemy import event

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Python's driver would begin transactions by itself, and only before some statements: it is told to
        # leave that to us, which is what the listener for `begin` below does.
        connection.isolation_level = None
        run = connection.execute
        run(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cell_size_check = ON")
        run("PRAGMA secure_delete = ON")
        # Keys are digests, so that a large import writes all over the indexes: with SQLite's own 2 MB most pages
        # would be read from the file, and written into it, again and again.  No more is taken than there are pages.
        run(f"PRAGMA cache_size = -{CACHE_KIB}")
        # A file system that cannot share memory refuses the log, so the answer is what counts.
        (mode,) = run(f"PRAGMA journal_mode = {sqlite_report().journal_mode}").fetchone()
        run(f"PRAGMA synchronous = {('FULL' if mode == 'wal' else 'EXTRA') if durable else 'OFF'}")

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)


def _probe(database: Database) -> None:
    """Makes a first contact, so that a damaged file or a wrong address is told of at once.

    Raises StoreError, too, where an SQLite file holds programs, which would run when we read or write our tables.
    """
    with database.read() as connection:
        if database.engine.dialect.name != "sqlite":
            connection.exec_driver_sql("SELECT count(*) FROM information_schema.tables").scalar_one()
            return
        programs = connection.exec_driver_sql(
            "SELECT type, name FROM sqlite_master "
            "WHERE type NOT IN ('table', 'index') OR (type = 'table' AND sql LIKE 'create virtual%') ORDER BY name"
        ).all()
    if programs:
        kind, name = programs[0]
        kind = "virtual table" if kind == "table" else kind
        raise NotOursError(
            f"{database.name}: holds the {kind} {name!r}, which locmem did not make, and is not used. "
            "Move the file away; put a backup of your own in its place if you have one."
        )


def set_aside(file: Path) -> None:
    """Moves a damaged cache out of the way, to `<name>.damaged` beside it, with nothing left to be played back."""
    with contextlib.suppress(FileNotFoundError):
        file.replace(file.with_name(f"{file.name}.damaged"))
    # A journal left behind would be played back into the new file.
    for suffix in ("-journal", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def put_away_journal(database: Database) -> None:
    """Have SQLite remove the journal that a process which died left beside the database's file.

    A journal that is needed is played back by whoever reads next.  One without content would stay for as long as
    nothing is written; SQLite drops it itself with a commit, and nobody else knows for certain that it may.
    """
    file = database.file
    if file is None:
        return
    with database.read() as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if file.with_name(f"{file.name}-journal").exists():
        with database.write() as connection:
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def migrate(database: Database, name: str, migrations: Sequence[Migration]) -> None:
    """Brings the tables called `name` to the newest shape, each step in a transaction of its own.

    Steps are numbered from 1 by their place and recorded; a step that fails leaves the database at the one
    before.  Steps may be added to the end, never changed or moved.
    Raises NewerStore when the database has seen more steps than this version of locmem knows.
    """
    from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, inspect, select

    record = Table(
        RECORD,
        MetaData(),
        Column("name", String(60), primary_key=True),
        Column("number", Integer, primary_key=True),
    )
    newest = select(func.coalesce(func.max(record.c.number), 0)).where(record.c.name == name)

    def number_done(connection: Connection) -> int:
        done = connection.execute(newest).scalar_one()
        if not isinstance(done, int) or done < 0:
            raise DamagedStore(
                f"{database.name}: the record of its steps is damaged ({name} is at {done!r}). "
                "Put a backup in its place; without one, move it away."
            )
        if done > len(migrations):
            raise NewerStore(
                f"{database.name}: it was written by a newer locmem ({name} is at step {done}, "
                f"this version knows {len(migrations)}). Update locmem."
            )
        return done

    with database.read() as connection:
        if inspect(connection).has_table(record.name) and number_done(connection) == len(migrations):
            return
    with database.write() as connection:
        record.create(connection, checkfirst=True)
        if database.engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    for number, migration in enumerate(migrations, start=1):
        with database.write() as connection:
            # Another process may have done this step while we waited for the lock.
            if number_done(connection) < number:
                migration(connection)
                connection.execute(insert(record).values(name=name, number=number))
