"""In which of a few languages a sentence is written.

Scripts tell most languages apart by their letters alone.  Among those of one script the function words of a text are
counted first, because that is quick and nearly every sentence has some of its own; only what they leave open is shown
to py3langid's model, which is asked about the languages that can be meant and no others.  Names of products, and words
that a text shares with what it translates, belong to no language: they are left out beforehand.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from locmem.errors import ProjectError
from locmem.markets.languages import function_words
from locmem.model.tags import language_of
from locmem.values.locales import script_of

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

FEWEST_WORDS = 5
"""Words below which nothing is said of a text in a script that several of the languages have."""

FEWEST_LETTERS = 8
"""Letters below which nothing is said of the script of a text."""

_FEWEST_OWN = 2
_CLEARLY = 3
"""Function words of a text's own language that need no model, and how many times as many as of another."""

_SURE = 0.6
"""How likely the model must find another language: of real sentences of five words fewer than one in 500 reach it
without being in that language."""

_SCRIPT_SHARE = 0.2
"""Share of letters in a language's own script below which a text is not in that language."""
_FOREIGN_SHARE = 0.2
"""Share of letters from which on it is in another script; Latin letters, which names have everywhere, apart."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|\b\w+(?:[./_]\w+)+|`[^`]*`|\"[^\"]{1,20}\"")

_CODE = re.compile(
    r"\bdef \w+\(|\bfrom [\w.]+ import\b|\bfunction \w*\(|\);|=> ?[{(]"
    r"|(?:\A|\s)>>> |\w = \w+[.(]"
)
"""Lines of a program, whose words are English in every language."""

_KIN = (
    frozenset(("da", "nb", "nn", "no")),
    frozenset(("bs", "hr", "sr")),
    frozenset(("id", "ms")),
    frozenset(("cs", "sk")),
    frozenset(("gl", "pt")),
    frozenset(("mk", "bg")),
    frozenset(("hi", "mr", "ne")),
)
"""Languages that a sentence does not tell apart."""

_NEAR = {
    "es": ("pt", "it", "ca", "fr"), "pt": ("es", "it", "fr"), "it": ("es", "pt", "fr"), "fr": ("es", "it", "ca"),
    "ca": ("es", "fr", "it"), "ro": ("it", "fr", "es"), "de": ("nl", "da", "sv"), "nl": ("de", "da", "sv"),
    "sv": ("de", "nl"), "da": ("de", "nl"), "nb": ("de", "nl"), "pl": ("cs",), "cs": ("pl",),
}  # fmt: skip
"""Languages that an engine, or a slip of a translator, puts in place of another, whether a project has them or not."""

_FEWEST_NEAR = 3
_SURE_OF_NEAR = 0.9
"""Words, and how likely the model must find a near language: of 10,900 production texts none reached it."""
_LIKELY_NEAR = 0.7
"""How likely it must find one of which a clause has a word, too."""
_CHINESE = re.compile("[的您请這这你们們吗嗎么麼]")
_KANA = re.compile("[\u3041-\u30ff]")
_FEWEST_HAN = 4

_CODES = {"nb": "no", "zh": "zh", "tl": "tl", "iw": "he"}
"""What the model calls some languages."""

_SCRIPTS = {
    "Cyrl": ("CYRILLIC",),
    "Grek": ("GREEK",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Kore": ("HANGUL", "CJK"),
    "Thai": ("THAI",),
    "Deva": ("DEVANAGARI",),
    "Armn": ("ARMENIAN",),
    "Geor": ("GEORGIAN",),
    "Latn": ("LATIN",),
}
"""How Unicode's names of the letters of each script begin."""


def other_language(text: str, locale: str, among: Collection[str], shared: str = "") -> str:
    """The language or script that a text is in, where that is certainly not the one of `locale`; else empty.

    text: what a reader sees.  among: locales of which it may be in one by mistake, their own among them or not.
    shared: a text whose words belong to no language here: what it translates.
    Given is a language (`de`), or where only letters tell the script's name in CLDR (`Latn`).  Silent on texts that are
    too short, on near languages such as Danish and Norwegian, and on languages that neither the lists of function words
    nor the model know.
    """
    own = language_of(locale)
    words = _words(text, shared, among)
    if script := _other_script(words, locale):
        return script
    if len(words) < FEWEST_WORDS or _CODE.search(text) or own in ("ja", "zh", "th", "km", "lo", "my"):
        return ""
    others = _others(locale, tuple(among))
    if not others:
        return ""
    if _is_clearly_own(words, own, others):
        return ""
    found, likelihood = _told_by_model(" ".join(words), own, others)
    if found in _NEAR.get(own, ()) and likelihood < _SURE_OF_NEAR:
        return ""
    # The model tells near languages by their letters; a word that only one of them has tells more.
    mine, theirs = _counts(words, own, found) if found else (0, 0)
    return found if theirs >= mine else ""


