"""Drafts for many sources, asking an engine only what it was never asked before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from locmem.clock import SystemClock
from locmem.errors import EngineError
from locmem.model.inline import Inline
from locmem.model.progress import Progress
from locmem.mt.allowance import Allowance
from locmem.mt.answers import Answers, Asked
from locmem.mt.audit import AuditLog, Call, Calls, Grounds
from locmem.mt.engine import MtEngine, Question
from locmem.mt.guard import Draft, draft
from locmem.mt.pieces import Surroundings
from locmem.mt.privacy import Personal
from locmem.mt.soundness import Tongues


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The drafts, one a source in order, and what they took.

    asked: texts the engine translated now.  reused: texts answered from the store.
    rejected: drafts without a target.
    stopped: why the engine was not asked for all of them; empty where it was.
    unanswered: texts that it was asked for, or would have been, and to which there is no answer.
    """

    drafts: tuple[Draft, ...]
    asked: int
    reused: int
    rejected: int
    stopped: str = ""
    unanswered: int = 0


def draft_all(
    engine: MtEngine,
    answers: Answers,
    sources: Sequence[Inline],
    around: Sequence[Surroundings] = (),
    *,
    source_locale: str,
    locale: str,
    strange: Callable[[str, str], str] | None = None,
    personal: Personal | None = None,
    log: Calls | None = None,
    allowance: Allowance | None = None,
    progress: Progress | None = None,
) -> Drafted:
    """The drafts of `sources` in `locale`.

    strange: tells which other language an answer to a source is in, see `Tongues`.
    personal: what is hidden from an engine on another machine, as of `draft`.
    log: hears of each call of such an engine before it is made; without one it is recorded beside the answers all the
        same, on nobody's grounds.
    allowance: what calls may cost, None for any amount.
    Answers are stored batch by batch, so that a run that is cut short has lost at most one batch.  An engine that
    fails, or whose next call would cost too much, is not asked again; what it answered before counts, and what is
    stored.  Raises StoreError.
    """
    asked = Asked(engine=engine.name, version=engine.version, source_locale=source_locale, locale=locale)
    if engine.traits.host and log is None:
        log = AuditLog(answers.database, SystemClock()).calls(Grounds())
    remembering = _Remembering(engine, answers, asked, log if engine.traits.host else None, allowance)
    tongues = Tongues(source=source_locale, target=locale, strange=strange)
    drafts = draft(remembering, sources, around, tongues=tongues, personal=personal, progress=progress)
    return Drafted(
        drafts=drafts,
        asked=remembering.asked_now,
        reused=remembering.reused,
        rejected=sum(drafted.target is None for drafted in drafts),
        stopped=remembering.stopped,
        unanswered=remembering.unanswered,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafter:
    """An engine for one locale with all that a call of it takes, as of `draft_all`.

    beats: percent of a match of the memory below which its own draft goes first.
    """

    engine: MtEngine
    answers: Answers
    source_locale: str
    locale: str
    strange: Callable[[str, str], str] | None = None
    personal: Personal | None = None
    log: Calls | None = None
    allowance: Allowance | None = None
    beats: int = 0

    def draft(
        self, sources: Sequence[Inline], around: Sequence[Surroundings] = (), *, progress: Progress | None = None
    ) -> Drafted:
        """The drafts of `sources`.  Raises StoreError."""
        return draft_all(
            self.engine,
            self.answers,
            sources,
            around,
            source_locale=self.source_locale,
            locale=self.locale,
            strange=self.strange,
            personal=self.personal,
            log=self.log,
            allowance=self.allowance,
            progress=progress,
        )


class _Remembering:
    """An engine in front of which its stored answers stand; counts who answered."""

    def __init__(
        self, engine: MtEngine, answers: Answers, asked: Asked, log: Calls | None, allowance: Allowance | None
    ) -> None:
        self.name = engine.name
        self.version = engine.version
        self.traits = engine.traits
        self.asked_now = 0
        self.reused = 0
        self.stopped = ""
        self.unanswered = 0
        self._engine = engine
        self._answers = answers
        self._asked = asked
        self._log = log
        self._allowance = allowance

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        known = self._answers.get_many(self._asked, questions)
        unknown = [question for question in dict.fromkeys(questions) if question not in known]
        given = self._given(unknown) if unknown else ()
        new = {question: answer for question, answer in zip(unknown, given, strict=True) if answer is not None}
        self._answers.put_many(self._asked, new)
        self.asked_now += 0 if self.stopped else len(unknown)
        self.unanswered += len(unknown) - len(new)
        self.reused += len(questions) - len(unknown)
        return tuple(new.get(question, known.get(question)) for question in questions)

    def _given(self, questions: Sequence[Question]) -> Sequence[str | None]:
        """The engine's own answers; where they come from another machine, the log has the call before it is made."""
        nothing = [None] * len(questions)
        if self.stopped:
            return nothing
        call = self._call(questions)
        if self._allowance and not self._allowance.takes(call.characters):
            self.stopped = self._allowance.used_up
            return nothing
        number = self._log.sent(call) if self._log else 0
        try:
            given = self._engine.translate(questions)
            if len(given) != len(questions):
                raise EngineError(f"{self.name} gave {len(given)} answers to {len(questions)} texts.")
        except EngineError as error:
            # Whatever else ends a call leaves open whether the host had the texts.
            if self._log:
                self._log.ended(number, answered=None)
            if self._allowance:
                # Nobody knows whether what was sent is billed.
                self._allowance.spend(call.characters)
            self.stopped = str(error)
            return nothing
        if self._log:
            self._log.ended(number, answered=sum(answer is not None for answer in given))
        if self._allowance:
            self._allowance.spend(call.characters)
        return given

    def _call(self, questions: Sequence[Question]) -> Call:
        words = [word for question in questions for term in question.terms for word in term]
        beside = [text for question in questions for text in (question.before, question.after)]
        return Call(
            engine=self.name,
            version=self.version,
            host=self.traits.host,
            source_locale=self._asked.source_locale,
            locale=self._asked.locale,
            texts=len(questions),
            characters=sum(len(question.text) for question in questions),
            beside=sum(map(len, (*words, *beside))),
            hidden=Counter(kind for question in questions for kind in question.hidden),
        )
