"""A stretch of a source on its way to an engine and back: how it is asked for, and what comes of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from locmem.model.inline import Code, CodeRole, CodeType
from locmem.model.tags import language_of
from locmem.mt.damage import is_nested, order_problem, slot_problem
from locmem.mt.engine import Question
from locmem.mt.layout import Item, Slot, shown_text, text_of
from locmem.mt.numbers import number_problems
from locmem.mt.soundness import Tongues, cut_problem, wording_problem
from locmem.mt.spacing import respaced
from locmem.mt.tokens import TokenStyle, has_stray_mark, masked, styles_for, unmasked
from locmem.mt.wording import mended, with_capital

_LEAD = re.compile(r"[\s,.;:!?)\]»”]+")
_TRAIL = re.compile(r"[\s(\[«“]+\Z")
_TURNED = ("ja", "ko", "tr", "hi", "hu", "fi", "et", "eu")
"""Languages in which what stands between two codes is another part of the sentence than in English."""

UNANSWERED = "was not answered"

BETWEEN_CODES = "translated piece by piece between its codes, so that words may not fit together"

_AT_EDGES = (CodeType.BREAK, CodeType.IMAGE, CodeType.COMMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an engine may be told beside a source, and what decides which of it is personal.

    before, after: the texts beside it, as `locmem.mt.layout.seen_text` gives them.
    terms: its words with those that the glossary wants.
    document: all texts of its document in the same form, which no engine is told: what is personal in one of them is
        hidden in each.  Empty where only the texts beside it are known.
    """

    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    document: tuple[str, ...] = field(default=(), repr=False)
    hidden: tuple[str, ...] = field(default=(), compare=False)


class Piece:
    """A stretch of a source that an engine gets as one text or, where that is of no use, as its texts between codes."""

    def __init__(
        self, run: Sequence[Item], around: Surroundings, tongues: Tongues | None, *, is_frugal: bool = False
    ) -> None:
        """is_frugal: whether it is asked for again only where other tokens may mend what was wrong."""
        self.around = around
        self.tongues = tongues
        self.head, self.core, self.tail = _peeled(run)
        self.items: list[Item] = list(run)
        self.is_frugal = is_frugal
        self.tries = 0
        self.why = ""
        self.note = ""
        has_words = any(character.isalpha() for character in text_of(self.core))
        self.styles = list(styles_for(self.core)) if has_words else []
        if has_words and not self.styles:
            self.why = "the text itself looks like the tokens that protect codes"
        self.is_open = bool(self.styles)

    @property
    def is_whole(self) -> bool:
        """Whether the engine is asked for all of it at once."""
        return self.tries < len(self.styles)

    @property
    def questions(self) -> list[Question]:
        """What the engine is asked: one text, or each text between codes that has words."""
        if self.is_whole:
            return [self._question(masked(self.core, self.styles[self.tries]))]
        return [self._question(text.words) for text in self._between if text.words]

    @property
    def _between(self) -> list[_Between]:
        return [_between(item) for item in self.core if isinstance(item, str)]

    def _question(self, text: str) -> Question:
        terms = tuple(term for term in self.around.terms if term[0] in text)
        hidden = (*(item.kind for item in self.core if isinstance(item, Slot) and item.kind), *self.around.hidden)
        return Question(text=text, before=self.around.before, after=self.around.after, terms=terms, hidden=hidden)

    def take(self, answers: Sequence[str | None]) -> None:
        """Keeps the answers, or says why they are of no use; then there may be another way to ask."""
        style = self.styles[min(self.tries, len(self.styles) - 1)]
        is_whole = self.is_whole
        given = [answer for answer in answers if answer is not None]
        if len(given) < len(answers):
            self.tries += 1
            self.why, self.is_open = UNANSWERED, False
            return
        questions = [question.text for question in self.questions]
        plain = [mended(answer, question, style) for answer, question in zip(given, questions, strict=True)]
        self.tries += 1
        cuts = (cut_problem(question, answer, self.tongues) for question, answer in zip(questions, given, strict=True))
        items = respaced(unmasked(plain[0], self.core, style)) if is_whole else self._joined(plain)
        silent = "gave no words" if any(not answer.strip() for answer in plain) else ""
        spoilt = silent or next(filter(None, cuts), "")
        self.why = spoilt or _problem(self.core, items, style, self.tongues)
        if not self.why:
            self.items = [*self.head, *with_capital(items, self.core), *self.tail]
            self.note = "" if is_whole else BETWEEN_CODES
        has_slots = any(isinstance(item, Slot) for item in self.core)
        may_mend = not self.is_frugal or not (spoilt or _is_of_words(self.core, items, style, self.tongues))
        self.is_open = (
            bool(self.why) and has_slots and may_mend and (self.is_whole or (is_whole and self._may_be_parted))
        )

    @property
    def _may_be_parted(self) -> bool:
        """Whether the codes may stand in the source's order whatever the words between them become.

        Not where a pair is broken up, not where a language puts its words in quite another order, and not where a word
        is glued to a code: it is no word by itself.
        """
        slots = [item for item in self.core if isinstance(item, Slot)]
        if not is_nested(slots) or (self.tongues and language_of(self.tongues.target) in _TURNED):
            return False
        return not any(_is_glued(slot) for slot in slots)

    def _joined(self, answers: Sequence[str]) -> tuple[Item, ...]:
        left = iter(answers)
        items: list[Item] = []
        for item in self.core:
            if isinstance(item, str) and (text := _between(item)).words:
                answer = "".join(str(one) for one in with_capital((next(left),), (text.words,)))
                item = f"{text.lead}{answer}{text.trail}"
            items.append(item)
        return tuple(items)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Between:
    """A text between two codes: what an engine is asked of it, and the blanks and signs before and behind."""

    lead: str
    words: str
    trail: str


