"""The engine `fxtranslate`: the models of Firefox, run here, from a folder that the team filled.

Models are those of https://github.com/mozilla/firefox-translations-models: for each direction `model.enes.….bin`,
`lex.….enes.s2t.bin` and `vocab.enes.spm` (or `srcvocab` and `trgvocab`), in any folders below the one that is named.
The package would download what is missing by itself; it is never asked to.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_of
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.typography import plain_signs

NAME = "fxtranslate"

_PACKAGE = "fxtranslate"
_INSTALL = "Install it with: pip install 'locmem[mt]'."
_LICENCE = "Program and models under MPL-2.0."
_BRIDGE = "en"
"""All models are from or into English; other pairs go through it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFiles:
    """The files of one direction, such as `enes`.  shortlist: words that may answer others; faster with it."""

    direction: str
    model: Path
    source_words: Path
    target_words: Path
    shortlist: Path | None

    @property
    def digest(self) -> str:
        """Ten hexadecimal digits over the model: another model, other answers."""
        with self.model.open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=5)).hexdigest()


class FxTranslate:
    """One language into another, by one model or by two in turn.

    The models are loaded by the first question: what was answered before needs none.  They work in the thread that
    loaded them, on one core.
    """

    def __init__(self, version: str, legs: Sequence[ModelFiles]) -> None:
        """legs: the directions to go, in order."""
        self.name = NAME
        self.version = version
        self.traits = Traits(texts=100)
        self._legs = tuple(legs)
        self._ask: tuple[Callable[[str], str], ...] = ()

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        """One answer a text, in order.  Raises EngineError."""
        try:
            self._ask = self._ask or tuple(_loaded(leg) for leg in self._legs)
            return tuple(self._answer(question.text) for question in questions)
        except (ImportError, ValueError, RuntimeError, OSError) as error:
            raise EngineError(f"{NAME} failed with the models {self.version}: {error}") from error

    def _answer(self, text: str) -> str:
        if not text.strip():
            return text
        # A line of its own is a text of its own to the model.
        answer = plain_signs(" ".join(text.split()))
        for ask in self._ask:
            answer = ask(answer)
        return answer


def fxtranslate_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether the package is installed and the folder has models for the two languages; loads none."""
    why = ""
    unknown = sorted(set(setting.options) - {"models"})
    models = setting.options.get("models", "")
    if unknown:
        why = f"It takes the option models only; remove {', '.join(unknown)}."
    elif not models:
        why = "Write the folder with the downloaded models as the option models."
    elif not Path(models).expanduser().is_absolute():
        why = f"The option models is {models!r}; write the whole path, or one that begins with ~/."
    elif importlib.util.find_spec(_PACKAGE) is None:
        why = f"The package {NAME} is not installed. {_INSTALL}"
    elif not _legs(setting, source_locale):
        source, target = language_of(source_locale), language_of(setting.locale)
        why = (
            f"No models from {source} into {target} are in {models}: it takes the unpacked files "
            f"model.{source}{target}.….bin and vocab.{source}{target}.spm, and lex.….{source}{target}.s2t.bin."
        )
    note = "Writes Brazilian Portuguese." if setting.locale == "pt" else ""
    asks = (models,) if models else ()
    return EngineStatus(
        name=NAME, locale=setting.locale, is_ready=not why, why=why, licence=_LICENCE, note=note, asks=asks
    )


def open_fxtranslate(setting: EngineSetting, source_locale: LanguageTag) -> FxTranslate:
    """The engine; its version names the package and each model.  Raises EngineError where a model is missing."""
    legs = _legs(setting, source_locale)
    if not legs:
        raise EngineError(f"{NAME} cannot draft {setting.locale}: {fxtranslate_status(setting, source_locale).why}")
    models = " ".join(f"{leg.direction} {leg.digest}" for leg in legs)
    return FxTranslate(f"{importlib.metadata.version(_PACKAGE)} {models}", legs)


def _legs(setting: EngineSetting, source_locale: LanguageTag) -> tuple[ModelFiles, ...]:
    """The way from one language into the other: one model, else two with English between; empty where there is none."""
    folder = Path(setting.options["models"]).expanduser()
    source, target = language_of(source_locale), language_of(setting.locale)
    if direct := _files_of(folder, source + target):
        return (direct,)
    first, second = _files_of(folder, source + _BRIDGE), _files_of(folder, _BRIDGE + target)
    return (first, second) if first and second else ()


def _files_of(folder: Path, direction: str) -> ModelFiles | None:
    def found(*patterns: str) -> Path | None:
        paths = (path for pattern in patterns for path in sorted(folder.rglob(pattern)))
        return next((path for path in paths if path.is_file()), None)

    model = found(f"model.{direction}.*bin")
    if model is None:
        return None
    folder = model.parent
    source_words = found(f"srcvocab.{direction}.spm", f"vocab.{direction}.spm")
    target_words = found(f"trgvocab.{direction}.spm", f"vocab.{direction}.spm")
    if source_words is None or target_words is None:
        return None
    return ModelFiles(
        direction=direction,
        model=model,
        source_words=source_words,
        target_words=target_words,
        shortlist=found(f"lex.*{direction}.s2t.bin"),
    )


def _loaded(files: ModelFiles) -> Callable[[str], str]:
    from fxtranslate import Translator

    shortlist = files.shortlist.read_bytes() if files.shortlist else None
    translator = Translator(
        files.model.read_bytes(), files.source_words.read_bytes(), files.target_words.read_bytes(), shortlist
    )
    ask: Callable[[str], str] = translator.translate_long
    return ask