def near_language(text: str, locale: str, shared: str = "") -> tuple[str, bool]:
    """The near language that a text is in instead of its own, and whether a word that only that one has says so, too;
    empty and False where none is likely.

    Unlike `other_language` it asks for languages that nobody declared, says something of three words already, and is
    silent as soon as one word is the own language's.  Chinese for Japanese is told by its signs.
    """
    own = language_of(locale)
    if own == "ja":
        return ("zh", True) if _is_chinese(text) else ("", False)
    found, likelihood, is_told = _nearest(text, locale, shared)
    return (found, is_told) if likelihood >= _SURE_OF_NEAR else ("", False)


def _nearest(text: str, locale: str, shared: str) -> tuple[str, float, bool]:
    """The near language that a text without a word of its own is likeliest in, how likely, and if a word says so."""
    own = language_of(locale)
    near = _NEAR.get(own, ())
    spelled = _WORD.findall(text.casefold()) if near else []
    # Nearly every sentence has a word of its own, and there is no more to ask.
    if len(spelled) < _FEWEST_NEAR or not _own_words(own).isdisjoint(spelled):
        return "", 0.0, False
    words = _words(text, shared, (locale, *near))
    if len(words) < _FEWEST_NEAR:
        return "", 0.0, False
    named = {_CODES.get(one, one): one for one in (own, *near)}
    found, likelihood = _restricted(tuple(sorted(named))).classify(" ".join(words))
    if named[found] == own:
        return "", 0.0, False
    mine, theirs = _counts(words, own, named[found])
    return ("", 0.0, False) if mine else (named[found], float(likelihood), theirs > 0)


def is_program(text: str) -> bool:
    """Whether a text looks like lines of a program, whose words are English in every language."""
    return _CODE.search(text) is not None


def clause_language(text: str, locale: str, source_locale: str, shared: str = "") -> str:
    """The language that a clause of a text is in, while the text may be in its own; empty where none is likely.

    Told by function words that only one of the two languages has, of its near ones and of its source's, and by what
    `near_language` says; Chinese in Japanese by its signs.  Code counts for nothing, nor do names that are `shared`.
    """
    own = language_of(locale)
    if own == "ja":
        clauses = _CLAUSES.split(text)
        return "zh" if any(_is_chinese(clause) for clause in clauses) else ""
    others = [one for one in (language_of(source_locale), *_NEAR.get(own, ())) if one != own]
    here = function_words(own)
    if not here:
        return ""
    clauses = [] if is_program(text) else _CLAUSES.split(_NO_WORDS.sub(" ", text))
    for clause in clauses:
        spelled = {word.casefold() for word in _WORD.findall(clause)}
        if len(spelled) < _FEWEST_OF_CLAUSE:
            continue
        # Alone it is the whole text, which others look at.
        if len(clauses) > 1 and len(spelled) >= FEWEST_WORDS:
            found, likelihood, is_told = _nearest(clause, locale, shared)
            if likelihood >= (_LIKELY_NEAR if is_told else _SURE_OF_NEAR):
                return found
        for other in others:
            mine, theirs = _counts(spelled, own, other)
            if theirs >= _FEWEST_TOLD and theirs > _CLEARLY * mine:
                return other
    return ""


_CLAUSES = re.compile(r"[,;:.!?()…]+(?=\s|\Z)|[。、！？：；（）]|\s[–—]\s")
_FEWEST_OF_CLAUSE, _FEWEST_TOLD = 4, 2
"""Words of a clause, and those of them that another language alone has, from which on it is in that language."""


@cache
def _own_words(own: str) -> frozenset[str]:
    """The function words of a language that none of its near ones has."""
    return function_words(own).difference(*map(function_words, _NEAR[own]))


def _is_chinese(text: str) -> bool:
    """Whether a text without any kana has signs that Japanese does not write, or commonest words of Chinese."""
    if _KANA.search(text):
        return False
    han = [sign for sign in text if "\u4e00" <= sign <= "\u9fff"]
    return len(han) >= _FEWEST_HAN and (any(map(is_chinese_only, han)) or _CHINESE.search(text) is not None)


@cache
def is_chinese_only(sign: str) -> bool:
    """Whether a Chinese character stands in no Japanese set (JIS X 0213), but in one of Chinese: 报 for 報.

    Derived from the codecs EUC-JIS-2004, GB 2312 and Big5 of Python.
    """
    if _is_in(sign, "euc_jis_2004"):
        return False
    return _is_in(sign, "gb2312") or _is_in(sign, "big5")


