"""Whose a text of the queue is, and until when: what people said with `locmem queue assign`, in the state database.

Each word is a row of its own and stays: the last one about a place holds, for the source that it was said of and for
the work that waited then.  A review of what was translated is other work, and so is a source that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from locmem.database import Database, migrate
from locmem.postedit.ordering import Place

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """One word about one place.

    who: empty for nobody.  by, on: who said so, and when (ISO 8601, UTC).
    about: digest of the source that it was said of.  is_review: whether the text waited for a review then.
    """

    place: Place
    who: str
    due: date | None
    by: str
    on: str
    about: bytes = b""
    is_review: bool = False

    def holds(self, about: bytes, *, is_review: bool) -> bool:
        """Whether it is about the work that waits now."""
        return bool(self.who) and (self.about, self.is_review) == (about, is_review)


class Assignments:
    """The words of all people in a project's state database."""

    def __init__(self, database: Database) -> None:
        """Reading makes no table in `database`; the first word does."""
        self._database = database

    def say(self, words: Sequence[Assigned]) -> None:
        """Keeps words.  Raises StoreError."""
        if not words:
            return
        rows = [
            {
                **word.place._asdict(),
                "who": word.who,
                "due": str(word.due or ""),
                "said_by": word.by,
                "said_on": word.on,
                "about": word.about.hex(),
                "is_review": int(word.is_review),
            }
            for word in words
        ]
        migrate(self._database, "assignments", (_create,))
        with self._database.write() as connection:
            connection.execute(_table().insert(), rows)

    def now(self) -> dict[Place, Assigned]:
        """The last word about each place; none for those that are nobody's.  Raises StoreError.

        Whether it holds still is for `Assigned.holds` to say.
        """
        found = {word.place: word for word in self._all()}
        return {place: word for place, word in found.items() if word.who}

    def people(self) -> frozenset[str]:
        """Everybody of whom a text ever was.  Raises StoreError."""
        return frozenset(word.who for word in self._all() if word.who)

    def of(self, places: Iterable[Place]) -> tuple[Assigned, ...]:
        """Every word about these places, oldest first.  Raises StoreError."""
        asked = set(places)
        return tuple(word for word in self._all() if word.place in asked)

    def _all(self) -> list[Assigned]:
        from sqlalchemy import inspect, select

        table = _table()
        with self._database.read() as connection:
            if not inspect(connection).has_table(table.name):
                return []
            rows = connection.execute(select(table).order_by(table.c.number)).all()
        return [
            Assigned(
                place=Place(row.locale, row.document, row.occurrence),
                who=row.who,
                due=date.fromisoformat(row.due) if row.due else None,
                by=row.said_by,
                on=row.said_on,
                about=bytes.fromhex(row.about),
                is_review=bool(row.is_review),
            )
            for row in rows
        ]


def _table() -> Table:
    from sqlalchemy import Column, Integer, MetaData, String, Table, Text

    return Table(
        "assignments",
        MetaData(),
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("locale", String(35), nullable=False),
        Column("document", Text, nullable=False),
        Column("occurrence", String(20), nullable=False),
        Column("who", Text, nullable=False),
        Column("due", String(10), nullable=False),
        Column("said_by", Text, nullable=False),
        Column("said_on", String(30), nullable=False),
        Column("about", String(16), nullable=False),
        Column("is_review", Integer, nullable=False),
    )


def _create(connection: Connection) -> None:
    _table().create(connection)
