"""Texts of a project on a page: escaped, in their own direction, with codes and signs apart."""

from __future__ import annotations

import pytest

from locmem.server.showing import chipped, coded


def test_backticks_are_code_and_quotes_have_a_direction_of_their_own() -> None:
    assert coded("“مرحبا.” lacks `<b>`") == "“<bdi>مرحبا.</bdi>” lacks <code>&lt;b&gt;</code>"
    assert coded("``LL-`` is missing") == "<code>`LL-`</code> is missing"
    assert coded("one ` of “none") == "one ` of “none"


@pytest.mark.parametrize("code", ["{{ a.b }}", "{% if a %}", "<g1>", "</g1>", "<x12/>", "](paying.md)"])
def test_codes_stand_apart_and_escaped(code: str) -> None:
    shown = str(chipped(f"قبل {code} <i>"))
    escaped = code.replace("<", "&lt;").replace(">", "&gt;")
    assert shown == f'قبل <span class="chip">{escaped}</span> &lt;i&gt;'


def test_a_sign_that_turns_the_direction_is_seen_and_turns_nothing() -> None:
    assert chipped("a\u202eb") == 'a<span class="sign">U+202E</span>b'
