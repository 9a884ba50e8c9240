"""Damage to the state: bits flipped, bytes overwritten, sectors zeroed, ends cut off.

It is tried on every file of `.locmem/` and on `locmem.db`; afterwards every answer is what it was, or the damage is
named.
"""

from __future__ import annotations

import logging
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest import mock

from locmem.errors import DamagedStore, LocmemError, NewerStore, UsageError
from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.match import Entry, Match
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.memory.files import import_tmx
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.kept_answers import FOLDER as ANSWERS
from locmem.workspace.project import Project
from locmem.workspace.remembering import memory_entries
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop, build
from tests.trust.family import Control, Size, Tried

NAME = "Damaged state: flipped bits, overwritten bytes, zeroed sectors, cut ends"
PROMISE = "Whatever is damaged of what locmem keeps, every answer is what it was, or the damage is named."

_SECTOR = 512
_HISTORY = "locmem.db"
_MEMORY = ".locmem/"
_SEEN = ".locmem/seen/"
_OTHERS = (".locmem/lock",)
_LOG = logging.getLogger("locmem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One way in which a file is damaged: its name, and what becomes of the bytes."""

    name: str
    of: Callable[[bytes, random.Random], bytes]


def _flipped(data: bytes, rng: random.Random, bits: int = 1) -> bytes:
    changed = bytearray(data)
    for _ in range(bits):
        changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _overwritten(data: bytes, rng: random.Random) -> bytes:
    place, size = rng.randrange(len(data)), rng.randint(2, 64)
    return (data[:place] + rng.randbytes(size) + data[place + size :])[: len(data)]


def _zeroed(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data)) // _SECTOR * _SECTOR
    size = min(_SECTOR, len(data) - place)
    return data[:place] + bytes(size) + data[place + size :]


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


DAMAGES = (
    Damage(name="one bit", of=_flipped),
    Damage(name="two bits", of=partial(_flipped, bits=2)),
    Damage(name="2 to 64 bytes", of=_overwritten),
    Damage(name="a zeroed sector", of=_zeroed),
    Damage(name="cut off", of=_cut),
)


class Heard(logging.Handler):
    """What the program says of damage while it answers."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())

    def __enter__(self) -> Heard:
        self.said.clear()
        _LOG.addHandler(self)
        self._propagates, _LOG.propagate = _LOG.propagate, False
        return self

    def __exit__(self, *_: object) -> None:
        _LOG.removeHandler(self)
        _LOG.propagate = self._propagates


def prepared(root: Path) -> Shop:
    """The small project with a history: an agency's memory, a new sentence, a handoff, and a run that was undone."""
    shop = build(root)
    (root / "agency.tmx").write_text(_AGENCY, encoding="utf-8")
    run_step(shop.open(), "memory import", lambda run: import_tmx(run, root / "agency.tmx"))
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + "\n\nThe lamp glows.\n")
    shop.edit("content/articles/paying.md", "We collect the money when", "We take the money when")
    shop.run()
    options = HandoffOptions(format=ExchangeFormat.PO, locales=("es",), folder="out")
    handed, _ = run_step(shop.open(), "export", lambda run: hand_off(run, options))
    undo(shop.open(), handed.id)
    return shop


_AGENCY = """<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>Good evening, and thank you.</seg></tuv>
<tuv xml:lang="es"><seg>Buenas noches y gracias.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>We answer without a delay.</seg></tuv>
<tuv xml:lang="es"><seg>Contestamos sin demora.</seg></tuv></tu>
</body></tmx>
"""


