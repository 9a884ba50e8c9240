"""What leaves the program: every text in every place, and nothing that steers a terminal."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

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
    assert done.stderr.splitlines()[-1] == (
        "locmem: No space left on device. Check the name, the rights and the disk."
    )


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
