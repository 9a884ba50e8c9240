"""Drafts for many sources, asking an engine only what it was never asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from locmem.model.inline import Inline
from locmem.model.progress import Progress
from locmem.mt.answers import Answers, Asked
from locmem.mt.engine import MtEngine, Question
from locmem.mt.guard import Draft, draft
from locmem.mt.pieces import Surroundings
from locmem.mt.soundness import Tongues


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
    strange: Callable[[str, str], str] | None = None,
    progress: Progress | None = None,
) -> Drafted:
    """The drafts of `sources` in `locale`.

    strange: tells which other language an answer to a source is in, see `Tongues`.
    Answers are stored batch by batch, so that a run that is cut short has lost at most one batch.
    Raises EngineError when the engine fails, StoreError when the store does.
    """
    asked = Asked(engine=engine.name, version=engine.version, source_locale=source_locale, locale=locale)
    remembering = _Remembering(engine, answers, asked)
    tongues = Tongues(source=source_locale, target=locale, strange=strange)
    drafts = draft(remembering, sources, around, tongues=tongues, progress=progress)
    return Drafted(
        drafts=drafts,
        asked=remembering.asked_now,
        reused=remembering.reused,
        rejected=sum(drafted.target is None for drafted in drafts),
    )


class _Remembering:
    """An engine in front of which its stored answers stand; counts who answered."""

    def __init__(self, engine: MtEngine, answers: Answers, asked: Asked) -> None:
        self.name = engine.name
        self.version = engine.version
        self.traits = engine.traits
        self.asked_now = 0
        self.reused = 0
        self._engine = engine
        self._answers = answers
        self._asked = asked

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        known = self._answers.get_many(self._asked, questions)
        unknown = [question for question in dict.fromkeys(questions) if question not in known]
        given = self._engine.translate(unknown) if unknown else ()
        new = {question: answer for question, answer in zip(unknown, given, strict=True) if answer is not None}
        self._answers.put_many(self._asked, new)
        self.asked_now += len(unknown)
        self.reused += len(questions) - len(unknown)
        return tuple(new.get(question, known.get(question)) for question in questions)
