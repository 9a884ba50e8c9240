"""Values of other countries, and of the line above."""

from __future__ import annotations

from tests.markets.small import OTHERS, READ, market, said

RULE = "market-copy"


def data(code: str, **changes: str) -> str:
    values = {
        "legal_name": f"Lamps of {code} Limited",
        "address": f"Street 3, 10000 {code}",
        "phone_text": code,
        "officer": f"Lamps of {code} Limited, Street 3",
        "mail": f"dpo@{code}",
        "help": f"help@{code}",
        **changes,
    }
    named = ", ".join(f'{name}: {{type: name, value: "{values[name]}"}}' for name in ("legal_name", "address"))
    mail = f'email: {{type: name, value: "{values["mail"]}"}}'
    officer = f'dpo: {{address: {{type: name, value: "{values["officer"]}"}}, {mail}}}'
    return f'{{{named}, {officer}, support: {{email: {{type: name, value: "{values["help"]}"}}}}}}'


def told(**changes: str) -> str:
    files = {code: market(code) for code in ("ES", *OTHERS)}
    company = {**{code: data(code) for code in OTHERS}, "ES": data("ES", **changes)}
    return said(RULE, files, company=company)


def test_own_values_are_left_alone() -> None:
    assert told() == ""


def test_values_of_another_country_are_told() -> None:
    assert "company.address is “Street 3, 10000 FR”, as in FR" in told(address="Street 3, 10000 FR")
    assert "names Lamps of FR Limited, the company of FR" in told(officer="Lamps of FR Limited, Street 3")
    assert "does not name the company of this market" in told(officer="Street 3")


def test_two_values_that_are_one_are_told_where_they_differ_elsewhere() -> None:
    assert "company.support.email is the same as company.dpo.email" in told(mail="a@ES", help="a@ES")


def test_an_authority_of_another_country_is_told() -> None:
    def site(code: str, of: str) -> str:
        url = f"website: {{type: url, value: 'https://authority.{of.lower()}', {READ}}}"
        return market(code, f"data_protection:\n  authority:\n    {url}")

    files = {code: site(code, code) for code in OTHERS}
    assert "as in FR" in said(RULE, {**files, "ES": site("ES", "FR")})
    assert said(RULE, {**files, "ES": site("ES", "ES")}) == ""


def test_support_does_not_ring_at_the_authority() -> None:
    phone = "{type: phone, value: '+34900293183'%s}"
    facts = f"data_protection: {{authority: {{phone: {phone % f', {READ}'}}}}}"
    company = {"*": f"{{support: {{phone: {phone % ''}}}}}"}
    assert "the number of the data protection authority" in said(RULE, {"ES": market("ES", facts)}, company=company)
