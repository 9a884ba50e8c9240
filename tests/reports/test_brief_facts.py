"""What a brief says of a market's facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.model.fact import Confidence, DecidedBy, Evidence, FactValue, Market, Window
from locmem.reports.brief_facts import TAX, facts_of, languages, methods, obligations, peak_months
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)
READ = Evidence(source="https://boe.es/x", verified_on=TODAY, confidence=Confidence.PRIMARY)


def test_a_fact_that_a_profile_does_not_have_hides_none_of_the_others(shop: Shop) -> None:
    spain = shop.open().markets[0]
    less = replace(spain, facts={path: fact for path, fact in spain.facts.items() if path != "tax.name"})
    whole, left = ([line.label for line in facts_of(market, TODAY, TAX)] for market in (spain, less))
    assert whole[0] == "Name"
    assert left == whole[1:]
    bodies = [("All bodies", "payment_methods"), ("Name", "tax.name")]
    labels = [line.label for line in facts_of(spain, TODAY, bodies)]
    assert (labels[0], {*labels[1:-1]}, labels[-1]) == ("All bodies", {"and"}, "Name")


def with_value(market: Market, path: str, **changes: object) -> Market:
    fact = market.facts[path]
    held: FactValue = replace(fact.values[-1], window=Window(), evidence=READ, **changes)  # type: ignore[arg-type]
    return replace(market, facts={**market.facts, path: replace(fact, values=(held,))})


def test_that_the_law_has_no_such_rule_is_said_with_what_was_looked_for(shop: Shop) -> None:
    market = with_value(
        shop.open().market("ES"), "complaints.trader_reply", value=None, no_rule="Read the act whole. No term."
    )
    [line] = facts_of(market, TODAY, [("We answer within", "complaints.trader_reply")])
    assert line.value == "no such rule: Read the act whole."
    assert (line.short_source, line.is_unverified) == ("boe.es", False)


def test_words_of_a_market_have_english_ones_beside_them_and_numbers_need_none(shop: Shop) -> None:
    spain = shop.open().market("ES")
    [reply, rate] = facts_of(
        spain, TODAY, [("We answer within", "complaints.trader_reply"), ("Rate", "tax.standard_rate")]
    )
    assert (reply.value, reply.english) == ("15 días", "15 days")
    assert rate.english == ""


def test_a_body_has_its_kind_beside_its_name(shop: Shop) -> None:
    spain = shop.open().market("ES")
    lines = list(facts_of(spain, TODAY, [("How to pay", "payment_methods")]))
    assert "contra reembolso (cash on delivery)" in [line.value for line in lines]
    assert [line.source for line in lines] == [line.source for line in methods(spain, TODAY)]


def test_a_duty_is_cut_between_words(shop: Shop) -> None:
    spain = shop.open().market("ES")
    path = "consumer_rights.withdrawal_function_label"
    duty = replace(spain.obligations[0], text=f"{'Say it where readers see it ' * 3}as {path}, {path} have it.")
    [line] = obligations(replace(spain, obligations=(duty,), departures=()), TODAY, {})
    assert line.value.endswith(" …")
    assert set(line.value.split()) <= {*duty.text.split(), path, "…"}
    [unseen] = obligations(replace(spain, obligations=(duty,), departures=()), TODAY, {}, {duty.key})
    assert unseen.value == line.value


def test_languages_methods_months_and_duties_are_listed(shop: Shop) -> None:
    spain = shop.open().market("ES")
    assert [line.label for line in languages(spain, TODAY)] == ["es (es-ES)", "Currency"]
    assert [line.value for line in peak_months(spain, TODAY)] == ["November, December, January and July"]
    assert {line.label for line in methods(spain, TODAY)} >= {"Bizum"}
    assert all(line.value for line in obligations(spain, TODAY, {}))


def test_what_nobody_has_looked_up_is_no_answer(shop: Shop) -> None:
    market = with_value(shop.open().market("ES"), "complaints.trader_reply", value=None)
    unread = replace(READ, verified_on=None, confidence=Confidence.UNVERIFIED)
    fact = market.facts["complaints.trader_reply"]
    held = replace(fact.values[0], evidence=unread)
    asked = [("We answer within", "complaints.trader_reply")]
    later = replace(market, facts={**market.facts, fact.path: replace(fact, values=(held,))})
    assert [line.value for line in facts_of(market, TODAY, asked)] == ["none"]
    assert [line.value for line in facts_of(later, TODAY, asked)] == ["not looked up yet"]


def test_a_value_says_for_whose_orders_it_is_while_others_have_another(shop: Shop) -> None:
    market = shop.open().market("ES")
    fact = replace(market.facts["consumer_rights.repair_extension"], decided_by=DecidedBy.CONTRACT)
    market = replace(market, facts={**market.facts, fact.path: fact})
    [line] = facts_of(market, TODAY, [("A repair adds", fact.path)])
    assert (line.value, line.english, line.is_second_hand) == (
        "12 meses, orders from 2026-07-31",
        "12 months",
        True,
    )
