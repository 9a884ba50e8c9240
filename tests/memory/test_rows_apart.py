"""Rows that a process of its own makes are those that are made here, whatever becomes of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.memory import rows_apart
from locmem.memory.admission import Rejected
from locmem.memory.rows_apart import apart, rows_of_file
from locmem.memory.schema import Row, row_of
from locmem.memory.sums import chunks
from locmem.memory.text_entries import entry_of
from locmem.model.match import Trust

HEAD = '<tmx version="1.4"><header srclang="en"/><body>\n'
FOOT = "</body></tmx>\n"

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="this system makes no copies of processes"
)


def units(count: int) -> str:
    """Units of which every seventh is rejected, which are more than are told at a time."""
    targets = ("**fett** {}", "" if count % 2 else "nichts")
    return "".join(
        f'<tu tuid="{number}"><tuv xml:lang="en"><seg>Text {number}</seg></tuv><tuv xml:lang="de">'
        f"<seg>{targets[0].format(number) if number % 7 == 3 else f'Satz {number}'}</seg></tuv></tu>\n"
        for number in range(count)
    )


@pytest.fixture
def counted_forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes begun, on a machine of two cores."""
    begun: list[int] = []
    process = rows_apart._process

    def counted(made: rows_apart.Made) -> object:
        begun.append(1)
        return process(made)

    monkeypatch.setattr(rows_apart, "_process", counted)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    return begun


def taken(rows: Iterator[list[Row]]) -> tuple[list[list[Row]], list[str]]:
    """The rows until a fault, and the sentences of that."""
    found: list[list[Row]] = []
    try:
        for some in rows:
            found.append(some)
    except InputErrors as error:
        return found, [f"{problem.location} {problem.what}" for problem in error.problems]
    return found, []


@pytest.mark.parametrize(
    "text",
    [HEAD + units(1200) + FOOT, HEAD + FOOT, HEAD + units(900), HEAD + units(600) + "<tu></tv>" + FOOT, "<html/>", ""],
    ids=["whole", "no unit", "cut off", "not well formed", "another document", "empty"],
)
def test_rows_faults_and_what_is_rejected_are_the_same(tmp_path: Path, counted_forks: list[int], text: str) -> None:
    path = tmp_path / "agency.tmx"
    path.write_text(text, encoding="utf-8")
    told: list[object] = []
    for fewest in (0, 10**9):
        rejected: list[Rejected] = []
        with closing(rows_of_file(path, "en", Trust.IMPORTED, rejected, fewest)) as rows:
            told.append((taken(rows), rejected))
    assert told[0] == told[1]
    assert counted_forks == [1]


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("end", [kill, fail, lambda: os._exit(0)], ids=["killed", "an error", "gone without a word"])
@pytest.mark.parametrize("at", [0, 1, 700, 1499])
def test_what_a_process_that_ended_did_not_tell_is_made_here(end: Callable[[], None], at: int) -> None:
    here = os.getpid()

    def made(into: list[Rejected]) -> Iterator[list[Row]]:
        def one(number: int) -> Row:
            if number == at and os.getpid() != here:
                end()
            into.append(Rejected(source_text=str(number), target_text="", locale="", why=""))
            return row_of(entry_of(f"Text {number}", f"Satz {number}", source="en", target="de"))

        return chunks(map(one, range(1500)))

    rejected: list[Rejected] = []
    rows = [row.source for some in apart(made, rejected) for row in some]
    assert len({*rows}) == len(rows) == 1500
    assert [one.source_text for one in rejected] == [str(number) for number in range(1500)]


def test_whoever_stops_listening_leaves_no_process(tmp_path: Path, counted_forks: list[int]) -> None:
    path = tmp_path / "agency.tmx"
    path.write_text(HEAD + units(5000) + FOOT, encoding="utf-8")
    with closing(rows_of_file(path, "en", Trust.IMPORTED, [], 0)) as rows:
        assert len(next(rows)) == 500
        assert len(multiprocessing.active_children()) == 1
    assert (counted_forks, multiprocessing.active_children()) == ([1], [])


def test_a_process_with_several_threads_is_not_copied(tmp_path: Path, counted_forks: list[int]) -> None:
    path = tmp_path / "agency.tmx"
    path.write_text(HEAD + units(3) + FOOT, encoding="utf-8")
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert len([*rows_of_file(path, "en", Trust.IMPORTED, [], 0)]) == 1
    finally:
        done.set()
        other.join()
    assert not counted_forks
    assert len([*rows_of_file(path, "en", Trust.IMPORTED, [], 0)]) == 1
    assert counted_forks
