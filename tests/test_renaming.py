"""Renames that take nothing away, whether or not the system knows how."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from locmem import renaming
from locmem.renaming import swap, take_name


def unknown(one: bytes, other: bytes) -> int:  # noqa: ARG001
    import ctypes

    ctypes.set_errno(errno.EINVAL)
    return -1


@pytest.fixture(params=["as it is", "not known to the file system", "not known to the system"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param != "as it is":
        call: Callable[[bytes, bytes], int] | None = unknown if "file" in request.param else None
        monkeypatch.setattr(renaming, "_calls", lambda: (call, call))
    return str(request.param)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    return one, other


def test_two_files_change_places_or_stay_where_nobody_knows_how(system: str, files: tuple[Path, Path]) -> None:
    one, other = files
    is_done = swap(one, other)
    if system != "as it is":
        assert not is_done
    assert (one.read_bytes(), other.read_bytes()) == ((b"2", b"1") if is_done else (b"1", b"2"))


def test_a_free_name_is_taken(system: str, files: tuple[Path, Path], tmp_path: Path) -> None:
    take_name(files[0], tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == b"1"
    assert not files[0].exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "other"], system


def test_a_taken_name_is_refused_and_both_files_stay(system: str, files: tuple[Path, Path]) -> None:
    with pytest.raises(FileExistsError):
        take_name(*files)
    assert [file.read_bytes() for file in files] == [b"1", b"2"], system


@pytest.mark.parametrize("is_taken", [False, True])
def test_without_second_names_for_a_file_it_is_renamed_only_to_a_free_one(
    is_taken: bool, files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(renaming, "_calls", lambda: (None, None))
    monkeypatch.setattr(os, "link", refused)
    if is_taken:
        with pytest.raises(FileExistsError):
            take_name(*files)
        assert [file.read_bytes() for file in files] == [b"1", b"2"]
    else:
        take_name(files[0], tmp_path / "new")
        assert (tmp_path / "new").read_bytes() == b"1"


def test_a_file_that_is_not_there_is_told_by_its_name(files: tuple[Path, Path], tmp_path: Path) -> None:
    call = renaming._calls()[0]
    if call is None:
        pytest.skip("no call that swaps on this system")
    with pytest.raises(FileNotFoundError, match="gone"):
        swap(files[0], tmp_path / "gone")
    assert files[0].read_bytes() == b"1"
