"""The engine `deepl`.

Source: https://developers.deepl.com/api-reference/translate (request, limits, formality, glossary_id, context),
https://developers.deepl.com/docs/getting-started/supported-languages (codes of languages).

Tags are not used to protect codes: what stands for a code is a word, which survives here as with other engines, and
the guard has one way to look whether it did.
"""

from __future__ import annotations

from collections.abc import Sequence

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_of, region_of
from locmem.mt.checked import texts_in, value_in
from locmem.mt.codes import is_traditional_chinese
from locmem.mt.engine import EngineStatus, Question, Reads, Traits
from locmem.mt.http import Timing
from locmem.mt.remote import Remote, Service, edition, host_of

NAME = "deepl"

_SERVICE = Service(
    name=NAME,
    variable="LOCMEM_DEEPL_KEY",
    needs_key=True,
    address="https://api.deepl.com",
    own=(".deepl.com",),
    options=frozenset({"glossary", "context"}),
    licence="DeepL's terms; in its free plan texts may be kept and used to train its models.",
)
_FREE = "https://api-free.deepl.com"
_FREE_KEY = ":fx"
"""How the keys of the free plan end, which has an address of its own."""

_FORMALITY = {"formal": "prefer_more", "informal": "prefer_less"}
"""Those that are left aside, and not refused, for languages that have no such forms."""

_BODY = 128 * 1024
_BESIDE = 1000
"""Characters of a neighbour that are sent along."""


def deepl_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether there is a key, and what is sent where; the key itself is tried when the engine is asked."""
    why = note = ""
    context = setting.options.get("context")
    if context not in (None, "neighbours"):
        why = f"The option context is {context!r}; write neighbours, or leave it out."
    if setting.locale in ("en", "pt"):
        note = "Writes American English." if setting.locale == "en" else "Writes European Portuguese."
    return _SERVICE.status(setting, source_locale, _address(setting), why=why, note=note)


def open_deepl(setting: EngineSetting, source_locale: LanguageTag, timing: Timing | None = None) -> Remote:
    """The engine; connects to nothing yet."""
    url = _address(setting)
    headers = {"Authorization": f"DeepL-Auth-Key {_SERVICE.key}"}
    connection = _SERVICE.connection(setting, f"{url}/v2/translate", headers, timing or Timing())
    glossary = setting.options.get("glossary", "")
    formality = _FORMALITY.get(setting.register, "")
    fixed = {"source_lang": language_of(source_locale).upper(), "target_lang": target_code(setting.locale)}
    fixed |= {"formality": formality} if formality else {}
    fixed |= {"glossary_id": glossary} if glossary else {}
    reads_context = "context" in setting.options

    def ask(questions: Sequence[Question]) -> object:
        texts = [question.text for question in questions]
        body: dict[str, object] = {"text": texts, "preserve_formatting": True, **fixed}
        beside = (questions[0].before[-_BESIDE:], questions[0].after[:_BESIDE])
        if reads_context and any(beside):
            body["context"] = "\n".join(filter(None, beside))
        answer = connection.post(body, [*texts, *beside])
        return texts_in(value_in(answer, "translations"), "text")

    return Remote(
        name=NAME,
        version=f"v2 {fixed['target_lang']} {edition(url, formality, glossary, str(reads_context))}",
        # One request has one context, so each text with neighbours goes alone.
        traits=Traits(
            host=host_of(url),
            texts=1 if reads_context else 50,
            characters=_BODY // 8,
            reads=frozenset({Reads.NEIGHBOURS}) if reads_context else frozenset(),
            nearby=_BESIDE,
        ),
        ask=ask,
    )


def target_code(locale: LanguageTag) -> str:
    """DeepL's code of the language to translate into: with a variant where it knows several."""
    language, region = language_of(locale), region_of(locale)
    if language == "en":
        return "EN-US" if region in ("", "US", "CA", "PH") else "EN-GB"
    if language == "pt":
        return "PT-BR" if region == "BR" else "PT-PT"
    if language == "es":
        return "ES" if region in ("", "ES", "GQ") else "ES-419"
    if language == "zh":
        return "ZH-HANT" if is_traditional_chinese(locale) else "ZH-HANS"
    return "NB" if language == "no" else language.upper()


def _address(setting: EngineSetting) -> str:
    """As the settings say, else that of the plan to which the key belongs."""
    is_free = "url" not in setting.options and _SERVICE.key.endswith(_FREE_KEY)
    return _FREE if is_free else _SERVICE.url(setting)
