"""The engine `microsoft`: Azure's Translator, version 3.

Source: https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/translate and
.../v3/reference (addresses, headers, 1,000 texts and 50,000 characters a request).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_of
from locmem.mt.checked import texts_in
from locmem.mt.codes import service_code
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.http import Timing
from locmem.mt.remote import Remote, Service, edition, host_of

NAME = "microsoft"

_RESOURCES = ".cognitiveservices.azure.com"
_SERVICE = Service(
    name=NAME,
    variable="LOCMEM_MICROSOFT_KEY",
    needs_key=True,
    address="https://api.cognitive.microsofttranslator.com",
    own=(".microsofttranslator.com", _RESOURCES),
    options=frozenset({"region", "target"}),
)
_REGION = re.compile(r"[a-z0-9]{2,40}")


def microsoft_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether there is a key; it is tried when the engine is asked."""
    region = setting.options.get("region")
    why = ""
    if region is not None and not _REGION.fullmatch(region):
        why = f"The option region is {region!r}; write that of your resource, such as westeurope."
    note = "Writes Brazilian Portuguese." if setting.locale == "pt" else ""
    return _SERVICE.status(setting, source_locale, _SERVICE.url(setting), why=why, note=note)


def open_microsoft(setting: EngineSetting, source_locale: LanguageTag, timing: Timing | None = None) -> Remote:
    """The engine; connects to nothing yet."""
    url = _SERVICE.url(setting)
    target = setting.options.get("target", _code(setting.locale))
    query = urlencode({"api-version": "3.0", "from": _code(source_locale), "to": target, "textType": "plain"})
    headers = {"Ocp-Apim-Subscription-Key": _SERVICE.key}
    if region := setting.options.get("region"):
        headers["Ocp-Apim-Subscription-Region"] = region
    # A resource with a name of its own answers below another path than the common address.
    is_resource = (urlsplit(url).hostname or "").endswith(_RESOURCES)
    path = "/translator/text/v3.0/translate" if is_resource else "/translate"
    connection = _SERVICE.connection(setting, f"{url}{path}?{query}", headers, timing or Timing())

    def ask(questions: Sequence[Question]) -> object:
        texts = [question.text for question in questions]
        answer = connection.post([{"Text": text} for text in texts], texts)
        # Each text comes with a list of its own, since one request may ask for several languages.
        lists = texts_in(answer, "translations")
        is_sound = isinstance(lists, list) and all(isinstance(one, list) and one for one in lists)
        return texts_in([one[0] for one in lists], "text") if isinstance(lists, list) and is_sound else None

    return Remote(
        name=NAME,
        version=f"v3.0 {target} {edition(url)}",
        traits=Traits(host=host_of(url), texts=100, characters=10_000),
        ask=ask,
    )


def _code(locale: LanguageTag) -> str:
    """Microsoft's code of a language: with a script for Chinese and Serbian, few with a region."""
    if language_of(locale) == "sr":
        return "sr-Latn" if "Latn" in locale else "sr-Cyrl"
    return service_code(
        locale, chinese=("zh-Hans", "zh-Hant"), whole=("pt-PT", "fr-CA"), renamed={"no": "nb", "nn": "nb"}
    )
