"""What words mean to a customer, for each source language that has tables in `locmem/data/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from locmem.model.tags import language_of
from locmem.tables import rows_of

LANGUAGES = ("en",)
"""The languages with a lexicon, tables each; in all others values and codes are compared, words are not."""

WEAK = ""
"""The family of words that change no promise by themselves."""

_SPELT_APART = 5
"""Shorter words are spelled in one way only: `hour`, `four`, `rise`."""

_BETWEEN = "; "
"""What stands between the forms in a cell."""

SAME = "same"
"""The family of words that only stand for another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a form means.

    capital: whether it must begin with a capital (Turkey).  beside_number: whether it counts beside a number
    only (May).
    """

    family: str
    meaning: str
    capital: bool = False
    beside_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language.

    senses: by the words of a form in small letters; the first that fits counts.  stems: the sense of a single
    word by its stem.  longest: how many words the longest form has that begins with a word.  soft: meanings that
    count only where another meaning of their family stands instead.  near: pairs of meanings of which either may
    stand for the other.  endings: see `stem`.  spellings: endings of one variant of
    the language and of another.  parties: the words for each side of a contract.  months: the
    meanings of January to December.  joins: what stands before the last item of a list.
    opposites: pairs of words of which neither may stand for the other.  contractions: the words of a
    short form.
    """

    senses: Mapping[tuple[str, ...], tuple[Sense, ...]]
    stems: Mapping[str, Sense]
    longest: Mapping[str, int]
    soft: frozenset[str]
    near: frozenset[frozenset[str]]
    endings: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]
    parties: tuple[frozenset[str], ...]
    months: tuple[str, ...]
    joins: tuple[str, ...]
    opposites: frozenset[frozenset[str]]
    contractions: Mapping[str, tuple[str, ...]]

    def stem(self, word: str) -> str:
        """See the function `stem`."""
        return stem(self.spelt(word), self.endings)

    def spelt(self, word: str) -> str:
        """A word in small letters in the one spelling by which words are compared."""
        if len(word) >= _SPELT_APART:
            for ending, other in self.spellings:
                if word.endswith(ending):
                    return word[: -len(ending)] + other
        return word


@lru_cache(maxsize=20_000)
def stem(word: str, endings: tuple[str, ...]) -> str:
    """A word in small letters without its endings, so that the forms of a word are one.

    Rough on purpose: nothing is shown of it, and two words that become one are compared as equal.
    """
    if word.endswith("ies"):
        word = word[:-3] + "y"
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= (4 if len(ending) > 3 or ending == "ate" else 3):
            word = word[: -len(ending)]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeious":
        word = word[:-1]
    return word.rstrip("eiy") if len(word) > 3 else word


def _inflected(words: tuple[str, ...], family: str) -> Iterator[tuple[str, ...]]:
    """The other forms of a verb of several words: `setting up` for `set up`; some of them no language has."""
    if family != SAME or len(words) < 2:
        return
    first, rest = words[0], words[1:]
    stem_ = first.removesuffix("e")
    for form in (f"{first}s", f"{stem_}ing", f"{first}{first[-1]}ing", f"{stem_}ed", f"{first}{first[-1]}ed"):
        yield form, *rest


@cache
def lexicon_of(locale: str) -> Lexicon | None:
    """The lexicon of a locale's language; None where there is none."""
    language = language_of(locale)
    if language not in LANGUAGES:
        return None
    rules = _rules(language)
    words = _Words(rules)
    for row in rows_of(f"lexicon_{language}.csv", "family", "meaning", "forms"):
        words.put(row["forms"], row["family"], row["meaning"])
    for row in rows_of(f"lexicon_{language}_weak.csv", "form"):
        words.put(row["form"], WEAK, "")
    for row in rows_of(f"lexicon_{language}_same.csv", "forms"):
        words.put(row["forms"], SAME, "=" + row["forms"].partition(_BETWEEN)[0])
    longest: dict[str, int] = {}
    for key in words.senses:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return Lexicon(
        senses=words.senses,
        stems=words.stems,
        longest=longest,
        soft=frozenset(word for word, _ in rules["soft"]),
        near=frozenset(map(frozenset, rules["near"])),
        endings=words.endings,
        spellings=words.spellings,
        parties=tuple(frozenset(side.split(_BETWEEN)) for side, _ in rules["party"]),
        months=tuple(month for month, _ in rules["month"]),
        joins=tuple(word for word, _ in rules["join"]),
        opposites=frozenset(map(frozenset, rules["opposite"])),
        contractions={short: tuple(long.split()) for short, long in rules["contraction"]},
    )


def _rules(language: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The word and the other word of every rule of a kind, in file order."""
    rows = rows_of(f"lexicon_{language}_rules.csv", "rule", "word", "other")
    return {
        kind: tuple((row["word"], row["other"]) for row in rows if row["rule"] == kind)
        for kind in dict.fromkeys(row["rule"] for row in rows)
    }


class _Words:
    """Gathers the forms of a lexicon; where a stem has several senses the first counts."""

    def __init__(self, rules: Mapping[str, tuple[tuple[str, str], ...]]) -> None:
        self.senses: dict[tuple[str, ...], tuple[Sense, ...]] = {}
        self.stems: dict[str, Sense] = {}
        self.endings = tuple(ending for ending, _ in rules["ending"])
        self.spellings = rules["spelling"]
        self._adverbs = tuple(ending for ending, _ in rules["adverb ending"])
        self._beside = frozenset(form for form, _ in rules["beside number"])

    def put(self, forms: str, family: str, meaning: str) -> None:
        """Take the forms of a meaning."""
        for form in forms.split(_BETWEEN):
            words = tuple(form.split())
            sense = Sense(
                family=family,
                meaning=meaning,
                capital=words[0][0].isupper(),
                beside_number=form in self._beside and family not in (SAME, WEAK),
            )
            key = tuple(word.lower() for word in words)
            for inflected in (key, *_inflected(key, family)):
                # A month beside a number comes before a verb spelled like it.
                earlier = self.senses.get(inflected, ())
                self.senses[inflected] = (sense, *earlier) if sense.beside_number else (*earlier, sense)
            # `clear` is not weak because `clearly` is.
            if len(key) == 1 and (family == SAME or (family == WEAK and not key[0].endswith(self._adverbs))):
                self._put_stem(key[0], sense)

    def _put_stem(self, word: str, sense: Sense) -> None:
        self.stems.setdefault(stem(word, self.endings), sense)
        for ending, other in self.spellings:
            if word.endswith(ending) and len(word) >= _SPELT_APART:
                self.stems.setdefault(stem(word[: -len(ending)] + other, self.endings), sense)
                break
