"""Hosts that are nearly a known one."""

from __future__ import annotations

import pytest

from locmem.markets.lookalikes import authority_hosts, lookalike

KNOWN = frozenset({"lumen-larch.example", "kvth.is", "garanteprivacy.it"})


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("lumen-1arch.example", "lumen-larch.example"),
        ("lummen-larch.example", "lumen-larch.example"),
        ("lurnen-larch.example", "lumen-larch.example"),
        ("lum\u0435n-larch.example", "lumen-larch.example"),
        ("garanteprivcay.it", "garanteprivacy.it"),
        ("kvht.is", "kvth.is"),
    ],
)
def test_a_slip_and_letters_that_look_alike_are_told(host: str, near: str) -> None:
    assert lookalike(host, KNOWN) == near


@pytest.mark.parametrize(
    "host", ["lumen-larch.example", "www2.kvth.is", "kvt.is", "other.example", "garanteprivacy.eu"]
)
def test_the_host_itself_what_lies_below_and_others_are_left_alone(host: str) -> None:
    assert lookalike(host, KNOWN) == ""


def test_no_authority_looks_like_another_one() -> None:
    assert len(authority_hosts()) > 300
    assert "paypal.com" not in authority_hosts()
