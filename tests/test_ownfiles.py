"""What locmem keeps for itself is reached through no link, and nothing but a file is opened."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from locmem.errors import ProjectError
from locmem.ownfiles import is_version_control, open_own_file, own_database, own_file, own_folder

Making = Callable[[Path, Path], None]


def bind(place: Path, _: Path) -> None:
    # The name of a socket may be short only; from its folder it is.
    before = Path.cwd()
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(place.name)
    finally:
        os.chdir(before)


INSTEAD_OF_A_FILE: dict[str, Making] = {
    "a symbolic link": lambda place, theirs: place.symlink_to(theirs / "file"),
    "a symbolic link ": lambda place, theirs: place.symlink_to(theirs / "nothing"),
    "a symbolic link to ..": lambda place, theirs: place.symlink_to("../inside"),
    "a folder": lambda place, theirs: place.mkdir(),
    "a named pipe": lambda place, theirs: os.mkfifo(place),
    "a socket": bind,
}


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "file").write_text("precious")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / ".locmem").mkdir(parents=True)
    (folder / "inside").write_text("precious")
    return folder


@pytest.mark.parametrize("kind", INSTEAD_OF_A_FILE)
def test_what_is_no_plain_file_is_named_and_left_alone(root: Path, theirs: Path, kind: str) -> None:
    place = root / ".locmem/lock"
    INSTEAD_OF_A_FILE[kind](place, theirs)
    before = os.lstat(place)
    for look in (own_file, open_own_file, own_database):
        with pytest.raises(ProjectError, match=rf"\.locmem/lock: is {kind.strip()}.*Remove it"):
            look(root, ".locmem/lock")
    if kind != "a folder":
        with pytest.raises(ProjectError, match=r"\.locmem/lock"):
            own_folder(root, ".locmem")
    assert os.lstat(place) == before
    assert {file.name: file.read_text() for file in theirs.iterdir()} == {"file": "precious"}
    assert (root / "inside").read_text() == "precious"


def test_a_folder_that_is_a_link_or_a_file_is_refused_on_the_way(root: Path, theirs: Path) -> None:
    (root / ".locmem").rmdir()
    (root / ".locmem").symlink_to(theirs)
    for look in (own_file, open_own_file):
        with pytest.raises(ProjectError, match=rf"\.locmem: is a symbolic link to {theirs}, .* a folder of its own"):
            look(root, ".locmem/lock")
    with pytest.raises(ProjectError, match="is a symbolic link"):
        own_folder(root, ".locmem")
    (root / ".locmem").unlink()
    (root / ".locmem").write_text("a file")
    with pytest.raises(ProjectError, match=r"\.locmem: is a file, where locmem keeps a folder"):
        open_own_file(root, ".locmem/lock")
    assert [file.name for file in theirs.iterdir()] == ["file"]


def test_a_link_deep_in_a_folder_of_ours_is_found(root: Path, theirs: Path) -> None:
    (root / ".locmem/index/en").mkdir(parents=True)
    (root / ".locmem/index/en/a.seg").write_bytes(b"")
    assert own_folder(root, ".locmem") == root / ".locmem"
    (root / ".locmem/index/en/b.seg").symlink_to(theirs / "file")
    with pytest.raises(ProjectError, match=r"index/en/b\.seg: is a symbolic link"):
        own_folder(root, ".locmem")


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_what_sqlite_puts_beside_a_database_is_looked_at_too(root: Path, theirs: Path, end: str) -> None:
    assert own_database(root, "locmem.db") == root / "locmem.db"
    (root / f"locmem.db{end}").symlink_to(theirs / "file")
    with pytest.raises(ProjectError, match=f"locmem.db{end}: is a symbolic link"):
        own_database(root, "locmem.db")


def test_files_and_folders_that_are_not_there_are_made(tmp_path: Path) -> None:
    descriptor = open_own_file(tmp_path, "a/b/c")
    try:
        os.write(descriptor, b"ours")
    finally:
        os.close(descriptor)
    assert (tmp_path / "a/b/c").read_bytes() == b"ours"
    assert stat.S_IMODE((tmp_path / "a/b/c").stat().st_mode) & 0o111 == 0
    assert own_folder(tmp_path, "a") == tmp_path / "a"


@pytest.mark.parametrize(
    ("path", "expected"),
    [(".git/config", True), ("a/.GIT/x", True), (".hg", True), (".github/x", False), ("a.git/x", False)],
)
def test_folders_of_version_control_are_known(path: str, expected: bool) -> None:
    assert is_version_control(path) is expected
