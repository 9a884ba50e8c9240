"""Drafts that lost nothing: each answer of an engine is checked, mended or turned down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from locmem.errors import EngineError
from locmem.inline import compare, protect
from locmem.inline.references import label_of
from locmem.inline.rewriting import rewritten
from locmem.model.inline import Code, CodeType, Inline, Part, Syntax, inline
from locmem.model.progress import Progress, Silent
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.layout import Finder, Item, Slot, items_of, seen_text, sent_text
from locmem.mt.pieces import Piece, Surroundings
from locmem.mt.privacy import Personal, redacted
from locmem.mt.soundness import Tongues

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What became of one source.

    target: the translation with every code and number of the source, or None.
    tries: how often an engine was asked for it; 0 where there was nothing to translate.
    why: what the last answer had lost or spoilt; empty where there is a target.
    note: why somebody must look at the target before all others; empty for most.
    """

    target: Inline | None
    tries: int
    why: str = ""
    note: str = ""


def _without_data(around: Surroundings, find: Finder) -> Surroundings:
    """The surroundings with words in place of personal data, which nobody needs back, and without such terms."""
    before, after = find(around.before), find(around.after)
    return Surroundings(
        before=redacted(around.before, before),
        after=redacted(around.after, after),
        terms=tuple(term for term in around.terms if not any(map(find, term))),
        hidden=tuple(datum.kind for datum in (*before, *after)),
    )


def draft(
    engine: MtEngine,
    sources: Sequence[Inline],
    around: Sequence[Surroundings] = (),
    *,
    tongues: Tongues | None = None,
    personal: Personal | None = None,
    progress: Progress | None = None,
    is_frugal: bool = False,
) -> tuple[Draft, ...]:
    """One draft a source, in order.

    around: the surroundings of each source; none where nothing is known of them.
    tongues: the two locales; without them, and of an engine whose answers are in none, nothing is said of the language
        of an answer.
    personal: what counts as personal, and is hidden from an engine that is not on this machine; without it whatever
        looks so.
    is_frugal: whether each answer may cost something.  Then only what other tokens may mend is asked for again: not an
        answer that changed a number, is no translation or is in another language.

    Codes go to the engine as tokens.  An answer that lost, doubled or unbalanced a code, emptied a pair, changed a
    number, or can be no translation at all is asked for once more with other tokens.  Where these are of no use
    either, what stands between the codes is asked for piece by piece and joined in the source's order, and the draft
    says so; then it is turned down.  What stands in different branches of a Liquid block is translated apart, so that
    nothing can wander between branches.
    Each text is asked for once, however many sources share it.  Raises EngineError as the engine does.
    """
    watcher = progress or Silent()
    tongues = tongues if engine.traits.is_language else None
    hides = (personal or Personal()) if engine.traits.host else None
    nearby = around or [Surroundings()] * len(sources)
    jobs = [_Job(source, near, tongues, hides, is_frugal) for source, near in zip(sources, nearby, strict=True)]
    for told in ("Drafting with {}", "Asking {} again", "Asking {} between the codes"):
        open_pieces = [piece for job in jobs if not job.is_lost for piece in job.pieces if piece.is_open]
        asked = [[one.read_by(engine.traits.reads) for one in piece.questions] for piece in open_pieces]
        answers = _ask(engine, list(dict.fromkeys(chain.from_iterable(asked))), watcher, told.format(engine.name))
        for piece, questions in zip(open_pieces, asked, strict=True):
            piece.take([answers[question] for question in questions])
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

    def __init__(
        self, source: Inline, around: Surroundings, tongues: Tongues | None, hides: Personal | None, is_frugal: bool
    ) -> None:
        self.source = source
        self.line: list[Piece | Slot] = []
        run: list[Item] = []
        find = None
        if hides:
            beside = (around.before, seen_text(source), around.after)
            find = partial(hides.found_in, among=around.document or beside)
            around = _without_data(around, find)
        around = replace(around, before=sent_text(around.before), after=sent_text(around.after), document=())
        for item in items_of(source, find):
            if isinstance(item, Slot) and item.is_block:
                self.line += [Piece(run, around, tongues, is_frugal=is_frugal), item]
                run = []
            else:
                run.append(item)
        self.line.append(Piece(run, around, tongues, is_frugal=is_frugal))

    @property
    def pieces(self) -> list[Piece]:
        return [part for part in self.line if isinstance(part, Piece)]

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
        note = next((piece.note for piece in self.pieces if piece.note), "")
        return Draft(target=None if why else target, tries=tries, why=why, note="" if why else note)


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
