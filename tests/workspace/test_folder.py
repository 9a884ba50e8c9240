"""Files that a step is about to write are found like those on disk, and none outside of the project is touched."""

from __future__ import annotations

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
