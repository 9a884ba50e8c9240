"""A market's facts on a day as its pages print them, and which of them hold pages back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from locmem.model.fact import Money
from locmem.pipelines.market_facts import FactRow, contacts_on, contacts_told, facts_on
from tests.pipelines.shop import Shop


def rows(shop: Shop, day: date | None = None) -> dict[str, FactRow]:
    project = shop.open()
    market = next(one for one in project.markets if one.code == "ES")
    return {row.path: row for row in facts_on(project, market, day or shop.today)}


def test_facts_and_company_data_are_listed_as_pages_print_them(shop: Shop) -> None:
    found = rows(shop)
    project = shop.open()
    market = next(one for one in project.markets if one.code == "ES")
    assert list(found) == [
        *(f"market.{path}" for path in market.facts),
        *(f"company.{path}" for path in market.company),
    ]
    rate = found["market.tax.standard_rate"]
    assert (rate.value, rate.is_blocking, bool(rate.verified_on)) == ("21\u00a0%", False, True)
    assert found["company.subscription.price"].confidence == ""
    assert rate.confidence in ("primary", "secondary")
    assert " y " in found["market.payment_methods"].value or " e " in found["market.payment_methods"].value


def test_a_fact_without_a_value_on_the_day_holds_pages_back_and_says_why(shop: Shop) -> None:
    found = rows(shop, date(1990, 1, 1))
    missing = [row for row in found.values() if not row.value]
    assert missing
    assert all(row.is_blocking and "has no value on 1990-01-01" in row.note for row in missing)


def test_legal_facts_that_were_read_too_long_ago_hold_pages_back(shop: Shop) -> None:
    late = rows(shop, date(2031, 1, 1))
    blocked = {path for path, row in late.items() if row.is_blocking}
    assert "market.tax.standard_rate" in blocked
    assert not any(path.startswith("company.") for path in blocked)


def test_an_amount_that_nobody_can_pay_is_shown_as_it_is_written(shop: Shop) -> None:
    project = shop.open()
    market = next(one for one in project.markets if one.code == "ES")
    fact = market.company["subscription.price"]
    value = fact.values[0]
    assert isinstance(value.value, Money)
    odd = replace(value, value=replace(value.value, amount=value.value.amount + value.value.amount.scaleb(-3)))
    changed = replace(market, company={"subscription.price": replace(fact, values=(odd,))}, facts={})
    [row] = facts_on(project, changed, shop.today)
    assert row.is_blocking
    assert row.value.endswith(" EUR")
    assert row.note.endswith("decimals; nothing prints it.")


CHANNELS = """
channels:
  - name: email
    expectation: usual
    owner: Ana Ruiz
    source: editorial default
    verified_on: null
    confidence: unverified
desk: {time_zone: Europe/Madrid, hours: [mon-fri 09:00-18:00]}
style:
  address: usted
  directness: medium
  greeting: {es: "Hola, {name}:"}
  closing: {es: "Un saludo,"}
  name_order: given-first
  source: editorial default
  verified_on: null
  confidence: unverified
"""


def test_channels_desk_and_style_are_told_thing_by_thing_with_what_pages_promise(shop: Shop) -> None:
    profile = re.sub(r"(?ms)^channels:.*?^(?=#)", "", shop.read("markets/ES.yaml"))
    shop.write("markets/ES.yaml", profile + CHANNELS)
    market = next(one for one in shop.open().markets if one.code == "ES")
    found = {row.path: row for row in contacts_on(market, shop.today)}
    assert {path: row.value for path, row in found.items()} == {
        "channels.email.expectation": "usual",
        "channels.email.target": "1 business day",
        "channels.email.owner": "Ana Ruiz",
        "desk.hours": "mon-fri 09:00-18:00",
        "desk.time_zone": "Europe/Madrid",
        "style.address": "usted",
        "style.directness": "medium",
        "style.greeting.es": "Hola, {name}:",
        "style.closing.es": "Un saludo,",
        "style.name_order": "given-first",
    }
    assert found["style.address"].confidence == "unverified"
    assert not any(row.is_blocking or row.comes_from for row in found.values())
    short = [(row.path, row.value) for row in contacts_told(market, shop.today)]
    assert short[:3] == [
        (
            "channels.email",
            "usual; answered within 1 business day; mon-fri 09:00-18:00; of Ana Ruiz; never looked at",
        ),
        ("desk", "mon-fri 09:00-18:00, Europe/Madrid"),
        ("style.address", "usted"),
    ]
