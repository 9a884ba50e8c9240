"""`-C DIR` is as if somebody had typed `cd DIR` before, and `-h` is `--help` everywhere."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from locmem.cli.main import command_line
from locmem.cli.start import entered
from locmem.errors import UsageError
from tests.cli.conftest import Locmem
from tests.cli.test_commands import commands
from tests.pipelines.shop import LOCMEM, Shop


def started(where: Path, shop: Shop, *words: str) -> subprocess.CompletedProcess[str]:
    """`locmem WORDS` typed in a folder on the shop's day, in a process of its own."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(shop.moment.timestamp()))}
    return subprocess.run([str(LOCMEM), *words], cwd=where, env=environment, capture_output=True, text=True)


def test_a_project_is_worked_on_from_anywhere(shop: Shop, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    here = started(shop.root, shop, "status", "--json")
    there = started(elsewhere, shop, "-C", str(shop.root), "status", "--json")
    assert (there.returncode, there.stdout) == (0, here.stdout)
    assert json.loads(here.stdout)["coverage"]
    assert list(elsewhere.iterdir()) == []


def test_each_folder_is_from_the_one_before_and_so_are_files(shop: Shop, tmp_path: Path) -> None:
    words = (
        "-C",
        shop.root.name,
        "-C",
        "",
        "-Ccontent",
        "check",
        "articles/paying.md",
        "--output",
        "json=../found.json",
    )
    done = started(tmp_path, shop, *words)
    assert done.returncode == 0, done.stderr
    assert json.loads((shop.root / "found.json").read_text(encoding="utf-8"))


def test_what_git_knows_is_that_folder_s(shop: Shop, tmp_path: Path) -> None:
    for words in (("init", "-q"), ("add", "."), ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x")):
        subprocess.run(["git", *words], cwd=shop.root, check=True)
    shop.edit("content/articles/paying.md", "Good to know", "What to know")
    done = started(tmp_path, shop, "-C", shop.root.name, "check", "--since", "HEAD")
    assert done.returncode in (0, 1), done.stderr
    assert "HEAD" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-C", "nowhere", "status"), "-C nowhere: there is no such folder."),
        (("-C", "file", "status"), "-C file: that is no folder."),
        (("-C",), "-C needs a folder"),
        (("-C", "a\0b", "status"), "-C a\\x00b: embedded null byte."),
    ],
)
def test_a_folder_that_is_none_is_told_in_a_line(words: tuple[str, ...], said: str, locmem: Locmem, shop: Shop) -> None:
    (shop.root / "file").touch()
    done = locmem(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"locmem: {said}")
    assert done.err.count("\n") == 1


def test_other_words_are_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert entered(["status", "-C", "nowhere"]) == ["status", "-C", "nowhere"]
    assert entered([]) == []
    with pytest.raises(UsageError):
        entered(["-C", "nowhere"])


def test_h_is_help_for_every_command_and_group(locmem: Locmem) -> None:
    found = [path for path, _ in commands(command_line())]
    assert len(found) > 80
    for path in found:
        short, long = locmem(*path, "-h"), locmem(*path, "--help")
        assert (short.code, short.out) == (0, long.out)
        assert f"Usage: {' '.join(('locmem', *path))}" in short.out
