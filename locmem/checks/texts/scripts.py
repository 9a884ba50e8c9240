"""Letters of other scripts and signs that nobody sees in translations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, WORD, Text
from locmem.inline.strange_signs import composed
from locmem.markets.spoken import is_chinese_only
from locmem.model.finding import Severity

_ONLY_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff\ue000\ue001]*")
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_OWN = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Arab": ("ARABIC",), "Hebr": ("HEBREW",),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"), "Hans": ("CJK",), "Hant": ("CJK",), "Kore": ("HANGUL", "CJK"),
    "Thai": ("THAI",), "Deva": ("DEVANAGARI",),
}  # fmt: skip
_SYMBOLS = frozenset("µμΩπΔΣαβγδλσφω")
"""Greek letters that are signs of science in every language."""
_PRIVATE = re.compile("[\ue002-\uf8ff\U000f0000-\U0010fffd]")
_NARROW = re.compile("[\u115f\u1160\u3164\uffa0\u2800]")


def mixed_words(text: Text) -> Iterator[Flaw]:
    """Words with a letter of another script that only looks like its own: a Cyrillic `а` in a Latin word."""
    if _ONLY_LATIN.fullmatch(text.target):
        return
    for word in WORD.findall(text.target):
        scripts = {_script(sign) for sign in word if sign.isalpha() and sign not in _SYMBOLS}
        mixed = scripts.intersection(_LOOK_ALIKE)
        if len(mixed) > 1 and word not in text.source and not _is_joined(word):
            odd = _odd_letter(word)
            named = unicodedata.name(odd, "").title()
            yield Flaw(what=f"has the word {word}, in which {odd} is {named}", word=word)
            return


def foreign_letters(text: Text) -> Iterator[Flaw]:
    """Letters of a script that neither the locale's language nor the source has."""
    own = _OWN.get(text.script)
    if own is None or _ONLY_LATIN.fullmatch(text.target):
        return
    for word in WORD.findall(text.target):
        for sign in word:
            script = _script(sign)
            if script not in ("LATIN", *own) and script in _KNOWN and sign not in _SYMBOLS and sign not in text.source:
                yield Flaw(what=f"has {script.title()} letters in “{word}”", severity=Severity.WARNING, word=word)
                return
            if text.script == "Jpan" and script == "CJK" and sign not in text.source and is_chinese_only(sign):
                yield Flaw(what=f"has the sign {sign}, which Chinese writes and Japanese does not", word=sign)
                return


_KNOWN = frozenset(script for scripts in _OWN.values() for script in scripts)


def narrow_kana(text: Text) -> Iterator[Flaw]:
    """Half-width katakana, which old machines needed, where the source has none."""
    found = _NARROW_KANA.search(text.target)
    if found and text.language == "ja" and not _NARROW_KANA.search(text.source):
        better = unicodedata.normalize("NFKC", found[0])
        yield Flaw(what=f"has “{found[0]}” in half-width katakana", word=found[0], better=better)


_NARROW_KANA = re.compile("[\uff66-\uff9f]+")


def private_signs(text: Text) -> Iterator[Flaw]:
    """Signs of no meaning of their own (private use), and letters that show nothing."""
    found = next((one[0] for one in (*_PRIVATE.finditer(text.target), *_NARROW.finditer(text.target))), "")
    if found and found not in text.source:
        yield Flaw(what=f"has the sign U+{ord(found):04X}, which shows nothing or a box", word=found)


def decomposed_letters(text: Text) -> Iterator[Flaw]:
    """Accents that stand apart from their letters, as a Mac writes names of files: nobody finds the word."""
    target = text.native or text.target
    if target.isascii() or unicodedata.is_normalized("NFC", target):
        return
    if len(unicodedata.normalize("NFC", target)) < len(target):
        better = text.with_words(composed)
        what = "has letters whose accents stand apart"
        yield Flaw(what=what, word=target, better=better if better != target else None)


def _is_joined(word: str) -> bool:
    """Whether a word of one script has an ending of another behind a whole word: `API-шлюз` without the hyphen."""
    scripts = [_script(sign) for sign in word if sign.isalpha()]
    changes = sum(one != other for one, other in pairwise(scripts))
    return changes == 1 and min(scripts.count(script) for script in set(scripts)) > 1


def _odd_letter(word: str) -> str:
    scripts = [_script(sign) for sign in word]
    rare = min(set(scripts) & set(_LOOK_ALIKE), key=scripts.count)
    return word[scripts.index(rare)]


@cache
def _script(sign: str) -> str:
    if sign in (VALUE, MARK):
        return ""
    return unicodedata.name(sign, "").partition(" ")[0]


CHECKS = (
    text_check(
        mixed_words,
        name="look-alike-letter",
        family="scripts",
        severity=Severity.ERROR,
        why="The word cannot be searched, copied or read aloud, and may be a trick.",
        example="Pаypal (with a Cyrillic а)",
        do="Type the word anew.",
    ),
    text_check(
        foreign_letters,
        name="other-script",
        family="scripts",
        severity=Severity.ERROR,
        why="A word of another alphabet is a rest of another language.",
        example="Abre la страница.",
        do="Translate the word, or write it in the script of the language.",
    ),
    text_check(
        narrow_kana,
        name="half-width-katakana",
        family="scripts",
        severity=Severity.WARNING,
        why="Half-width katakana look out of place, and search does not find them.",
        example="ﾁｬｯﾄで問い合わせる",
        do="Write full-width katakana.",
    ),
    text_check(
        private_signs,
        name="private-use-character",
        family="scripts",
        severity=Severity.ERROR,
        why="Every font shows another picture for it, or a box.",
        example="Pulsa \uf0b7 Guardar.",
        do="Take the sign away, or write what it was to show.",
    ),
    text_check(
        decomposed_letters,
        name="decomposed-letters",
        family="scripts",
        severity=Severity.WARNING,
        why="Search does not find the word, and some fonts set the accent beside the letter.",
        example="pa\u0301gina",
        do="Write the letters in one (NFC).",
        mends="writes each letter and its accent as one character",
    ),
)
