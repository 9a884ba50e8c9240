"""What counts as the law itself is of the market, and of somebody."""

from __future__ import annotations

import pytest

from tests.markets.small import market, said

RULE = "market-primary"


@pytest.mark.parametrize(
    ("code", "host", "what"),
    [
        ("ES", "boe.es", ""),
        ("ES", "europa.eu", ""),
        ("NO", "europa.eu", ""),
        ("NO", "datatilsynet.dk", "which is of DK, not of NO"),
        ("US", "somewhere.gov", ""),
        ("ES", "consejos-y-leyes.com", "of whom nobody known here"),
        ("CH", "europa.eu", "which is of EU, not of CH"),
        ("LT", "delfi.lt", "a newspaper or broadcaster"),
        ("ES", "www.elpais.com", "a newspaper or broadcaster"),
    ],
)
def test_a_primary_host_is_of_the_market_and_known(code: str, host: str, what: str) -> None:
    found = said(RULE, {code: market(code, more=f"primary_hosts: [{host}]")}, code)
    assert what in found
    assert bool(found) is bool(what)
