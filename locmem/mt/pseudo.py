"""The engine `pseudo`: no translation but what one does to a layout: accents, more letters, the other direction.

Each text stays readable and stands in brackets, so that a text which was put together of two, or cut off, is seen on
the page.  In languages that are written from right to left the letters are those of Hebrew or Arabic, so that lines
run that way without signs that steer them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, is_right_to_left, language_of
from locmem.mt.engine import EngineStatus, Question, Traits

NAME = "pseudo"

_LONGER = 35
"""Percent. English texts of this length grow about so much: https://www.w3.org/International/articles/article-text-size"""

_LATIN = str.maketrans("aceginorsuyzACEGINORSUYZ", "áçéğíñóŕšúýžÁÇÉĞÍÑÓŔŠÚÝŽ")
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשתאבגד"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
_MARK = "\u200f"
"""Says of the signs at the ends of a text, which have no direction, that they belong to it."""

_OPEN, _CLOSE = "⟦", "⟧"
"""Brackets that no markup uses."""

_WORD = re.compile(r"[^\W\d_]+")
_KEPT = re.compile(r"\w*\d\w*")
"""Numbers, and words with a digit, such as the tokens that stand for codes."""

_VOWELS = frozenset("aeiouAEIOU")
_PERCENT = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudo:
    """The engine for one locale.

    longer: percent by which a text grows.  letters: those of the other direction, a to z; empty for accents.
    """

    version: str
    longer: int
    letters: str = ""
    name: str = NAME
    traits: Traits = field(default=Traits(texts=2000, characters=1_000_000, is_language=False))

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        """One answer a text, in order."""
        return tuple(self._answer(question.text) for question in questions)

    def _answer(self, text: str) -> str:
        if not text.strip():
            return text
        parts: list[str] = []
        end = 0
        for kept in _KEPT.finditer(text):
            parts += [self._written(text[end : kept.start()]), kept[0]]
            end = kept.end()
        written = "".join([*parts, self._written(text[end:])])
        inside = f"{_OPEN}{written}{_CLOSE}"
        return f"{_MARK}{inside}{_MARK}" if self.letters else inside

    def _written(self, text: str) -> str:
        return _WORD.sub(lambda word: self._word(word[0]), text)

    def _word(self, word: str) -> str:
        """The word with so many letters more, each beside its like and most of them vowels."""
        more = round(len(word) * self.longer / 100)
        places = [place for place, letter in enumerate(word) if letter in _VOWELS]
        places = places or [place for place, letter in enumerate(word) if letter.isalpha()]
        times = [len(range(number, more, len(places))) for number in range(len(places))]
        grown = list(word)
        for place, count in zip(places, times, strict=True):
            grown[place] += word[place].lower() * count
        long = "".join(grown)
        if self.letters:
            first = ord("a")
            return "".join(self.letters[ord(letter.lower()) - first] if letter.isascii() else letter for letter in long)
        return long.translate(_LATIN)


def pseudo_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Always ready, but for options it does not know."""
    unknown = sorted(set(setting.options) - {"longer"})
    longer = setting.options.get("longer", str(_LONGER))
    why = ""
    if unknown:
        why = f"It takes the option longer only; remove {', '.join(unknown)}."
    elif not _PERCENT.fullmatch(longer) or int(longer) > 200:
        why = f"The option longer is {longer!r}; write a percentage from 0 to 200."
    note = f"No translation from {source_locale}: it shows how pages look with longer words and other letters."
    return EngineStatus(name=NAME, locale=setting.locale, is_ready=not why, why=why, licence="locmem's own.", note=note)


def open_pseudo(setting: EngineSetting, source_locale: LanguageTag) -> Pseudo:
    """The engine.  Raises EngineError for an option that it cannot take."""
    if why := pseudo_status(setting, source_locale).why:
        raise EngineError(f"{NAME} cannot draft {setting.locale}: {why}")
    longer = int(setting.options.get("longer", _LONGER))
    letters = ""
    if is_right_to_left(setting.locale):
        letters = _HEBREW if language_of(setting.locale) in ("he", "yi") else _ARABIC
    return Pseudo(version=f"1 {longer}", longer=longer, letters=letters)
