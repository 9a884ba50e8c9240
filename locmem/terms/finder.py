"""Terms of the glossary found in a text: whole words, in their regular forms, the longest one at each place.

All terms of a locale are one trie of words, so that a text is gone through once however many terms there are.
Nothing is claimed that is not certain: codes end a term, but for those that only mark text (bold, italic, a link); a
word that begins with a capital or has several is found as it is written; a part of a compound, of an address or of a
run of katakana is no term.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from locmem.model.inline import Code, CodeType, Inline
from locmem.model.tags import language_of
from locmem.model.term import Concept, Term
from locmem.terms.words import KATAKANA, Word, forms_of, is_unspaced, is_verb_between, joint, key_of, words_of

_MARKING = (CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE, CodeType.LINK)
"""Codes that stand around text and are no part of it."""

_WALL = "\ufffc"
"""What stands for every other code: it is no part of any term (Unicode: object replacement character)."""

_TIES = "-\u2010\u2011_@."
"""Characters that tie two words into one when they stand between them without a blank."""

_IN_KATAKANA = re.compile(f"[{KATAKANA}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a found text may be: a term, and the concept that it stands for."""

    concept: Concept
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A term in a text.

    start, end: offsets in the text that a reader sees (`Inline.text`, or the string itself), half open.
    text: as it stands there.
    senses: one, or several where the term stands for more than one concept and nobody can tell which.
    """

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]

    @property
    def concept(self) -> Concept | None:
        """The concept that is meant; None where it may be several."""
        concepts = {sense.concept.id: sense.concept for sense in self.senses}
        return next(iter(concepts.values())) if len(concepts) == 1 else None


class _Entry(NamedTuple):
    """One form of a term: its words where their case counts, else nothing, and what must stand around them."""

    sense: Sense
    cased: tuple[str, ...]
    before: str
    behind: str


@dataclass(slots=True)
class _Node:
    edges: dict[str, _Node] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)


class TermFinder:
    """Finds the terms of one locale in texts of its language."""

    def __init__(self, senses: Iterable[Sense], locale: str) -> None:
        self._locale = locale
        self._is_english = language_of(locale) == "en"
        self._root = _Node()
        for sense in senses:
            self._add(sense)

    def find(self, source: Inline | str) -> tuple[Found, ...]:
        """The terms in a text, in its order; none overlaps another.  At each place the longest one counts."""
        text, walls = (source, ()) if isinstance(source, str) else _flat(source)
        words = words_of(text)
        first = self._root.edges
        found: list[Found] = []
        number = 0
        while number < len(words):
            node = first.get(words[number].key)
            length, senses = self._longest(text, words, number, node) if node else (0, ())
            if senses:
                start, end = words[number].start, words[number + length - 1].end
                found.append(_found(text, start, end, senses, walls))
            number += length or 1
        return tuple(found)

    def _longest(self, text: str, words: list[Word], number: int, node: _Node | None) -> tuple[int, tuple[Sense, ...]]:
        """How many words the longest term has that begins at a word, and what it may be; 0 for none."""
        best: tuple[int, tuple[Sense, ...]] = (0, ())
        at = number
        while node is not None:
            if node.entries:
                senses = self._senses(node.entries, text, words, number, at)
                if senses:
                    best = at - number + 1, senses
            at += 1
            if at == len(words):
                break
            node = node.edges.get(joint(text[words[at - 1].end : words[at].start]) + words[at].key)
        return best

    def _senses(self, entries: list[_Entry], text: str, words: list[Word], first: int, last: int) -> tuple[Sense, ...]:
        """What these words may be, of all terms that are spelled like them."""
        start, end = words[first].start, words[last].end
        is_whole = self._is_whole(text, start, end)
        fitting: dict[int, Sense] = {}
        for entry in entries:
            if entry.before or entry.behind:
                if not text.endswith(entry.before, 0, start) or not text.startswith(entry.behind, end):
                    continue
                if not self._is_whole(text, start - len(entry.before), end + len(entry.behind)):
                    continue
            elif not is_whole:
                continue
            here = words[first : last + 1]
            if entry.cased and not _has_case(entry.cased, [text[word.start : word.end] for word in here]):
                continue
            if first == last and self._is_verb_for(entry.sense.term, text, words, first):
                continue
            fitting[id(entry.sense)] = entry.sense
        return tuple(fitting.values())

    def _is_verb_for(self, term: Term, text: str, words: list[Word], number: int) -> bool:
        """Whether a word that is written like a noun of one word is a verb where it stands."""
        if term.part_of_speech not in ("", "noun"):
            return False
        before = words[number - 1].key if number and _is_blank(text, words[number - 1], words[number]) else ""
        is_followed = number + 1 < len(words) and _is_blank(text, words[number], words[number + 1])
        return is_verb_between(before, words[number + 1].key if is_followed else "", self._locale)

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Whether nothing around a text ties it to other words."""
        before, behind = text[max(0, start - 2) : start], text[end : end + 2]
        if len(before) == 2 and before[1] in _TIES and before[0].isalnum():
            return False
        if len(behind) == 2 and behind[0] in _TIES and behind[1].isalnum():
            return False
        if behind[:1] in ("'", "\u2019") and behind[1:].isalpha():
            # In English `lamp's` is a lamp's; elsewhere something was left out.
            return self._is_english and behind[1:] == "s" and not text[end + 2 : end + 3].isalpha()
        return not (_runs_on(before[-1:], text[start : start + 1]) or _runs_on(text[end - 1 : end], behind[:1]))

    def _add(self, sense: Sense) -> None:
        text = sense.term.text
        found = words_of(text)
        if not found:
            return
        written = [text[word.start : word.end] for word in found]
        joints = [joint(text[one.end : other.start]) for one, other in pairwise(found)]
        is_unbroken = any(map(is_unspaced, written))
        forms = [tuple(written)] if is_unbroken else forms_of(written, self._locale, sense.term.part_of_speech)
        for words in forms:
            node = self._root
            for tie, word in zip(["", *joints], words, strict=True):
                node = node.edges.setdefault(tie + key_of(word), _Node())
            cased = () if all(map(_is_small, words)) else tuple(words)
            entry = _Entry(sense, cased, text[: found[0].start].strip(), text[found[-1].end :].strip())
            node.entries.append(entry)


