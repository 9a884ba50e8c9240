"""Files that a step is about to write are found like those on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.pipelines.folder import Folder

FILES = ("content/a.md", "content/b/a.md", "content/b/c/a.md", "content/b/a.mdx", "content/b/[x].md", "other/a.md")


@pytest.mark.parametrize(
    "pattern", ["content/*.md", "content/**/*.md", "content/*/**/*.md", "content/**/*", "*/?.md", "content/b/*"]
)
def test_pending_files_are_found_by_the_same_patterns_as_written_ones(tmp_path: Path, pattern: str) -> None:
    folder = Folder(tmp_path)
    for path in FILES:
        folder.write(path, b"x")
    pending = folder.files(pattern)
    folder.apply(folder.pending())
    assert pending == Folder(tmp_path).files(pattern) != ()
