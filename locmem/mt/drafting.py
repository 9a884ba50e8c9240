"""Drafts for many sources, asking an engine only what it was never asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from locmem.clock import SystemClock
from locmem.model.inline import Inline
from locmem.model.progress import Progress
from locmem.mt.allowance import Allowance
from locmem.mt.answers import Answers, Asked
from locmem.mt.asking import Asking
from locmem.mt.audit import AuditLog, Calls, Grounds
from locmem.mt.engine import MtEngine, Question
from locmem.mt.guard import Draft, draft
from locmem.mt.http import Timing
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


class Drafter:
    """An engine for one locale, as one run asks it for drafts.

    engine: as it was handed over.  beats: percent of a match of the memory below which its own draft goes first.
    """

    def __init__(
        self,
        *,
        engine: MtEngine,
        answers: Answers,
        source_locale: str,
        locale: str,
        strange: Callable[[str, str], str] | None = None,
        personal: Personal | None = None,
        log: Calls | None = None,
        allowance: Allowance | None = None,
        timing: Timing | None = None,
        beats: int = 0,
    ) -> None:
        """answers: those stored.  strange: tells which other language an answer to a source is in, see `Tongues`.

        personal: what is hidden from an engine on another machine, as of `draft`.
        log: hears of each request before it is made; without one those of an engine on another machine are recorded
            beside the answers all the same, on nobody's grounds.
        allowance: what requests may cost, None for any amount.  timing: of the waits between them.
        """
        if engine.traits.host and log is None:
            log = AuditLog(answers.database, SystemClock()).calls(Grounds())
        self.engine = engine
        self.beats = beats
        self._answers = answers
        self._asked = Asked(engine=engine.name, version=engine.version, source_locale=source_locale, locale=locale)
        self._tongues = Tongues(source=source_locale, target=locale, strange=strange)
        self._personal = personal
        # What is counted may cost something.
        self._is_frugal = log is not None
        self._asking = Asking(
            engine, source_locale=source_locale, locale=locale, log=log, allowance=allowance, timing=timing
        )

    def draft(
        self, sources: Sequence[Inline], around: Sequence[Surroundings] = (), *, progress: Progress | None = None
    ) -> Drafted:
        """The drafts of `sources`.  around: the surroundings of each; none where nothing is known of them.

        Answers are stored as each request brings them, so that a run that is cut short has lost at most one request.
        An engine that fails, or whose next request would cost too much, is not asked again by this run; what it
        answered before counts, and what is stored.  Raises StoreError.
        """
        remembering = _Remembering(self._asking, self._answers, self._asked)
        drafts = draft(
            remembering,
            sources,
            around,
            tongues=self._tongues,
            personal=self._personal,
            progress=progress,
            is_frugal=self._is_frugal,
        )
        return Drafted(
            drafts=drafts,
            asked=remembering.asked_now,
            reused=remembering.reused,
            rejected=sum(drafted.target is None for drafted in drafts),
            stopped=self._asking.stopped,
            unanswered=remembering.unanswered,
        )


class _Remembering:
    """An engine in front of which its stored answers stand; counts who answered."""

    def __init__(self, asking: Asking, answers: Answers, asked: Asked) -> None:
        self.name = asking.engine.name
        self.version = asking.engine.version
        self.traits = asking.engine.traits
        self.asked_now = 0
        self.reused = 0
        self.unanswered = 0
        self._asking = asking
        self._answers = answers
        self._asked = asked

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        known = self._answers.get_many(self._asked, questions)
        unknown = [question for question in dict.fromkeys(questions) if question not in known]
        new: dict[Question, str] = {}
        for given in self._asking.answers(unknown) if unknown else ():
            answered = {question: answer for question, answer in given.items() if answer is not None}
            self._answers.put_many(self._asked, answered)
            new |= answered
            self.asked_now += len(given)
        self.unanswered += len(unknown) - len(new)
        self.reused += len(questions) - len(unknown)
        return tuple(new.get(question, known.get(question)) for question in questions)
