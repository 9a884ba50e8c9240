"""A file that somebody saves while it is written over keeps what they saved, whatever moment they choose."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from locmem import overwriting, renaming
from locmem.errors import ChangedError, ProjectError
from locmem.overwriting import write_over

OLD, NEW, THEIRS = b"old", b"new", b"theirs"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.po"
    path.write_bytes(OLD)
    return path


def renamed(path: Path, data: bytes) -> None:
    other = path.with_name("a.swp")
    other.write_bytes(data)
    other.replace(path)


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def at_swap(monkeypatch: pytest.MonkeyPatch, *saves: Callable[[], None]) -> None:
    """Has somebody save right before the files change places, once for each time they do."""
    left = list(saves)

    def swap(one: str | Path, other: str | Path) -> bool:
        if left:
            left.pop(0)()
        return renaming.swap(one, other)

    monkeypatch.setattr(overwriting, "swap", swap)


@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (OLD, None), (None, NEW)])
def test_a_file_that_holds_what_was_read_is_written_and_nothing_is_left_beside_it(
    file: Path, before: bytes | None, after: bytes | None
) -> None:
    if before is None:
        file.unlink()
    write_over(file, before, after)
    assert (file.read_bytes() if file.exists() else None) == after
    assert [one.name for one in file.parent.iterdir()] == (["a.po"] if after else [])


@pytest.mark.parametrize("after", [NEW, None])
@pytest.mark.parametrize("before", [b"another", None])
def test_a_file_that_holds_anything_else_is_left(file: Path, before: bytes | None, after: bytes | None) -> None:
    with pytest.raises(ChangedError, match=r"shown\.po: somebody saved this file while the command ran"):
        write_over(file, before, NEW if before is None else after, "shown.po")
    assert file.read_bytes() == OLD
    assert [one.name for one in file.parent.iterdir()] == ["a.po"]


@pytest.mark.parametrize("save", [renamed, in_place])
def test_what_is_saved_right_before_the_files_change_places_goes_back(
    file: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path, bytes], None]
) -> None:
    at_swap(monkeypatch, lambda: save(file, THEIRS))
    with pytest.raises(ChangedError):
        write_over(file, OLD, NEW)
    assert file.read_bytes() == THEIRS
    assert [one.name for one in file.parent.iterdir()] == ["a.po"]


def test_who_saves_once_more_while_theirs_goes_back_has_the_last_word(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_swap(monkeypatch, lambda: renamed(file, THEIRS), lambda: renamed(file, b"theirs, again"))
    with pytest.raises(ChangedError):
        write_over(file, OLD, NEW)
    assert file.read_bytes() == b"theirs, again"
    assert [one.name for one in file.parent.iterdir()] == ["a.po"]


def leases_are_known(path: Path) -> bool:
    """Whether this system says who has a file open for writing."""
    with path.open("rb") as file:
        try:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except (AttributeError, OSError):
            return False
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return True


@pytest.mark.parametrize("after", [NEW, None])
def test_a_file_that_somebody_has_open_for_writing_is_left_to_them(file: Path, after: bytes | None) -> None:
    if not leases_are_known(file):
        pytest.skip("this file system does not say who writes")
    with file.open("r+b") as theirs:
        with pytest.raises(ChangedError):
            write_over(file, OLD, after)
        theirs.write(b"they go on writing")
    assert file.read_bytes() == b"they go on writing"
    with file.open("rb"):
        write_over(file, b"they go on writing", after)
    assert file.exists() == (after is not None)


def test_a_file_made_meanwhile_is_not_written_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.unlink()
    take = renaming.take_name

    def made(new: str | Path, name: str | Path) -> None:
        file.write_bytes(THEIRS)
        take(new, name)

    monkeypatch.setattr(overwriting, "take_name", made)
    with pytest.raises(ChangedError):
        write_over(file, None, NEW)
    assert file.read_bytes() == THEIRS


def test_a_file_that_is_gone_is_not_brought_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_swap(monkeypatch, file.unlink)
    with pytest.raises(ChangedError):
        write_over(file, OLD, NEW)
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (OLD, None), (None, NEW)])
def test_it_does_without_the_calls_of_the_system(
    file: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None, after: bytes | None
) -> None:
    monkeypatch.setattr(renaming, "_calls", lambda: (None, None))
    if before is None:
        with pytest.raises(ChangedError):
            write_over(file, None, NEW)
        file.unlink()
    else:
        with pytest.raises(ChangedError):
            write_over(file, b"another", after)
    write_over(file, before, after)
    assert (file.read_bytes() if file.exists() else None) == after
    assert [one.name for one in file.parent.iterdir()] == (["a.po"] if after else [])


def test_a_name_is_taken_without_links_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(renaming, "_calls", lambda: (None, None))
    monkeypatch.setattr(os, "link", unknown)
    with pytest.raises(ChangedError):
        write_over(file, None, NEW)
    write_over(file.with_name("b.po"), None, NEW)
    assert sorted((one.name, one.read_bytes()) for one in file.parent.iterdir()) == [("a.po", OLD), ("b.po", NEW)]


def test_a_link_is_written_through_and_removed_as_a_link(file: Path) -> None:
    link = file.with_name("link.po")
    link.symlink_to(file)
    write_over(link, OLD, NEW)
    assert (link.is_symlink(), file.read_bytes()) == (True, NEW)
    write_over(link, NEW, None)
    assert (link.is_symlink(), file.read_bytes()) == (False, NEW)


def test_the_rights_of_the_file_stay_and_a_disk_without_room_is_told_of(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o640)
    write_over(file, OLD, NEW)
    assert file.stat().st_mode & 0o777 == 0o640

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectError, match=r"a\.po: cannot be written \(No space left on device\)"):
        write_over(file, NEW, OLD)
    assert [(one.name, one.read_bytes()) for one in file.parent.iterdir()] == [("a.po", NEW)]
