"""What left the machine is added up by engine and permission; what may leave it is said market by market."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locmem.errors import Location
from locmem.model.document import Risk
from locmem.model.fact import Market, MarketLocale
from locmem.model.sending import SendingPolicy
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.audit import Call, LoggedCall, Permission
from locmem.mt.engine import EngineStatus
from locmem.mt.outcomes import Outcome
from locmem.reports.privacy import CSV_COLUMNS, PrivacyReport, allowances, as_csv, summed
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)
DEEPL = (
    EngineSetting(locale=LanguageTag("es"), engine="deepl"),
    EngineStatus(name="deepl", locale="es", is_ready=True, host="api.deepl.com"),
)
SPAIN = Permission(market="ES", region="EU", reviewed_on=date(2026, 11, 1))


def call(number: int = 1, **changes: object) -> LoggedCall:
    made = LoggedCall(
        number=number,
        time="2026-11-21T09:30:00+00:00",
        command="sync",
        call=Call(
            engine="deepl",
            version="2",
            host="api.deepl.com",
            source_locale="en",
            locale="es",
            texts=3,
            characters=100,
            beside=20,
            hidden={"name": 1},
        ),
        permissions=(SPAIN,),
        cost=Decimal("0.5"),
        unit="EUR",
        outcome=Outcome.ANSWERED,
        answered=3,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def market(code: str, locale: str, *, sending: SendingPolicy | None = None) -> Market:
    return Market(
        code=code,
        name=code,
        currency="EUR",
        locales=(MarketLocale(content=locale, format=locale),),
        facts={},
        company={},
        obligations=(),
        waivers=(),
        path=f"markets/{code}.yaml",
        sending=sending,
    )


def test_calls_on_the_same_grounds_are_added_up() -> None:
    other = call(5, permissions=(SPAIN, Permission(market="MX")))
    free = [call(9, outcome=one, cost=Decimal(0)) for one in (Outcome.TURNED_AWAY, Outcome.NOT_SENT)]
    calls = (call(1), call(3, outcome=Outcome.FAILED, cost=Decimal(9)), other, call(7, outcome=Outcome.OPEN, cost=None))
    first, second = summed((*calls, *free))
    # Whoever was turned away had sent its texts, and whoever found no connection had not.
    assert (first.calls, first.texts, first.characters, first.beside) == (5, 12, 400, 80)
    assert (first.failed, first.open, first.turned_away, first.unsent) == (1, 1, 1, 1)
    assert first.hidden == {"name": 4}
    # What failed may be billed, and what a call cost is not guessed.
    assert first.cost == {"EUR": Decimal("9.5")}
    assert second.permissions[1].market == "MX"


def test_kinds_of_data_stand_in_one_order() -> None:
    sent = summed([call(1), call(2), call(3, call=replace(call().call, hidden={"email": 2}))])
    report = PrivacyReport(
        month="", database="locmem.db", calls=(), sent=sent, faults=(), end="", local=(), allowances=()
    )
    assert list(report.hidden.items()) == [("email", 2), ("name", 2)]


def test_a_call_is_a_row_of_csv() -> None:
    heading, row = csv.reader(io.StringIO(as_csv([call(1, permissions=(SPAIN, Permission(market="MX")))])))
    assert tuple(heading) == CSV_COLUMNS
    values = dict(zip(heading, row, strict=True))
    assert (values["markets"], values["regions"], values["reviewed_on"]) == ("ES; MX", "EU; ", "2026-11-01; ")
    assert (values["hidden_name"], values["hidden_card"], values["outcome"]) == ("1", "0", "answered")


@pytest.fixture
def word() -> SendingPolicy:
    return SendingPolicy(
        allowed=("deepl",), region="EU", reviewed_on=date(2026, 11, 1), location=Location(path="markets/ES.yaml")
    )


def test_each_market_says_which_class_may_be_sent(shop: Shop, word: SendingPolicy) -> None:
    settings = shop.open().settings
    here = EngineStatus(name="apertium", locale="es", is_ready=True)
    engines = (DEEPL, (EngineSetting(locale=LanguageTag("es"), engine="apertium"), here))
    markets = (market("ES", "es", sending=word), market("MX", "es"), market("JP", "ja", sending=word))
    said = {(one.market, one.risk): one for one in allowances(settings, engines, markets, TODAY)}
    assert {place for place, one in said.items() if one.may} == {("ES", Risk.STANDARD), ("ES", Risk.LOW)}
    assert said["ES", Risk.LEGAL].why_not == "The settings have no legal texts drafted by machine."
    assert said["MX", Risk.LOW].why_not.startswith("MX lets no text leave the machine.")
    assert {one.engine for one in said.values()} == {"deepl"}
    assert "JP" not in {place for place, _ in said}


def test_a_market_reads_the_base_of_its_variant(shop: Shop, word: SendingPolicy) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, es-MX, ja]\nvariants: {es-MX: es}")
    found = allowances(shop.open().settings, [DEEPL], (market("MX", "es-MX", sending=word),), TODAY)
    assert {one.market for one in found} == {"MX"}


def test_what_the_settings_have_an_engine_draft_is_all_that_may_leave(shop: Shop, word: SendingPolicy) -> None:
    setting, status = DEEPL
    markets = (market("ES", "es", sending=word), market("MX", "es", sending=word))
    limited = replace(setting, risks=(Risk.LOW,), markets=("ES",))
    found = allowances(shop.open().settings, [(limited, status)], markets, TODAY)
    assert [(one.market, one.risk) for one in found if one.may] == [("ES", Risk.LOW)]
    assert {one.why_not for one in found if one.market == "MX" and one.risk is Risk.LOW} == {
        "The settings have deepl draft in es only what is read in ES."
    }


def test_a_market_allows_one_model_and_no_other(shop: Shop, word: SendingPolicy) -> None:
    setting, status = DEEPL
    engines = [(replace(setting, engine="openai", options={"model": model}), status) for model in ("gpt-x", "gpt-y")]
    allowing = replace(word, allowed=("openai/gpt-x",))
    found = allowances(shop.open().settings, engines, (market("ES", "es", sending=allowing),), TODAY)
    assert {one.engine for one in found if one.may} == {"openai/gpt-x"}


def test_while_a_market_cannot_be_read_nothing_is_sent_to_any(shop: Shop, word: SendingPolicy) -> None:
    found = allowances(shop.open().settings, [DEEPL], (market("ES", "es", sending=word),), TODAY, ["MX"])
    assert {(one.market, one.may) for one in found} == {("ES", False), ("MX", False)}
    assert {one.why_not for one in found} == {"MX cannot be read: until that is mended nothing is sent."}
