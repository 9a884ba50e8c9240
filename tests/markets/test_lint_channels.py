"""Channels where nobody answers, and promises that contradict each other, are named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from locmem.markets.due import Limits, ReviewKind, reviews
from locmem.markets.lint import lint
from locmem.model.fact import Market
from locmem.model.finding import Severity
from tests.markets import small

Load = Callable[..., tuple[Market, ...]]

TODAY = date(2026, 11, 30)
EVIDENCE = "source: editorial default, verified_on: null, confidence: unverified"
SPAIN = f"""\
market: ES
name: Spain
currency: EUR
locales: {{es: {{format: es-ES}}}}
channels:
  - {{name: phone, expectation: expected, priority: 1, reviewed_on: 2026-11-02, {EVIDENCE}}}
  - {{name: email, expectation: usual, target: PT24H, priority: 2, reviewed_on: 2026-11-02, {EVIDENCE}}}
desk: {{time_zone: Europe/Madrid, holidays: ES-MD, hours: [mon-fri 09:00-18:00]}}
facts:
  support_response:
    email: {{type: duration, value: PT24H, {EVIDENCE}}}
"""
COMPANY = 'markets: {ES: {support: {phone: {type: phone, value: "+34910000000"}}}}\n'


def said(load: Load, profile: str, company: str = COMPANY) -> list[tuple[str, Severity]]:
    markets = load(ES=profile, company=company)
    (result,) = (one for one in lint(markets, TODAY) if one.rule.name == "market-channel")
    return [(one.what, one.severity) for one in result.findings]


def test_what_is_right_is_left_alone(load: Load) -> None:
    assert said(load, SPAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "what", "severity"),
    [
        ("name: email", "name: e_mail", "nobody knows a channel 'e_mail'", Severity.WARNING),
        ("target: PT24H", "target: PT48H", "is not what support_response.email says", Severity.ERROR),
        ("priority: 2", "priority: 1", "has the priority 1 of channels.phone", Severity.WARNING),
        ("reviewed_on: 2026-11-02", "reviewed_on: 2026-12-24", "was reviewed on 2026-12-24, after", Severity.ERROR),
        ("ES-MD", "ES-XX", "no calendar of holidays 'ES-XX'", Severity.ERROR),
    ],
    ids=["name", "promise", "priority", "day", "holidays"],
)
def test_each_way_to_get_a_channel_wrong_is_named(
    load: Load, old: str, new: str, what: str, severity: Severity
) -> None:
    found = said(load, SPAIN.replace(old, new, 1))
    assert [(what in told, level) for told, level in found] == [(True, severity)]


def test_a_telephone_that_customers_count_on_must_be_there(load: Load) -> None:
    without = COMPANY.replace('"+34910000000"', "null")
    [(what, severity)] = said(load, SPAIN, without)
    assert "customers count on phone, and company.support.phone has no value" in what
    assert severity is Severity.WARNING
    assert said(load, SPAIN.replace("expectation: expected", "expectation: rare"), without) == []


def test_a_channel_is_looked_at_again_after_half_a_year(load: Load) -> None:
    (spain,) = load(ES=SPAIN.replace("reviewed_on: 2026-11-02, ", "", 1))
    phone, email = (one for one in reviews(spain, TODAY, Limits()) if one.kind is ReviewKind.CHANNEL)
    assert (phone.path, phone.due) == ("channels.phone", None)
    assert (email.path, email.due) == ("channels.email", date(2027, 5, 1))
    (late,) = (
        one
        for result in lint([spain], date(2027, 5, 2))
        for one in result.findings
        if one.check == "market-review" and "channels.email" in one.what
    )
    assert "write today's day to reviewed_on" in late.do


@pytest.mark.parametrize(
    ("name", "expectation", "is_right"),
    [("line", "usual", False), ("line", "rare", True), ("whatsapp", "usual", True)],
)
def test_a_messenger_that_is_at_home_elsewhere_is_named(
    load: Load, name: str, expectation: str, is_right: bool
) -> None:
    old = "name: email, expectation: usual, target: PT24H"
    found = [what for what, _ in said(load, SPAIN.replace(old, f"name: {name}, expectation: {expectation}"))]
    assert any("it is at home in JP, TH, TW" in what for what in found) is not is_right


@pytest.mark.parametrize(("name", "is_told"), [("phone", True), ("email", False)])
def test_a_channel_that_all_other_markets_have(name: str, is_told: bool) -> None:
    def reached(code: str, channel: str) -> str:
        return small.market(
            code, more=f"channels:\n  - {{name: {channel}, expectation: usual, priority: 1, {small.READ}}}"
        )

    files = {one: reached(one, "email") for one in small.OTHERS} | {"ES": reached("ES", name)}
    assert ("channels has no email, which all other markets have" in small.said("market-channel", files)) is is_told


@pytest.mark.parametrize(
    ("owner", "is_told"), [("Customer care of Portugal", True), ("Customer care of Spain", False), ("Ana Lima", False)]
)
def test_a_channel_is_not_of_the_people_of_another_country(owner: str, is_told: bool) -> None:
    channels = f"channels:\n  - {{name: email, expectation: usual, priority: 1, owner: {owner}, {small.READ}}}"
    files = {"ES": small.market("ES", more=channels), "PT": small.market("PT")}
    assert ("the people of PT, not of ES" in small.said("market-channel", files)) is is_told
