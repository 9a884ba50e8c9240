"""Answers that are kept: what was once found out is not found out again while all it depends on is the same.

An answer lies under `.locmem/answers/`, in the file of its question, under a key: a digest of everything the answer
was made from.  Nothing is ever marked as out of date: what depends on something that changed has another key, and is
looked for in vain.  So whoever makes a key must put in all there is; `code_print` stands for locmem itself.

The files are sealed (`locmem.sealed`), may be deleted at any time, and hold no more than `MOST` bytes each: the
answers that nobody asked for longest go first.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import locmem
from locmem.errors import ProjectError
from locmem.ownfiles import own_file
from locmem.sealed import read_sealed, write_sealed
from locmem.workspace.steady_files import KnownDigests, Stamp

if TYPE_CHECKING:
    import msgspec

T = TypeVar("T")

FOLDER = ".locmem/answers"

MOST = 64 * 1024 * 1024
"""Bytes of the answers to one question."""

_FEW = 4
"""Answers to a question about the whole project: each is large, and mostly the last one is asked for."""


def key_of(*parts: object) -> bytes:
    """What stands for all that an answer depends on.  parts: bytes, or values whose `repr` says all of them."""
    digest = hashlib.blake2b(code_print(), digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()


@cache
def code_print() -> bytes:
    """What stands for the program: its files as they lie here, Python, and the folders its libraries lie in."""
    digest = hashlib.blake2b(f"{locmem.__version__}\0{sys.version}".encode(), digest_size=16)
    for stamp in (*_files(Path(locmem.__file__).parent), *_libraries()):
        digest.update(stamp.encode("utf-8", "surrogatepass"))
    return digest.digest()


def _files(folder: Path) -> Iterable[str]:
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if not name.endswith(".pyc"):
                found = Path(place, name).stat()
                yield f"{place}/{name}\0{found.st_size}\0{found.st_mtime_ns}\0"


def _libraries() -> Iterable[str]:
    # A library that is installed, removed or changed to another version changes the folder it lies in.
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and Path(place).is_dir():
            yield f"{place}\0{Path(place).stat().st_mtime_ns}\0"


def as_bytes(answer: object) -> bytes:
    """An answer as it is kept: values, tuples and mappings of them, enums, dates, numbers, texts, bytes."""
    import msgspec

    return msgspec.msgpack.encode(answer)


def reader_of(kind: type[T]) -> Callable[[bytes], T]:
    """What reads answers of a type; it raises ValueError for what is none."""
    import msgspec

    decoder = _decoder(cast(Hashable, kind))

    def read(data: bytes) -> T:
        try:
            return cast(T, decoder.decode(data))
        except msgspec.DecodeError as error:
            raise ValueError(str(error)) from None

    return read


@cache
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    import msgspec

    return msgspec.msgpack.Decoder(kind)


class KeptAnswers:
    """The answers of a project, read when a question is first asked.

    root: of the project; None keeps nothing beyond this process, and knows nothing from before.
    """

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._known: dict[str, dict[bytes, bytes]] = {}
        self._asked: dict[str, dict[bytes, bytes]] = {}
        self._new: set[str] = set()
        self._of_all: set[str] = set()

    def get(self, question: str, key: bytes) -> bytes | None:
        """The answer to a question under a key, None where it is not known."""
        asked = self._asked.setdefault(question, {})
        if (found := asked.get(key)) is None and (found := self._of(question).get(key)) is not None:
            asked[key] = found
        return found

    def put(self, question: str, key: bytes, answer: bytes, *, is_of_all: bool = False) -> None:
        """Keep an answer.  is_of_all: whether it is about the whole project, so that only few to the question count."""
        self._asked.setdefault(question, {})[key] = answer
        self._new.add(question)
        if is_of_all:
            self._of_all.add(question)

    def keep(self) -> None:
        """Write what is new, so that the next process knows it; what cannot be written is found out again."""
        for question in sorted(self._new):
            place = self._place(question)
            if place is not None:
                asked = self._asked[question]
                older = ((key, value) for key, value in self._of(question).items() if key not in asked)
                newest_first = (*reversed(asked.items()), *older)
                few = newest_first[:_FEW] if question in self._of_all else newest_first
                write_sealed(place, as_bytes(_as_many_as_fit(few)))
        self._new.clear()

    def read_again(self) -> None:
        """Know what other processes have kept meanwhile, too."""
        self._known.clear()

    def erase(self) -> None:
        """Remove all answers, also those of earlier processes: they may hold texts that are to be gone for good.

        The digests of the project's files hold no text, and stay.
        """
        self._known.clear()
        self._asked.clear()
        self._new.clear()
        folder = self._root / FOLDER if self._root is not None and _place(self._root, _FILES) is not None else None
        for place in folder.iterdir() if folder is not None and folder.is_dir() else ():
            if place.name != _FILES:
                place.unlink(missing_ok=True)

    def _of(self, question: str) -> dict[bytes, bytes]:
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self._read(question)
        return known

    def _read(self, question: str) -> dict[bytes, bytes]:
        data = None if self._root is None else _content(self._root, question)
        try:
            return reader_of(dict[bytes, bytes])(data) if data else {}
        except ValueError:
            return {}

    def _place(self, question: str) -> Path | None:
        return None if self._root is None else _place(self._root, question)


def _as_many_as_fit(answers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The first of the answers, up to `MOST` bytes."""
    kept: dict[bytes, bytes] = {}
    room = MOST
    for key, value in answers:
        room -= len(key) + len(value)
        if room < 0:
            break
        kept[key] = value
    return kept


_FILES = "files"
"""The file, beside those of the questions, that says what the files of the project hold."""


def known_digests(root: Path) -> KnownDigests:
    """What earlier processes knew of the files of a project."""
    data = _content(root, _FILES)
    try:
        found = reader_of(dict[str, tuple[Stamp, bytes]])(data) if data else {}
    except ValueError:
        found = {}
    return KnownDigests(found)


def keep_digests(root: Path, known: KnownDigests) -> None:
    """Write what is known of files, where anything was learned."""
    place = _place(root, _FILES) if known.is_new else None
    if place is not None:
        there = {path: found for path, found in known.digests.items() if (root / path).is_file()}
        write_sealed(place, as_bytes(there))
        known.is_new = False


def _content(root: Path, name: str) -> bytes | None:
    place = _place(root, name)
    return read_sealed(place) if place is not None else None


def _place(root: Path, name: str) -> Path | None:
    try:
        return own_file(root, f"{FOLDER}/{name}")
    except ProjectError:
        # Something of somebody else lies there.
        return None
