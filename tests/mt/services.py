"""What the services answer whose engines locmem has, as far as these ask them: each text in quotation marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.asking import Asking
from locmem.mt.engine import MtEngine, Question
from locmem.mt.engines import ENGINES
from locmem.mt.http import Timing
from locmem.mt.remote import Remote
from tests.mt.fault_server import Received, Service

ENGLISH = LanguageTag("en")
KEY = "not-a-real-key:0123456789"


def quoted(text: str) -> str:
    return f"«{text}»"


def libretranslate(request: Received) -> object:
    assert request.path == "/translate"
    return {"translatedText": [quoted(text) for text in request.body["q"]]}


def deepl(request: Received) -> object:
    assert request.path == "/v2/translate"
    return {"translations": [{"detected_source_language": "EN", "text": quoted(text)} for text in request.body["text"]]}


def google(request: Received) -> object:
    assert request.path == "/language/translate/v2"
    return {"data": {"translations": [{"translatedText": quoted(text)} for text in request.body["q"]]}}


def microsoft(request: Received) -> object:
    assert request.path.startswith("/translate?api-version=3.0&from=en&to=")
    return [{"translations": [{"text": quoted(item["Text"]), "to": "es"}]} for item in request.body]


def openai(request: Received) -> object:
    assert request.path == "/chat/completions"
    items = json.loads(request.body["messages"][1]["content"])
    return chat([{"number": item["number"], "text": quoted(item["text"])} for item in items])


def chat(translations: object, *, finish_reason: str = "stop") -> object:
    content = json.dumps({"translations": translations}) if not isinstance(translations, str) else translations
    return {"choices": [{"finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One service: how it answers, where its key stands, and the options that its engine cannot do without."""

    answer: Service
    variable: str
    options: Mapping[str, str] = field(default_factory=dict)


SERVICES = {
    "libretranslate": Known(answer=libretranslate, variable="LOCMEM_LIBRETRANSLATE_KEY"),
    "deepl": Known(answer=deepl, variable="LOCMEM_DEEPL_KEY"),
    "google": Known(answer=google, variable="LOCMEM_GOOGLE_KEY"),
    "microsoft": Known(answer=microsoft, variable="LOCMEM_MICROSOFT_KEY"),
    "openai": Known(answer=openai, variable="LOCMEM_OPENAI_KEY", options={"model": "small-1"}),
}


NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


class Waits:
    """A clock that goes on when somebody sleeps, and remembers for how long."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.time = 0.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def timing(self) -> Timing:
        return Timing(now=lambda: self.time, sleep=self.sleep, today=lambda: NOW)


def setting_for(name: str, url: str, *, locale: str = "es", register: str = "", **options: str) -> EngineSetting:
    known = SERVICES[name].options
    return EngineSetting(
        locale=LanguageTag(locale), engine=name, register=register, options={**known, "url": url, **options}
    )


def opened(name: str, url: str, *, locale: str = "es", register: str = "", **options: str) -> Remote:
    """The engine of a service at `url`, which its user trusts, with a key; nobody waits for it in earnest."""
    setting = setting_for(name, url, locale=locale, register=register, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SERVICES[name].variable, KEY)
        status = ENGINES[name].status(setting, ENGLISH)
        assert status.is_ready, status.why
        open_with_clock: Any = ENGINES[name].open
        engine = open_with_clock(setting, ENGLISH, Waits().timing())
        assert isinstance(engine, Remote)
        return engine


def asked(engine: MtEngine, questions: Sequence[Question]) -> tuple[str | None, ...]:
    """What an engine answers to different questions if it is asked with patience, for which nobody waits in earnest."""
    asking = Asking(engine, source_locale="en", locale="es", timing=Waits().timing())
    given = {question: answer for part in asking.answers(questions) for question, answer in part.items()}
    return tuple(given.get(question) for question in questions)
