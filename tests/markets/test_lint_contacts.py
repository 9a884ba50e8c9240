"""What the rules about mail addresses, accounts and postcodes say, and of whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from locmem.markets.lint import lint
from locmem.markets.load import load_markets
from locmem.model.finding import Finding
from tests.checks.lamps import BRAZIL, SPAIN

DAY = date(2026, 11, 21)


def found(folder: Path, company: str, rule: str) -> tuple[Finding, ...]:
    for name, text in (("ES", SPAIN), ("BR", BRAZIL), ("company", company)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    results = lint(load_markets(folder, "markets"), DAY)
    return next(one.findings for one in results if one.rule.name == rule)


def test_what_all_markets_share_is_said_once_and_of_none_of_them(tmp_path: Path) -> None:
    shared = "company:\n  support: {email: {type: name, value: help@lamps}}\nmarkets: {ES: {}, BR: {}}\n"
    [one] = found(tmp_path, shared, "market-email")
    assert (one.market, one.location.line) == ("", 2)


def test_what_one_market_has_is_said_of_it(tmp_path: Path) -> None:
    own = (
        "markets:\n  ES: {mail: {type: name, value: help@lamps}}\n  BR: {mail: {type: name, value: a@lamps.example}}\n"
    )
    [one] = found(tmp_path, own, "market-email")
    assert (one.market, one.location.line) == ("ES", 2)


@pytest.mark.parametrize(
    ("name", "value", "is_wrong"),
    [
        ("iban", "ES79 2100 0813 6101 2345 6789", False),
        ("iban", "ES7921000813610123456788", True),
        ("bank", "IBAN: ES79 2100 0813 6101 2345 6788.", True),
        ("bank", "ES79 2100 0813 6101 2345 6789 BANK", False),
        ("bic", "DEUTDEFF", False),
        ("swift", "DEUTDEF", True),
        ("lei", "213800KUD8LAJWSQ9D15", False),
        ("lei", "213800KUD8LAJWSQ9D51", True),
        ("cif_number", "B12345674", False),
        ("cif", "B12345675", True),
        ("cae", "unknown words", True),
        ("name", "B12345675", False),
        ("note", "B12345675", False),
    ],
)
def test_a_number_is_tried_by_what_its_path_says_it_is(tmp_path: Path, name: str, value: str, is_wrong: bool) -> None:
    company = (
        f'markets:\n  ES: {{{name}: {{type: name, value: "{value}"}}}}\n  BR: {{{name}: {{type: name, value: null}}}}\n'
    )
    assert bool(found(tmp_path, company, "market-account")) is is_wrong


@pytest.mark.parametrize(
    ("value", "is_wrong"),
    [
        ("Calle Inventada, 12, 28001 Madrid", False),
        ("Calle Inventada, 12, E-28001 Madrid", False),
        ("Calle Inventada, 12, Madrid", True),
        ("Calle Inventada, 12, 280010 Madrid", True),
        ("1 Lamp Street, Dublin 2, Irlanda", False),
        ("1 Lamp Street, Dublin 2, Ireland.", False),
        ("Apartado de correos", False),
    ],
)
def test_an_address_has_a_postcode_of_its_country(tmp_path: Path, value: str, is_wrong: bool) -> None:
    spain, brazil = f'{{address: {{type: name, value: "{value}"}}}}', "{address: {type: name, value: null}}"
    company = f"markets:\n  ES: {spain}\n  BR: {brazil}\n"
    assert bool(found(tmp_path, company, "market-postcode")) is is_wrong
