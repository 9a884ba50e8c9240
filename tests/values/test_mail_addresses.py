"""Mail addresses: what can be written to, what cannot, and what is one inside a text."""

from __future__ import annotations

import pytest

from locmem.values.mail_addresses import mail_problem, mails_in


@pytest.mark.parametrize(
    "address",
    [
        "help@lamps.example",
        "a.b+orders@shop.lamps.co.uk",
        "hilfe@lämpchen.example",
        "o'neil@lamps.example",
        "x@a.xn--p1ai",
    ],
)
def test_an_address_that_a_mail_program_takes_is_sound(address: str) -> None:
    assert mail_problem(address) == ""


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("help(at)lamps.example", "no `@`"),
        ("help@lamps", "no ending"),
        ("help@lamps,example", "a comma"),
        ("help@lamps;example", "a semicolon"),
        ("help @lamps.example", "a blank"),
        ("help@@lamps.example", "more than one"),
        ("help＠lamps.example", "full-width"),
        ("help..desk@lamps.example", "cannot stand before"),
        ("@lamps.example", "nothing stands before"),
        ("help@", "nothing stands behind"),
        ("help@lamps..example", "is no domain"),
        ("help@lamps.e", "is no domain"),
        ("help@127.0.0.1", "is no domain"),
    ],
)
def test_what_keeps_a_letter_away_is_said(address: str, said: str) -> None:
    assert said in mail_problem(address)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to help@lamps.example, or call.", ["help@lamps.example"]),
        ("Write to help@lamps,example.", ["help@lamps,example"]),
        ("a@lamps.example,b@lamps.example", ["a@lamps.example", "b@lamps.example"]),
        ("ご連絡はhelp@lamps.exampleまで。", ["help@lamps.example"]),
        ("help＠lamps.exampleまで", ["help＠lamps.example"]),
        ("Follow @lamps, or install lamps@2.1.", []),
        ("No address here.", []),
    ],
)
def test_addresses_are_found_in_a_text_sound_or_not(text: str, found: list[str]) -> None:
    assert list(mails_in(text)) == found
