"""The memory: confirmed pairs in a database, added, replaced, forgotten, and looked up.

What needs a library is imported when a memory is opened, not before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from locmem.errors import DamagedStore, NewerStore, StoreError, UsageError
from locmem.memory.changed_sources import Change
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Match, Query, Trust

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from locmem.database import Database
    from locmem.memory.admission import AddResult, Rejected
    from locmem.memory.concordance import Hit, Side
    from locmem.memory.parts import Parts
    from locmem.memory.retrieval import Batch
    from locmem.memory.statistics import PairCount, PlaceCount

_Result = TypeVar("_Result")

LOWEST_FLOOR = 50.0
DEFAULT_FLOOR = 70.0
DEFAULT_LIMIT = 5

_log = logging.getLogger("locmem")


def open_memory(where: str | Path, *, durable: bool = True) -> Memory:
    """The memory in the database at a path or SQLAlchemy URL, made if missing; close it when done.

    durable: False for a cache under `.locmem/` that is rebuilt from the catalogs when damaged: it is then set aside
        as `<name>.damaged` and begun anew, and so is one of a newer version.
    Raises StoreError when the database cannot be used.
    """
    from locmem.database import open_database, set_aside

    if not str(where):
        raise UsageError("the memory has no name. Give a path such as pairs.db, or an address.")
    database = open_database(where, durable=durable)
    try:
        return Memory(database)
    except (DamagedStore, NewerStore) as error:
        database.close()
        if durable or database.file is None:
            raise
        _say(database.file, error)
        set_aside(database.file)
        return Memory(open_database(where, durable=durable))
    except BaseException:
        database.close()
        raise


def _say(file: Path, error: StoreError) -> None:
    _log.warning(
        "The cache of the memory, %s, was damaged (%s). It is set aside as %s.damaged and built anew from the "
        "catalogs and content/memory.",
        file,
        _reason(error),
        file.name,
    )


def _reason(error: StoreError) -> str:
    return str(error).partition(": ")[2].partition(". ")[0].removeprefix("the database is damaged ").strip("()")


class Memory:
    """Source/target pairs a person answers for, or that were imported; drafts never come in.

    All methods raise StoreError when the database is locked or out of reach, and DamagedStore when what it holds is
    not what was written: a wrong answer is never given, and none is left out.  A memory that knows what it is made
    of (`made_of`) is then set aside and built anew, with one line of warning, and the method does its work on that.
    A change is written completely or not at all.
    """

    def __init__(self, database: Database) -> None:
        """Works on an open database, whose memory tables are made or brought up to date."""
        self._made_of: Callable[[], Iterable[Entry]] | None = None
        self._take(database)

    def _take(self, database: Database) -> None:
        from locmem.database import migrate
        from locmem.memory.migrations import MIGRATIONS
        from locmem.memory.retrieval import Indexes

        migrate(database, "memory", MIGRATIONS)
        self._database = database
        self._indexes = Indexes(database)
        self._inode = _inode(database.file)

    def close(self) -> None:
        """Closes the database.  One that lives in memory is gone; any other opens again when it is asked."""
        self._indexes.close()
        self._database.close()

    def put_away_journal(self) -> None:
        """Removes the journal of a process that died, see `locmem.database.put_away_journal`."""
        from locmem.database import put_away_journal

        put_away_journal(self._database)

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def made_of(self, make: Callable[[], Iterable[Entry]]) -> None:
        """From now on the memory is filled with what `make` gives whenever it is found damaged.

        A memory that nothing was ever written into is filled at once.
        """
        from locmem.memory import schema

        self._made_of = make

        def is_filled() -> bool:
            with self._database.read() as connection:
                return bool(schema.read_state(connection).filled)

        if not self._mended(is_filled):
            self.replace_all(make())

    def fill(self, make: Callable[[], Iterable[Entry]]) -> Change:
        """What changed when the entries that `make` gives became all the memory holds: `replace_all`.

        If the memory is found damaged, now or later, it is filled so again.
        """
        from locmem.memory import writing

        self._made_of = make
        return self._mended(lambda: writing.changed(self._database, lambda there: writing.replace_all(there, make())))

    def fill_parts(
        self, parts: Callable[[], Parts], make: Callable[[], Iterable[Entry]], full: bytes | None = None
    ) -> Change:
        """What changed when the entries of the parts became all the memory holds; only parts that differ are made.

        make: all entries, as of `fill`, should the memory be found damaged.
        full: what stood for a memory with these very parts: as long as it does, they are not even asked for.
        """
        from locmem.memory.parts import replace_parts
        from locmem.memory.sums import stamp
        from locmem.memory.writing import changed

        self._made_of = make

        def replaced() -> Change:
            if full is not None and full == self._read(stamp):
                return Change(full, full, ())
            given = parts()
            return changed(self._database, lambda connection: replace_parts(connection, given))

        return self._mended(replaced)

    def stamp(self) -> bytes:
        """What stands for all that the memory holds: while it is the same, each query has the same matches."""
        from locmem.memory import sums

        return self._mended(lambda: self._read(sums.stamp))

    def prove(self) -> None:
        """Raises DamagedStore unless everything that is stored is what was written.  Mends nothing."""
        from locmem.memory.proof import prove_all

        self._database.check()
        with self._database.read() as connection:
            prove_all(connection)

    def mend(self) -> None:
        """Looks at everything; a memory that is damaged and knows what it is made of is built anew."""
        self._mended(self.prove)

    def _mended(self, work: Callable[[], _Result]) -> _Result:
        """What `work` gives; where the memory is damaged and known to be a cache, on one that is built anew."""
        try:
            return work()
        except DamagedStore as error:
            if self._made_of is None or self._database.is_durable or self._database.file is None:
                raise
            self._renew(self._database.file, error)
        self.replace_all(self._made_of())
        return work()

    def _renew(self, file: Path, error: DamagedStore) -> None:
        from locmem.database import open_database, set_aside

        self.close()
        # Another process may have found the damage first: what lies there now is not what was damaged.
        if _inode(file) == self._inode:
            _say(file, error)
            set_aside(file)
        self._indexes.erase()
        self._take(open_database(file, durable=False))

    def add(self, entries: Iterable[Entry], batch: str = "") -> AddResult:
        """What became of `entries`.  New ones belong to `batch`, by which they can be audited and forgotten.

        A pair with an empty side, or whose target lacks or adds codes, is rejected with a reason.
        Raises UsageError for a batch that is no text.
        """
        from locmem.memory import writing
        from locmem.memory.text_entries import text_in

        batch = text_in(batch, "the batch")
        with self._database.write() as connection:
            return writing.add(connection, entries, batch)

    def replace_all(self, entries: Iterable[Entry]) -> AddResult:
        """What became of `entries`, afterwards all the memory holds; only the difference is written."""
        from locmem.memory import writing

        with self._database.write() as connection:
            return writing.replace_all(connection, entries).result

    def forget(self, batch: str) -> int:
        """How many entries of `batch` were removed: all of them."""
        from locmem.memory import writing

        with self._database.write() as connection:
            removed = writing.forget(connection, batch)
        if removed:
            self._indexes.erase()
        return removed

    def erase_removed(self) -> None:
        """Removes every index in which the text of removed entries may still stand; the next search builds anew.

        The database itself overwrites what is removed from it (SQLite's `secure_delete`).
        """
        from locmem.memory import writing

        def begin_epoch() -> None:
            with self._database.write() as connection:
                writing.begin_epoch(connection)

        self._mended(begin_epoch)
        self._indexes.erase()
        if self._database.file is not None and not self._database.is_durable:
            # What was set aside as damaged holds it still.
            self._database.file.with_name(f"{self._database.file.name}.damaged").unlink(missing_ok=True)

    def import_tmx(self, path: str | Path, source_locale: str = "en", *, trust: Trust = Trust.IMPORTED) -> AddResult:
        """What became of the pairs of a TMX file, one for each unit and target language.

        trust: CONFIRMED only for files this project wrote itself.  The batch is `import:<file name>`.
        Raises InputErrors when the file cannot be read; nothing of it is then stored.
        """
        from contextlib import closing

        from locmem.memory import writing
        from locmem.memory.rows_apart import rows_of_file
        from locmem.memory.text_entries import tag_in

        file, tag = Path(path), tag_in(source_locale, "source_locale")
        rejected: list[Rejected] = []
        with self._database.write() as connection, closing(rows_of_file(file, tag, trust, rejected)) as rows:
            return writing.add_rows(connection, rows, rejected, batch=f"import:{file.name}")

    def search(
        self,
        text: str,
        source: str = "en",
        target: str = "es",
        floor: float = DEFAULT_FLOOR,
        limit: int = DEFAULT_LIMIT,
    ) -> tuple[Match, ...]:
        """The matches for a Markdown text without known context, best first; see `lookup_many`."""
        return self.search_many((text,), source, target, floor, limit)[0]

    def search_many(
        self,
        texts: Iterable[str],
        source: str = "en",
        target: str = "es",
        floor: float = DEFAULT_FLOOR,
        limit: int = DEFAULT_LIMIT,
    ) -> tuple[tuple[Match, ...], ...]:
        """For each text what `search` gives.

        source, target: language tags, in any spelling (`pt_br`).
        Raises UsageError for one that is none, and for a text that is none.
        """
        from locmem.inline.protect import parse
        from locmem.memory.text_entries import tag_in, text_in

        if isinstance(texts, str):
            raise UsageError("texts is one text, not several. Use `search`, or write a list.")
        source_tag, tag = tag_in(source, "source"), tag_in(target, "target")
        contents = (parse(text_in(text, "a text"), Syntax.MARKDOWN) for text in texts)
        queries = [Query(source=content, source_locale=source_tag, locale=tag) for content in contents]
        return self.lookup_many(queries, floor, limit)

    def lookup(
        self,
        query: Query,
        floor: float = DEFAULT_FLOOR,
        limit: int = DEFAULT_LIMIT,
        fallbacks: Sequence[str] = (),
    ) -> tuple[Match, ...]:
        """The matches for one query, best first; see `lookup_many`."""
        return self.lookup_many((query,), floor, limit, fallbacks)[0]

    def lookup_many(
        self,
        queries: Iterable[Query],
        floor: float = DEFAULT_FLOOR,
        limit: int = DEFAULT_LIMIT,
        fallbacks: Sequence[str] = (),
    ) -> tuple[tuple[Match, ...], ...]:
        """For each query its matches, best first: all whose percent reaches `floor`, at most `limit`.

        Near matches are those of a full scan for sources whose raw or masked similarity reaches the floor; texts
        of more than 10,000 symbols, stored or asked for, are found only where they are the same.
        floor: percent, 50 to 100.  fallbacks: other locales whose targets may be offered, with a penalty;
        without them only the query's very locale is.  Raises UsageError for a floor or limit out of range.
        """
        if not LOWEST_FLOOR <= floor <= 100:
            raise UsageError(f"The floor is {floor:g}. Set a percent from {LOWEST_FLOOR:g} to 100.")
        if limit < 1:
            raise UsageError(f"The limit is {limit}. Ask for one match or more.")
        from locmem.memory import retrieval

        asked = tuple(queries)

        def answers() -> tuple[tuple[Match, ...], ...]:
            return tuple(retrieval.lookup(self._database, self._indexes, asked, floor, limit, fallbacks))

        return self._mended(answers)

    def entries(self, locale: str | None = None, batch: str | None = None) -> Iterator[Entry]:
        """The entries, of one locale or batch if given, in an order that depends on nothing but themselves.

        They are read page by page: the memory can be written meanwhile, and what is written may be missed.
        """
        from locmem.memory import retrieval

        at: retrieval.Page | None = retrieval.Page()
        while at is not None:

            def read(at: retrieval.Page = at) -> tuple[tuple[Entry, ...], retrieval.Page | None]:
                with self._database.read() as connection:
                    return retrieval.page(connection, locale, batch, at)

            entries, at = self._mended(read)
            yield from entries

    def concordance(
        self, words: str, side: Side | str = "source", target: str | None = None, limit: int = 20
    ) -> tuple[Hit, ...]:
        """The first `limit` entries whose source or target holds every word and every "quoted phrase" of `words`.

        target: their locale, all without one.  Every entry is read until enough are found.  Raises UsageError
        without words.
        """
        from itertools import islice

        from locmem.memory.concordance import Side, concordance

        return tuple(islice(concordance(self.entries(target), words, Side(side)), limit))

    def stats(self) -> tuple[PairCount, ...]:
        """How much is stored, by language pair and trust."""
        from locmem.memory import statistics

        return self._mended(lambda: self._read(lambda connection: statistics.pair_counts(connection)))

    def places(self) -> tuple[PlaceCount, ...]:
        """How many entries each place of a document has, by the month of their date."""
        from locmem.memory import statistics

        return self._mended(lambda: self._read(lambda connection: tuple(statistics.place_counts(connection))))

    def batches(self) -> tuple[Batch, ...]:
        """The named batches with the number of their entries, by name."""
        from locmem.memory import retrieval

        return self._mended(lambda: self._read(lambda connection: retrieval.batches(connection)))

    def _read(self, ask: Callable[[Connection], _Result]) -> _Result:
        with self._database.read() as connection:
            return ask(connection)


def _inode(file: Path | None) -> int:
    return file.stat().st_ino if file is not None and file.exists() else 0
