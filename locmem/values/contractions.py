"""A small word before a text that begins with an article or a vowel: `d’Agence`, `du Médiateur`, `dell’Autorità`.

What gender a bare name has is not known, so no article is ever put before it: a text that needs one begins with it, in
small letters (`l’Autorité`), in the profile.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from locmem.errors import RenderError
from locmem.model.tags import language_of
from locmem.tables import rows_of, words_pattern

_VOWEL = "vowel"
_ARTICLE = re.compile(r"(?:(?P<elided>[^\W\d_]{1,2})['’]|(?P<whole>[^\W\d_]{1,3})[ \u00a0])(?=\S)")
_WORD = re.compile(r"[^\W_]+")
_NUMBERS = {"ca": re.compile(r"11?(?!\d)")}
"""Numbers in figures that begin with a vowel when they are read (un, onze), and elide what stands before them."""


def put_after(word: str, text: str, locale: str) -> str:
    """The text with a word of the language before it, which is contracted or elided as the text wants it.

    word: one that `contractions.csv` has for the language, such as `de`, `que` or `à` in French.  Raises RenderError
    for another one.
    """
    language = language_of(locale)
    known = _table().get(language, {})
    if word not in known:
        there = f"Known there: {', '.join(known)}." if known else "It contracts nothing: write the word in the text."
        raise RenderError(f"the word {word!r} is not one that {locale} contracts. {there}")
    found = _ARTICLE.match(text)
    article = f"{found['elided']}’" if found and found["elided"] else found["whole"] if found else ""
    if found and article in known[word]:
        return known[word][article] + text[found.end() :]
    if _VOWEL in known[word] and _begins_with_vowel(text, language):
        return known[word][_VOWEL] + text
    return f"{word} {text}"


def _begins_with_vowel(text: str, language: str) -> bool:
    """Whether a text begins as it is read with a vowel before which a word is elided."""
    if (numbers := _NUMBERS.get(language)) and numbers.match(text):
        return True
    found = _WORD.match(text)
    if not found or _unelided(language).fullmatch(found[0].casefold()):
        return False
    first, second = (unicodedata.normalize("NFD", one)[:1].casefold() for one in (text[0], text[1:2] or " "))
    if first == "h":
        # Letters of an abbreviation are read one by one, and nobody elides before “HATVP”.
        return not (len(found[0]) > 1 and found[0].isupper())
    return first in "aeiouœæ" or (first == "y" and second not in "aeiou ")


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """What words become, by language, word and what they stand before."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows_of("contractions.csv", "language", "word", "before", "gives", "note"):
        gives = row["gives"] if row["gives"].endswith("’") else f"{row['gives']} "
        found.setdefault(row["language"], {}).setdefault(row["word"], {})[row["before"]] = gives
    return found


@cache
def _unelided(language: str) -> re.Pattern[str]:
    rows = rows_of("unelided_words.csv", "language", "word", "note")
    return re.compile(words_pattern(row["word"] for row in rows if row["language"] == language)[0])
