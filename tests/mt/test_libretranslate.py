"""LibreTranslate: what is sent in its form, and what of its answer is taken."""

from __future__ import annotations

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engine import Question
from locmem.mt.engines import engine_status, open_engine
from tests.mt.fault_server import Fault, serving
from tests.mt.sentences import answers_of
from tests.mt.services import ENGLISH, KEY, asked, libretranslate, opened

NAME = "libretranslate"


def test_texts_go_as_one_list_of_plain_text() -> None:
    with serving(libretranslate) as server:
        assert answers_of(opened(NAME, server.url, locale="pt-BR"), ["One.", "Two."]) == ("«One.»", "«Two.»")
    body = {"q": ["One.", "Two."], "source": "en", "target": "pt-BR", "format": "text", "api_key": KEY}
    assert [request.body for request in server.received] == [body]


@pytest.mark.parametrize(
    ("options", "target"), [({"locale": "zh-TW"}, "zh-Hant"), ({"locale": "es-MX"}, "es"), ({"target": "pb"}, "pb")]
)
def test_the_code_of_a_language_can_be_chosen(options: dict[str, str], target: str) -> None:
    with serving(libretranslate) as server:
        engine = opened(NAME, server.url, **options)
        answers_of(engine, ["One."])
    assert server.received[0].body["target"] == target
    assert target in engine.version


def test_a_server_of_the_team_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOCMEM_LIBRETRANSLATE_KEY", raising=False)
    with serving(libretranslate) as server:
        setting = EngineSetting(locale=LanguageTag("es"), engine=NAME, options={"url": server.url})
        answers_of(open_engine(setting, ENGLISH, lambda address: True), ["One."])
    assert "api_key" not in server.received[0].body


def test_without_an_address_it_is_the_one_of_a_server_on_this_machine() -> None:
    status = engine_status(EngineSetting(locale=LanguageTag("es"), engine=NAME), ENGLISH)
    assert (status.is_ready, status.host, status.asks) == (True, "", ())


def test_a_server_with_a_limit_gets_fewer_texts_at_a_time() -> None:
    too_many = Fault(status=400, body=b'{"error": "Invalid request: request (3) exceeds text limit (2)"}')
    with serving(libretranslate, [too_many]) as server:
        assert asked(opened(NAME, server.url), [Question(text=text) for text in "abc"]) == ("«a»", "«b»", "«c»")
    assert [request.body["q"] for request in server.received] == [["a", "b", "c"], ["a", "b"], ["c"]]


@pytest.mark.parametrize("body", [b'{"translatedText": ["a"]}', b'{"translatedText": "ab"}', b"{}", b"[]", b"null"])
def test_an_answer_in_another_form_is_no_answer(body: bytes) -> None:
    with serving(libretranslate, [Fault(body=body)]) as server, pytest.raises(EngineError):
        opened(NAME, server.url).translate([Question(text="a"), Question(text="b")])
