"""The engine `google`: Cloud Translation, Basic edition (v2), with an API key.

Source: https://cloud.google.com/translate/docs/basic/translating-text (request, 128 texts),
https://cloud.google.com/translate/quotas (characters), https://cloud.google.com/docs/authentication/api-keys-use
(the key in a header, where no log of addresses sees it).
"""

from __future__ import annotations

from collections.abc import Sequence

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.checked import texts_in, value_in
from locmem.mt.codes import service_code
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.http import Timing
from locmem.mt.remote import Remote, Service, edition, host_of

NAME = "google"

_SERVICE = Service(
    name=NAME,
    variable="LOCMEM_GOOGLE_KEY",
    needs_key=True,
    address="https://translation.googleapis.com",
    options=frozenset({"target"}),
)


def google_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether there is a key; it is tried when the engine is asked."""
    note = "Writes Brazilian Portuguese." if setting.locale == "pt" else ""
    return _SERVICE.status(setting, source_locale, _SERVICE.url(setting), note=note)


def open_google(setting: EngineSetting, source_locale: LanguageTag, timing: Timing | None = None) -> Remote:
    """The engine; connects to nothing yet."""
    url = _SERVICE.url(setting)
    headers = {"X-Goog-Api-Key": _SERVICE.key}
    connection = _SERVICE.connection(setting, f"{url}/language/translate/v2", headers, timing or Timing())
    target = setting.options.get("target", _code(setting.locale))
    fixed = {"source": _code(source_locale), "target": target, "format": "text"}

    def ask(questions: Sequence[Question]) -> object:
        texts = [question.text for question in questions]
        answer = connection.post({"q": texts, **fixed}, texts)
        return texts_in(value_in(value_in(answer, "data"), "translations"), "translatedText")

    return Remote(
        name=NAME,
        version=f"v2 {target} {edition(url)}",
        traits=Traits(host=host_of(url), texts=128, characters=5_000),
        ask=ask,
    )


def _code(locale: LanguageTag) -> str:
    """Google's code of a language: `zh` with the country whose script it has, few with a region."""
    return service_code(locale, chinese=("zh-CN", "zh-TW"), whole=("pt-PT", "fr-CA"), renamed={"nb": "no", "nn": "no"})
