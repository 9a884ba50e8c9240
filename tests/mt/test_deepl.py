"""DeepL: variants, forms of address, glossary and context, as its interface takes them."""

from __future__ import annotations

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.deepl import target_code
from locmem.mt.engine import Question
from locmem.mt.engines import engine_status
from tests.mt.fault_server import Fault, serving
from tests.mt.sentences import answers_of
from tests.mt.services import ENGLISH, KEY, deepl, opened

NAME = "deepl"


def test_texts_go_with_the_key_in_a_header() -> None:
    with serving(deepl) as server:
        assert answers_of(opened(NAME, server.url, locale="de"), ["One.", "Two."]) == ("«One.»", "«Two.»")
    (request,) = server.received
    assert request.headers["authorization"] == f"DeepL-Auth-Key {KEY}"
    assert request.body == {
        "text": ["One.", "Two."],
        "source_lang": "EN",
        "target_lang": "DE",
        "preserve_formatting": True,
    }


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("en", "EN-US"), ("en-US", "EN-US"), ("en-GB", "EN-GB"), ("en-AU", "EN-GB"), ("pt", "PT-PT"),
        ("pt-PT", "PT-PT"), ("pt-BR", "PT-BR"), ("es", "ES"), ("es-ES", "ES"), ("es-MX", "ES-419"),
        ("es-419", "ES-419"), ("zh", "ZH-HANS"), ("zh-TW", "ZH-HANT"), ("zh-Hans", "ZH-HANS"), ("no", "NB"),
        ("nb-NO", "NB"), ("de-CH", "DE"), ("ja", "JA"),
    ],
)  # fmt: skip
def test_a_locale_has_the_code_of_its_variant(locale: str, code: str) -> None:
    assert target_code(LanguageTag(locale)) == code


@pytest.mark.parametrize(
    ("register", "formality"), [("formal", "prefer_more"), ("informal", "prefer_less"), ("", None)]
)
def test_readers_are_addressed_as_the_project_says(register: str, formality: str | None) -> None:
    with serving(deepl) as server:
        engine = opened(NAME, server.url, register=register)
        answers_of(engine, ["One."])
    assert server.received[0].body.get("formality") == formality
    assert (engine.version == opened(NAME, server.url).version) is (formality is None)


def test_a_glossary_of_the_service_goes_along_and_makes_another_version() -> None:
    with serving(deepl) as server:
        engine = opened(NAME, server.url, glossary="def3a26b-3e84")
        answers_of(engine, ["One."])
    assert server.received[0].body["glossary_id"] == "def3a26b-3e84"
    assert engine.version != opened(NAME, server.url).version


def test_neighbours_are_sent_as_context_where_that_is_wanted() -> None:
    question = Question(text="Close it.", before="x" * 2000 + "Open the account.", after="Then leave.")
    with serving(deepl) as server:
        engine = opened(NAME, server.url, context="neighbours")
        assert engine.traits.texts == 1
        engine.translate([question.read_by(engine.traits.reads)])
        plain = opened(NAME, server.url)
        plain.translate([question.read_by(plain.traits.reads)])
    context = server.received[0].body["context"]
    assert context.endswith("Open the account.\nThen leave.")
    assert len(context) < 1100
    assert "context" not in server.received[1].body


@pytest.mark.parametrize(("key", "host"), [("abc:fx", "api-free.deepl.com"), ("abc", "api.deepl.com")])
def test_a_key_of_the_free_plan_goes_to_its_own_address(key: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCMEM_DEEPL_KEY", key)
    status = engine_status(EngineSetting(locale=LanguageTag("pt"), engine=NAME), ENGLISH)
    assert (status.is_ready, status.host, status.note) == (True, host, "Writes European Portuguese.")


def test_another_context_than_neighbours_is_not_known() -> None:
    setting = EngineSetting(locale=LanguageTag("es"), engine=NAME, options={"context": "all"})
    assert "write neighbours" in engine_status(setting, ENGLISH).why


def test_a_used_up_quota_is_said() -> None:
    with serving(deepl, [Fault(status=456)]) as server, pytest.raises(EngineError, match="quota of LOCMEM_DEEPL_KEY"):
        answers_of(opened(NAME, server.url), ["One."])
