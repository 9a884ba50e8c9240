"""Documents that changed since a commit, as git says it."""

from __future__ import annotations

import subprocess

import pytest

from locmem.errors import UsageError
from locmem.workspace.changed_files import changed_since
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
