"""The index of the sources of one language: segments in files, or in memory where there is no folder.

It is a cache of the database, which numbers its sources in the order they come: the index knows up to which
number it has seen them, and takes in what is new before it answers.  New sources become a segment of their own;
segments that are not much larger than what comes after them are built anew together with it, up to a size, so
that there are never many.  Removed sources stay until half of the index is of that kind; whoever asks proves
every hit against the database anyway.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from locmem import textfile
from locmem.errors import ProjectError
from locmem.memory.index.bags import MAX_LENGTH
from locmem.memory.index.kernel import compiled
from locmem.memory.index.probing import Probe, Search
from locmem.memory.index.segment import Segment, Source, build, digest_of, find
from locmem.memory.index.segment_file import DamagedIndex, SegmentFile, open_file
from locmem.processors import processors

Read = Callable[[int, int], Iterator[Source]]
"""The stored sources whose numbers are in a half-open range, in order."""

_FORMAT = 9
"""Goes up whenever `symbols`, `bags` or `segment` give other values for the same text."""

_MOST_ROWS = 1 << 18
_MOST_CHARACTERS = 1 << 27
_MANY = 1000
_PROCESSORS = processors()


_PARALLEL = 200_000
"""Probes times strings there must be for it to pay to use all processors."""

_log = logging.getLogger("locmem")


class State(NamedTuple):
    """What a database says of its sources: see `locmem.memory.schema.STATE`."""

    identity: str
    next_source: int
    removed: int
    epoch: int


class Index:
    """The sources of one language, found by likeness.  Call `refresh` before each search.

    folder: where its files lie, each name beginning with `name`; None to keep everything in memory.
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder = folder
        self._name = name
        self._state: State | None = None
        self._segments: dict[str, Segment] = {}
        self._seen = 0
        self._recorded = 0
        self._removed = 0

    @property
    def rows(self) -> int:
        """How many strings are searched."""
        return sum(segment.rows for segment in self._segments.values())

    @property
    def size(self) -> int:
        """The bytes of its files, texts included."""
        return sum(segment.size for segment in self._segments.values())

    def refresh(self, state: State, read: Read) -> None:
        """Takes in what the database holds and the index does not."""
        if state == self._state:
            return
        if self._state is None:
            self._open(state, read)
        known = self._state
        is_same = known is not None and (known.identity, known.epoch) == (state.identity, state.epoch)
        if not is_same or self._seen > state.next_source or state.removed - self._removed > max(_MANY, self.rows / 2):
            self._begin(state)
        self._state = state
        if self._seen < state.next_source:
            self._extend(state.next_source, read)

    def rebuild(self, state: State, read: Read) -> None:
        """Builds everything anew, because something was found to be damaged; says so."""
        self._notice("is damaged")
        self._begin(state)
        self._state = state
        self._extend(state.next_source, read)

    def erase(self) -> None:
        """Removes the files; the next search builds them anew."""
        self._state = None
        self._segments = {}
        self._remove_files(keep=())

    def is_at(self, state: State) -> bool:
        """Whether it has taken in all that a database in this state holds."""
        return state == self._state

    def with_key(self, key: int) -> list[int]:
        """The numbers of the sources with a key.  Raises DamagedIndex."""
        return [number for segment in self._segments.values() for number in segment.with_key(key)]

    def find(self, probes: Sequence[Probe], floor: float) -> list[set[int]]:
        """For each probe the numbers of all sources within reach; none for one longer than MAX_LENGTH.

        The strings are gone through once, which is the quicker the more alike the probes' lengths are.
        Raises DamagedIndex.
        """
        numbers: list[set[int]] = [set() for _ in probes]
        places = [place for place, probe in enumerate(probes) if len(probe.text) <= MAX_LENGTH]
        if places:
            search = Search([probes[place] for place in places], floor)
            found = find(tuple(self._segments.values()), search, compiled())
            for place, ids in zip(places, found, strict=True):
                numbers[place] = ids
        return numbers

    def find_groups(self, groups: Sequence[Sequence[Probe]], floor: float) -> Iterator[list[list[set[int]]]]:
        """For each group of probes, in order, what `find` gives: one list for those that were found meanwhile.

        Where it pays, others are looked for on all processors while the caller makes use of what it was given.
        Raises DamagedIndex.
        """
        if len(groups) == 1 or _PROCESSORS == 1 or sum(map(len, groups)) * self.rows < _PARALLEL:
            for group in groups:
                yield [self.find(group, floor)]
            return
        with ThreadPoolExecutor(_PROCESSORS) as pool:
            waiting = deque(pool.submit(self.find, group, floor) for group in groups)
            try:
                while waiting:
                    found = [waiting.popleft().result()]
                    while waiting and waiting[0].done():
                        found.append(waiting.popleft().result())
                    yield found
            finally:
                pool.shutdown(cancel_futures=True)

    def _begin(self, state: State) -> None:
        self._segments = {}
        self._seen = self._recorded = 0
        self._removed = state.removed

    def _extend(self, stop: int, read: Read) -> None:
        kept, start = self._kept_before(stop)
        like = max(self._segments.values(), key=lambda segment: segment.rows, default=None)
        new: dict[str, Segment] = {}
        for low, sources in _parts(read(start, stop), start):
            data = build(sources, low, like)
            # The next ones are read before anything is given free that has a name here.
            sources.clear()
            name, segment = self._stored(data)
            del data
            new[name] = segment
            like = like or segment
        self._segments = {**kept, **new}
        self._seen = stop
        if new or stop - self._recorded > _MANY:
            self._record(stop)

    def _kept_before(self, stop: int) -> tuple[dict[str, Segment], int]:
        """The segments that stay, and where the new one begins: it takes in those not much larger than itself."""
        kept = dict(self._segments)
        start, rows = self._seen, stop - self._seen
        for name, segment in reversed(self._segments.items()):
            if segment.rows > 2 * rows or segment.rows + rows > _MOST_ROWS:
                break
            del kept[name]
            start, rows = segment.low, rows + segment.rows
        return kept, start

    def _stored(self, data: bytes) -> tuple[str, Segment]:
        """The segment of a packed file: in its folder, or in memory where nothing can be written."""
        name = f"{self._name}-{secrets.token_hex(8)}.segment"
        if self._folder is not None:
            try:
                textfile.write_bytes(self._folder / name, data, durable=False)
                return name, Segment(open_file(self._folder / name))
            except ProjectError:
                self._folder = None
        return name, Segment(SegmentFile(data))

    def _open(self, state: State, read: Read) -> None:
        """Takes over the files of an earlier process where they fit the database."""
        if self._folder is None or not self._list.exists():
            return
        try:
            digest, _, body = self._list.read_text(encoding="utf-8").partition("\n")
            told = json.loads(body)
            if digest != digest_of(body):
                raise DamagedIndex
            facts = State(told["identity"], int(told["seen"]), int(told["removed"]), int(told["epoch"]))
            if told["format"] != _FORMAT or facts.identity != state.identity:
                self._notice("belongs to another memory or version")
                return
            if facts.epoch != state.epoch:
                return
            named = dict(told["segments"])
            if any(Path(name).name != name for name in named):
                raise DamagedIndex
            segments = {name: Segment(open_file(self._folder / name)) for name in named}
            # A file may lie under the name of another one, or in the folder of another language.
            if told["of"] != self._folder.name or any(
                segment.digest != named[name] for name, segment in segments.items()
            ):
                raise DamagedIndex
            if facts.next_source > state.next_source or not all(_fits(segment, read) for segment in segments.values()):
                self._notice("belongs to another state of the memory")
                return
        except (DamagedIndex, OSError, ValueError, KeyError, TypeError):
            self._notice("is damaged")
            return
        self._segments, self._state = segments, facts
        self._seen = self._recorded = facts.next_source
        self._removed = facts.removed

    @property
    def _list(self) -> Path:
        assert self._folder is not None
        return self._folder / f"{self._name}.json"

    def _record(self, stop: int) -> None:
        """Writes which segments count, and removes the files of others."""
        if self._folder is None or self._state is None:
            return
        told = {
            "format": _FORMAT,
            "identity": self._state.identity,
            "epoch": self._state.epoch,
            "removed": self._removed,
            "seen": stop,
            "of": self._folder.name,
            "segments": {name: segment.digest for name, segment in self._segments.items()},
        }
        try:
            body = json.dumps(told)
            textfile.write_bytes(self._list, f"{digest_of(body)}\n{body}".encode(), durable=False)
        except ProjectError:
            return
        self._recorded = stop
        self._remove_files(keep=(self._list.name, *self._segments))

    def _remove_files(self, keep: Sequence[str]) -> None:
        if self._folder is None or not self._folder.is_dir():
            return
        for path in self._folder.glob(f"{self._name}*"):
            if path.name in keep or path.suffix not in (".segment", ".json"):
                continue
            try:
                path.unlink(missing_ok=True)
            except OSError:
                # Another process may still have it mapped; the next one to record removes it.
                continue

    def _notice(self, what: str) -> None:
        _log.warning("The memory's index in %s %s; it is built anew.", self._folder, what)


def _parts(sources: Iterator[Source], low: int) -> Iterator[tuple[int, list[Source]]]:
    """The sources of each segment to build, with the lowest number it may have; `low` is that of the first."""
    some: list[Source] = []
    rows = characters = 0
    for source in sources:
        some.append(source)
        rows += 1 if source.masked is None else 2
        characters += len(source.raw) + len(source.masked or "")
        if rows >= _MOST_ROWS or characters >= _MOST_CHARACTERS:
            yield low, some
            low = source.id + 1
            some, rows, characters = [], 0, 0
    if some:
        yield low, some


def _fits(segment: Segment, read: Read) -> bool:
    """Whether the last source of a segment is the one the database has under its number, if it has it still."""
    stored = next(read(segment.last, segment.last + 1), None)
    return stored is None or digest_of(stored.raw) == segment.last_text
