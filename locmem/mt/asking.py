"""How an engine is asked: with patience, in parts where a request is too large, and each request counted.

One call of an engine is one request.  Here alone is decided whether another one is made; so the log has each of them
before it is sent, and a budget stops the next part and the next try as well as the next call.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from locmem.errors import EngineError
from locmem.mt.allowance import Allowance
from locmem.mt.audit import Call, Calls
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.http import Timing
from locmem.mt.outcomes import Formless, Passing, TooLarge, outcome_of

ATTEMPTS = 5
"""How often a request is made before its engine counts as failed."""

GIVEN_UP = 3
"""Texts in a row that come to nothing, each sent alone, after which nothing more is sent."""

_LONGEST = 30.0
"""Seconds before another try where the service names none."""


class Asking:
    """An engine as it is asked by one run for one locale, until it stops.

    stopped: why it is asked no more; empty while it is.
    """

    def __init__(
        self,
        engine: MtEngine,
        *,
        source_locale: str,
        locale: str,
        log: Calls | None = None,
        allowance: Allowance | None = None,
        timing: Timing | None = None,
    ) -> None:
        """log: hears of each request before it is made.  allowance: what requests may cost, None for any amount."""
        self.engine = engine
        self.stopped = ""
        self._locales = source_locale, locale
        self._log = log
        self._allowance = allowance
        self._timing = timing or Timing()
        self._has_answered = False
        self._in_vain = 0

    def answers(self, questions: Sequence[Question]) -> Iterator[Mapping[Question, str | None]]:
        """The answers to different questions, as each request brings them, None where the engine has none.

        What is missing at the end was not answered, and `stopped` says why where it stays so.  A request is noted as
        ended when the next answers are asked for: keep what it brought before that.

        Asked again, later and later, is what may pass, at most `ATTEMPTS` times; what is too large goes in halves, and
        what came back without form in quarters.
        Where the budget pays for some questions only, these are asked.  Raises StoreError.
        """
        waiting = [tuple(questions)]
        is_short = False
        while waiting and not self.stopped:
            part = self._paid_for(whole := waiting.pop())
            is_short = is_short or len(part) < len(whole)
            if not part:
                continue
            try:
                number, given = self._patiently(part)
            except TooLarge as error:
                # What came back was paid for: with quarters even a model that never answers in the form costs little.
                size = max(len(part) // 4, 1) if isinstance(error, Formless) else (len(part) + 1) // 2
                if len(part) > 1:
                    waiting += [part[start : start + size] for start in range(0, len(part), size)][::-1]
                else:
                    yield self._in_vain_for(part[0], error)
                continue
            except EngineError as error:
                self.stopped = str(error)
                return
            answered = sum(answer is not None for answer in given)
            if answered:
                self._has_answered, self._in_vain = True, 0
            yield dict(zip(part, given, strict=True))
            if self._log:
                self._log.ended(number, answered=answered)
        if is_short and self._allowance and not self.stopped:
            self.stopped = self._allowance.used_up

    def _paid_for(self, questions: Sequence[Question]) -> tuple[Question, ...]:
        """Those of the questions that the budget pays for in one request, in order."""
        if self._allowance is None:
            return tuple(questions)
        traits, room = self.engine.traits, self._allowance.room()
        paid: list[Question] = []
        for question in questions:
            if billed([*paid, question], traits) <= room:
                paid.append(question)
        return tuple(paid)

    def _patiently(self, questions: Sequence[Question]) -> tuple[int, Sequence[str | None]]:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._once(questions)
            except Passing as error:
                if attempt == ATTEMPTS:
                    said = f"{error} It was asked {ATTEMPTS} times; what was answered before is kept."
                    raise EngineError(said) from None
                if self._allowance and billed(questions, self.engine.traits) > self._allowance.room():
                    raise EngineError(f"{error} It is not asked again: {self._allowance.used_up}.") from None
                self._timing.sleep(_seconds_to_wait(error, attempt))
        raise AssertionError("the last try returns or raises")

    def _once(self, questions: Sequence[Question]) -> tuple[int, Sequence[str | None]]:
        """The number of one request in the log, and the answers to it."""
        cost = billed(questions, self.engine.traits)
        if self._allowance and cost > self._allowance.room():
            raise EngineError(self._allowance.used_up)
        number = self._log.sent(self._call(questions), cost) if self._log else 0
        try:
            given = self.engine.translate(questions)
            if len(given) != len(questions):
                raise EngineError(f"{self.engine.name} gave {len(given)} answers to {len(questions)} texts.")
        except EngineError as error:
            # Whatever else ends a request leaves open whether the host had the texts.
            if self._log:
                self._log.ended(number, outcome_of(error))
            raise
        return number, given

    def _in_vain_for(self, question: Question, error: TooLarge) -> Mapping[Question, str | None]:
        """What is kept for a text that came to nothing alone; an engine of which that is true of all is stopped."""
        # Of a text that is longer than the engine is said to take nothing else could be expected.
        self._in_vain += len(question.text) <= self.engine.traits.characters
        if self._in_vain >= GIVEN_UP:
            self.stopped = str(error)
            return {}
        # A model that is fit for others had this text and was paid for it: it would say the same tomorrow.
        return {question: "" if isinstance(error, Formless) and self._has_answered else None}

    def _call(self, questions: Sequence[Question]) -> Call:
        engine, (source_locale, locale) = self.engine, self._locales
        return Call(
            engine=engine.name,
            version=engine.version,
            host=engine.traits.host,
            source_locale=source_locale,
            locale=locale,
            texts=len(questions),
            characters=_of_texts(questions),
            beside=_beside(questions, engine.traits),
            hidden=Counter(kind for question in questions for kind in question.hidden),
        )


def billed(questions: Sequence[Question], traits: Traits) -> int:
    """Characters of a request for which an engine's price is."""
    return traits.whole(questions) if traits.whole else _of_texts(questions)


def _of_texts(questions: Sequence[Question]) -> int:
    return sum(len(question.text) for question in questions)


def _beside(questions: Sequence[Question], traits: Traits) -> int:
    """Characters that are sent with the texts: of their neighbours, of terms, and of what the engine is told to do."""
    if traits.whole:
        return traits.whole(questions) - _of_texts(questions)
    words = (word for question in questions for term in question.terms for word in term)
    nearby = (text for question in questions for text in (question.before, question.after))
    return sum(map(len, words)) + sum(min(len(text), traits.nearby) for text in nearby)


def _seconds_to_wait(error: Passing, attempt: int) -> float:
    if error.after is not None:
        return error.after
    # Of several machines that were turned away at once not all come back at once.
    return 0.5 + random.uniform(0, min(2.0 ** (attempt - 1), _LONGEST))
