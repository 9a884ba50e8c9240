"""Drafts that lost nothing: each answer of an engine is checked, mended or turned down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from locmem.errors import EngineError
from locmem.inline import compare, protect
from locmem.inline.references import label_of
from locmem.inline.rewriting import rewritten
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.model.progress import Progress, Silent
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.layout import Item, Slot, items_of, shown_text, text_of
from locmem.mt.numbers import number_problems
from locmem.mt.privacy import Personal, redacted
from locmem.mt.spacing import respaced
from locmem.mt.tokens import TokenStyle, has_stray_mark, masked, styles_for, unmasked
from locmem.mt.wording import mended, with_capital

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_LEAD = re.compile(r"[\s,.;:!?)\]»”]+")
_TRAIL = re.compile(r"[\s(\[«“]+\Z")
_AT_EDGES = (CodeType.BREAK, CodeType.IMAGE, CodeType.COMMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What became of one source.

    target: the translation with every code and number of the source, or None.
    tries: how often an engine was asked for it; 0 where there was nothing to translate.
    why: what the last answer had lost or spoilt; empty where there is a target.
    """

    target: Inline | None
    tries: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an engine may be told beside a source: the texts beside it, and words with those the glossary wants."""

    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = field(default=(), compare=False)


def _without_data(around: Surroundings, source: str, hides: Personal) -> Surroundings:
    """The surroundings with words in place of personal data, which nobody needs back, and without such terms."""
    before, after = hides.found_in(around.before, after=source), hides.found_in(around.after, before=source)
    return Surroundings(
        before=redacted(around.before, before),
        after=redacted(around.after, after),
        terms=tuple(term for term in around.terms if not any(map(hides.found_in, term))),
        hidden=tuple(datum.kind for datum in (*before, *after)),
    )


def draft(
    engine: MtEngine,
    sources: Sequence[Inline],
    around: Sequence[Surroundings] = (),
    *,
    personal: Personal | None = None,
    progress: Progress | None = None,
) -> tuple[Draft, ...]:
    """One draft a source, in order.

    around: the surroundings of each source; none where nothing is known of them.
    personal: what counts as personal, and is hidden from an engine that is not on this machine; without it whatever
        looks so.

    Codes go to the engine as tokens.  An answer that lost, doubled or unbalanced a code, emptied a pair, or
    changed a number is asked for once more with other tokens, then turned down.  What stands in different
    branches of a Liquid block is translated apart, so that nothing can wander between branches.
    Each text is asked for once, however many sources share it.  Raises EngineError as the engine does.
    """
    watcher = progress or Silent()
    hides = (personal or Personal()) if engine.traits.host else None
    jobs = [
        _Job(source, near, hides)
        for source, near in zip(sources, around or [Surroundings()] * len(sources), strict=True)
    ]
    for told in (f"Drafting with {engine.name}", f"Asking {engine.name} again"):
        open_pieces = [piece for job in jobs if not job.is_lost for piece in job.pieces if piece.is_open]
        asked = [piece.question.read_by(engine.traits.reads) for piece in open_pieces]
        answers = _ask(engine, list(dict.fromkeys(asked)), watcher, told)
        for piece, question in zip(open_pieces, asked, strict=True):
            piece.take(answers[question])
    return tuple(job.result() for job in jobs)


def _ask(engine: MtEngine, questions: Sequence[Question], progress: Progress, what: str) -> dict[Question, str | None]:
    answers: dict[Question, str | None] = {}
    if not questions:
        return answers
    progress.start(what, len(questions))
    for call in calls(questions, engine.traits):
        given = engine.translate(call)
        if len(given) != len(call):
            raise EngineError(f"{engine.name} gave {len(given)} answers to {len(call)} texts.")
        answers.update(zip(call, given, strict=True))
        progress.advance(len(call))
    progress.finish()
    return answers


def calls(questions: Sequence[Question], traits: Traits) -> Iterator[Sequence[Question]]:
    """The questions in as few calls as an engine takes, in order; one that is too long for any goes alone."""
    call: list[Question] = []
    size = 0
    for question in questions:
        length = len(question.text)
        if call and (len(call) >= traits.texts or size + length > traits.characters):
            yield call
            call, size = [], 0
        call.append(question)
        size += length
    if call:
        yield call


class _Job:
    """One source on its way: its pieces between the tags of Liquid blocks, and those tags."""

    def __init__(self, source: Inline, around: Surroundings, hides: Personal | None) -> None:
        self.source = source
        self.line: list[_Piece | Slot] = []
        run: list[Item] = []
        find = partial(hides.found_in, before=around.before, after=around.after) if hides else None
        around = _without_data(around, source.text, hides) if hides else around
        for item in items_of(source, find):
            if isinstance(item, Slot) and item.is_block:
                self.line += [_Piece(run, around), item]
                run = []
            else:
                run.append(item)
        self.line.append(_Piece(run, around))

    @property
    def pieces(self) -> list[_Piece]:
        return [part for part in self.line if isinstance(part, _Piece)]

    @property
    def is_lost(self) -> bool:
        """Whether a piece was turned down for good, so that asking for the others is of no use."""
        return any(piece.why and not piece.is_open for piece in self.pieces)

    def result(self) -> Draft:
        tries = max(piece.tries for piece in self.pieces)
        why = next((piece.why for piece in self.pieces if piece.why), "")
        if why:
            return Draft(target=None, tries=tries, why=why)
        items: list[Item] = []
        for part in self.line:
            items += [part] if isinstance(part, Slot) else part.items
        target = _built(items, self.source)
        why = _markup_problem(self.source, target)
        if why and self.source.syntax is Syntax.MARKDOWN:
            # What engines put beside `**` often keeps Markdown from reading it; it can be written in another way.
            target = rewritten(target, self.source, _labels_of(self.source))
            why = _markup_problem(self.source, target)
        return Draft(target=None if why else target, tries=tries, why=why)


class _Piece:
    """A stretch of a source that an engine gets as one text."""

    def __init__(self, run: Sequence[Item], around: Surroundings) -> None:
        self.around = around
        self.head, self.core, self.tail = _peeled(run)
        self.items: list[Item] = list(run)
        self.tries = 0
        self.why = ""
        has_words = any(character.isalpha() for character in text_of(self.core))
        self.styles = list(styles_for(self.core)) if has_words else []
        if has_words and not self.styles:
            self.why = "the text itself looks like the tokens that protect codes"
        self.is_open = bool(self.styles)

    @property
    def question(self) -> Question:
        """What the engine is asked."""
        text = masked(self.core, self.styles[self.tries])
        terms = tuple(term for term in self.around.terms if term[0] in text)
        hidden = (*(item.kind for item in self.core if isinstance(item, Slot) and item.kind), *self.around.hidden)
        return Question(text=text, before=self.around.before, after=self.around.after, terms=terms, hidden=hidden)

    def take(self, answer: str | None) -> None:
        """Keeps the answer, or says why it is of no use; then there may be another way to ask."""
        if answer is None:
            self.tries += 1
            self.why, self.is_open = "was not answered", False
            return
        style = self.styles[self.tries]
        question = self.question.text
        items = respaced(unmasked(mended(answer, question, style), self.core, style))
        self.tries += 1
        self.why = _problem(self.core, items, style)
        if not self.why:
            self.items = [*self.head, *with_capital(items, self.core), *self.tail]
        has_slots = any(isinstance(item, Slot) for item in self.core)
        self.is_open = bool(self.why) and has_slots and self.tries < len(self.styles)


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


def _problem(source: Sequence[Item], target: Sequence[Item], style: TokenStyle) -> str:
    """What is wrong with the items of an answer, in words; empty when nothing is."""
    return (
        _slot_problem(source, target)
        or _text_problem(text_of(source), text_of(target), style)
        or ("left a mark beside a token in the text" if has_stray_mark(source, target) else "")
        or _order_problem(source, target)
        or ", ".join(number_problems(shown_text(source), shown_text(target)))
    )


def _slot_problem(source: Sequence[Item], target: Sequence[Item]) -> str:
    """Whether each slot is there once, and separates what it separated."""
    times = Counter(slot.index for slot in _slots(target))
    for slot in _slots(source):
        if times[slot.index] != 1:
            return f"{'lost' if times[slot.index] == 0 else 'repeated'} {slot.shown}"
        if slot.is_separator and _has_words_beside(source, slot) and not _has_words_beside(target, slot):
            return f"moved words across {slot.shown}"
    return ""


def _text_problem(source: str, target: str, style: TokenStyle) -> str:
    """Whether the words of an answer can be a translation at all."""
    if not 4 * len(target) + 40 > len(source) > (len(target) - 40) / 4:
        return "is far longer or shorter than the source"
    if not style.is_free_in(target):
        return "left a token in the text"
    if not any(character.isalpha() for character in target):
        return "gave no words"
    return ""


def _order_problem(source: Sequence[Item], target: Sequence[Item]) -> str:
    """Whether pairs are nested as in the source, and hold what they held."""
    sent, returned = _slots(source), _slots(target)
    if not _is_nested(sent):
        # A pair that is broken up by Liquid has no inside, so only the source's own order is safe.
        is_same = [slot.index for slot in sent] == [slot.index for slot in returned]
        return "" if is_same else "changed the order of codes that are not nested"
    if not _is_nested(returned):
        return "broke the nesting of codes"
    insides = _insides(target)
    for pair, inside in _insides(source).items():
        if inside != insides[pair]:
            shown = next(slot.shown for slot in sent if slot.pair == pair)
            return f"moved words or codes out of {shown} or into it"
    return ""


def _slots(items: Sequence[Item]) -> list[Slot]:
    return [item for item in items if isinstance(item, Slot)]


def _has_words_beside(items: Sequence[Item], slot: Slot) -> bool:
    position = next(place for place, item in enumerate(items) if isinstance(item, Slot) and item.index == slot.index)
    beside = [*items[max(position - 1, 0) : position], *items[position + 1 : position + 2]]
    return len(beside) == 2 and all(isinstance(item, str) and not item.isspace() for item in beside)


def _is_nested(slots: Sequence[Slot]) -> bool:
    """Whether every OPEN has its CLOSE after it, and pairs do not overlap."""
    stack: list[int | None] = []
    for slot in slots:
        if slot.role is CodeRole.OPEN:
            stack.append(slot.pair)
        elif slot.role is CodeRole.CLOSE and (not stack or stack.pop() != slot.pair):
            return False
    return not stack


def _insides(items: Sequence[Item]) -> dict[int | None, tuple[bool, frozenset[int]]]:
    """For each pair of nested items: whether words stand inside of it, and which slots do."""
    words: dict[int | None, bool] = {}
    slots: dict[int | None, set[int]] = {}
    stack: list[int | None] = []
    for item in items:
        if isinstance(item, str):
            if any(character.isalnum() for character in item):
                words.update(dict.fromkeys(stack, True))
            continue
        if item.role is CodeRole.CLOSE:
            stack.pop()
        for pair in stack:
            slots[pair].add(item.index)
        if item.role is CodeRole.OPEN:
            stack.append(item.pair)
            words[item.pair] = False
            slots[item.pair] = set()
    return {pair: (words[pair], frozenset(slots[pair])) for pair in words}


def _built(items: Sequence[Item], source: Inline) -> Inline:
    """The target of `items`, its text spelled for the source's syntax."""
    spelled = _spellings(source)
    parts: list[Part] = []
    for item in items:
        content = item.content if isinstance(item, Slot) else item
        parts += (
            [content] if isinstance(content, Code) else [spelled.get(character, character) for character in content]
        )
    return inline(parts, source.syntax)


