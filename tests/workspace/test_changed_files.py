"""Documents that changed since a commit, as git says it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from locmem.errors import UsageError
from locmem.workspace.changed_files import branch_since, changed_since
from tests.pipelines.shop import Shop


def git(shop: Shop, *words: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", "-C", str(shop.root), *who, *words], check=True, capture_output=True)


@pytest.fixture
def committed(shop: Shop) -> Shop:
    git(shop, "init", "-q")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "x")
    return shop


def test_only_sources_count(committed: Shop) -> None:
    assert changed_since(committed.open(), "HEAD") == ()
    committed.edit("content/articles/paying.md", "Good to know", "Good to read")
    committed.write("content/translations/es/articles/paying.md.po", "")
    committed.write("content/notes.txt", "x")
    assert changed_since(committed.open(), "HEAD") == ("articles/paying.md",)


def test_a_name_beyond_ascii_comes_as_it_is(committed: Shop) -> None:
    committed.write("content/articles/pagaré.md", "# x\n")
    git(committed, "add", "-A")
    assert changed_since(committed.open(), "HEAD") == ("articles/pagaré.md",)


@pytest.mark.parametrize("ref", ["-x", "nowhere"])
def test_what_git_does_not_know_is_refused(committed: Shop, ref: str) -> None:
    with pytest.raises(UsageError, match="Name"):
        changed_since(committed.open(), ref)


def branched(shop: Shop) -> Shop:
    """The project on a branch, which left `main` with one commit, while `main` went on."""
    git(shop, "branch", "-M", "main")
    git(shop, "checkout", "-qb", "work")
    shop.edit("content/articles/paying.md", "Good to know", "Good to read")
    git(shop, "commit", "-qam", "work")
    git(shop, "checkout", "-q", "main")
    shop.edit("content/articles/complaints.md", "without delay", "at once")
    git(shop, "commit", "-qam", "main")
    git(shop, "checkout", "-q", "work")
    return shop


def test_a_branch_is_what_it_changed_itself_also_what_is_not_committed(committed: Shop) -> None:
    shop = branched(committed)
    assert branch_since(shop.open(), "main").changed == ("content/articles/paying.md",)
    shop.edit("content/macros/refund.yaml", "Thank you", "Thanks")
    shop.write("content/articles/pagaré.md", "# x\n")
    git(shop, "mv", "content/articles/complaints.md", "content/articles/complain.md")
    found = branch_since(shop.open(), "main")
    assert set(found.changed) - {"locmem.db"} == {
        "content/articles/paying.md",
        "content/macros/refund.yaml",
        "content/articles/pagaré.md",
        "content/articles/complain.md",
    }
    assert found.gone == ("content/articles/complaints.md",)


def test_a_project_in_a_folder_sees_its_own_files_only(shop: Shop, tmp_path: Path) -> None:
    inner = shop.copy(tmp_path / "repository" / "help")
    outer = Shop(inner.root.parent)
    git(outer, "init", "-q")
    git(outer, "add", "-A")
    git(outer, "commit", "-qm", "x")
    outer.write("other.txt", "x")
    inner.edit("content/articles/paying.md", "Good to know", "Good to read")
    inner.write("content/articles/new.md", "# x\n")
    assert branch_since(inner.open(), "HEAD").changed == ("content/articles/paying.md", "content/articles/new.md")


@pytest.mark.parametrize("ref", ["-x", "nowhere", "HEAD~9", ""])
def test_a_branch_that_git_does_not_know_is_refused_with_what_to_do(committed: Shop, ref: str) -> None:
    with pytest.raises(UsageError, match="fetch-depth: 0"):
        branch_since(committed.open(), ref)


def test_branches_without_a_commit_in_common_are_refused(committed: Shop) -> None:
    git(committed, "branch", "-M", "main")
    git(committed, "checkout", "-q", "--orphan", "other")
    git(committed, "commit", "-qm", "other")
    git(committed, "checkout", "-q", "main")
    with pytest.raises(UsageError, match=r"no commit that 'other' and this branch have in common.*fetch-depth"):
        branch_since(committed.open(), "other")


def test_without_a_repository_it_says_so(shop: Shop) -> None:
    with pytest.raises(UsageError, match="lies in no repository"):
        branch_since(shop.open(), "main")
