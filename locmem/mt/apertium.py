"""The engine `apertium`: the rule-based translator, run as a program with the pairs installed beside it.

All texts of a call go through one run.  They are written in Apertium's own stream format and end with NUL
each, so that no text can leak into the next (https://wiki.apertium.org/wiki/Apertium_stream_format).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_of
from locmem.mt.engine import EngineStatus, Question, Traits

NAME = "apertium"

_LICENCE = "Program and language data under GPL-2.0-or-later; the English-Spanish data under GPL-2.0."
_SPANISH = "Addresses readers as tú and vosotros in turn, as in Spain; a person must settle the register."
_SPECIAL = re.compile(r"[\\^$\[\]{}<>/@]")
_DIRECTION = re.compile(r"[A-Za-z]+(?:[-_@][A-Za-z]+)+")
"""What the name of a pair looks like: never a path, never an option of the program."""

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_END = ".[]"
"""A full stop in front of an empty blank, as Apertium's own reader of plain text ends a paragraph with."""

_LONG_CODES = {
    "af": "afr", "ar": "ara", "an": "arg", "be": "bel", "bg": "bul", "br": "bre", "ca": "cat", "cy": "cym",
    "da": "dan", "en": "eng", "eo": "epo", "es": "spa", "eu": "eus", "fr": "fra", "gl": "glg", "hi": "hin",
    "id": "ind", "is": "isl", "it": "ita", "kk": "kaz", "mk": "mkd", "ms": "zlm", "mt": "mlt", "nb": "nob",
    "nl": "nld", "nn": "nno", "oc": "oci", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sc": "srd",
    "sl": "slv", "sv": "swe", "uk": "ukr", "ur": "urd", "hr": "hbs", "sr": "hbs", "bs": "hbs",
}  # fmt: skip
"""ISO 639-1 to the ISO 639-3 codes that newer pairs are named by; older pairs keep the short ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apertium:
    """One direction of an installed pair (`eng-spa`)."""

    version: str
    program: str
    direction: str
    name: str = NAME
    traits: Traits = field(default=Traits(texts=2000, characters=1_000_000))

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        """One answer a text, in order; unknown words stay as they are.  Raises EngineError."""
        texts = [question.text for question in questions]
        wanted = [text for text in texts if text.strip()]
        if not wanted:
            return tuple(texts)
        answers = iter(self._run(wanted))
        return tuple(next(answers) if text.strip() else text for text in texts)

    def _run(self, texts: Sequence[str]) -> tuple[str, ...]:
        stream = "".join(f"{_escaped(text)}{_END}\0" for text in texts)
        try:
            run = subprocess.run(
                [self.program, "-u", "-z", "-f", "none", self.direction],
                input=stream.encode(),
                capture_output=True,
                check=True,
                timeout=60 + len(texts),
            )
            answers = run.stdout.decode().split("\0")[: len(texts)]
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
            stderr = getattr(error, "stderr", None) or b""
            raise EngineError(f"{NAME} {self.direction} failed: {error} {stderr.decode(errors='replace')}") from error
        if len(answers) != len(texts) or not all(answer.endswith("[]") for answer in answers):
            raise EngineError(
                f"{NAME} {self.direction} did not answer every text. "
                f"Try by hand: echo Hello | apertium {self.direction}"
            )
        return tuple(_plain(answer) for answer in answers)


def apertium_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether the program and a pair for the two languages are installed; starts no program."""
    why = ""
    unknown = sorted(set(setting.options) - {"direction"})
    direction = setting.options.get("direction")
    if unknown:
        why = f"It takes the option direction only; remove {', '.join(unknown)}."
    elif direction is not None and not _DIRECTION.fullmatch(direction):
        why = f"The option direction is {direction!r}; write the name of a pair, such as eng-spa."
    elif not _program():
        why = "The program apertium is not installed (Debian: apt-get install apertium)."
    elif _mode(setting, source_locale) is None:
        tried = " or ".join(_directions(setting, source_locale))
        why = f"No pair {tried} is installed (Debian names packages apertium-eng-spa; apertium -l lists them)."
    note = _SPANISH if language_of(setting.locale) == "es" else ""
    return EngineStatus(name=NAME, locale=setting.locale, is_ready=not why, why=why, licence=_LICENCE, note=note)


def open_apertium(setting: EngineSetting, source_locale: LanguageTag) -> Apertium:
    """The engine for one pair; its version is the program's and a digest of the pair's data.

    Raises EngineError when the program or the pair is missing.
    """
    program = _program()
    mode = _mode(setting, source_locale)
    if program is None or mode is None:
        raise EngineError(f"{NAME} cannot draft {setting.locale}: {apertium_status(setting, source_locale).why}")
    try:
        asked = subprocess.run([program, "-V"], capture_output=True, text=True, timeout=60, check=False)
        version = f"{asked.stdout.strip().rpartition(' ')[2]} {mode.stem} {_data_digest(mode)}"
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineError(f"{NAME} does not tell its version: {error}") from error
    return Apertium(version=version, program=program, direction=mode.stem)


def _directions(setting: EngineSetting, source_locale: LanguageTag) -> tuple[str, ...]:
    """The names a pair may have, best first: as the option says, else by region, then by language."""
    if "direction" in setting.options:
        return (setting.options["direction"],)
    source, target = language_of(source_locale), language_of(setting.locale)
    long_source, long_target = _LONG_CODES.get(source, source), _LONG_CODES.get(target, target)
    region = setting.locale.rpartition("-")[2]
    return (f"{long_source}-{long_target}_{region}", f"{long_source}-{long_target}", f"{source}-{target}")


def _program() -> str | None:
    found = shutil.which(NAME)
    # Found by a relative entry of the path, it may be a file of the project that somebody cloned.
    return found if found and Path(found).is_absolute() else None


def _mode(setting: EngineSetting, source_locale: LanguageTag) -> Path | None:
    program = _program()
    if program is None:
        return None
    beside = Path(program).resolve().parent.parent / "share" / "apertium"
    modes = Path(os.environ.get("APERTIUM_DATADIR", beside)) / "modes"
    found = (modes / f"{direction}.mode" for direction in _directions(setting, source_locale))
    return next((mode for mode in found if mode.is_file()), None)


def _data_digest(mode: Path) -> str:
    """Ten hexadecimal digits over the mode file and every file it names: other data, other answers."""
    digest = hashlib.blake2b(mode.read_bytes(), digest_size=5)
    for path in re.findall(r"'([^']+)'", mode.read_text(encoding="utf-8")):
        if Path(path).is_file():
            digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _escaped(text: str) -> str:
    """`text` for the stream; the tilde, which the stream cannot carry as text, becomes a protected blank."""
    one_line = re.sub(r"[\0\r\n]+", " ", text)
    return _SPECIAL.sub(r"\\\g<0>", one_line).replace("~", "[~]")


def _plain(answer: str) -> str:
    """The text of an answer: without the end we added, blanks unwrapped, escapes undone."""
    text = answer.removesuffix("[]").removesuffix(".")
    return _ESCAPED.sub(r"\1", text.replace("[~]", "~")).strip()
