"""Company data: shared or per market, required wherever another market has them."""

from __future__ import annotations

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
        ("  ES:", "  DE:", "there is no market 'DE'. Known: ES."),
        ("  ES:", "  DE:", "the market ES has no company data"),
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
    missing = [line.split(": ")[1] for line in message.splitlines()]
    assert missing == [
        f"PT has no {path}, but ES does. Add it; write value" for path in ("hours", "mediator", "free_from")
    ]


def test_shared_company_texts_need_every_language(load: Load) -> None:
    company = "company: {motto: {type: text, values: {es: Luz}}}\nmarkets: {ES: {}, PT: {}}\n"
    message = problems(load, ES=SPAIN, PT=PORTUGAL, company=company)
    assert "company.motto.values: there is no text for pt-PT" in message
