"""Which facts a text says, and in which markets."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.checks.statements import statements_of
from locmem.inline.liquid import scan
from locmem.markets.load import load_markets
from locmem.model.fact import Market
from tests.checks.lamps import BRAZIL, COMPANY, SPAIN

DAY = date(2026, 11, 21)
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
        ('{% if market.code == "ES" and ticket.x %}' + RATE + "{% endif %}", ["BR", "ES"]),
        ('{% if market.code == "ES" %}One.{% endif %} ' + RATE, ["BR", "ES"]),
        ("{% for one in market.tax.standard_rate %}x{% endfor %}", ["BR", "ES"]),
    ],
)
def test_a_fact_is_said_where_its_value_is_shown(text: str, where: list[str], markets: dict[str, Market]) -> None:
    assert said(text, markets) == where
