"""Words of a translation exchanged for others, where it is sure which.

An engine says how the old source reads in its words and how the new one does.  Where its two answers differ, the
words of the old answer are sought in the translation that a person made: standing there once, they are exchanged for
those of the new answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from locmem.inline.protect import parse
from locmem.model.inline import Inline, inline
from locmem.mt.numbers import number_problems
from locmem.mt.phrases import MOST_PLACES, MOST_WORDS, TELLING, Token, is_one_text, text_of, tokens
from locmem.similarity import differences

_MOST_SHARE = 0.5
"""The most of a translation that may be exchanged; beyond that the engine's own draft is as good."""

_PAIRED = frozenset('()[]{}"«»“”„/')
"""Signs of which one without the other is a fault, and those that join what is not one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """Words that were taken out of a translation, and those that stand in their place; one of both may be empty."""

    gone: str
    came: str


Result = tuple[Inline, tuple[Splice, ...]]
"""A translation with other words in it, and what was exchanged."""


def by_answers(target: Inline, was: Inline, now: Inline, *, is_whole: bool, most: int = MOST_PLACES) -> Result | None:
    """`target` with what differs between the answers `was` and `now`; None where it is not sure what to exchange.

    target: the translation of the old source.  was, now: what an engine makes of the old source and of the new one.
    is_whole: whether it was asked for all of both.  most: in how many places the two may differ at most.
    All that differs is exchanged or nothing is; codes are never touched.
    """
    here, before, after = tokens(target), tokens(was, is_whole=is_whole), tokens(now, is_whole=is_whole)
    places = differences([token.key for token in before], [token.key for token in after])
    if not 0 < len(places) <= most:
        return None
    work = _Work(target, now, here, before, after)
    exchanges = [work.exchange(gone, came) for gone, came in places]
    sure = [one for one in exchanges if one is not None]
    has_moved = any(not one.splice.gone for one in sure) and any(not one.splice.came for one in sure)
    return None if len(sure) < len(exchanges) or has_moved else _exchanged(target, sure)


def by_words(target: Inline, was: Inline, now: Inline) -> Result | None:
    """`target` with the word or name `now` in the place of `was`; None where that does not stand there once.

    was, now: how the words that changed read by themselves.
    """
    here, old, new = tokens(target), tokens(was)[1:-1], tokens(now)[1:-1]
    if not (old and new and is_one_text(old) and is_one_text(new)) or max(len(old), len(new)) > MOST_WORDS:
        return None
    start = _once(_folded(here), _folded(old))
    if start is None or not is_one_text(here[start : start + len(old)]):
        return None
    return _exchanged(target, [_replaced(target, here[start : start + len(old)], old, text_of(now, new))])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exchange:
    """A stretch of one part of a translation, and the text that comes in its place."""

    part: int
    start: int
    stop: int
    text: str
    splice: Splice


@dataclass(frozen=True, slots=True)
class _Work:
    """A translation and the engine's new answer, with their tokens and those of its old answer."""

    target: Inline
    now: Inline
    here: tuple[Token, ...]
    before: tuple[Token, ...]
    after: tuple[Token, ...]

    def exchange(self, gone: slice, came: slice) -> _Exchange | None:
        """What is exchanged for one place where the answers differ; None where that is not sure."""
        old, new = self.before[gone], self.after[came]
        if max(len(old), len(new)) > MOST_WORDS or not (is_one_text(old) and is_one_text(new)):
            return None
        if not any(token.letters for token in (*old, *new)):
            return None
        return self._in_place(gone, new) if old else self._inserted(gone, came)

    def _in_place(self, gone: slice, new: Sequence[Token]) -> _Exchange | None:
        """The words of the old answer replaced or taken out where they stand once in the translation."""
        old = self.before[gone]
        start = self._once(old)
        if start is None or not is_one_text(found := self.here[start : start + len(old)]):
            return None
        beside = self.before[gone.start - 1], self.before[gone.stop]
        there = self.here[start - 1], self.here[start + len(old)]
        is_known = any(one.folded == two.folded for one, two in zip(beside, there, strict=True))
        if not is_known and not any(len(token.letters) >= TELLING for token in old):
            return None
        return _replaced(self.target, found, old, text_of(self.now, new)) if new else _taken_out(self.target, found)

    def _inserted(self, gone: slice, came: slice) -> _Exchange | None:
        """The words of the new answer put in between the two neighbours that they have there."""
        start = self._once((self.before[gone.start - 1], self.before[gone.stop]))
        if start is None:
            return None
        left, right = self.here[start], self.here[start + 1]
        new = self.after[came]
        written = text_of(self.now, new)
        around = (
            _gap(self.now, self.after[came.start - 1], new[0]),
            _gap(self.now, new[-1], self.after[came.stop]),
        )
        if not (left.is_text or right.is_text) or (left.is_text and right.is_text and left.part != right.part):
            return None
        number = left.part if left.is_text else right.part
        first = left.stop if left.is_text else 0
        last = first + len(_gap(self.target, left, right)) if left.is_text else right.start
        splice = Splice(gone="", came=written)
        return _Exchange(part=number, start=first, stop=last, text=written.join(around), splice=splice)

    def _once(self, run: Sequence[Token]) -> int | None:
        """Where tokens of the old answer stand in the translation; None unless once, there and in the answer."""
        folded = _folded(run)
        return None if _once(_folded(self.before), folded) is None else _once(_folded(self.here), folded)


