"""What git has committed of a file, asked in one question; without git nothing is known, and nothing breaks."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from locmem.workspace.committed import committed, head, is_commit


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "project").mkdir(parents=True)
    git(root, "init", "-q")
    return root


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    return head(root)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a" * 40, True),
        ("0" * 64, True),
        ("a" * 39, False),
        ("a" * 65, False),
        ("A" * 40, False),
        ("HEAD", False),
        ("a" * 40 + "\n", False),
        ("", False),
    ],
)
def test_a_commit_is_its_full_id_and_nothing_else(text: str, is_one: bool) -> None:
    assert is_commit(text) is is_one


def test_outside_of_a_repository_and_before_a_first_commit_nothing_is_known(tmp_path: Path, repository: Path) -> None:
    for root in (tmp_path, repository):
        assert head(root) == ""
    assert committed(tmp_path, [("a" * 40, "a"), ("b" * 40, "b")]) == (None, None)
    assert committed(repository, []) == ()


def test_files_of_several_commits_come_back_as_they_were(repository: Path) -> None:
    project = repository / "project"
    (project / "a.po").write_bytes(b"one\n\nblob 3\n")
    (project / "é b.po").write_bytes(b"")
    first = commit(repository)
    (project / "a.po").write_bytes(bytes(range(256)))
    second = commit(repository)
    assert is_commit(first)
    assert first != second
    wanted = [
        (second, "a.po"),
        (first, "a.po"),
        (first, "gone.po"),
        (first, "é b.po"),
        (first, "a\nb"),
        ("f" * 40, "a.po"),
    ]
    assert committed(project, wanted) == (bytes(range(256)), b"one\n\nblob 3\n", None, b"", None, None)


def test_a_hook_s_environment_leads_to_no_other_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "a").write_bytes(b"1")
    here = commit(repository)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert head(repository) == here


def test_without_the_program_nothing_is_known(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "a").write_bytes(b"1")
    here = commit(repository)
    monkeypatch.setenv("PATH", "")
    assert head(repository) == ""
    assert committed(repository, [(here, "a")]) == (None,)
