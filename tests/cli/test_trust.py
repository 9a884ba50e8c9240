"""`locmem trust`: what is said, what is asked again, and that no password is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

ADDRESS = "postgresql://ann:canary@db.example:5433/help?sslmode=require"
SHOWN = "postgresql://ann:***@db.example:5433/help?sslmode=require"


def test_the_commands_say_what_they_did(
    shop: Shop, tmp_path: Path, locmem: Locmem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shop.write("locmem.yaml", f"{shop.read('locmem.yaml')}database: {ADDRESS}\n")
    assert "No project is trusted" in locmem("trust", "list").err
    refused = locmem("trust", "add", "postgresql://db.example/other")
    assert (refused.code, "Nothing was trusted" in refused.err) == (2, True)
    added = locmem("trust", "add", SHOWN)
    assert (added.code, SHOWN in added.err) == (0, True)
    # Also from the folder that holds the user's word.
    monkeypatch.chdir(tmp_path)
    listed = locmem("trust", "list")
    monkeypatch.chdir(shop.root)
    assert str(shop.root) in listed.out
    assert SHOWN in listed.out
    assert json.loads(locmem("trust", "list", "--json").out) == [{"project": str(shop.root), "address": SHOWN}]
    assert locmem("trust", "remove", SHOWN).code == 0
    assert locmem("trust", "remove").code == 2
