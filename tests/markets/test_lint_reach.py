"""What a call costs, and whose the host of an address is."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said


def company(**values: str) -> dict[str, str]:
    kinds = {"phone": "phone", "url": "url"}
    data = ", ".join(f'{name}: {{type: {kinds.get(name, "name")}, value: "{value}"}}' for name, value in values.items())
    return {"*": f"{{{data}}}"}


def told(rule: str, **values: str) -> str:
    return said(rule, {"ES": market("ES")}, company=company(**values))


@pytest.mark.parametrize(("number", "what"), [("+34803123456", "premium-rate"), ("+34901123456", "shared cost")])
def test_a_call_that_costs_more_is_told(number: str, what: str) -> None:
    assert what in told("market-call-cost", phone=number)


@pytest.mark.parametrize("number", ["+34910000000", "+34900293183", "+34612345678"])
def test_usual_and_free_calls_are_left_alone(number: str) -> None:
    assert told("market-call-cost", phone=number) == ""


@pytest.mark.parametrize("mail", ["help@lamps.example", "help@es.lamps.example", "help@lamps.es"])
def test_mail_of_the_companys_own_host_is_left_alone(mail: str) -> None:
    assert told("market-host", email=mail) == ""


@pytest.mark.parametrize(
    ("mail", "what"),
    [
        ("help@1amps.example", "nearly that of"),
        ("help@lammps.example", ""),
        ("help@larnps.example", "looks like lamps.example"),
        ("help@lamps.con", "no ending .con"),
        ("help@gmail.com", "free mail"),
        ("help@otherfirm.com", "is not the host of the company's website"),
    ],
)
def test_mail_of_another_host_is_told(mail: str, what: str) -> None:
    # What is one slip away says the rule about mail.
    assert what in told("market-host", email=mail) + told("market-email", email=mail)
    assert told("market-host", email=mail) + told("market-email", email=mail)


def site(url: str) -> str:
    facts = f"body:\n  website: {{type: url, value: '{url}', {READ}}}"
    return said("market-host", {"ES": market("ES", facts)})


def test_pages_of_bodies_are_encrypted_and_their_own() -> None:
    assert site("https://www.consumo.gob.es/") == ""
    assert site("https://unknown-body.es/") == ""
    assert "not encrypted" in site("http://www.consumo.gob.es/")
    assert "an authority of FR" in site("https://www.cnil.fr/")
    assert "looks like garanteprivacy.it" in site("https://www.garanteprivcay.it/")
    assert "looks like consumo.gob.es" in site("https://c0nsumo.gob.es/")