def _is_in(sign: str, codec: str) -> bool:
    try:
        sign.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def counted_words(text: str, among: Collection[str], shared: str = "") -> int:
    """How many words of a text say something of its language; see `other_language`."""
    return len(_words(text, shared, among))


def _words(text: str, shared: str, among: Collection[str]) -> list[str]:
    """The words of a text that belong to a language.

    A text that shares `the` and `of` with what it translates shares no names, but its language.
    """
    known = _names_in(shared, tuple(among))
    words = _WORD.findall(_NO_WORDS.sub(" ", text))
    return [word for word in words if word.casefold() not in known] if known else words


@lru_cache(maxsize=2_000)
def _names_in(text: str, among: tuple[str, ...]) -> frozenset[str]:
    """The words of a text that belong to none of these languages; a source is asked for each of its translations."""
    return frozenset(map(str.casefold, _WORD.findall(text))) - _function_words_of(among)


@cache
def _function_words_of(locales: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(function_words, locales))


@cache
def _others(locale: str, among: tuple[str, ...]) -> frozenset[str]:
    """The languages in the script of a locale that are neither its own nor near it."""
    own = language_of(locale)
    others = {language_of(one) for one in among} - {own} - _kin(own)
    return frozenset(one for one in others if script_of(one) == script_of(locale))


def _other_script(words: Sequence[str], locale: str) -> str:
    """The script of a text that is hardly in its own; Latin letters in texts of other scripts may be names."""
    own = script_of(locale)
    if own not in _SCRIPTS:
        return ""
    letters = "".join(words)
    if len(letters) < FEWEST_LETTERS:
        return ""
    counts = Counter(map(_script, letters))
    mine = sum(counts[script] for script in _SCRIPTS[own])
    strange = {script: count for script, count in counts.items() if script not in _SCRIPTS[own]}
    if not strange:
        return ""
    most = max(strange, key=lambda script: strange[script])
    if most == "LATIN":
        is_other = mine < _SCRIPT_SHARE * len(letters) and len(words) >= FEWEST_WORDS
    else:
        is_other = strange[most] >= _FOREIGN_SHARE * len(letters)
    return next((name for name, starts in _SCRIPTS.items() if most in starts), "") if is_other else ""


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]


def _is_clearly_own(words: Iterable[str], own: str, others: Iterable[str]) -> bool:
    """Whether function words that only its own language has say against each of the others that a text is in it."""
    here = function_words(own)
    spelled = [word.casefold() for word in words]
    known = [word for word in spelled if word in here]
    if len(known) < _FEWEST_OWN:
        return False
    rest = [word for word in spelled if word not in here]
    for other in others:
        there = function_words(other)
        mine = sum(word not in there for word in known)
        if not there or mine < _FEWEST_OWN or mine <= _CLEARLY * sum(word in there for word in rest):
            return False
    return True


def _counts(words: Iterable[str], own: str, other: str) -> tuple[int, int]:
    """How many function words of a text only the first of two languages has, and how many only the other."""
    here, there = function_words(own), function_words(other)
    spelled = [word.casefold() for word in words]
    mine = sum(word in here and word not in there for word in spelled)
    return mine, sum(word in there and word not in here for word in spelled)


def _kin(language: str) -> frozenset[str]:
    return next((group for group in _KIN if language in group), frozenset())


def _told_by_model(text: str, own: str, others: Collection[str]) -> tuple[str, float]:
    """Another language than `own` and how likely it is; empty and 0 where none is."""
    named = {_CODES.get(one, one): one for one in (own, *sorted(others))}
    model = _model()
    known = [code for code in named if code in model.labels]
    if _CODES.get(own, own) not in known or len(known) < 2:
        return "", 0.0
    found, likelihood = _restricted(tuple(sorted(known))).classify(text)
    return (named[found], float(likelihood)) if named[found] != own and likelihood >= _SURE else ("", 0.0)


@cache
def _model() -> LanguageIdentifier:
    import tempfile

    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        place = error.filename or tempfile.gettempdir()
        raise ProjectError(
            f"{place}: the model that tells languages apart cannot be unpacked ({error.strerror}). "
            "Make room there, or name another folder with the variable TMPDIR."
        ) from None


@cache
def _restricted(codes: tuple[str, ...]) -> LanguageIdentifier:
    """The model for some languages; it shares what is large with the whole one."""
    from copy import copy

    model = copy(_model())
    model.set_languages(list(codes))
    return model
