"""What a look-up sees of the memory: one state of it, whatever others write meanwhile.

What was found in a state and proven is kept for as long as nobody writes, so that a look-up that needs no more does
not begin a transaction.  This module imports SQLAlchemy; `locmem.memory.retrieval` imports it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import weakref
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from sqlalchemy import Connection

from locmem.database import CACHE_KIB, Database
from locmem.memory.schema import Facts, read_state
from locmem.memory.stored_sources import Found

Sources = dict[int, Found | None]
"""Stored sources by their number, with their entries in some locales; None for those without any, or removed."""

_MOST = 2_000
"""Sources that are kept; with their entries they take some kilobytes each."""


_ONCE_KIB = 4_096
"""KiB of pages that are kept while something large is read once."""


@contextlib.contextmanager
def read_once(connection: Connection) -> Iterator[None]:
    """Inside, hardly a page of SQLite is kept: what is read once from end to end would take up memory for nothing."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # Asked of the driver: whoever gives up may have ended the transaction, and none must begin for this.
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"PRAGMA cache_size = -{_ONCE_KIB}")
    try:
        yield
    finally:
        with contextlib.suppress(sqlite3.Error):
            driver.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


class Outdated(Exception):
    """Somebody wrote after what is known was found; the look-up has to begin anew."""


class Known:
    """What is known of a memory in a file, and the connection that tells whether it still holds.

    For one reading at a time.  Methods raise StoreError as those of the database do.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: Connection | None = None
        self.forget()

    def forget(self) -> None:
        """Nothing is known any more."""
        self.version: int | None = None
        self.facts: Facts | None = None
        self.sources: dict[tuple[str, ...], Sources] = {}

    def now(self) -> int:
        """The version of the memory: another number after anybody, in any process, has written.

        Inside of `read` it is that of the state that is seen there.
        """
        with self._database.explained():
            driver: Any = self._connection().connection.dbapi_connection
            (version,) = driver.execute("PRAGMA data_version").fetchone()
            return int(version)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """What `Database.read` gives."""
        with self._database.explained():
            connection = self._connection()
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Closes the connection, and with it forgets everything; the next reading opens another one."""
        self.forget()
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _connection(self) -> Connection:
        # The numbers are a connection's own, and tell only of others: one that asked for another within its
        # transaction could wait for a writer who waits for that transaction.
        if self._kept is None:
            self._kept = self._database.engine.connect()
            self._kept.detach()
            weakref.finalize(self, self._kept.close).atexit = False
        return self._kept


class Reading:
    """One state of the memory; use it in a `with` statement.

    known: what earlier readings found, believed where nobody wrote since; it is added to.  None to ask the database
    for everything.  is_known: whether the database told nobody of changes since.  Methods raise DamagedRow, and
    Outdated.
    """

    def __init__(self, database: Database, known: Known | None) -> None:
        self._database = database
        self._known = known
        self._transaction: contextlib.AbstractContextManager[Connection] | None = None
        self._connection: Connection | None = None
        self._facts: Facts | None = None
        if known is not None:
            if known.now() != known.version:
                known.forget()
            self._facts = known.facts
        self.is_known = self._facts is not None

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._known is not None and error is not None:
            # What was read before may not have been proven.
            self._known.forget()
        if self._transaction is not None:
            self._transaction.__exit__(kind, error, trace)

    @property
    def facts(self) -> Facts:
        """What the memory says of itself."""
        if self._facts is None:
            self._begin()
        assert self._facts is not None
        return self._facts

    @property
    def connection(self) -> Connection:
        """A connection in a transaction, begun when it is first asked for."""
        return self._begin() if self._connection is None else self._connection

    def _begin(self) -> Connection:
        transaction = self._database.read() if self._known is None else self._known.read()
        self._connection = transaction.__enter__()
        self._transaction = transaction
        if self._known is None:
            self._facts = read_state(self._connection)
            return self._connection
        facts, version = read_state(self._connection), self._known.now()
        if self.is_known and self._known.version != version:
            raise Outdated
        self._known.version = version
        self._known.facts = self._facts = facts
        return self._connection

    def sources(self, locales: tuple[str, ...]) -> Sources:
        """The sources that are known with their entries in some locales, to be added to."""
        if self._known is None:
            return {}
        if sum(map(len, self._known.sources.values())) > _MOST:
            self._known.sources.clear()
        return self._known.sources.setdefault(locales, {})
