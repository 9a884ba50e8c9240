"""Files that a step is about to write are found like those on disk, and none outside of the project is touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locmem.errors import InputErrors, ProjectError
from locmem.workspace.folder import Folder

FILES = ("content/a.md", "content/b/a.md", "content/b/c/a.md", "content/b/a.mdx", "content/b/[x].md", "other/a.md")


@pytest.mark.parametrize(
    "pattern", ["content/*.md", "content/**/*.md", "content/*/**/*.md", "content/**/*", "*/?.md", "content/b/*"]
)
def test_pending_files_are_found_by_the_same_patterns_as_written_ones(tmp_path: Path, pattern: str) -> None:
    folder = Folder(tmp_path)
    for path in FILES:
        folder.write(path, b"x")
    pending = folder.files(pattern)
    for change in folder.pending():
        folder.apply(change)
    assert pending == Folder(tmp_path).files(pattern) != ()


@pytest.fixture
def linked(tmp_path: Path) -> Folder:
    """A project with a link to a file, and one to a folder, that are not its own."""
    (tmp_path / "project/content").mkdir(parents=True)
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/a.md").write_bytes(b"theirs")
    (tmp_path / "project/content/a.md").symlink_to(tmp_path / "theirs/a.md")
    (tmp_path / "project/dist").symlink_to(tmp_path / "theirs")
    return Folder(tmp_path / "project")


@pytest.mark.parametrize("path", ["content/a.md", "dist/a.md", "../theirs/a.md"])
def test_what_leads_out_of_the_project_is_neither_read_nor_written(linked: Folder, path: str) -> None:
    assert not linked.exists(path)
    with pytest.raises(InputErrors, match="leads out of the project's folder"):
        linked.read(path)
    with pytest.raises(InputErrors, match="leads out of the project's folder"):
        linked.write(path, b"ours")


def test_output_goes_through_no_link_out_of_the_project(linked: Folder) -> None:
    with pytest.raises(ProjectError, match="is a link out of the project"):
        linked.output("dist")
    # Named as what it is, the folder may lie anywhere.
    assert linked.output("../theirs") == linked.root.parent / "theirs"


@pytest.mark.parametrize("path", ["x" * 300, "content/a\0b"])
def test_a_name_no_file_system_takes_is_no_file(tmp_path: Path, path: str) -> None:
    assert not Folder(tmp_path).exists(path)


def test_a_folder_that_cannot_be_looked_into_is_not_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", denied)
    with pytest.raises(InputErrors, match=r"content: the folder cannot be looked into \(Permission denied\)"):
        Folder(tmp_path).files("content/**/*.md")


class Lines:
    """A file of lines while a step adds to it, with how often its bytes were made."""

    def __init__(self, data: bytes | None) -> None:
        self.data = data or b""
        self.made = 0

    def add(self, line: bytes) -> None:
        self.data += line + b"\n"

    def written(self) -> bytes | None:
        self.made += 1
        return self.data or None


def test_a_file_that_grows_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0\n")
    folder = Folder(tmp_path)
    for number in range(1, 4):
        folder.growing("a", Lines).add(b"%d" % number)
    lines = folder.growing("a", Lines)
    assert lines.made == 0
    [change] = folder.pending()
    assert (change.before, change.after, lines.made) == (b"0\n", b"0\n1\n2\n3\n", 1)
    folder.verify([change])


ASKED: dict[str, Callable[[Folder], object]] = {
    "read": lambda folder: folder.read("b/new"),
    "digest": lambda folder: folder.digest("b/new"),
    "exists": lambda folder: folder.exists("b/new"),
    "files": lambda folder: folder.files("b/*"),
}


@pytest.mark.parametrize("question", ASKED)
def test_every_question_sees_what_a_growing_file_holds_so_far(tmp_path: Path, question: str) -> None:
    written, growing = Folder(tmp_path), Folder(tmp_path)
    written.write("b/new", b"1\n")
    growing.growing("b/new", Lines).add(b"1")
    assert ASKED[question](growing) == ASKED[question](written)
    # It goes on growing from there.
    growing.growing("b/new", Lines).add(b"2")
    assert growing.read("b/new") == b"1\n2\n"


def test_a_file_to_which_nothing_was_added_stays_and_what_is_discarded_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0\n")
    folder = Folder(tmp_path)
    folder.growing("a", Lines)
    folder.growing("b", Lines)
    assert folder.pending() == ()
    folder.growing("a", Lines).add(b"1")
    folder.discard()
    assert (folder.pending(), folder.read("a")) == ((), b"0\n")
