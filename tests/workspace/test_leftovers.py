"""What killed writers leave is gone after the next command that writes; nothing else is touched."""

from __future__ import annotations

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from locmem import textfile
from tests.pipelines.scenes import ACCEPT, ARTICLE, PAGE, accepted, build
from tests.pipelines.shop import Shop

KILLED = """
import os, signal, sys

where, number = sys.argv.pop(1), int(sys.argv.pop(1))
seen = 0

def at(function):
    def call(*args, **options):
        global seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **options)
    return call

module, name = where.split(":")
module = __import__(module, fromlist=["x"])
setattr(module, name, at(getattr(module, name)))
from locmem.cli.main import main
main()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = build(tmp_path_factory.mktemp("desk") / "desk")
    ACCEPT.prepare(shop)
    return shop


@pytest.fixture
def stale(made: Shop, tmp_path: Path) -> Shop:
    """The small project with one stale sentence."""
    return made.copy(tmp_path / "desk")


def killed(shop: Shop, where: str, number: int, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(number), *words],
        cwd=shop.root,
        env=shop.environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr


def leftovers(folder: Path) -> list[Path]:
    found = [*folder.rglob("*.locmem-tmp"), *folder.rglob("*-journal")]
    return sorted(one for one in found if one.is_file() or one.is_symlink())


@pytest.mark.parametrize(
    ("where", "number", "words"),
    [
        ("os:chmod", 1, ("export", "--locale", "es")),
        ("locmem.overwriting:take_name", 1, ("export", "--locale", "es")),
        ("locmem.overwriting:_is_settled", 1, ("accept", PAGE, "--reason", "true")),
        ("os:chmod", 1, ("render",)),
        ("os:replace", 2, ("render",)),
    ],
)
def test_a_killed_command_leaves_nothing_behind_the_next_one(
    stale: Shop, where: str, number: int, words: tuple[str, ...]
) -> None:
    killed(stale, where, number, *words)
    assert leftovers(stale.root) != []
    accepted(stale)
    assert leftovers(stale.root) == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("export", "--no-cache", "--locale", "es", "--to"), "es"),
        (("render", "--no-cache", "--market", "ES", "--to"), "ES"),
    ],
)
def test_a_folder_elsewhere_is_swept_by_who_writes_there_next(
    stale: Shop, tmp_path: Path, words: tuple[str, ...], names: str
) -> None:
    folder = tmp_path / "elsewhere"
    killed(stale, "os:chmod", 1, *words, str(folder))
    assert leftovers(folder / names) != []
    theirs = folder / "another/.x.po.0123456789abcdef.locmem-tmp"
    theirs.parent.mkdir()
    theirs.write_bytes(b"of a writer that works in another part of the folder")
    done = stale.command(*words, str(folder))
    assert done.returncode == 0, done.stderr
    assert leftovers(folder) == [theirs]


def test_a_file_that_is_written_alone_is_tidied_by_its_next_writing(stale: Shop) -> None:
    words = ("memory", "export", "out.tmx")
    killed(stale, "os:chmod", 1, *words)
    assert [one.name[:9] for one in stale.root.glob(".*.locmem-tmp")] == [".out.tmx."]
    assert stale.command(*words).returncode == 0
    assert leftovers(stale.root) == []


def test_only_what_is_ours_and_abandoned_goes(stale: Shop, tmp_path: Path) -> None:
    content = stale.root / "content"
    kept = (
        "a.tmp",
        ".lamp.md.abcd1234.tmp",
        "x.locmem-tmp",
        ".x.locmem-tmp",
        ".x.0123456789abcdeg.locmem-tmp",
        ".lamp.md.swp",
        "#lamp.md#",
        "lamp.md~",
    )
    for name in kept:
        (content / name).write_bytes(b"somebody's")
    outside = tmp_path / "outside"
    outside.mkdir()
    behind = textfile.free_name(outside / "a.po")
    behind.write_bytes(b"of another project")
    (content / "link").symlink_to(outside)
    linked = textfile.free_name(content / "b.po")
    linked.symlink_to(behind)
    abandoned, held = textfile.free_name(content / "a.po"), textfile.free_name(content / "a.po")
    abandoned.write_bytes(b"half")
    with held.open("wb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        accepted(stale)
        assert not abandoned.exists()
        assert all((content / name).exists() for name in kept)
        assert behind.exists()
        assert linked.is_symlink()
        assert held.exists()
    accepted(stale)
    assert not held.exists()


def test_a_file_of_a_longer_name_is_not_taken_for_what_was_left_beside_one_of_a_shorter(tmp_path: Path) -> None:
    names = ["a.md", "a.md.po", "x" * 45 + "1.md", "x" * 45 + "2.md", "ü" * 60 + ".md"]
    made = {name: textfile.free_name(tmp_path / name) for name in names}
    for leftover in made.values():
        leftover.write_bytes(b"half")
    assert {name: textfile.leftovers(tmp_path / name) for name in names} == {
        name: (leftover,) for name, leftover in made.items()
    }


@pytest.mark.parametrize("content", [b"", bytes(600), b"no journal at all " * 60])
@pytest.mark.parametrize("file", ["locmem.db", ".locmem/memory.db"])
def test_a_journal_that_nobody_needs_goes_and_the_database_stays(stale: Shop, file: str, content: bytes) -> None:
    runs = stale.open().journal.runs()
    journal = stale.root / f"{file}-journal"
    journal.write_bytes(content)
    stale.run()
    assert not journal.exists()
    assert stale.open().journal.runs() == runs
    assert list(stale.open().memory.entries("es")) != []


def test_a_journal_that_is_needed_is_played_back(stale: Shop) -> None:
    runs = stale.open().journal.runs()
    program = (
        "import os, signal, sqlite3\n"
        "connection = sqlite3.connect('locmem.db', isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 2')\n"
        "connection.execute('BEGIN')\n"
        "connection.execute('CREATE TABLE more (words TEXT)')\n"
        "connection.execute('DELETE FROM run_files')\n"
        "for number in range(2000):\n"
        "    connection.execute('INSERT INTO more VALUES (?)', ('x' * 500,))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=stale.root, check=False)
    assert (stale.root / "locmem.db-journal").stat().st_size > 512
    stale.run()
    assert not (stale.root / "locmem.db-journal").exists()
    assert stale.open().journal.runs() == runs
    with closing(sqlite3.connect(stale.root / "locmem.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_journal_without_its_database_does_not_outlive_the_next_one(stale: Shop) -> None:
    stale.remove("locmem.db")
    journal = stale.root / "locmem.db-journal"
    journal.write_bytes(bytes(600))
    accepted(stale)
    assert not journal.exists()
    assert len(stale.open().journal.runs()) == 1


def test_a_dry_run_sweeps_nothing(stale: Shop) -> None:
    leftover = textfile.free_name(stale.root / ARTICLE)
    leftover.write_bytes(b"half")
    stale.run(is_dry=True)
    assert leftover.exists()
