"""What only a file of a clone says is not used before the user said so on this machine."""

from __future__ import annotations

import pytest

from locmem.mt.trust import VARIABLE, how_to_trust, is_trusted


@pytest.mark.parametrize(
    ("lines", "named", "trusted"),
    [
        ("http://localhost:8080/v1", "http://localhost:8080/v1", True),
        ("one\n  http://a.example  \n", "http://a.example", True),
        ("http://a.example", "http://a.example/more", False),
        ("http://a.example/more", "http://a.example", False),
        ("translator --to es", "translator --to", False),
        ("", "", False),
        ("\n\n", "", False),
    ],
)
def test_only_a_whole_line_is_the_users_word(
    monkeypatch: pytest.MonkeyPatch, lines: str, named: str, *, trusted: bool
) -> None:
    monkeypatch.setenv(VARIABLE, lines)
    assert is_trusted(named) is trusted


def test_without_a_word_nothing_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert not is_trusted("translator")
    assert how_to_trust("translator --to es").endswith("LOCMEM_MT_TRUST: translator --to es")
