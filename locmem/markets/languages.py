"""Which language a short text of a profile is written in, as far as its words and letters tell.

No statistics: profiles hold a handful of words, too few for a model.  A text is suspected only where words or
letters of another language are there and outnumber those of its own.  Words and letters stand in `locmem/data/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from locmem.model.tags import language_of
from locmem.tables import rows_of

_SCRIPTS: Mapping[str, str] = {
    "el": r"[\u0370-\u03ff\u1f00-\u1fff]",
    "ja": r"[\u3040-\u30ff\u3400-\u9fff々〆ヶ]",
    "ko": r"[\uac00-\ud7af]",
}
_KANA = r"[\u3040-\u30ff]"
_LATIN = r"[A-Za-z\u00c0-\u024f]"
_LOAN = frozenset("éèàüñç")
_TELLING = 5
"""Letters of a word that tells a language by itself."""

_CLEARLY = 3
"""How many times as many words of another language there must be than of a text's own, common ones left out."""


@cache
def _words_by_language() -> Mapping[str, frozenset[str]]:
    """The words that tell each language; one of several languages stands with each of them."""
    words: dict[str, set[str]] = {}
    for row in rows_of("language_words.csv", "language", "word"):
        words.setdefault(row["language"], set()).add(row["word"])
    return {language: frozenset(known) for language, known in words.items()}


@cache
def _letters() -> Mapping[str, str]:
    """Letters beyond a-z that a language's own words have; é and à turn up in loan words anywhere."""
    return {row["language"]: row["letters"] for row in rows_of("language_letters.csv", "language", "letters")}


def function_words(locale: str) -> frozenset[str]:
    """The commonest words of a language, in small letters; empty for languages nobody listed."""
    return _words_by_language().get(language_of(locale), frozenset())


def likely_language(words: Sequence[str], locale: str) -> str:
    """The language most of the known words belong to, that of `locale` unless another one is far ahead.

    words: a whole file's, in small letters.  Empty for a locale nobody listed, and where hardly a word is known.
    Languages too near to be told apart by their words count as one.
    """
    own = language_of(locale)
    if own not in _words_by_language():
        return ""
    for other, other_words in _words_by_language().items():
        if other == own or other in _kin(own):
            continue
        theirs = sum(word in other_words and word not in _words_by_language()[own] for word in words)
        ours = sum(word in _words_by_language()[own] and word not in other_words for word in words)
        if theirs > _CLEARLY * ours and theirs * 10 > len(words):
            return other
    return own


def foreign_language(text: str, locale: str) -> str:
    """Why a text does not seem to be in the language of `locale`; empty where nothing speaks against it.

    Looks at scripts, letters and some hundred words of languages of Europe, Japanese and Korean.  Silent on
    languages it has no words of, and on what is a name or an abbreviation in any language.
    """
    own = language_of(locale)
    script = _SCRIPTS.get(own)
    for other, pattern in _SCRIPTS.items():
        # Korean texts may hold Chinese characters, Japanese ones never Korean syllables.
        stretch = re.search(rf"{_KANA if (own, other) == ('ko', 'ja') else pattern}+", text)
        if other != own and stretch:
            return f"“{stretch[0]}” is written in the script of {other}"
    if script and _is_latin(text, script):
        return f"most of it is not in the script of {own}"
    if own not in _words_by_language() and script is None:
        return ""
    words = [word.casefold() for word in re.findall(rf"{_LATIN}[\w’'-]*|[\u0370-\u1fff]+", text)]
    words = list(dict.fromkeys(part for word in words for part in (word, *re.split(r"[’'-]", word)) if part))
    mine = _score(words, own)
    for other in _words_by_language():
        if other == own or other in _kin(own):
            continue
        telling = [
            word
            for word in words
            if word in _words_by_language()[other] and word not in _words_by_language().get(own, ())
        ]
        ours = [
            word
            for word in words
            if word in _words_by_language().get(own, ()) and word not in _words_by_language()[other]
        ]
        is_long = any(len(word) >= _TELLING for word in telling)
        if len(telling) > len(ours) and (len(telling) >= 2 or is_long) and (is_long or mine <= len(telling)):
            return _because(words, other, own)
    return _foreign_part(text, own, mine, words)


def _is_latin(text: str, script: str) -> bool:
    """Whether a text that should be in another script is Latin for the most part, and more than a brand's name."""
    words = re.findall(rf"{_LATIN}+", text)
    is_known = any(word.casefold() in known for word in words for known in _words_by_language().values())
    return len(re.findall(script, text)) * 2 < sum(map(len, words)) and (len(words) > 1 or is_known)


def _score(words: list[str], language: str) -> int:
    known = _words_by_language().get(language, frozenset())
    return sum(word in known for word in words)


def _kin(own: str) -> frozenset[str]:
    """Languages too near to be told apart by a few words."""
    return frozenset(("da", "nb")) if own in ("da", "nb") else frozenset()


def _because(words: list[str], other: str, own: str) -> str:
    telling = [
        word for word in words if word in _words_by_language()[other] and word not in _words_by_language().get(own, ())
    ]
    return f"words such as “{' '.join(list(dict.fromkeys(telling))[:4])}” are {other}, not {own}"


def _foreign_part(text: str, own: str, mine: int, words: list[str]) -> str:
    """A clause of another language in a text that is otherwise in its own, or letters the language does not have."""
    for clause in re.split(r"[,;:()/]|(?<=[.!?。])\s", text):
        parts = [word.casefold() for word in re.findall(rf"{_LATIN}[\w’'-]*", clause)]
        if len(parts) < 4:
            continue
        here = _score(parts, own)
        for other in _words_by_language():
            if other != own and other not in _kin(own) and _only(parts, other, own) >= max(3, here + 1):
                return _because(parts, other, own)
    letters = _letters().get(own)
    if letters is None:
        return ""
    strange = {letter for word in words for letter in word if letter.isalpha() and not letter.isascii()}
    strange -= set(letters) | _LOAN
    strange = {letter for letter in strange if any(letter in alphabet for alphabet in _letters().values())}
    if strange and mine <= 1:
        return f"{own} has no letter {', '.join(sorted(strange))}"
    return ""


def _only(words: list[str], other: str, own: str) -> int:
    mine = _words_by_language().get(own, frozenset())
    return sum(word in _words_by_language()[other] and word not in mine for word in words)
