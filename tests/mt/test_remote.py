"""What all engines behind an address have in common: options, keys, addresses, and calls that are sent in parts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.database import open_database
from locmem.errors import EngineError
from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.answers import Answers
from locmem.mt.drafting import draft_all
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.engines import engine_status, open_engine
from locmem.mt.http import TooLarge
from locmem.mt.remote import Remote
from tests.mt.fault_server import Fault, FaultServer, serving
from tests.mt.services import ENGLISH, KEY, SERVICES, opened, setting_for

NAMES = sorted(SERVICES)


def remote(ask: Callable[[Sequence[Question]], object]) -> Remote:
    return Remote(name="deepl", version="v2 x", traits=Traits(), ask=ask)


def questions(*texts: str) -> list[Question]:
    return [Question(text=text) for text in texts]


@settings(max_examples=50)
@given(st.lists(st.text("ab ", max_size=4), max_size=12), st.integers(1, 6), st.sets(st.sampled_from(["a", "bb"])))
def test_a_call_that_is_too_large_goes_in_parts_in_order(texts: list[str], most: int, never: set[str]) -> None:
    def ask(asked: Sequence[Question]) -> object:
        if len(asked) > most or any(question.text in never for question in asked):
            raise TooLarge("")
        return [f"«{question.text}»" for question in asked]

    answers = remote(ask).translate(questions(*texts))
    assert answers == tuple(None if text in never else f"«{text}»" if text.strip() else text for text in texts)


def test_what_was_answered_is_kept_when_a_later_part_fails() -> None:
    def ask(asked: Sequence[Question]) -> object:
        if len(asked) > 2:
            raise TooLarge("")
        if asked[0].text == "c":
            raise EngineError("gone")
        return [question.text for question in asked]

    assert remote(ask).translate(questions("a", "b", "c", "d")) == ("a", "b", None, None)
    with pytest.raises(EngineError, match="gone"):
        remote(ask).translate(questions("c", "d", "a", "b"))


def test_a_failure_is_told_where_nothing_was_answered_before_it() -> None:
    def ask(asked: Sequence[Question]) -> object:
        if asked[0].text == "c":
            raise EngineError("gone")
        raise TooLarge("")

    with pytest.raises(EngineError, match="gone"):
        remote(ask).translate(questions("a", "c"))


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
        assert opened(name, server.url).translate(questions("Write to Ana.")) == ("«Write to Ana.»",)
    assert "POST" in caplog.text
    assert KEY not in caplog.text
    assert "Ana" not in caplog.text


FAULTS = (
    Fault(status=500, body=b""),
    Fault(status=429, body=b"", headers={"Retry-After": "1"}),
    Fault(status=429, body=b"", headers={"Retry-After": "9999"}),
    Fault(body=b'{"translatedText": ["a", ', cut=9),
    Fault(body=b'{"translatedText": ["a"]}'),
    Fault(body=b"<html>"),
    Fault(status=401, body=b"{}"),
    Fault(status=413, body=b""),
    Fault(status=400, body=b'{"error": "request exceeds text limit"}'),
    Fault(status=302, body=b"", headers={"Location": "https://evil.example"}),
)
PAGES = tuple(protect.parse(f"Read page {number} of **the guide**.", Syntax.MARKDOWN) for number in range(7))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    with open_database(tmp_path_factory.mktemp("state") / "state.db") as database:
        yield Answers(database)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with serving(lambda request: {"translatedText": [f"Dice {text}" for text in request.body["q"]]}) as server:
        yield server


@pytest.fixture(scope="module")
def whole(server: FaultServer) -> Remote:
    return opened("libretranslate", server.url)


@settings(max_examples=15)
@given(st.lists(st.sampled_from((None, *FAULTS)), max_size=8))
def test_nothing_that_was_answered_is_asked_again_whatever_fails(
    server: FaultServer, whole: Remote, answers: Answers, script: list[Fault | None]
) -> None:
    server.received.clear()
    server.faults[:] = [fault or Fault() for fault in script]
    engine = Remote(name="libretranslate", version=str(uuid4()), traits=Traits(texts=3), ask=whole._ask)
    for _ in range(len(script) + 2):
        drafted = draft_all(engine, answers, PAGES, source_locale="en", locale="es")
        if not drafted.unanswered:
            break
    assert all(draft.target is not None for draft in drafted.drafts)
    went_well = [request for request, fault in zip_longest(server.received, script) if fault is None]
    answered = [text for request in went_well if request for text in request.body["q"]]
    assert len(answered) == len(set(answered)) == len(PAGES)
