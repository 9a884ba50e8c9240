from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.markets.scalars import _decimal, known_time_zone, web_address


@pytest.mark.parametrize("address", ["https://example.org", "http://example.org/a?b=c"])
def test_addresses_of_the_web_are_taken_as_they_are(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://", "https://a b.org", "https://[::1"])
def test_what_is_no_address_of_the_web_says_how_one_begins(address: str) -> None:
    with pytest.raises(ValueError, match="is not an address that starts with https:// or http://"):
        web_address(address)


@pytest.mark.parametrize(("text", "amount"), [("49.00", "49.00"), ("0", "0"), ("-3.5", "-3.5")])
def test_an_amount_keeps_its_decimals(text: str, amount: str) -> None:
    assert str(_decimal(text)) == str(Decimal(amount))


@pytest.mark.parametrize("text", ["49,00", "inf", "NaN", "", "4 9"])
def test_what_is_no_amount_shows_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount such as 49\.00"):
        _decimal(text)


def test_a_time_zone_is_one_that_the_world_knows() -> None:
    assert known_time_zone("Asia/Tokyo") == "Asia/Tokyo"
    with pytest.raises(ValueError, match="did you mean Europe/Madrid"):
        known_time_zone("Europe/Madird")
    with pytest.raises(ValueError, match="no time zone 'CET5'"):
        known_time_zone("CET5")
