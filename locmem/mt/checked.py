"""What services and programs are asked and what came back, looked at before anybody believes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from locmem.errors import EngineError
from locmem.model.wording import counted
from locmem.mt.engine import Question
from locmem.mt.outcomes import Formless


def answers_to(
    questions: Sequence[Question], ask: Callable[[Sequence[Question]], Sequence[str | None]]
) -> tuple[str | None, ...]:
    """What `ask` answers to the questions that have a text, each in its place; blank ones stay as they are."""
    wanted = [question for question in questions if question.text.strip()]
    answers = iter(ask(wanted) if wanted else ())
    return tuple(next(answers) if question.text.strip() else question.text for question in questions)


def checked_answers(name: str, given: object, count: int) -> tuple[str | None, ...]:
    """One answer a question, in order; None where one was given as null or is no whole text.

    Raises Formless where there are not `count` of them, since nobody can tell which belongs to which and fewer texts
    may get one each; EngineError where one is something else.
    """
    if not isinstance(given, list) or not all(answer is None or isinstance(answer, str) for answer in given):
        raise EngineError(f"{name} answered in another form than it should.")
    if len(given) != count:
        raise Formless(
            f"{name} gave {len(given)} answers to {counted(count, 'text')}, so that none can be told to be of which. "
            "Have its service looked into, or set another engine."
        )
    return tuple(None if answer is None or _is_broken(answer) else answer.replace("\0", " ") for answer in given)


def texts_in(given: object, key: str) -> object:
    """The value of `key` in each item of a list; None where it is no list of items that have one."""
    if not isinstance(given, list) or not all(isinstance(item, dict) and key in item for item in given):
        return None
    return [item[key] for item in given]


def value_in(answer: object, key: str) -> object:
    """The value of `key`; None where the answer has none, or is no item at all."""
    return answer.get(key) if isinstance(answer, dict) else None


def _is_broken(answer: str) -> bool:
    """Whether it holds halves of characters, which no file takes; no database takes NUL."""
    return any("\ud800" <= character <= "\udfff" for character in answer)
