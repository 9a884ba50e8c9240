"""Drafts for many sources, asking an engine only what it was never asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locmem.errors import EngineError
from locmem.model.inline import Inline
from locmem.model.progress import Progress
from locmem.mt.answers import Answers, Asked
from locmem.mt.engine import MtEngine, Question
from locmem.mt.guard import Draft, Surroundings, draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The drafts, one a source in order, and what they took.

    asked: texts the engine translated now.  reused: texts answered from the store.
    rejected: drafts without a target.
    stopped: why the engine was not asked for all of them; empty where it was.
    """

    drafts: tuple[Draft, ...]
    asked: int
    reused: int
    rejected: int
    stopped: str = ""


def draft_all(
    engine: MtEngine,
    answers: Answers,
    sources: Sequence[Inline],
    around: Sequence[Surroundings] = (),
    *,
    source_locale: str,
    locale: str,
    progress: Progress | None = None,
) -> Drafted:
    """The drafts of `sources` in `locale`.

    Answers are stored batch by batch, so that a run that is cut short has lost at most one batch.  An engine that
    fails is not asked again; what it answered before counts, and what is stored.  Raises StoreError.
    """
    asked = Asked(engine=engine.name, version=engine.version, source_locale=source_locale, locale=locale)
    remembering = _Remembering(engine, answers, asked)
    drafts = draft(remembering, sources, around, progress=progress)
    return Drafted(
        drafts=drafts,
        asked=remembering.asked_now,
        reused=remembering.reused,
        rejected=sum(drafted.target is None for drafted in drafts),
        stopped=remembering.stopped,
    )


class _Remembering:
    """An engine in front of which its stored answers stand; counts who answered."""

    def __init__(self, engine: MtEngine, answers: Answers, asked: Asked) -> None:
        self.name = engine.name
        self.version = engine.version
        self.traits = engine.traits
        self.asked_now = 0
        self.reused = 0
        self.stopped = ""
        self._engine = engine
        self._answers = answers
        self._asked = asked

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        known = self._answers.get_many(self._asked, questions)
        unknown = [question for question in dict.fromkeys(questions) if question not in known]
        given = self._given(unknown) if unknown else ()
        new = {question: answer for question, answer in zip(unknown, given, strict=True) if answer is not None}
        self._answers.put_many(self._asked, new)
        self.asked_now += 0 if self.stopped else len(unknown)
        self.reused += len(questions) - len(unknown)
        return tuple(new.get(question, known.get(question)) for question in questions)

    def _given(self, questions: Sequence[Question]) -> Sequence[str | None]:
        if not self.stopped:
            try:
                return self._engine.translate(questions)
            except EngineError as error:
                self.stopped = str(error)
        return [None] * len(questions)
