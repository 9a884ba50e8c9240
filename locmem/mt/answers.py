"""Stored answers of engines: what was asked once is never asked, or paid for, again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locmem.database import Database, migrate
from locmem.mt.engine import Question

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who was asked for what: an answer counts only for the same engine, version and two locales."""

    engine: str
    version: str
    source_locale: str
    locale: str


class Answers:
    """The answers in a project's state database.

    They are kept as the engine gave them, good or bad, under a digest of what it was asked: a draft that
    was turned down is turned down again without asking, and a better guard reads old answers anew.
    """

    def __init__(self, database: Database) -> None:
        """Makes the table in `database` where it is missing.  Raises StoreError."""
        migrate(database, "mt_answers", (_create,))
        self.database = database

    def get_many(self, asked: Asked, questions: Iterable[Question]) -> dict[Question, str]:
        """The stored answer of each question that has one.  Raises StoreError."""
        from sqlalchemy import select

        table = _table()
        question_of = {_digest(question): question for question in questions}
        digests = list(question_of)
        stored: dict[Question, str] = {}
        with self.database.read() as connection:
            for start in range(0, len(digests), _CHUNK):
                query = select(table.c.text_digest, table.c.answer).where(
                    table.c.engine == asked.engine,
                    table.c.version == asked.version,
                    table.c.source_locale == asked.source_locale,
                    table.c.locale == asked.locale,
                    table.c.text_digest.in_(digests[start : start + _CHUNK]),
                )
                stored.update((question_of[row.text_digest], row.answer) for row in connection.execute(query))
        return stored

    def put_many(self, asked: Asked, answers: Mapping[Question, str]) -> None:
        """Stores the answer of each question; one that is stored already stays.  Raises StoreError."""
        if not answers:
            return
        rows = [
            {
                "engine": asked.engine,
                "version": asked.version,
                "source_locale": asked.source_locale,
                "locale": asked.locale,
                "text_digest": _digest(question),
                "answer": answer,
            }
            for question, answer in answers.items()
        ]
        with self.database.write() as connection:
            _insert_new(connection, rows)


def _digest(question: Question) -> str:
    """That of the text alone where nothing else was read with it."""
    asked = question.text
    if question != Question(text=question.text):
        asked = json.dumps([question.text, question.before, question.after, question.terms])
    return hashlib.sha256(asked.encode()).hexdigest()


def _table() -> Table:
    from sqlalchemy import Column, MetaData, String, Table, Text

    return Table(
        "mt_answers",
        MetaData(),
        Column("engine", String(60), primary_key=True),
        Column("version", String(200), primary_key=True),
        Column("source_locale", String(35), primary_key=True),
        Column("locale", String(35), primary_key=True),
        Column("text_digest", String(64), primary_key=True),
        Column("answer", Text, nullable=False),
    )


def _create(connection: Connection) -> None:
    _table().create(connection)


def _insert_new(connection: Connection, rows: Sequence[dict[str, str]]) -> None:
    from sqlalchemy.dialects import postgresql, sqlite

    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(_table()).on_conflict_do_nothing(), list(rows))
