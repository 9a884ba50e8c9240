"""What most other markets say, and when nothing is usual."""

from __future__ import annotations

from datetime import date

from locmem.markets.due import Limits
from locmem.markets.peers import names_in, plain_texts, usual
from locmem.markets.subject import Subject, Witnesses
from locmem.model.fact import Market
from tests.markets.conftest import Load
from tests.markets.small import OTHERS, READ, market


def subject(load: Load, *codes: str) -> Subject:
    markets = load(**{code: market(code) for code in codes})
    mine, *others = markets
    return Subject(market=mine, day=date(2026, 11, 30), witnesses=Witnesses(), limits=Limits(), others=tuple(others))


def currency(market: Market) -> str:
    return market.currency


def test_what_nearly_all_others_say_is_usual(load: Load) -> None:
    assert usual(subject(load, *OTHERS), currency) == "EUR"


def test_of_few_markets_nothing_is_usual(load: Load) -> None:
    assert usual(subject(load, *OTHERS[:5]), currency) is None


def test_where_two_say_another_thing_nothing_is_usual(load: Load) -> None:
    assert usual(subject(load, *OTHERS, "GB", "US"), currency) is None


def test_texts_and_names_of_a_fact_in_all_windows(load: Load) -> None:
    item = f"kind: card, {READ}"
    facts = f"""
        label: {{type: text, values: {{es: Aquí}}, {READ}}}
        methods: {{type: list, items: [{{name: Visa, {item}}}, {{name: {{es: Tarjeta}}, {item}}}]}}
        """
    (spain,) = load(ES=market("ES", facts))
    assert plain_texts(spain.facts["label"]) == ("Aquí",)
    assert plain_texts(None) == ()
    assert names_in(spain.facts["methods"]) == {"Visa"}
