"""An obligation asks for what its own text says, and a reason is of its own country."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said

RULE = "market-duty-text"


def duty(key: str, text: str, topic: str = "guarantee", more: str = "") -> str:
    return f'obligations: [{{key: {key}, applies_to: [{topic}], {more}text: "{text}", {READ}}}]'


@pytest.mark.parametrize(
    ("text", "words", "what"),
    [
        ("Goods can be rejected for thirty days.", "30 days", ""),
        ("Goods can be rejected for thirty days.", "14 days", "its text says 30"),
        ("Goods can be rejected for a while.", "14 days", ""),
        ("Goods can be rejected for 30 days.", "thirty days", ""),
    ],
)
def test_words_have_the_number_of_the_text(text: str, words: str, what: str) -> None:
    more = duty("right_to_reject", text, more=f"phrases: {{en-GB: [{words}]}}, ")
    found = said(RULE, {"GB": market("GB", locales="en-GB: {format: en-GB}", more=more)}, "GB")
    assert what in found
    assert bool(found) is bool(what)


@pytest.mark.parametrize(("topic", "is_right"), [("subscription", True), ("delivery", False)])
def test_a_duty_applies_where_its_matter_stands(topic: str, is_right: bool) -> None:
    found = said(RULE, {"ES": market("ES", more=duty("leaving", "Show a cancel button.", topic))})
    assert ("Let it apply" in found or "speaks of “cancel button”" in found) is not is_right


@pytest.mark.parametrize(("fact", "is_right"), [("refund_deadline", True), ("withdrawal_period", False)])
def test_a_duty_is_kept_by_the_fact_of_its_name(fact: str, is_right: bool) -> None:
    value = f"{{type: duration, legal: true, value: P14D, {READ}}}"
    facts = f"consumer_rights: {{refund_deadline: {value}, withdrawal_period: {value}}}"
    more = duty(
        "refund_deadline", "Say when the money is back.", "refunds", f"facts: [market.consumer_rights.{fact}], "
    )
    found = said(RULE, {"ES": market("ES", facts, more=more)})
    assert ("not by market.consumer_rights.refund_deadline" in found) is not is_right


@pytest.mark.parametrize(("country", "is_right"), [("Türkiye", True), ("Singapore", False)])
def test_a_reason_is_of_its_own_country(country: str, is_right: bool) -> None:
    fact = f"consumer_rights: {{repair_extension: {{type: duration, none: {country} is no member., {READ}}}}}"
    files = {"TR": market("TR", fact, locales="tr: {format: tr-TR}"), "SG": market("SG")}
    assert ("names Singapore" in said(RULE, files, "TR")) is not is_right
