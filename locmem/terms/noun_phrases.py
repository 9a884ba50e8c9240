"""Which phrases of a source are nouns with what belongs to them, told by the company they keep.

No dictionary says what a word is: a noun follows an article, a possessive or a preposition and ends a phrase there; a
verb follows a pronoun, `to` or a word such as `can`; an adjective or a participle follows a form of `be`.  What a text
of the team's own says of its words, counted, decides.  Known of English alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from locmem.model.tags import language_of
from locmem.tables import rows_of
from locmem.terms.orders import GRAMMAR

LANGUAGES = ("en",)
"""The languages of which it is known what stands beside a noun; in all others every phrase may be one."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = _words("a an the my your our his her its their this these those any no each every another some")
_PREPOSITIONS = _words(
    "of for with without in on at by from about per via after before during between into under through until within"
    " against because"
)
_VERBAL = _words(
    "to i you we they he she it who can cannot could will would should shall must may might do does did not never"
    " always please let don doesn didn won then just also simply"
)
_PRONOUNS = _words("me us them him himself itself themselves yourself ourselves one ones each both here there")
_COPULAS = _words("is are was were be been being very too so as gets get becomes stays remains seems")
_JOINS = frozenset(("of",))
"""Words of grammar that may stand within a noun phrase: terms of service."""

_LEAST = 0.15
"""Share of the places of a phrase in which an article or a preposition comes before it."""


@cache
def general_words(language: str) -> frozenset[str]:
    """Words that name nothing of a trade: as a phrase of their own, and before a noun, they make no term."""
    return frozenset(
        row["word"] for row in rows_of("general_words.csv", "language", "word") if row["language"] == language
    )


class NounPhrases:
    """What the texts of a team show of their words and phrases."""

    def __init__(self, locale: str, singular: Mapping[str, str]) -> None:
        """singular: of plurals, so that both forms speak for a word."""
        self.is_known = language_of(locale) in LANGUAGES
        self._general = general_words(language_of(locale))
        self._singular = singular
        self._heads: dict[str, Counter[str]] = {}
        self._followed: dict[str, Counter[str]] = {}
        self._phrases: dict[tuple[str, ...], Counter[str]] = {}

    def word(self, key: str, before: str, after: str) -> None:
        """Note a word with those beside it in its run; empty at the end of one."""
        if not self.is_known:
            return
        word, kind = self._singular.get(key, key), _kind(before)
        seen = self._heads.setdefault(word, Counter())
        seen["all"] += 1
        if kind == "noun" and key.endswith("ing") and before in _PREPOSITIONS:
            kind = "verb"
        if kind == "noun" and after.isalpha() and after not in GRAMMAR and after not in _COPULAS:
            # A noun before its verb, or an adjective before its noun.
            self._followed.setdefault(word, Counter())[self._singular.get(after, after)] += 1
        else:
            seen[kind] += 1

    def phrase(self, keys: tuple[str, ...], before: str) -> None:
        """Note a phrase with the word before it in its run."""
        if self.is_known:
            self._phrases.setdefault(keys, Counter())[_kind(before)] += 1

    def may_be_term(self, keys: Sequence[str]) -> bool:
        """Whether a phrase may be a noun with what belongs to it, and is no general word."""
        if not self.is_known:
            return True
        if keys[0] in self._general or (len(keys) == 1 and self._singular.get(keys[0], keys[0]) in self._general):
            return False
        if any(key in GRAMMAR and key not in _JOINS for key in keys[1:-1]):
            return False
        head = self._heads.get(self._singular.get(keys[-1], keys[-1]), Counter())
        seen = self._phrases.get(tuple(keys), Counter())
        against = head["verb"] + head["adjective"]
        # A word that stands nearly always within this very phrase is known by the phrase.
        is_of_phrase = len(keys) > 1 and not against and 2 * seen.total() >= head["all"]
        as_noun = self._as_noun(keys[-1])
        is_noun = as_noun > against and as_noun >= _LEAST * head["all"]
        if keys[-1] in _PRONOUNS or not (is_noun or is_of_phrase):
            return False
        return seen["noun"] > seen["verb"] + seen["adjective"] and seen["noun"] >= _LEAST * seen.total()

    def _as_noun(self, key: str) -> int:
        """In how many places a word is a noun that ends its phrase; what is followed by a noun is none."""
        word = self._singular.get(key, key)
        followed = self._followed.get(word, Counter())
        return self._heads.get(word, Counter())["noun"] + sum(
            count for after, count in followed.items() if not self._heads.get(after, Counter())["noun"]
        )


def _kind(before: str) -> str:
    """What a word says of the one after it: `noun`, `verb`, `adjective`, or empty."""
    if before in _ARTICLES or before in _PREPOSITIONS:
        return "noun"
    if before in _VERBAL:
        return "verb"
    return "adjective" if before in _COPULAS else ""
