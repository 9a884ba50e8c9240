"""Which sentences of a source tell their reader to do something: `Open the box`, `Before you call, read this`.

In English the verb of an instruction is its bare form without a subject, which is why verbs that no table has are known
by what stands behind them, too.  In other languages only the verbs of `locmem/data/commands.csv` count.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum
from functools import lru_cache


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SENTENCE = re.compile(r"[^.!?:…\n•*–—()>]+[?]?")
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_LEADS = frozenset(
    ["then", "now", "first", "next", "just", "simply", "always", "finally", "also", "instead", "afterwards"]
)
_ASKING = frozenset(("please", "kindly"))
_FORBIDDING = re.compile(r"(?:do not|don['’]t|never)\b", re.IGNORECASE)
_SUBJECTS = frozenset(("you", "we", "they", "i", "he", "she", "it"))
_ANYWAY = frozenset(("be", "feel", "have", "worry", "mind", "hesitate", "forget", "say"))
"""Verbs that begin an instruction, and a question if `you` follows."""
_OBJECTS = frozenset(
    ["the", "your", "a", "an", "this", "these", "that", "us", "it", "them", "our", "any", "all", "every", "both"]
)
_NO_VERBS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "all",
        "although",
        "an",
        "and",
        "another",
        "any",
        "are",
        "as",
        "at",
        "because",
        "before",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "does",
        "down",
        "during",
        "each",
        "either",
        "every",
        "few",
        "for",
        "from",
        "had",
        "has",
        "how",
        "if",
        "in",
        "inside",
        "into",
        "is",
        "like",
        "many",
        "more",
        "most",
        "much",
        "near",
        "no",
        "none",
        "not",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "onto",
        "or",
        "our",
        "out",
        "outside",
        "over",
        "per",
        "should",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "there",
        "these",
        "this",
        "those",
        "though",
        "through",
        "to",
        "today",
        "towards",
        "under",
        "unless",
        "until",
        "up",
        "upon",
        "was",
        "were",
        "what",
        "when",
        "whenever",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yes",
        "you",
        "your",
        "i",
        "it",
        "we",
        "they",
        "he",
        "she",
        "its",
        "his",
        "her",
        "their",
        "my",
        "thanks",
        "sorry",
        "hello",
        "hi",
        "dear",
        "unfortunately",
        "currently",
        "usually",
        "sometimes",
        "maybe",
        "perhaps",
        "here",
        "plus",
        "minus",
        "via",
        "despite",
        "except",
        "beyond",
        "across",
        "along",
        "among",
        "around",
        "against",
        "behind",
        "beside",
        "besides",
    ]
)
GRAMMAR = _NO_VERBS | _LEADS | _ASKING | _ANYWAY
"""English words that name nothing."""
_BEFORE = re.compile(
    r"\s*(?:then |please )?(?:if|when|whenever|before|after|once|to|in|on|for|with|unless|until|as|by|without|during|at"
    r"|from|while|afterwards|otherwise|alternatively|finally|again|next)\b",
    re.IGNORECASE,
)
"""What may come before an instruction and a comma."""


class Order(Enum):
    """Whether a sentence tells its reader to do something: at its start, behind a clause, or not."""

    FIRST = "first"
    LATE = "late"
    NONE = "none"


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, without their signs but for a question mark; none of them is blank."""
    return tuple(one for one in _SENTENCE.findall(text) if _WORD.search(one))


@lru_cache(maxsize=2_048)
def orders_in(text: str, language: str, verbs: Collection[str]) -> tuple[Order, ...]:
    """What each sentence of a text is.  verbs: those with which instructions of its language begin, hashable."""
    return tuple(_order(one, language, verbs) for one in sentences_of(text))


def _order(sentence: str, language: str, verbs: Collection[str]) -> Order:
    if sentence.endswith("?"):
        return Order.NONE
    if _is_order(sentence, language, verbs):
        return Order.FIRST
    later = sentence.split(",")[1:] if language == "en" and _BEFORE.match(sentence) else []
    return Order.LATE if any(_is_order(part, language, verbs, is_sure=True) for part in later) else Order.NONE


def _is_order(text: str, language: str, verbs: Collection[str], *, is_sure: bool = False) -> bool:
    """Whether a text begins with an instruction.  is_sure: only what a table has counts."""
    words = [one[0].casefold() for one in _WORD.finditer(text)]
    while words and words[0] in _LEADS and words[0] not in verbs:
        words.pop(0)
    if len(words) < 2:
        return bool(words) and words[0] in verbs
    first, second = words[:2]
    if second in _SUBJECTS - {"it"}:
        return False
    if first in verbs:
        return True
    if language != "en":
        return False
    if first in _ASKING or _FORBIDDING.match(text.strip()):
        return True
    if first in _ANYWAY:
        return True
    is_word = first not in _NO_VERBS and not first.endswith(("ing", "ed", "ly", "s"))
    return not is_sure and is_word and second in _OBJECTS and len(first) > 2
