"""Which facts a text says, and in which markets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locmem.checks.statements import statements_of
from locmem.inline.liquid import scan
from locmem.markets.load import load_markets
from locmem.model.fact import Market, Window
from tests.checks.lamps import BRAZIL, COMPANY, SPAIN

DAY = date(2026, 11, 21)
BOTH = ["BR", "ES"]
RATE = "{{ market.tax.standard_rate }}"


@pytest.fixture(scope="module")
def markets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Market]:
    folder = tmp_path_factory.mktemp("markets")
    for name, text in (("ES", SPAIN), ("BR", BRAZIL), ("company", COMPANY)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return {market.code: market for market in load_markets(folder, "markets")}


def said(text: str, markets: dict[str, Market]) -> list[str]:
    """The markets in which a text says the rate."""
    statements = [one for one in statements_of(scan(text).tags) if one.path == "market.tax.standard_rate"]
    return [code for code, market in markets.items() if any(one.is_made(market, DAY) for one in statements)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (RATE, ["BR", "ES"]),
        ("{% if market.tax.standard_rate %}We charge tax.{% endif %}", []),
        ('{% if market.code == "ES" %}' + RATE + "{% endif %}", ["ES"]),
        ("{% if market.code == 'ES' or market.code == 'BR' %}" + RATE + "{% endif %}", ["BR", "ES"]),
        ('{% if market.code != "ES" %}' + RATE + "{% endif %}", ["BR"]),
        ('{% unless market.code == "ES" %}' + RATE + "{% endunless %}", ["BR"]),
        ('{% if market.code == "ES" %}No.{% else %}' + RATE + "{% endif %}", ["BR"]),
        ('{% if market.code == "ES" %}No.{% elsif market.code == "PT" %}' + RATE + "{% endif %}", []),
        ('{% case market.code %}{% when "ES", "PT" %}' + RATE + "{% else %}No.{% endcase %}", ["ES"]),
        ('{% case market.code %}{% when "ES" %}No.{% else %}' + RATE + "{% endcase %}", ["BR"]),
        ("{% if false %}" + RATE + "{% endif %}", []),
        ('{% if ticket.x and market.code == "ES" %}' + RATE + "{% endif %}", ["BR", "ES"]),
        ('{% if market.code == "ES" and ticket.x %}' + RATE + "{% endif %}", ["ES"]),
        ("{% if market.code %}" + RATE + "{% endif %}", ["BR", "ES"]),
        ("{% if market.tax.standard_rate > 50 %}" + RATE + "{% endif %}", ["BR"]),
        ("{% if market.tax.standard_rate > 50 %}No.{% else %}" + RATE + "{% endif %}", ["BR", "ES"]),
        ("{%- unless market.refund >= 'P14D' -%}" + RATE + "{%- endunless -%}", ["BR"]),
        ('{% if market.tax.abbreviation == "ICMS" %}' + RATE + "{% endif %}", ["BR"]),
        ('{% if market.currency == "BRL" %}' + RATE + "{% endif %}", ["BR"]),
        ("{% if market.payment_methods.size > 1 %}" + RATE + "{% endif %}", []),
        ("{% case market.currency %}{% when 'USD' or 'BRL' %}" + RATE + "{% else %}No.{% endcase %}", ["BR"]),
        ("{% case market.currency %}{% when 'USD', 'BRL' %}No.{% else %}" + RATE + "{% endcase %}", ["ES"]),
        ("{% assign r = market.refund %}{% if r > 'P10D' %}" + RATE + "{% endif %}", ["ES"]),
        ("{% assign r = market.refund %}{% if market.code == 'r' %}" + RATE + "{% endif %}", []),
        ("{% if true %}{% assign r = market.refund %}{% endif %}{% if r > 'P10D' %}" + RATE + "{% endif %}", BOTH),
        ("{% for one in market.payment_methods %}{% if one.kind == 'x' %}" + RATE + "{% endif %}{% endfor %}", BOTH),
        ("{% assign rate = market.tax.standard_rate %}", []),
        ("{% assign rate = market.tax.standard_rate %}It is {{ rate }}.", ["BR", "ES"]),
        ('{% if market.code == "ES" %}One.{% endif %} ' + RATE, ["BR", "ES"]),
        ("{% for one in market.tax.standard_rate %}x{% endfor %}", ["BR", "ES"]),
    ],
)
def test_a_fact_is_said_where_its_value_is_shown(text: str, where: list[str], markets: dict[str, Market]) -> None:
    assert said(text, markets) == where


def test_a_condition_on_a_fact_is_asked_of_the_day(markets: dict[str, Market]) -> None:
    fact = markets["ES"].facts["tax.standard_rate"]
    until = replace(fact.values[0], window=Window(end=date(2026, 12, 31)))
    after = replace(fact.values[0], value=Decimal(60), window=Window(start=date(2027, 1, 1)))
    later = replace(fact, values=(until, after))
    spain = replace(markets["ES"], facts={**markets["ES"].facts, "tax.standard_rate": later})
    [one] = [
        one
        for one in statements_of(scan("{% if market.tax.standard_rate > 50 %}" + RATE + "{% endif %}").tags)
        if one.is_shown
    ]
    assert [one.is_made(spain, day) for day in (DAY, date(2027, 1, 1))] == [False, True]


def test_what_nobody_sees_is_asked_for_and_not_said(markets: dict[str, Market]) -> None:
    text = f"<!-- {RATE} -->"
    [hidden] = statements_of(scan(text).tags, ((0, len(text)),))
    assert (hidden.path, hidden.is_made(markets["ES"], DAY)) == ("market.tax.standard_rate", False)
