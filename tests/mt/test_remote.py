"""What all engines behind an address have in common: options, keys, addresses, and what nobody is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.engines import engine_status, open_engine
from locmem.mt.remote import Remote
from tests.mt.fault_server import Fault, serving
from tests.mt.services import ENGLISH, KEY, SERVICES, asked, opened, setting_for

NAMES = sorted(SERVICES)


def remote(ask: Callable[[Sequence[Question]], object]) -> Remote:
    return Remote(name="deepl", version="v2 x", traits=Traits(), ask=ask)


def questions(*texts: str) -> list[Question]:
    return [Question(text=text) for text in texts]


def test_blank_texts_are_not_sent() -> None:
    def ask(sent: Sequence[Question]) -> object:
        return [f"«{question.text}»" for question in sent]

    assert remote(ask).translate(questions("a", " ", "", "b")) == ("«a»", " ", "", "«b»")


@pytest.mark.parametrize("answers", [["a"], ["a", "b", "c"], None, [1, 2]])
def test_answers_that_are_not_one_a_question_fail_the_call(answers: object) -> None:
    with pytest.raises(EngineError):
        remote(lambda _: answers).translate(questions("a", "b"))


def status(name: str, url: str | None = None, **options: str) -> EngineStatus:
    wanted = setting_for(name, url or "", **options)
    kept = {key: value for key, value in wanted.options.items() if value}
    return engine_status(EngineSetting(locale=wanted.locale, engine=name, options=kept), ENGLISH)


@pytest.fixture(autouse=True)
def no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    for known in SERVICES.values():
        monkeypatch.setenv(known.variable, KEY)


@pytest.mark.parametrize("name", NAMES)
def test_its_own_address_needs_a_key_and_nothing_else(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (status(name).is_ready, status(name).asks) == (True, ())
    monkeypatch.delenv(SERVICES[name].variable)
    why = status(name).why
    assert (SERVICES[name].variable in why) is (name != "libretranslate")
    assert KEY not in why


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://mt.example.com", "use https"),
        ("http://127.0.0.1.evil.example", "use https"),
        ("https://me:secret@mt.example.com", "no name, password"),
        ("https://mt.example.com/?key=secret", "no name, password"),
        ("ftp://mt.example.com", "is no address"),
        ("https://", "is no address"),
        ("https://mt.example.com:port", "is no address"),
        ("https://mt.example.com/\u202e", "is no address"),
        ("mt.example.com", "is no address"),
    ],
)
def test_what_is_no_address_or_an_open_one_is_said_and_not_repeated(name: str, url: str, why: str) -> None:
    answer = status(name, url)
    assert (answer.is_ready, answer.asks) == (False, ())
    assert why in answer.why
    assert "secret" not in answer.why


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example",
        "https://api.deepl.com.evil.example",
        "https://evil.example/api.deepl.com",
        "https://evilapi.openai.com.evil",
        "https://notdeepl.com",
        "http://127.0.0.1:9000",
    ],
)
def test_an_address_that_only_a_file_names_asks_for_the_users_word(name: str, url: str) -> None:
    assert status(name, url).asks == (url,)
    wanted = setting_for(name, url)
    with pytest.raises(EngineError, match="nobody trusted this project with"):
        open_engine(wanted, ENGLISH)
    assert open_engine(wanted, ENGLISH, lambda address: address == url).name


@pytest.mark.parametrize("name", NAMES)
def test_where_texts_go_is_said_and_is_nowhere_for_this_machine(name: str) -> None:
    for url, host in (("https://mt.example.com:8443/api", "mt.example.com:8443"), ("http://[::1]:5000", "")):
        answer = status(name, url)
        assert (answer.is_ready, answer.host) == (True, host)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"speed": "high"}, "remove speed"),
        ({"key": "AWS_SECRET_ACCESS_KEY"}, "remove key"),
        ({"timeout": "0"}, "write a number above 0"),
        ({"requests_per_second": "-1"}, "write a number above 0"),
        ({"characters_per_minute": "nan"}, "write a number above 0"),
    ],
)
def test_options_it_does_not_know_are_named(name: str, options: dict[str, str], why: str) -> None:
    assert why in status(name, **options).why


@pytest.mark.parametrize("key", ["two words", "a\nb", "ключ"])
def test_a_key_that_no_service_gives_out_is_said_and_not_shown(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCMEM_DEEPL_KEY", key)
    why = status("deepl").why
    assert "LOCMEM_DEEPL_KEY has signs" in why
    assert key not in why


@pytest.mark.parametrize("name", NAMES)
def test_one_language_is_not_translated_into_itself(name: str) -> None:
    assert "one language" in status(name, locale=LanguageTag("en-GB")).why


@pytest.mark.parametrize("name", NAMES)
def test_neither_key_nor_text_is_in_a_log(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(SERVICES[name].answer, [Fault(status=503, body=b"")]) as server:
        assert asked(opened(name, server.url), questions("Write to Ana.")) == ("«Write to Ana.»",)
    assert "POST" in caplog.text
    assert KEY not in caplog.text
    assert "Ana" not in caplog.text