def _replaced(target: Inline, found: Sequence[Token], old: Sequence[Token], written: str) -> _Exchange:
    written = _in_its_case(written, found[0].key, old[0].key)
    return _Exchange(
        part=found[0].part,
        start=found[0].start,
        stop=found[-1].stop,
        text=written,
        splice=Splice(gone=text_of(target, found), came=written),
    )


def _taken_out(target: Inline, found: Sequence[Token]) -> _Exchange:
    """Words taken out with the blank before them, where none stands there with the one behind."""
    part = target.parts[found[0].part]
    text = part if isinstance(part, str) else ""
    start, stop = found[0].start, found[-1].stop
    before = len(text[:start].rstrip())
    if before < start:
        start = before
    else:
        stop += len(text[stop:]) - len(text[stop:].lstrip())
    splice = Splice(gone=text_of(target, found), came="")
    return _Exchange(part=found[0].part, start=start, stop=stop, text="", splice=splice)


def _exchanged(target: Inline, exchanges: Sequence[_Exchange]) -> Result | None:
    """`target` with all of these exchanged; None where they overlap, are too much of it, or spoil it."""
    ordered = sorted(exchanges, key=lambda one: (one.part, one.start, one.stop))
    if any(one.part == two.part and two.start < one.stop for one, two in pairwise(ordered)):
        return None
    taken = sum(one.stop - one.start for one in ordered)
    if taken > _MOST_SHARE * sum(len(part) for part in target.parts if isinstance(part, str)):
        return None
    if any(_PAIRED & {*one.splice.gone, *one.splice.came} for one in ordered):
        return None
    parts = list(target.parts)
    for one in reversed(ordered):
        text = parts[one.part]
        if isinstance(text, str):
            parts[one.part] = text[: one.start] + one.text + text[one.stop :]
    result = inline(parts, target.syntax)
    return None if _is_spoilt(result, target) else (result, tuple(one.splice for one in ordered))


def _is_spoilt(result: Inline, target: Inline) -> bool:
    """Whether a word stands twice in a row that did not, or a code is read in another way than before."""
    if _doubled(result) > _doubled(target):
        return True
    read = parse(result.native, result.syntax)
    return [code.original for code in read.codes] != [
        code.original for code in parse(target.native, target.syntax).codes
    ]


def _doubled(content: Inline) -> int:
    return sum(one.folded == two.folded for one, two in pairwise(tokens(content)) if one.letters)


def keeps_numbers(new: Inline, target: Inline, before: Inline) -> bool:
    """Whether a translation has all numbers of its source that it had before, and no more that are not there."""
    return set(number_problems(new.text, target.text)) <= set(number_problems(new.text, before.text))


def with_capital(result: Result, source: Inline) -> Result:
    """The result with a capital at its start, where its source begins with one and its first words were taken out."""
    content, splices = result
    first = content.parts[0] if content.parts else ""
    if isinstance(first, str) and first[:1].islower() and source.text[:1].isupper():
        parts = (first[:1].upper() + first[1:], *content.parts[1:])
        return replace(content, parts=parts), splices
    return result


def _folded(run: Sequence[Token]) -> list[str]:
    return [token.folded for token in run]


def _once(where: Sequence[str], what: Sequence[str]) -> int | None:
    """Where a run of keys stands in others; None where it does not, or more than once."""
    size = len(what)
    places = [place for place in range(len(where) - size + 1) if where[place : place + size] == what]
    return places[0] if len(places) == 1 else None


def _gap(content: Inline, one: Token, two: Token) -> str:
    """The white space between two neighbours, of which one is a word."""
    part = content.parts[(one if one.is_text else two).part]
    if not isinstance(part, str):
        return ""
    if not one.is_text:
        return part[: two.start]
    return part[one.stop : two.start] if two.is_text and two.part == one.part else part[one.stop :]


def _in_its_case(written: str, there: str, was: str) -> str:
    """Words that came, with a capital or without one as the word had in whose place they stand."""
    if there[:1].isupper() and not was[:1].isupper():
        return written[:1].upper() + written[1:]
    if was[:1].isupper() and there[:1].islower() and written[1:2].islower():
        return written[:1].lower() + written[1:]
    return written
