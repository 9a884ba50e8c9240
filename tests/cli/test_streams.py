"""What leaves the program: every text in every place, and nothing that steers a terminal."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from locmem.cli.main import main
from tests.pipelines.shop import LOCMEM, Shop


def test_a_pipe_is_utf8_whatever_the_machine_is_set_to(shop: Shop) -> None:
    done = shop.command("market", "show", "ES", "--json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert any("Protección" in row["value"] for row in json.loads(done.stdout))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("words", [["--version"], ["status"]])
def test_a_full_disk_is_a_message_and_no_bug(shop: Shop, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([str(LOCMEM), *words], cwd=shop.root, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == ("locmem: No space left on device. Check the name, the rights and the disk.")


def test_control_characters_of_a_text_do_not_reach_the_terminal(shop: Shop) -> None:
    path = "content/translations/es/articles/paying.md.po"
    shop.edit(path, 'msgstr "Pagar un pedido"', 'msgstr "Pagar \\033[2J un pedido"')
    shop.edit("content/articles/paying.md", "title: Paying for an order", "title: Paying for every order")
    shop.command("run", "collect")
    done = shop.command("queue", "list", "--json")
    assert "\\u001b[2J" in done.stdout
    done = shop.command("history", next(one["key"] for one in json.loads(done.stdout) if "\x1b" in one["target"]))
    assert "\x1b" not in done.stdout
    assert r"\x1b[2J" in done.stdout


STEERING = "\x9b2J\u202e\u2066\u200f\u061c\u200b\x7f\x1b]0;x\x07"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[str, str]]:
    """What a command prints, data and talk, run as a user types it but in this process."""

    def run(shop: Shop, *words: str) -> tuple[str, str]:
        monkeypatch.chdir(shop.root)
        monkeypatch.setattr("sys.argv", ["locmem", *words])
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(shop.moment.timestamp())))
        capsys.readouterr()
        with suppress(SystemExit):
            main()
        printed = capsys.readouterr()
        return printed.out, printed.err

    return run


@pytest.fixture
def hostile(shop: Shop) -> Shop:
    """The project with characters that steer a terminal in a target, a fact and a source."""
    path = "content/translations/es/articles/paying.md.po"
    escaped = STEERING.replace("\x1b", "\\033").replace("\x07", "\\007").replace("\x7f", "\\177")
    shop.edit(path, 'msgstr "Conviene saber"', f'msgstr "Conviene {escaped} [x](//evil.example) saber"')
    shop.edit("content/articles/paying.md", "Good to know", f"Good {STEERING[:-6]} to know")
    shop.edit("markets/ES.yaml", "name: Bizum\n", 'name: "Biz\\x9b2J\\u202eum"\n')
    return shop


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--gate", "release", "--all"),
        ("queue", "list"),
        ("queue", "next"),
        ("status",),
        ("history",),
        ("market", "show", "ES"),
        ("market", "brief", "ES"),
        ("market", "brief", "ES", "--format", "html"),
        ("market", "lint", "ES"),
        ("backlog",),
        ("memory", "search", "Good to know", "--to", "es"),
        ("check", "--format", "github"),
        ("check", "--format", "junit"),
        ("content", "verify", "content"),
        ("import", "no\x9bsuch\u202efile.po"),
        ("check", "no\x1bsuch"),
    ],
)
def test_no_command_prints_what_steers_a_terminal(
    hostile: Shop, words: tuple[str, ...], typed: Callable[..., tuple[str, str]]
) -> None:
    out, talk = typed(hostile, *words)
    assert out or talk
    assert [one for one in out + talk if one in STEERING and one not in "2J]0;x"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--gate", "release"),
        ("queue", "list"),
        ("status",),
        ("market", "show", "ES"),
        ("backlog",),
        ("market", "brief", "ES"),
        ("market", "lint", "ES"),
        ("memory", "search", "Good to know", "--to", "es"),
        ("render", "--dry-run"),
        ("doctor",),
    ],
)
def test_json_is_json_whatever_characters_a_text_has(
    hostile: Shop, words: tuple[str, ...], typed: Callable[..., tuple[str, str]]
) -> None:
    out, _ = typed(hostile, *words, "--json")
    json.loads(out)
    assert [one for one in out if one in STEERING and one not in "2J]0;x"] == []
