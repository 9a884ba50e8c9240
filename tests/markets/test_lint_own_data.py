"""Company data beside each other and beside the profile."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said

RULE = "market-own-data"
REPLY = f"complaints: {{trader_reply: {{type: duration, legal: true, value: P30D, {READ}}}}}"


def told(company: str, facts: str = "", code: str = "ES") -> str:
    return said(RULE, {code: market(code, facts)}, code, {code: f"{{{company}}}"})


def body(name: str, website: str) -> str:
    return told(f"mediator: {{name: {{type: name, value: {name}}}, website: {{type: url, value: {website}}}}}")


def test_a_body_is_there_whole_or_not_at_all() -> None:
    assert "company.mediator has a website and no name" in body("null", "https://mediation.example/")
    assert "company.mediator has a name and no website" in body("Mediation", "null")
    assert body("null", "null") == ""
    assert body("Mediation", "https://mediation.example/") == ""


@pytest.mark.parametrize(
    ("mail", "what"),
    [
        ("help@lamps.com", "company.website is at lamps.example, and all mail goes to lamps.com"),
        ("help@lamps.example", ""),
        ("help@mail.lamps.example", ""),
        ("help@desk-of-others.com", ""),
    ],
)
def test_the_website_is_where_the_mail_is(mail: str, what: str) -> None:
    assert what in told(f'support: {{email: {{type: name, value: "{mail}"}}}}')
    assert bool(told(f'support: {{email: {{type: name, value: "{mail}"}}}}')) is bool(what)


def test_a_town_lies_in_its_country() -> None:
    address = 'returns_address: {{type: name, value: "Lamps, Calle 3, 28000 {}"}}'
    assert "is in Stockholm, a town of SE, not of ES" in told(address.format("Stockholm"))
    assert told(address.format("Madrid")) == ""
    assert told('address: {type: name, value: "Stockholm, Calle 3, 28000 Madrid"}') == ""


def test_the_period_of_complaints_is_that_of_the_law() -> None:
    stance = "adr_stance: {{type: text, values: {{es: Si no respondemos en {} días puede reclamar}}}}"
    assert "says “14 días”; complaints.trader_reply is 30 days" in told(stance.format(14), REPLY)
    assert told(stance.format(30), REPLY) == ""
    assert told(stance.format(14)) == ""


def test_of_a_language_without_a_table_the_number_is_read() -> None:
    stance = "adr_stance: {{type: text, values: {{sk: Ak neodpovieme do {} dní}}}}"
    files = {"SK": market("SK", REPLY, locales="sk: {format: sk-SK}")}
    assert "says “14 dní”" in said(RULE, files, "SK", {"SK": f"{{{stance.format(14)}}}"})
    assert said(RULE, files, "SK", {"SK": f"{{{stance.format(30)}}}"}) == ""
