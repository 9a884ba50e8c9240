"""The first letter of a text as a sentence or an item of a list begins: capital where the language has capitals."""

from __future__ import annotations

import re
import unicodedata

from locmem.model.tags import language_of

_FIRST_WORD = re.compile(r"[^\w]*(?P<word>[^\W\d_][\w.-]*)")
_DOTTED = frozenset({"tr", "az"})
"""Languages whose small i keeps its dot."""

_ORDINALS = "ªº"
"""Letters without capitals that end words with capitals: `nº`."""


def capitalized(text: str, locale: str) -> str:
    """The text with a capital as its first letter.

    Quotation marks and brackets before it are passed over; a text that begins with a number stays, and so does a name
    with capitals inside (`iDEAL`) or with letters of a script that has none (`d払い`).  Dutch writes both letters of
    `ij` large, Turkish İ for i, Greek keeps its tonos.  Scripts without capitals, Georgian in a sentence among them,
    have none.
    """
    found = _FIRST_WORD.match(text)
    if not found:
        return text
    word, at = found["word"], found.start("word")
    if word[1:] != word[1:].lower() or any(_has_no_capital(letter) for letter in word):
        return text
    language, length = language_of(locale), 1
    first = word[0].title()
    if language == "nl" and word.startswith("ij"):
        first, length = "IJ", 2
    elif language in _DOTTED and word[0] == "i":
        first = "\u0130"
    return text[:at] + first + text[at + length :]


def _has_no_capital(letter: str) -> bool:
    return unicodedata.category(letter) == "Lo" and letter not in _ORDINALS