class State:
    """A project's state as it was, its answers, and what becomes of them when a file is damaged."""

    def __init__(self, shop: Shop) -> None:
        self.root = shop.root
        self._open = shop.open
        self._run = shop.run
        project = self._open()
        self._made_of: tuple[Entry, ...] = tuple(memory_entries(project, open_workspace(project)))
        self._texts = sorted({entry.source.native for entry in self._made_of})
        project.memory.replace_all(self._made_of)
        self._matches(project)
        self._runs = tuple(run.id for run in project.journal.runs())
        self._keys = sorted({(one.document, one.occurrence) for one in project.journal.confirmations()})[:3]
        self.right = self.answers(project)
        assert not any(isinstance(answer, Exception) for answer in self.right.values())
        _close(project)
        self.files = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in (*sorted((self.root / ".locmem").rglob("*")), self.root / "locmem.db")
            if path.is_file() and path.stat().st_size
        }

    def restore(self) -> None:
        """Every file as it was, and no other."""
        shutil.rmtree(self.root / ".locmem")
        (self.root / "locmem.db-journal").unlink(missing_ok=True)
        for path, data in self.files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(data)

    def after(self, path: str, data: bytes) -> tuple[list[str], bool]:
        """Which answers are wrong once a file holds `data`, and whether the damage was named."""
        self.restore()
        (self.root / path).write_bytes(data)
        try:
            project = self._open()
        except LocmemError as error:
            return [str(error)], True
        with Heard() as heard:
            answers = self.answers(project, path)
            _close(project)
        is_named = any("damaged" in line or "anew" in line for line in heard.said)
        wrong = [
            f"{question}: {answer!r}"[:400]
            for question, answer in answers.items()
            if answer != self.right[question] and not self._is_refused(question, answer, heard.said)
        ]
        refused = any(isinstance(answer, Exception) for answer in answers.values())
        return wrong, is_named or refused

    def _is_refused(self, question: str, answer: object, said: Sequence[str]) -> bool:
        """Whether an answer that is another one names the damage, and gives nothing that was never true."""
        if isinstance(answer, Exception):
            return isinstance(answer, DamagedStore | NewerStore) and "locmem.db" in str(answer)
        right = self.right[question]
        if not isinstance(answer, tuple) or not isinstance(right, tuple):
            return False
        others = [one for one in answer if one not in right]
        if question == "runs":
            return all(one.status == "damaged" for one in others) and len(answer) >= len(right) - 1
        return not others and any("locmem.db" in line and "damaged" in line for line in said)

    def answers(self, project: Project, about: str = "") -> dict[str, object]:
        """The answer to every question about a file of the state, about all for none, or the error it ended in."""
        found: dict[str, object] = {}
        for name, ask in self._questions(project, about).items():
            try:
                found[name] = ask()
            except LocmemError as error:
                found[name] = str(error) if isinstance(error, UsageError) else error
            except Exception as error:
                # Whatever else is raised would be a bug, whose report tells a manager nothing.
                found[name] = f"{type(error).__name__}: {error}"
        return found

    def _questions(self, project: Project, about: str) -> dict[str, Callable[[], object]]:
        of_memory: dict[str, Callable[[], object]] = {
            "memory": lambda: project.memory.made_of(lambda: self._made_of),
            "search": lambda: self._matches(project),
            "entries": lambda: tuple(project.memory.entries()),
            "entries in es": lambda: tuple(project.memory.entries("es")),
            "stats": lambda: project.memory.stats(),
            "places": lambda: tuple(sorted(project.memory.places(), key=repr)),
        }
        of_history: dict[str, Callable[[], object]] = {
            "runs": lambda: project.journal.runs(),
            "confirmations": lambda: project.journal.confirmations(),
            "writers": lambda: project.journal.writers("content/memory"),
            "interrupted": lambda: project.journal.interrupted(),
        }
        for run in self._runs:
            of_history[f"files of {run}"] = lambda run=run: project.journal.files(run)  # type: ignore[misc]
        for run in self._runs[:2]:
            of_history[f"undo of {run}"] = lambda run=run: self._undone(run)  # type: ignore[misc]
        for key in self._keys:
            of_history[f"targets of {key}"] = lambda key=key: project.journal.targets(*key)  # type: ignore[misc]
        if about == _HISTORY:
            return of_history
        if about.startswith(_MEMORY) and about not in _OTHERS and not about.startswith(_SEEN):
            return of_memory
        return {**of_memory, **of_history, "sync": self._synced}

    def _synced(self) -> object:
        result = self._run()
        return result.files, [(name, step.summary) for name, step in result.steps]

    def _matches(self, project: Project) -> tuple[tuple[Match, ...], ...]:
        texts = (*self._texts, *(f"{text[: len(text) * 3 // 4]} now" for text in self._texts))
        return tuple(found for locale in ("es", "ja") for found in project.memory.search_many(texts, "en", locale, 55))

    def _undone(self, run: str) -> object:
        project = self._open()
        try:
            done, result = undo(project, run, is_dry=True)
            return result, tuple(done.files)
        finally:
            _close(project)


def _close(project: Project) -> None:
    for name in ("memory", "database"):
        if name in vars(project):
            getattr(project, name).close()


def tries(state: State, count: int, seed: int) -> Iterator[tuple[str, str, list[str], bool]]:
    """For each try the file, the kind of damage, the wrong answers, and whether the damage was named."""
    rng = random.Random(seed)
    # The two databases are most of what can break, and have the most ways to.
    copies = [path for path in state.files if path.startswith(_SEEN)]
    answers = [path for path in state.files if path.startswith(ANSWERS)]
    others = [path for path in state.files if path not in (*copies, *answers)]
    paths = sorted((*others, *copies[:2], *answers[:3], *3 * (_HISTORY, f"{_MEMORY}memory.db")))
    for number in range(count):
        path, damage = paths[number % len(paths)], DAMAGES[number // len(paths) % len(DAMAGES)]
        data = damage.of(state.files[path], rng)
        wrong, is_named = state.after(path, data) if data != state.files[path] else ([], False)
        yield path, damage.name, wrong, is_named


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Wrong answers by file, and how often the damage was named; of the others nothing that is used was hit."""
    with tempfile.TemporaryDirectory() as folder:
        state = State(prepared(Path(folder) / "shop"))
        yield from _by_file(tries(state, 500 if size is Size.FULL else 42, seed), seed)


def _by_file(found: Iterator[tuple[str, str, list[str], bool]], seed: int) -> Iterator[Tried]:
    tried: Counter[str] = Counter()
    named: Counter[str] = Counter()
    wrong: dict[str, list[str]] = {}
    for number, (path, damage, faults, is_named) in enumerate(found):
        file = _kind(path)
        tried[file] += 1
        named[file] += is_named
        if faults:
            wrong.setdefault(file, []).append(f"seed {seed}, try {number}, {damage} of {path}: {faults[0]}")
    for file, count in sorted(tried.items()):
        note = f"the damage was named in {named[file]:,}; the others hit nothing that is read"
        yield Tried(what=f"damage to {file}", tries=count, wrong=tuple(wrong.get(file, ())), note=note)


def controls(seed: int) -> Iterator[Control]:
    """Rows are believed whatever their digests say."""
    with tempfile.TemporaryDirectory() as folder:
        state = State(prepared(Path(folder) / "shop"))
        with (
            mock.patch("locmem.memory.schema.row_digest", return_value=_EqualToAll()),
            mock.patch("locmem.memory.sums.prove"),
        ):
            found = list(tries(state, 40, seed))
    yield Control(what="rows are believed", tries=len(found), seen=sum(bool(one[2]) for one in found))


class _EqualToAll:
    """A digest that fits every row."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def _kind(path: str) -> str:
    kinds = {".locmem/index/": "files of the index", _SEEN: "copies of settings"}
    return next((kind for folder, kind in kinds.items() if path.startswith(folder)), path)
