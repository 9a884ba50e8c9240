"""`accounts`: people, their roles and their passwords, in a file of their own."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest

from locmem.server.accounts import read_accounts
from tests.cli.conftest import Locmem
from tests.pipelines.shop import LOCMEM

WORDS = "correct horse battery"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password on standard input, for each command anew."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WORDS}\n" * 5))


@pytest.mark.usefixtures("typed")
def test_people_are_added_shown_and_taken_out(locmem: Locmem, tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    ana = ("accounts", "add", "Ana Reis", "--role", "reviewer", "--locale", "pt-PT", "--file", str(file))
    assert "Ana Reis is a reviewer" in locmem(*ana).err
    assert locmem("accounts", "add", "Max", "--role", "manager", "--without-password", "--file", str(file)).code == 0
    assert WORDS not in file.read_text(encoding="utf-8")
    shown = locmem("accounts", "list", "--file", str(file)).out
    assert all(word in shown for word in ("Ana Reis", "reviewer", "pt-PT", "Max", "by a proxy"))
    assert json.loads(locmem("accounts", "list", "--file", str(file), "--json").out) == [
        {"name": "Ana Reis", "role": "reviewer", "locales": ["pt-PT"], "has_password": True},
        {"name": "Max", "role": "manager", "locales": [], "has_password": False},
    ]
    assert locmem("accounts", "remove", "ana reis", "--file", str(file)).code == 0
    assert "Ana" not in locmem("accounts", "list", "--file", str(file)).out
    assert locmem("accounts", "remove", "Max", "--file", str(file)).code == 0
    assert "Nobody has an account" in locmem("accounts", "list", "--file", str(file)).err


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Ana", "--role", "boss"), "There are: viewer, translator, reviewer, manager"),
        (("add", " ", "--role", "viewer"), "1 to 100 characters"),
        (("add", "Ann\x7f", "--role", "viewer"), "nobody sees"),
        (("add", "\udcff", "--role", "viewer"), "nobody sees"),
        (("add", "Ann", "--role", "viewer", "--locale", "pt\x1b"), "not a language tag"),
        (("remove", "Ana"), "is not there"),
        (("list",), "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(locmem: Locmem, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    file = tmp_path / "people.yaml"
    done = locmem("accounts", *words, "--file", str(file))
    assert (done.code, said in done.err) == (2, True), done.err
    assert not file.exists()


def test_without_a_password_nobody_is_added(locmem: Locmem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    file = tmp_path / "people.yaml"
    done = locmem("accounts", "add", "Ana", "--role", "viewer", "--file", str(file))
    assert (done.code, "no password" in done.err, file.exists()) == (2, True, False)


def test_who_is_there_keeps_the_password_where_none_is_given(
    locmem: Locmem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WORDS}\n"))
    file = tmp_path / "people.yaml"
    for role in ("viewer", "manager"):
        assert locmem("accounts", "add", "Ana", "--role", role, "--file", str(file)).code == 0
    [found] = json.loads(locmem("accounts", "list", "--file", str(file), "--json").out)
    assert (found["role"], found["has_password"]) == ("manager", True)


def test_of_many_at_once_everybody_is_added(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    words = [str(LOCMEM), "accounts", "add", "--role", "viewer", "--without-password", "--file", str(file)]
    started = [subprocess.Popen([*words, f"P{number}"], stderr=subprocess.DEVNULL) for number in range(4)]
    assert [one.wait() for one in started] == [0] * 4
    assert {one.person.name for one in read_accounts(file)} == {"P0", "P1", "P2", "P3"}
    assert not file.stat().st_mode & 0o077


def test_a_password_that_nobody_can_type_is_refused(
    locmem: Locmem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff" * 20), encoding="utf-8"))
    done = locmem("accounts", "add", "Ana", "--role", "viewer", "--file", str(tmp_path / "people.yaml"))
    assert (done.code, "not UTF-8" in done.err) == (2, True)
