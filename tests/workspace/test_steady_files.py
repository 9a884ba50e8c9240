from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from locmem import textfile
from locmem.errors import InputErrors
from locmem.workspace.steady_files import SteadyFiles

HOUR = 3_600_000_000_000


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that were really read."""
    found: list[str] = []
    read = textfile.read_bytes

    def noted(path: Path, shown: str | None = None) -> bytes:
        found.append(str(shown))
        return read(path, shown)

    monkeypatch.setattr(textfile, "read_bytes", noted)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(b"One.\n")
    return path


def an_hour_later() -> int:
    return time.time_ns() + HOUR


def test_a_file_that_has_rested_is_read_once(file: Path, reads: list[str]) -> None:
    files = SteadyFiles(an_hour_later)
    assert [files.read(file, "page.md") for _ in range(3)] == [b"One.\n"] * 3
    assert reads == ["page.md"]


def test_a_file_that_was_just_saved_is_read_each_time(file: Path, reads: list[str]) -> None:
    files = SteadyFiles(lambda: file.stat().st_mtime_ns + 1_000_000_000)
    for _ in range(3):
        files.read(file, "page.md")
    assert len(reads) == 3


def in_place(path: Path, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.write(data)
        stream.truncate()


def renamed(path: Path, data: bytes) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(data)
    os.replace(new, path)


def with_its_old_time(path: Path, data: bytes) -> None:
    times = path.stat()
    renamed(path, data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def removed_and_made_again(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("save", [in_place, renamed, with_its_old_time, removed_and_made_again])
@pytest.mark.parametrize("text", [b"Two.\n", b"Another text.\n", b""])
def test_whatever_an_editor_does_to_save_is_noticed(
    file: Path, save: Callable[[Path, bytes], None], text: bytes
) -> None:
    files = SteadyFiles(an_hour_later)
    files.read(file, "page.md")
    known = file.stat().st_ctime_ns
    while time.time_ns() // 10_000_000 == known // 10_000_000:
        # A save within the same tick of the file system is what a moment's rest is for.
        pass
    save(file, text)
    assert files.read(file, "page.md") == text


def test_a_file_that_is_gone_is_told_although_it_was_read_before(file: Path) -> None:
    files = SteadyFiles(an_hour_later)
    files.read(file, "page.md")
    file.unlink()
    with pytest.raises(InputErrors, match=r"page\.md"):
        files.read(file, "page.md")
