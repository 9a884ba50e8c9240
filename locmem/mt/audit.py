"""The log of what was sent to engines on other machines: who, what for, by whose permission, never any text.

It is written before a text leaves, so that nothing leaves which is not in it; what became of a call is a row of its own
behind it, and a call without one was cut short.  Rows are only added.  Each holds the digest of the one before, and one
row beside them the last digest and how many there are: what was changed, taken out or put elsewhere is found and named.
A chain is no seal: who may write the database can write all of it anew.  Noting its last digest elsewhere proves that
nothing up to there was touched since.

Engines on this machine are not in it, as nothing leaves; but for one that has a price, whose calls name no host.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Protocol

from locmem.clock import Clock
from locmem.database import Database, migrate
from locmem.digests import row_digest
from locmem.mt.outcomes import Outcome

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

MILLION = 1_000_000

_COLUMNS = (
    *("number", "of", "time", "command", "engine", "version", "host", "source_locale", "locale", "permissions"),
    *("texts", "characters", "beside", "hidden", "cost", "unit", "outcome"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """The word of a market that a call relied on: where its contracts have texts kept, and when they were last read."""

    market: str
    region: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why and for whom texts are sent.

    command: the run or command they are sent for.
    permissions: of each market that reads the texts.
    per_million: what a million characters of them cost, in `unit`; None where nobody said.
    """

    command: str = ""
    permissions: tuple[Permission, ...] = ()
    per_million: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of an engine on another machine, which is one request, counted.

    texts: how many.  characters: of these texts, tokens as they stand.  beside: those of neighbours, of terms, and of
        what the engine is told to do.
    hidden: pieces of personal data that became tokens or words, by kind.
    """

    engine: str
    version: str
    host: str
    source_locale: str
    locale: str
    texts: int
    characters: int
    beside: int = 0
    hidden: Mapping[str, int] = field(default_factory=dict)


class Calls(Protocol):
    """What is told of each call before it is made, and when it has ended."""

    def sent(self, call: Call, billed: int) -> int:
        """The number under which the call is known; it may be made once this returned.  Raises StoreError.

        billed: characters for which the engine's price is.
        """
        ...

    def ended(self, number: int, outcome: Outcome = Outcome.ANSWERED, *, answered: int = 0) -> None:
        """Note what became of the call, and how many of its texts were answered.  Raises StoreError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCall:
    """A call as it stands in the log.

    time: when it was begun, in UTC, as `2026-11-21T09:30:00+00:00`.
    cost: the most that may be billed for it, in `unit`; None where nobody said what characters cost.
    answered: texts with an answer.
    """

    number: int
    time: str
    command: str
    call: Call
    permissions: tuple[Permission, ...]
    cost: Decimal | None
    unit: str
    outcome: Outcome
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with the chain of rows: the row by its number, 0 for the whole, and what, in words."""

    number: int
    what: str


class AuditLog:
    """The log in a project's state database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Makes the tables in `database` where they are missing.  Raises StoreError."""
        migrate(database, "mt_calls", (_create,))
        self._database = database
        self._clock = clock

    def calls(self, grounds: Grounds) -> Calls:
        """What records calls that are made on these grounds."""
        return _Recorder(self, grounds)

    def record(self, **values: object) -> int:
        """The number of a row with these values, added to the chain; a column that is not named is empty."""
        from sqlalchemy import text

        row: dict[str, Any] = dict.fromkeys(_COLUMNS, "") | dict.fromkeys(("of", "texts", "characters", "beside"), 0)
        with self._database.write() as connection:
            count, previous = _end_of(connection)
            row |= values | {"number": count + 1, "time": self._clock.now().isoformat()}
            digest = row_digest(previous, *(row[name] for name in _COLUMNS))
            names = (*_COLUMNS, "previous", "digest")
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
            whole = row | {"previous": previous, "digest": digest}
            connection.execute(text(f"INSERT INTO mt_calls ({columns}) VALUES ({marks})"), whole)
            connection.execute(
                text("UPDATE mt_calls_end SET number = :number, digest = :digest"),
                {"number": row["number"], "digest": digest},
            )
        return int(row["number"])

    def rows(self, month: str = "", *, after: int = 0) -> tuple[LoggedCall, ...]:
        """The calls whose rows are as they were written, in order; those of a month such as `2026-11`, all for none.

        after: the number of a row; what stands up to it is left out.
        """
        with self._database.read() as connection:
            sound = [row for row in _all(connection, after) if _bytes_of(row.digest) == _digest_of(row)]
        ended = {row.of: row for row in sound if row.of}
        return tuple(_logged(row, ended.get(row.number)) for row in sound if not row.of and row.time.startswith(month))

    def verify(self) -> tuple[Fault, ...]:
        """What is wrong with the chain, in order; nothing where every row is there, as it was written, in its place."""
        with self._database.read() as connection:
            return tuple(_faults(list(_all(connection)), *_end_of(connection)))

    @property
    def end(self) -> str:
        """The last digest of the chain, 32 hexadecimal digits; empty before the first call."""
        with self._database.read() as connection:
            return _end_of(connection)[1].hex()

    @property
    def count(self) -> int:
        """How many rows there are."""
        with self._database.read() as connection:
            return _end_of(connection)[0]


