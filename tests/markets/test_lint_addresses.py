"""Names and postal addresses as register and post have them."""

from __future__ import annotations

import pytest

from tests.markets.small import OTHERS, market, said

RULE = "market-address"


def told(name: str, address: str = "", officer: str = "", code: str = "ES") -> str:
    def data(company: str, place: str, letters: str) -> str:
        parts = (("legal_name", company), ("address", place))
        texts = ", ".join(f'{key}: {{type: name, value: "{value}"}}' for key, value in parts if value)
        return f'{{{texts}, dpo: {{address: {{type: name, value: "{letters}"}}}}}}'

    files = {one: market(one) for one in (*OTHERS, code)}
    others = data("Lamps", "Weg 3, 12345 Ort", "Lamps, Weg 3, 12345 Ort")
    return said(RULE, files, code, company={"*": others, code: data(name, address or "x", officer or "x")})


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ES", "Lamps España, S.L."),
        ("DE", "Lamps GmbH & Co. KG"),
        ("JP", "ランプ合同会社"),
        ("MX", "Lamps México, S. de R.L. de C.V."),
        ("XX", "Lamps"),
    ],
)
def test_a_company_of_the_country_is_left_alone(code: str, name: str) -> None:
    assert told(name, code=code if code != "XX" else "ES") == ""


def test_a_company_of_another_country_is_told() -> None:
    assert "without a legal form of DE; it has one of" in told("Lamps Deutschland, S.L.", code="CZ").replace("CZ", "DE")
    assert "without a legal form of ES" in told("Lamps GmbH")


@pytest.mark.parametrize(
    ("code", "address", "is_told"),
    [
        ("ES", "Calle Mayor 3, 28013 Madrid", False),
        ("ES", "Calle Mayor 3, Madrid 28013", True),
        ("ES", "Calle Mayor 3, Madrid, 28013", True),
        ("PT", "Rua Mayor, 3, 1000-001 Lisboa", False),
        ("GB", "3 High Street, London, SW1A 1AA", False),
        ("US", "3 Main Street, Springfield, IL 62701", False),
        ("SE", "Storgatan 3, 111 22 Stockholm", False),
    ],
)
def test_the_postcode_stands_on_its_side_of_the_town(code: str, address: str, is_told: bool) -> None:
    assert ("the postcode stands" in told("Lamps", address, code=code)) is is_told


def test_two_postcodes_for_one_street_are_a_slip() -> None:
    assert told("Lamps", "Calle Mayor 3, 28013 Madrid", "Lamps, Calle Mayor 3, 28013 Madrid") == ""
    slip = told("Lamps", "Calle Mayor 3, 28013 Madrid", "Lamps, Calle Mayor 3, 28031 Madrid")
    assert "has the postcode 28031" in slip
    other = told("Lamps", "Calle Mayor 3, 28013 Madrid", "Lamps, Calle Menor 3, 28013 Madrid")
    assert "another street" in other


def test_one_address_has_the_same_numbers_in_all_languages() -> None:
    def data(french: str) -> str:
        return f'{{address: {{type: text, values: {{nl: "Weg 3, 1000 Brussel", fr: "{french}"}}}}}}'

    belgium = {"BE": market("BE", locales="nl: {format: nl-BE}, fr: {format: fr-BE}")}
    assert said(RULE, belgium, "BE", company={"*": data("3 rue, 1000 Bruxelles")}) == ""
    assert "other numbers in nl than in fr" in said(RULE, belgium, "BE", company={"*": data("3 rue, 1001 Bruxelles")})


def test_an_account_is_in_the_country() -> None:
    data = {"*": '{iban: {type: name, value: "DE89 3704 0044 0532 0130 00"}}'}
    assert "an account in DE, not in ES" in said(RULE, {"ES": market("ES")}, company=data)
    assert said(RULE, {"DE": market("DE")}, "DE", company=data) == ""


@pytest.mark.parametrize(
    ("code", "address", "found"),
    [
        ("DE", "Straßburger Straße 8, 77694 Kehl", ""),
        ("SE", "Box 174, 101 23 Stockholm", ""),
        ("US", "1625 North Market Blvd., Suite N 112, Sacramento, CA 95834", ""),
        ("DE", "Rua Nova 8, 1000-123 Lisboa", "warning: market.complaints.bodies[].address: “Rua Nova 8, 1000-123"),
        ("DE", "Mariahilfer Straße 103, 1060 Wien", "has no postcode as DE has them (10115), but one as AT has them."),
        ("DE", "Calle Mayor 1, 28001 Madrid, España", "an address in ES."),
        ("DE", "Postfach 174, Kehl", "note: market.complaints.bodies[].address: “Postfach 174, Kehl” has no postcode"),
        ("DE", "Kehl 77694", "in DE the postcode stands before the town"),
    ],
)
def test_addresses_of_bodies_are_of_the_country(code: str, address: str, found: str) -> None:
    read = "source: eur-lex.europa.eu, verified_on: 2026-11-21, confidence: primary"
    bodies = f'complaints: {{bodies: {{type: list, items: [{{name: Board, address: "{address}", {read}}}]}}}}'
    told = said(RULE, {code: market(code, bodies)}, code)
    assert found in told
    assert bool(found) == bool(told)