def _labels_of(source: Inline) -> frozenset[str]:
    """The labels of references such as `[the guide][]`, whose words are translated and whose label is not."""
    ends = (code for code in source.codes if code.original == "][]")
    return frozenset(label for code in ends if (label := label_of(code.identity)))


def _spellings(source: Inline) -> dict[str, Code]:
    """The characters that must not stand for themselves: those the source spells by a code, and HTML's."""
    raw = "".join(part for part in source.parts if isinstance(part, str))
    spelled: dict[str, Code] = {}
    if source.syntax is Syntax.HTML:
        # Quotation marks end an attribute; where the source has them raw, they are harmless.
        for character, entity in _ESCAPES.items():
            if character not in raw:
                spelled |= _spelling_by(entity, source.syntax)
    for part in source.parts:
        if isinstance(part, Code) and part.type in (CodeType.ENTITY, CodeType.ESCAPE) and part.text not in raw:
            spelled[part.text] = part
    return spelled


def _spelling_by(entity: str, syntax: Syntax) -> dict[str, Code]:
    (code,) = protect.parse(entity, syntax).parts
    return {code.text: code} if isinstance(code, Code) else {}


def _markup_problem(source: Inline, target: Inline) -> str:
    """What is wrong with the target once it is read from its file: markup an engine made up, codes undone."""
    problems = compare.code_problems(
        protect.parse(source.native, source.syntax), protect.parse(target.native, target.syntax)
    )
    return problems[0].what if problems else ""