class _Recorder:
    """Puts calls that are made on the same grounds into the log."""

    def __init__(self, log: AuditLog, grounds: Grounds) -> None:
        self._log = log
        self._grounds = grounds

    def sent(self, call: Call, billed: int) -> int:
        grounds = self._grounds
        cost = "" if grounds.per_million is None else format(grounds.per_million * billed / MILLION, "f")
        permissions = [
            [one.market, one.region, one.reviewed_on.isoformat() if one.reviewed_on else ""]
            for one in grounds.permissions
        ]
        return self._log.record(
            command=grounds.command,
            engine=call.engine,
            version=call.version,
            host=call.host,
            source_locale=call.source_locale,
            locale=call.locale,
            permissions=json.dumps(permissions, ensure_ascii=False),
            texts=call.texts,
            characters=call.characters,
            beside=call.beside,
            hidden=json.dumps(dict(sorted(call.hidden.items()))),
            cost=cost,
            unit=grounds.unit,
            outcome=Outcome.OPEN.value,
        )

    def ended(self, number: int, outcome: Outcome = Outcome.ANSWERED, *, answered: int = 0) -> None:
        self._log.record(of=number, texts=answered, outcome=outcome.value)


def _create(connection: Connection) -> None:
    from sqlalchemy import text

    blob = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    numbers = ("of", "texts", "characters", "beside")
    kinds = ", ".join(f'"{name}" {"BIGINT" if name in numbers else "TEXT"} NOT NULL' for name in _COLUMNS[1:])
    connection.execute(
        text(
            f"CREATE TABLE mt_calls (number BIGINT PRIMARY KEY, {kinds}, "
            f"previous {blob} NOT NULL, digest {blob} NOT NULL)"
        )
    )
    connection.execute(text(f"CREATE TABLE mt_calls_end (number BIGINT NOT NULL, digest {blob} NOT NULL)"))
    connection.execute(text("INSERT INTO mt_calls_end VALUES (0, :digest)"), {"digest": b""})


def _all(connection: Connection, after: int = 0) -> Iterator[Row[Any]]:
    from sqlalchemy import text

    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    query = text(f"SELECT {columns}, previous, digest FROM mt_calls WHERE number > :after ORDER BY number")
    yield from connection.execute(query, {"after": after})


def _end_of(connection: Connection) -> tuple[int, bytes]:
    """How many rows there are by the row beside them, and the last digest; whoever writes keeps others from it."""
    from sqlalchemy import text

    lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
    end = connection.execute(text(f"SELECT number, digest FROM mt_calls_end{lock}")).first()
    most = connection.execute(text("SELECT max(number) FROM mt_calls")).scalar() or 0
    if end is None or not isinstance(end.number, int):
        return most, b""
    return max(end.number, most), _bytes_of(end.digest)


def _digest_of(row: Row[Any]) -> bytes:
    return row_digest(_bytes_of(row.previous), *tuple(row)[:-2])


def _bytes_of(stored: object) -> bytes:
    return bytes(stored) if isinstance(stored, bytes | memoryview) else b""


def _faults(rows: list[Row[Any]], count: int, end: bytes) -> Iterator[Fault]:
    number, previous = 0, b""
    for row in rows:
        if row.number > number + 1:
            gone = f"row {number + 1} is" if row.number == number + 2 else f"rows {number + 1} to {row.number - 1} are"
            yield Fault(number=number + 1, what=f"{gone} missing")
        if _bytes_of(row.digest) != _digest_of(row):
            yield Fault(number=row.number, what=f"row {row.number} was changed after it was written")
        elif row.number == number + 1 and _bytes_of(row.previous) != previous:
            yield Fault(
                number=row.number, what=f"row {row.number} was written behind another one than stands before it"
            )
        number, previous = row.number, _bytes_of(row.digest)
    if count > number:
        yield Fault(number=number + 1, what=f"rows {number + 1} to {count} are missing at the end")
    elif previous != end:
        yield Fault(number=0, what="the last row is another one than was noted as the last")


def _logged(row: Row[Any], ended: Row[Any] | None) -> LoggedCall:
    outcome = Outcome(ended.outcome) if ended else Outcome.OPEN
    try:
        cost = Decimal(row.cost) if row.cost else None
    except InvalidOperation:
        cost = None
    if cost is not None and not outcome.may_be_billed:
        cost = Decimal(0)
    return LoggedCall(
        number=row.number,
        time=row.time,
        command=row.command,
        call=Call(
            engine=row.engine,
            version=row.version,
            host=row.host,
            source_locale=row.source_locale,
            locale=row.locale,
            texts=row.texts,
            characters=row.characters,
            beside=row.beside,
            hidden=json.loads(row.hidden),
        ),
        permissions=tuple(
            Permission(market=market, region=region, reviewed_on=date.fromisoformat(day) if day else None)
            for market, region, day in json.loads(row.permissions)
        ),
        cost=cost,
        unit=row.unit,
        outcome=outcome,
        answered=ended.texts if ended else 0,
    )
