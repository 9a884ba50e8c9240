"""A text as words, and the other forms in which the words of a term may stand.

Only regular forms are made, by rules of `locmem/data/term_endings.csv`: plurals in English, Spanish, Portuguese,
French, Italian, Dutch and German, the cases of German and Polish, regular English verbs, adjectives.  A form that is in
no text does no harm; one that is another word would, so that there are no rules for irregular words, nor for other
languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from locmem.model.tags import language_of
from locmem.tables import rows_of

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
)
"""Characters of scripts that put no blanks between words; each counts as a word."""

KATAKANA = "\u30a1-\u30fa\u30fc\u31f0-\u31ff\uff66-\uff9f"
"""Characters of which a run is a word, or several that nobody can tell apart."""

_SOFT_HYPHEN = "\u00ad"
_APOSTROPHES = "'\u2019\u02bc"
_HYPHENS = "-\u2010\u2011"
_GAP = re.compile(rf"\s*+[{_HYPHENS}]?\s*+\Z")


class Word(NamedTuple):
    """A word of a text: from where to where, and what it is compared by."""

    start: int
    end: int
    key: str


@cache
def _pattern() -> re.Pattern[str]:
    # Python's `\w` has no combining marks, which are a part of words in many scripts.
    marks = "".join(chr(code) for code in range(0x300, 0x2100) if unicodedata.category(chr(code))[0] == "M")
    letter = rf"[^\W_{UNSPACED}]"
    return re.compile(rf"{letter}(?:{letter}++|[{marks}{_SOFT_HYPHEN}]++)*+|[{UNSPACED}][{marks}]*+")


def words_of(text: str) -> list[Word]:
    """The words of a text in order.  Case, width of characters and soft hyphens make no difference to their keys."""
    if text.isascii():
        low = text.lower()
        return [Word(*found.span(), low[found.start() : found.end()]) for found in _pattern().finditer(text)]
    return [Word(*found.span(), key_of(found[0])) for found in _pattern().finditer(text)]


def key_of(word: str) -> str:
    """What a word is compared by."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.replace(_SOFT_HYPHEN, "")).lower()


def joint(gap: str) -> str:
    """What stands between two words, as far as it makes a difference: blanks and a hyphen are the same."""
    if gap == " ":
        return ""
    if not gap:
        return "\0"
    if _GAP.match(gap):
        return ""
    return "'" if gap in _APOSTROPHES else f"{gap.strip()} "


def is_unspaced(word: str) -> bool:
    """Whether a word is a character of a script without blanks between words."""
    return re.match(f"[{UNSPACED}]", word) is not None


class _Rules(NamedTuple):
    """The rules of a language.

    endings: by part of speech and ending, the others.  links: words that end the head of a term.
    before_verb, behind_verb: words beside which another one is a verb.
    """

    endings: Mapping[str, Mapping[str, tuple[str, ...]]]
    links: frozenset[str]
    before_verb: frozenset[str]
    behind_verb: frozenset[str]

    def forms(self, part: str, word: str) -> tuple[str, ...]:
        """Other forms of a word, by the longest ending that fits."""
        endings = self.endings.get(part, {})
        for length in range(min(len(word) - 1, 6), -1, -1):
            ending = word[len(word) - length :]
            if ending.lower() in endings:
                stem = word[: len(word) - length]
                return tuple(stem + _cased(other, ending) for other in endings[ending.lower()])
        return ()


def _cased(other: str, ending: str) -> str:
    return other.upper() if len(ending) > 1 and ending.isupper() else other


@cache
def _rules(language: str) -> _Rules:
    endings: dict[str, dict[str, tuple[str, ...]]] = {}
    words: dict[str, list[str]] = {"link": [], "before verb": [], "behind verb": []}
    for row in rows_of("term_endings.csv", "language", "part", "ending", "other"):
        if row["language"] != language:
            continue
        if row["part"] in words:
            words[row["part"]].append(row["ending"])
            continue
        known = endings.setdefault(row["part"], {})
        known[row["ending"]] = (*known.get(row["ending"], ()), row["other"])
    return _Rules(endings, *map(frozenset, words.values()))


def is_verb_between(before: str, behind: str, locale: str) -> bool:
    """Whether a word between these two is a verb, although it may be a noun elsewhere: `we refund the price`."""
    rules = _rules(language_of(locale))
    return before in rules.before_verb or behind in rules.behind_verb


def forms_of(words: Sequence[str], locale: str, part: str = "") -> tuple[tuple[str, ...], ...]:
    """The words of a term and the other forms in which they may stand, each once, itself first.

    part: its part of speech; a term of which none is said is inflected as a noun.
    """
    language = language_of(locale)
    rules = _rules(language)
    made = [tuple(words)]
    if not words or part in ("proper noun", "adverb") or not rules.endings:
        return tuple(made)
    head = next((n for n, word in enumerate(words) if n and word.lower() in rules.links), len(words))
    front, rest = tuple(words[:head]), tuple(words[head:])
    if part == "verb":
        made += ((form, *words[1:]) for form in rules.forms("verb", words[0]))
    elif language == "de":
        made += (form + rest for form in _german(front, rules, part))
    elif language == "pl":
        made += (form + rest for form in _polish(front, rules))
    elif language in ("en", "nl"):
        kinds = ("noun", "plural") if len(words) > 1 else ("noun",)
        if part != "adjective":
            made += ((*front[:-1], form, *rest) for kind in kinds for form in rules.forms(kind, front[-1]))
    else:
        # Adjectives go with their noun: all words before the first preposition stand in the plural together.
        kind = "adjective" if part == "adjective" else "noun"
        made += (form + rest for form in product(*(rules.forms(kind, word) or (word,) for word in front)))
    return tuple(dict.fromkeys(made))


def _german(front: tuple[str, ...], rules: _Rules, part: str) -> Iterable[tuple[str, ...]]:
    """The cases and numbers of a noun with adjectives before it, which are written small."""
    *before, last = front
    adjectives = [word for word in before if word.islower()]
    endings = range(5) if adjectives else range(1)
    nouns = (last, *rules.forms("adjective" if part == "adjective" else "noun", last))
    for number in endings:
        inflected = [_nth(rules.forms("adjective", word), number, word) if word.islower() else word for word in before]
        yield from ((*inflected, noun) for noun in nouns)
    yield from ((*before, noun) for noun in nouns)


def _polish(front: tuple[str, ...], rules: _Rules) -> Iterable[tuple[str, ...]]:
    """The cases and numbers of a noun; what stands behind it is in the genitive, and stays."""
    head, *behind = front
    yield from ((form, *behind) for form in rules.forms("noun", head))


def _nth(forms: tuple[str, ...], number: int, word: str) -> str:
    return forms[number] if number < len(forms) else word
