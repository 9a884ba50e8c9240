"""An SQLite file looked at before SQLite opens it: whether it is ours.

A file in a project may come from a stranger.  SQLite changes a file's journal mode as soon as it is opened for
writing, and plays back a journal that lies beside it; so what another program made is told apart before that.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from pathlib import Path

from locmem.errors import StoreError

BUSY_SECONDS = 60
"""How long a reader or writer waits for another process before it gives up."""

RECORD = "locmem_migrations"
"""The table that every database of ours has."""

APPLICATION_ID = 0x6C6F636D
"""How a file says that it is ours (`locm`), in SQLite's header; files of earlier versions say nothing there."""

_JOURNAL_END = bytes.fromhex("d9d505f920a163d7")
"""What a rollback journal ends with that names another (https://sqlite.org/fileformat.html#the_rollback_journal)."""


class NotOursError(StoreError):
    """A file that another program made, or that somebody put programs into."""


def refuse_strangers(file: Path) -> None:
    """Raises StoreError for what is no file, and for an SQLite database that another program made.

    Nothing is written: SQLite itself would change the journal mode as soon as it opens the file.  What is no
    SQLite database at all is left to SQLite to tell.
    """
    journal = file.with_name(f"{file.name}-journal")
    if _last_bytes(journal, len(_JOURNAL_END)) == _JOURNAL_END:
        # SQLite deletes the file that is named there, wherever it lies, when it plays the journal back.
        raise NotOursError(
            f"{journal}: names a second journal, as locmem never writes one; the database was not opened. "
            "Move the journal away; put a backup of the database in its place if you have one."
        )
    try:
        mode = file.stat().st_mode
    except OSError:
        return
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise StoreError(f"{file}: is no file but a pipe, a socket or a device. Name another place.")
    id_, tables = _told_by(file)
    if id_ not in (0, APPLICATION_ID) or (id_ == 0 and tables and RECORD not in tables):
        held = f"its tables are {', '.join(tables[:5])}" if tables else f"its application id is {id_}"
        raise NotOursError(
            f"{file}: belongs to another program ({held}); it was left as it is. Name another file, or move it away."
        )


def _last_bytes(file: Path, count: int) -> bytes:
    try:
        with file.open("rb") as opened:
            opened.seek(-count, os.SEEK_END)
            return opened.read(count)
    except OSError:
        return b""


def _told_by(file: Path) -> tuple[int, tuple[str, ...]]:
    """The application id and the names of the tables of an SQLite file; 0 and none where it cannot be read.

    SQLite reads it, and not we: closing the file ourselves would free the locks that this process may hold on it
    (https://sqlite.org/howtocorrupt.html#posix_close_bug).
    """
    alone, with_journals = "mode=ro&immutable=1", "mode=ro"
    id_: int = 0
    tables: tuple[str, ...] = ()
    for how in (alone, with_journals):
        # The driver reads names and SQLite's own messages, which quote them, as UTF-8; in a damaged file they are not.
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
            connection = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS)
            with contextlib.closing(connection):
                (id_,) = connection.execute("PRAGMA application_id").fetchone()
                rows = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
                tables = tuple(str(name) for (name,) in rows)
        # The file alone says nothing only where it is new, or where all there is stands in its log.
        if id_ or tables or not file.with_name(f"{file.name}-wal").exists():
            break
    return id_, tables
