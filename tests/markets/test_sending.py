"""A market's word on engines that are not on this machine: denied unless it is there, covers the text and is fresh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from locmem.errors import InputErrors
from locmem.markets.sending import refusal
from locmem.model.document import Risk
from locmem.model.fact import Market

Load = Callable[..., tuple[Market, ...]]

TODAY = date(2026, 11, 21)


def profile(code: str, mt: str = "", locale: str = "es") -> str:
    head = f"market: {code}\nname: N\ncurrency: EUR\nlocales: {{{locale}: {{format: {locale}}}}}\n"
    return head + (f"mt: {mt}\n" if mt else "")


ALLOWED = "{allowed: [deepl, openai/gpt-x], risks: [standard], region: EU, reviewed_on: 2026-11-01}"


def test_a_profile_says_what_may_be_sent(load: Load) -> None:
    (market,) = load(ES=profile("ES", ALLOWED))
    assert market.sending is not None
    assert market.sending.allowed == ("deepl", "openai/gpt-x")
    assert market.sending.risks == (Risk.STANDARD,)
    assert (market.sending.region, market.sending.reviewed_on) == ("EU", date(2026, 11, 1))
    assert market.sending.location.line == 5


def test_a_market_without_a_word_lets_nothing_leave(load: Load) -> None:
    (market,) = load(ES=profile("ES"))
    assert market.sending is None
    said = refusal([market], "deepl", Risk.LOW, TODAY)
    assert said.startswith("ES lets no text leave the machine. Add `mt: {allowed: [deepl]")
    assert "markets/ES.yaml" in said


def test_a_text_that_no_market_reads_is_not_sent() -> None:
    assert refusal([], "deepl", Risk.LOW, TODAY)


def test_what_is_allowed_is_allowed(load: Load) -> None:
    markets = load(ES=profile("ES", ALLOWED))
    assert refusal(markets, "deepl", Risk.STANDARD, TODAY) == ""
    assert refusal(markets, "openai/gpt-x", Risk.STANDARD, TODAY) == ""


@pytest.mark.parametrize(
    ("engine", "risk", "day", "said"),
    [
        ("google", Risk.STANDARD, TODAY, "ES allows deepl, openai/gpt-x, not google. Add google to `mt.allowed` in"),
        ("openai/gpt-y", Risk.STANDARD, TODAY, "not openai/gpt-y"),
        ("deepl", Risk.LEGAL, TODAY, "ES allows no legal texts to be sent. Add legal to `mt.risks` in"),
        ("deepl", Risk.LOW, TODAY, "ES allows no low texts"),
        ("deepl", Risk.STANDARD, date(2026, 10, 31), "read on 2026-11-01, after 2026-10-31"),
        ("deepl", Risk.STANDARD, date(2027, 11, 2), "more than a year ago. Read the contracts again"),
    ],
    ids=["engine", "model", "class", "class not named", "before the review", "review too old"],
)
def test_what_is_refused_is_said_with_what_to_do(load: Load, engine: str, risk: Risk, day: date, said: str) -> None:
    assert said in refusal(load(ES=profile("ES", ALLOWED)), engine, risk, day)


def test_a_review_holds_for_a_year_to_the_day(load: Load) -> None:
    markets = load(ES=profile("ES", ALLOWED))
    last = date(2026, 11, 1) + timedelta(days=365)
    assert refusal(markets, "deepl", Risk.STANDARD, date(2026, 11, 1)) == ""
    assert refusal(markets, "deepl", Risk.STANDARD, last) == ""
    assert refusal(markets, "deepl", Risk.STANDARD, last + timedelta(days=1)) != ""


def test_every_market_that_reads_a_text_must_allow_it(load: Load) -> None:
    markets = load(ES=profile("ES", ALLOWED), MX=profile("MX", ALLOWED), US=profile("US"))
    assert refusal(markets[:2], "deepl", Risk.STANDARD, TODAY) == ""
    assert refusal(markets, "deepl", Risk.STANDARD, TODAY).startswith("US ")


def test_a_sub_market_has_its_countrys_word_unless_it_writes_its_own(load: Load) -> None:
    part = "market: {code}\nparent: CA\nname: N\n"
    country = profile("CA", ALLOWED, "fr")
    own = "mt: {allowed: [google], region: CA, reviewed_on: 2026-11-02}\n"
    whole, quebec = load(CA=country, **{"CA-QC": part.format(code="CA-QC")})
    assert quebec.sending == whole.sending
    _, quebec = load(CA=country, **{"CA-QC": part.format(code="CA-QC") + own})
    assert quebec.sending is not None
    assert quebec.sending.allowed == ("google",)


@pytest.mark.parametrize(
    ("mt", "said"),
    [
        ("{region: EU, reviewed_on: 2026-11-01}", "markets/ES.yaml:5:5 mt: the key 'allowed' is missing"),
        ("{allowed: [], region: EU, reviewed_on: 2026-11-01}", ":5:15 mt.allowed: no engine is named"),
        ("{allowed: deepl, region: EU, reviewed_on: 2026-11-01}", "`allowed: [deepl]`"),
        ('{allowed: [""], region: EU, reviewed_on: 2026-11-01}', "no engine is named"),
        ("{allowed: [deepl], risks: [], region: EU, reviewed_on: 2026-11-01}", "no class of text is named"),
        ("{allowed: [deepl], risks: [high], region: EU, reviewed_on: 2026-11-01}", "legal, standard, low"),
        ("{allowed: [deepl], reviewed_on: 2026-11-01}", "the key 'region' is missing"),
        ("{allowed: [deepl], region: EU}", "the key 'reviewed_on' is missing"),
        ("{allowed: [deepl], region: EU, reviewed_on: null}", "this is nothing"),
        ("{allowed: [deepl], region: EU, reviewed_on: 2026-13-01}", ":5:"),
        ("{allowed: [deepl], region: EU, reviewed_on: 2026-11-01, regoin: x}", "Did you mean 'region'?"),
        ("deepl", "this is text"),
    ],
)
def test_what_is_wrong_with_it_is_told_with_its_place(load: Load, mt: str, said: str) -> None:
    with pytest.raises(InputErrors) as caught:
        load(ES=profile("ES", mt))
    assert said in str(caught.value)