def _runs_on(one: str, other: str) -> bool:
    """Whether two characters beside each other belong to one run of katakana."""
    return bool(one and other and _IN_KATAKANA.match(one) and _IN_KATAKANA.match(other))


def _is_blank(text: str, one: Word, other: Word) -> bool:
    return text[one.end : other.start].isspace()


def _is_small(word: str) -> bool:
    return not any(map(str.isupper, word))


def _has_case(term: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words may stand for those of a term, as to capitals.

    What is written small is found anyhow (at the start of a sentence, in a heading); `PIN` and `iDEAL` only as they
    are; `Kasse` with its capital, where it is the only word of its term.
    """
    for wanted, word in zip(term, words, strict=True):
        if not _is_small(wanted[1:]):
            if word.replace("\u00ad", "") != wanted:
                return False
        elif len(term) == 1 and wanted[:1].isupper() and not word[:1].isupper():
            return False
    return True


def _flat(source: Inline) -> tuple[str, tuple[int, ...]]:
    """The text of marked-up text with a wall for each code that is none of it, and where the walls stand."""
    pieces: list[str] = []
    walls: list[int] = []
    length = 0
    for part in source.parts:
        if isinstance(part, Code):
            if part.type in _MARKING:
                continue
            if not part.is_text:
                walls.append(length)
                pieces.append(_WALL)
                length += 1
            piece = part.text
        else:
            piece = part
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), tuple(walls)


def _found(text: str, start: int, end: int, senses: tuple[Sense, ...], walls: tuple[int, ...]) -> Found:
    passed = bisect_left(walls, start)
    return Found(start=start - passed, end=end - passed, text=text[start:end], senses=senses)


def senses_in(concepts: Iterable[Concept], locale: str) -> Iterator[Sense]:
    """All terms of a locale, forbidden ones too."""
    return (Sense(concept=concept, term=term) for concept in concepts for term in concept.in_locale(locale))
