"""Drafts for many sources, asking an engine only what it was never asked before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from locmem.clock import SystemClock
from locmem.errors import EngineError
from locmem.model.inline import Inline
from locmem.model.progress import Progress
from locmem.mt.answers import Answers, Asked
from locmem.mt.audit import AuditLog, Call, Calls, Grounds
from locmem.mt.engine import MtEngine, Question
from locmem.mt.guard import Draft, Surroundings, draft
from locmem.mt.privacy import Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The drafts, one a source in order, and what they took.

    asked: texts the engine translated now.  reused: texts answered from the store.
    rejected: drafts without a target.
    """

    drafts: tuple[Draft, ...]
    asked: int
    reused: int
    rejected: int


def draft_all(
    engine: MtEngine,
    answers: Answers,
    sources: Sequence[Inline],
    around: Sequence[Surroundings] = (),
    *,
    source_locale: str,
    locale: str,
    personal: Personal | None = None,
    log: Calls | None = None,
    progress: Progress | None = None,
) -> Drafted:
    """The drafts of `sources` in `locale`.

    personal: what is hidden from an engine on another machine, as of `draft`.
    log: hears of each call of such an engine before it is made; without one it is recorded beside the answers all the
        same, on nobody's grounds.
    Answers are stored batch by batch, so that a run that is cut short has lost at most one batch.
    Raises EngineError when the engine fails, StoreError when the store does.
    """
    asked = Asked(engine=engine.name, version=engine.version, source_locale=source_locale, locale=locale)
    if engine.traits.host and log is None:
        log = AuditLog(answers.database, SystemClock()).calls(Grounds())
    remembering = _Remembering(engine, answers, asked, log if engine.traits.host else None)
    drafts = draft(remembering, sources, around, personal=personal, progress=progress)
    return Drafted(
        drafts=drafts,
        asked=remembering.asked_now,
        reused=remembering.reused,
        rejected=sum(drafted.target is None for drafted in drafts),
    )


class _Remembering:
    """An engine in front of which its stored answers stand; counts who answered."""

    def __init__(self, engine: MtEngine, answers: Answers, asked: Asked, log: Calls | None) -> None:
        self.name = engine.name
        self.version = engine.version
        self.traits = engine.traits
        self.asked_now = 0
        self.reused = 0
        self._engine = engine
        self._answers = answers
        self._asked = asked
        self._log = log

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        known = self._answers.get_many(self._asked, questions)
        unknown = [question for question in dict.fromkeys(questions) if question not in known]
        given = self._given(unknown) if unknown else ()
        new = {question: answer for question, answer in zip(unknown, given, strict=True) if answer is not None}
        self._answers.put_many(self._asked, new)
        self.asked_now += len(unknown)
        self.reused += len(questions) - len(unknown)
        return tuple(new.get(question, known.get(question)) for question in questions)

    def _given(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        """The engine's own answers; where they come from another machine, the log has the call before it is made."""
        if self._log is None:
            return self._engine.translate(questions)
        number = self._log.sent(self._call(questions))
        try:
            given = self._engine.translate(questions)
        except EngineError:
            # Whatever else ends a call leaves open whether the host had the texts.
            self._log.ended(number, answered=None)
            raise
        self._log.ended(number, answered=sum(answer is not None for answer in given))
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