def _between(text: str) -> _Between:
    if not any(character.isalpha() for character in text):
        return _Between(lead=text, words="", trail="")
    start = next(place for place, sign in enumerate(text) if sign.isalnum())
    end = next(place for place in range(len(text), 0, -1) if text[place - 1].isalnum())
    return _Between(lead=text[:start], words=text[start:end], trail=text[end:])


def _is_glued(slot: Slot) -> bool:
    before = isinstance(slot.previous, str) and slot.previous.isalpha() and not slot.before
    after = isinstance(slot.next, str) and slot.next.isalpha() and not slot.after
    # A word may be bold from its beginning to its end: what is glued to a pair inside of it belongs there.
    return (before and slot.role is not CodeRole.CLOSE) or (after and slot.role is not CodeRole.OPEN)


def _peeled(run: Sequence[Item]) -> tuple[list[Item], list[Item], list[Item]]:
    """The run without what needs no translation at its ends: blanks, breaks, images, a pair around it all.

    A run after a Liquid tag may begin with the end of a sentence; an engine would drop its comma.
    """
    head: list[Item] = []
    core = list(run)
    tail: list[Item] = []
    while core:
        first, last = core[0], core[-1]
        if isinstance(first, str) and (lead := _LEAD.match(first)):
            head.append(lead[0])
            core[0] = first[lead.end() :]
        elif isinstance(last, str) and (trail := _TRAIL.search(last)):
            tail.insert(0, trail[0])
            core[-1] = last[: trail.start()]
        elif first == "" or _is_at_edge(first):
            head.append(core.pop(0))
        elif last == "" or _is_at_edge(last):
            tail.insert(0, core.pop())
        elif _is_pair_around(core):
            head.append(core.pop(0))
            tail.insert(0, core.pop())
        else:
            break
    return head, core, tail


def _is_at_edge(item: Item) -> bool:
    if isinstance(item, str):
        return False
    return item.is_break or (isinstance(item.content, Code) and item.content.type in _AT_EDGES)


def _is_pair_around(items: Sequence[Item]) -> bool:
    first, last = items[0], items[-1]
    if isinstance(first, str) or isinstance(last, str):
        return False
    return first.role is CodeRole.OPEN and last.role is CodeRole.CLOSE and first.pair == last.pair


def _problem(source: Sequence[Item], target: Sequence[Item], style: TokenStyle, tongues: Tongues | None) -> str:
    """What is wrong with the items of an answer, in words; empty when nothing is."""
    text = text_of(target)
    return (
        slot_problem(source, target)
        or ("left a token in the text" if not style.is_free_in(text) else "")
        or wording_problem(text_of(source), text, tongues)
        or ("left a mark beside a token in the text" if has_stray_mark(source, target) else "")
        or order_problem(source, target)
        or ", ".join(number_problems(shown_text(source), shown_text(target)))
    )


def _is_of_words(source: Sequence[Item], target: Sequence[Item], style: TokenStyle, tongues: Tongues | None) -> bool:
    """Whether what is wrong with the items of an answer would be so with any tokens: no token is to blame."""
    text = text_of(target)
    if wording_problem(text_of(source), text, tongues):
        return True
    of_tokens = slot_problem(source, target) or has_stray_mark(source, target) or order_problem(source, target)
    return not of_tokens and style.is_free_in(text)
