"""The engine `libretranslate`: a server of the team's own, or the public one with a key.

Source: https://docs.libretranslate.com/guides/api_usage/
"""

from __future__ import annotations

from collections.abc import Sequence

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_of
from locmem.mt.checked import value_in
from locmem.mt.codes import service_code
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.http import Timing
from locmem.mt.remote import Remote, Service, edition, host_of

NAME = "libretranslate"

_SERVICE = Service(
    name=NAME,
    variable="LOCMEM_LIBRETRANSLATE_KEY",
    needs_key=False,
    address="http://localhost:5000",
    options=frozenset({"source", "target"}),
    licence="The program under AGPL-3.0; each of its models under terms of its own.",
)


def libretranslate_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether the settings say how to reach a server; which languages it has is seen when it is asked."""
    return _SERVICE.status(setting, source_locale, _SERVICE.url(setting))


def open_libretranslate(setting: EngineSetting, source_locale: LanguageTag, timing: Timing | None = None) -> Remote:
    """The engine; connects to nothing yet."""
    url = _SERVICE.url(setting)
    source = setting.options.get("source", language_of(source_locale))
    target = setting.options.get(
        "target", service_code(setting.locale, chinese=("zh-Hans", "zh-Hant"), whole=("pt-BR",))
    )
    connection = _SERVICE.connection(setting, f"{url}/translate", {}, timing or Timing())
    key = {"api_key": _SERVICE.key} if _SERVICE.key else {}

    def ask(questions: Sequence[Question]) -> object:
        texts = [question.text for question in questions]
        answer = connection.post({"q": texts, "source": source, "target": target, "format": "text", **key}, texts)
        return value_in(answer, "translatedText")

    return Remote(
        name=NAME,
        version=f"{NAME} {source}-{target} {edition(url)}",
        traits=Traits(host=host_of(url), texts=50, characters=10_000),
        ask=ask,
    )
