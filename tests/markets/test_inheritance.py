"""Sub-markets: what a part of a country has from it, what it can replace, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from locmem.errors import InputErrors, RenderError
from locmem.markets.paths import paths
from locmem.markets.windows import evidence_problem, value_on
from locmem.model.fact import Duration, DurationUnit, LocalText, Market

CASES = Path(__file__).parent / "cases"
SPAIN = (CASES / "ES.yaml").read_text(encoding="utf-8")
COMPANY = (CASES / "company.yaml").read_text(encoding="utf-8")
CATALONIA = "market: ES-CT\nparent: ES\nname: Catalonia\n"
BOTH = "locales: {ca-ES: {format: ca-ES, tone: tu}, es: {format: es-ES}}\n"
EVIDENCE = "source: s, verified_on: 2026-11-21, confidence: primary"
TODAY = date(2026, 11, 21)

Load = Callable[..., tuple[Market, ...]]


def catalonia(load: Load, rest: str, company: str = COMPANY) -> Market:
    return load(**{"ES": SPAIN, "ES-CT": CATALONIA + rest, "company": company})[1]


def problems(load: Load, **files: str) -> str:
    with pytest.raises(InputErrors) as caught:
        load(**files)
    return str(caught.value)


def fact(line: str) -> str:
    return f"facts:\n  {line.replace('EVIDENCE', EVIDENCE)}\n"


def test_a_sub_market_has_everything_of_its_country(load: Load, spain: Market) -> None:
    market = catalonia(load, "")
    assert (market.code, market.name, market.path) == ("ES-CT", "Catalonia", "markets/ES-CT.yaml")
    assert (market.currency, market.locales) == (spain.currency, spain.locales)
    assert (market.facts, market.company) == (spain.facts, spain.company)
    assert (market.obligations, market.waivers) == (spain.obligations, spain.waivers)


def test_markets_come_by_code_and_a_country_before_its_parts(load: Load) -> None:
    markets = load(**{"ES": SPAIN, "ES-CT": CATALONIA, "ES-AN": CATALONIA.replace("CT", "AN")})
    assert [market.code for market in markets] == ["ES", "ES-AN", "ES-CT"]


def test_a_fact_is_replaced_with_all_its_windows(load: Load, spain: Market) -> None:
    market = catalonia(load, fact("trader_reply: {type: duration, value: P10D, EVIDENCE}"))
    reply = market.facts["trader_reply"]
    assert [value.value for value in reply.values] == [Duration(count=10, unit=DurationUnit.DAY)]
    assert reply.location.path == "markets/ES-CT.yaml"
    assert market.facts["tax.standard_rate"].location.path == "markets/ES.yaml"
    assert paths(market) == paths(spain)
    assert list(market.facts) == list(spain.facts)


def test_messages_name_the_file_that_wrote_the_fact(load: Load) -> None:
    short = SPAIN.replace("valid_from: 2012-09-01", "valid_from: 2012-09-01, valid_until: 2026-01-31")
    market = load(**{"ES": short, "ES-CT": CATALONIA})[1]
    with pytest.raises(RenderError, match=r"markets/ES\.yaml:10:7.*has no value on 2026-11-21"):
        value_on(market.facts["tax.standard_rate"], TODAY)


def test_a_sub_market_can_add_a_language_where_it_writes_every_text(load: Load) -> None:
    name = "name: {type: text, values: {ca-ES: Catalunya, es: Cataluña}, EVIDENCE}"
    methods = "payment_methods: {type: list, items: [{name: Bizum, EVIDENCE}]}"
    company = (
        COMPANY + "  ES-CT: {hours: {type: text, values: {ca-ES: de dilluns a divendres, es: de lunes a viernes}}}\n"
    )
    market = catalonia(load, BOTH + fact(f"{name}\n  {methods}"), company)
    assert [one.content for one in market.locales] == ["ca-ES", "es"]
    assert market.facts["name"].values[0].value == LocalText(values={"ca-ES": "Catalunya", "es": "Cataluña"})
    assert market.company["support.phone"].values[0].value == "+34910000000"


def test_an_inherited_text_without_the_language_is_an_error_that_names_it(load: Load) -> None:
    message = problems(load, **{"ES": SPAIN, "ES-CT": CATALONIA + BOTH})
    assert "markets/ES-CT.yaml:2:1: name is inherited from markets/ES.yaml:7:9 and has no text in ca-ES" in message
    assert "payment_methods is inherited" in message
    assert len(message.splitlines()) == 2


def test_an_obligation_is_replaced_by_its_key_and_others_are_added(load: Load) -> None:
    own = f"applies_to: [contact], {EVIDENCE}"
    rest = f"obligations:\n  - {{key: odr_link, text: Ours., {own}}}\n  - {{key: catalan, text: More., {own}}}\n"
    market = catalonia(load, rest)
    assert [(one.key, one.text) for one in market.obligations] == [("odr_link", "Ours."), ("catalan", "More.")]


def test_a_waiver_holds_for_the_inherited_fact_only(load: Load) -> None:
    market = catalonia(load, "")
    refund = market.facts["refund"]
    assert not evidence_problem(refund, value_on(refund, TODAY), market, TODAY, 180)
    weak = "source: memory, verified_on: null, confidence: unverified"
    market = catalonia(load, fact(f"refund: {{type: duration, legal: true, value: P10D, {weak}}}"))
    refund = market.facts["refund"]
    assert market.waivers == ()
    assert "refund of ES-CT is unverified" in evidence_problem(refund, value_on(refund, TODAY), market, TODAY, 180)


def test_a_sub_market_can_sign_for_an_inherited_fact_itself(load: Load) -> None:
    market = catalonia(load, "waivers: [{fact: refund, by: Montse, reason: Read., on: 2026-11-21}]\n")
    assert [waiver.by for waiver in market.waivers] == ["Montse"]


@pytest.mark.parametrize(
    ("code", "head", "said"),
    [
        ("ES-CT", "market: ES-CT\nparent: PT\n", "PT cannot be the parent of ES-CT. Write ES."),
        ("PT-11", "market: PT-11\nparent: PT\n", "there is no market PT to inherit from. Write PT.yaml, or a whole"),
        ("PT", "market: PT\nparent: PT\n", "PT is a country and has no parent. Remove the key."),
        ("ES-CT", "market: ES-CT\n", "the key 'locales' is missing"),
    ],
)
def test_what_is_wrong_with_a_parent(load: Load, code: str, head: str, said: str) -> None:
    assert said in problems(load, **{"ES": SPAIN, code: f"{head}name: Part\n"})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("trade_reply: {type: duration, value: P10D, EVIDENCE}", "no trade_reply that this could replace. Did you"),
        ("zebra: {type: name, value: x, EVIDENCE}", "Add it there first; write value: null if it has none."),
        ("name: {type: text, values: {}, EVIDENCE}", "there is no text for es"),
    ],
)
def test_what_is_wrong_with_an_own_fact(load: Load, line: str, said: str) -> None:
    message = problems(load, **{"ES": SPAIN, "ES-CT": CATALONIA + fact(line)})
    assert message.startswith("markets/ES-CT.yaml:5:")
    assert said in message


def test_a_sub_market_waits_until_its_country_is_sound(load: Load) -> None:
    message = problems(load, **{"ES": SPAIN.replace("name: Spain", ""), "ES-CT": CATALONIA + fact("zebra: 5")})
    assert {line.split(":")[0] for line in message.splitlines()} == {"markets/ES.yaml"}


def test_company_data_of_a_sub_market_replace_those_of_its_country(load: Load, spain: Market) -> None:
    company = COMPANY + '  ES-CT: {support: {phone: {type: phone, value: "+34930000000"}}}\n'
    market = catalonia(load, "", company)
    assert market.company["support.phone"].values[0].value == "+34930000000"
    assert market.company["hours"].values[0].value == spain.company["hours"].values[0].value
    assert set(market.company) == set(spain.company)


def test_what_is_wrong_with_company_data_of_a_sub_market(load: Load) -> None:
    name = "name: {type: text, values: {ca-ES: Catalunya, es: Cataluña}, EVIDENCE}"
    methods = "payment_methods: {type: list, items: [{name: Bizum, EVIDENCE}]}"
    files = {"ES": SPAIN, "ES-CT": CATALONIA + BOTH + fact(f"{name}\n  {methods}"), "company": COMPANY}
    assert "hours is inherited from markets/company.yaml" in problems(load, **files)
    files["company"] += "  ES-CT: {phone: {type: name, value: x}, hours: {type: text, value: null}}\n"
    assert "the parent has no phone that this could replace" in problems(load, **files)
