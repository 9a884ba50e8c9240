"""Company data: shared or per market, required wherever another market has them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from locmem.model.fact import Market, Money
from tests.markets.test_load import COMPANY, PORTUGAL, SPAIN, Load, problems


def test_company_data_are_merged_under_the_market(spain: Market) -> None:
    assert spain.company["name"].values[0].value == "Lumen & Larch"
    assert spain.company["support.phone"].values[0].value == "+34910000000"
    assert spain.company["free_from"].values[0].value == Money(amount=Decimal("49.00"), currency="EUR")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  ES:", "  PT:", "there is no market 'PT'. Remove the section, or write PT.yaml. Known: ES."),
        ("  ES:", "  PT:", "the market ES has no company data"),
        ("{es: de lunes a viernes}", "{}", "there is no text for es"),
        ("value: null", "legal: true, value: null", "the key 'legal' is not known"),
        ('"+34910000000"', '"910000000"', "is not a number in E.164"),
    ],
)
def test_what_is_wrong_with_company_data(load: Load, old: str, new: str, said: str) -> None:
    assert old in COMPANY
    assert said in problems(load, ES=SPAIN, company=COMPANY.replace(old, new, 1))


def test_company_data_that_another_market_has_are_required(load: Load) -> None:
    company = COMPANY + '  PT: {support: {phone: {type: phone, value: "+351210000000"}}}\n'
    message = problems(load, ES=SPAIN, PT=PORTUGAL, company=company)
    assert message.partition("markets.PT: ")[2] == (
        "PT has no hours, mediator, free_from, but ES does. Add it; write value: null where there is none."
    )


def test_shared_company_texts_need_every_language(load: Load) -> None:
    company = "company: {motto: {type: text, values: {es: Luz}}}\nmarkets: {ES: {}, PT: {}}\n"
    message = problems(load, ES=SPAIN, PT=PORTUGAL, company=company)
    assert "company.motto.values: there is no text for pt-PT" in message


MARKETS = {
    code: re.sub(r"\bes: ", f"{tag}: ", SPAIN).replace("market: ES", f"market: {code}").replace("es-ES", tag)
    for code, tag in (("PT", "pt-PT"), ("FR", "fr"), ("DE", "de"))
}
OWN = """\
  {code}:
    tax_number: {{type: name, value: "1"}}
    support:
      phone: {{type: phone, value: "+34910000000"}}
      hours: {{type: text, values: {{{tag}: "9"}}}}
"""
FOUR = "markets:\n" + "".join(
    OWN.format(code=code, tag=tag) for code, tag in (("DE", "de"), ("ES", "es"), ("FR", "fr"), ("PT", "pt-PT"))
)


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("  ES:\n    tax_number", "  ES:\n    tax_numbr", "8:5 markets.ES.tax_numbr", "Did you mean 'tax_number'?"),
        ('value: "1"}\n    support', 'value: "1"}\n    suport', "4:5 markets.DE.suport", "Did you mean 'support'?"),
        ("      phone", "      fone", "5:7 markets.DE.support.fone", "Did you mean 'support.phone'?"),
        ('value: "1"}\n    support', 'value: "1"}\n    desk', "", "DE alone has desk.phone, desk.hours"),
        ("    tax_number: {type", "    tax_number: {tipe", "3:17 markets.DE.tax_number", "the fact has no type"),
        ("  ES:", "  EZ:", "7:3 markets", "there is no market 'EZ'. Did you mean ES?"),
        ("markets:", "market:", "1:1 market", "Did you mean 'markets'?"),
    ],
    ids=["fact", "group", "in a group", "another word", "no type", "market", "section"],
)
def test_one_slip_of_the_pen_is_told_once(load: Load, old: str, new: str, place: str, said: str) -> None:
    assert old in FOUR
    message = problems(load, ES=SPAIN, **MARKETS, company=FOUR.replace(old, new, 1))
    told = message.splitlines()
    # A whole group by a word that nobody would take for the other may be a new one: the market lacks the old one too.
    assert len(told) == (1 if place else 2), message
    assert said in message
    assert f"markets/company.yaml:{place}" in message
    assert place or any("DE has no support.phone, support.hours, but ES, FR, PT do." in line for line in told)


def test_what_one_market_alone_has_is_told_there_and_not_at_all_others(load: Load) -> None:
    company = FOUR.replace("    support:", "    mediator: {type: name, value: null}\n    support:", 1)
    message = problems(load, ES=SPAIN, **MARKETS, company=company)
    assert message == (
        "markets/company.yaml:4:5 markets.DE.mediator: DE alone has mediator; ES, FR, PT do not. "
        "Add it to each of them, value: null where there is none."
    )


def test_what_every_market_has_may_be_another_in_one(load: Load) -> None:
    company = 'company: {tax_number: {type: name, value: "0"}}\n' + FOUR.replace("    tax_number", "    other", 1)
    message = problems(load, ES=SPAIN, **MARKETS, company=company)
    assert message.count("\n") == 0
    assert "DE alone has other" in message
