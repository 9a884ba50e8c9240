"""What import accepts, check calls clean: random answers over all codes, places, formats and writing systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from unittest import mock

from locmem.exchange.decision import Outcome
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from tests.trust.family import Control, Size, Tried
from tests.trust.returns.all_places import Answered, handed_out, paths, taken_back
from tests.trust.returns.translators import WORDS, Translator

NAME = "Accepted answers are sound"
PROMISE = "What import accepts, check calls clean, and what it rejects has a reason."

_KINDS = (("careful answers", False), ("answers in which things went wrong", True))
_MANY, _FEW = 20_000, 1_000


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Harmless answers and those in which things went wrong."""
    count = _MANY if size is Size.FULL else _FEW
    for title, is_harmful in _KINDS:
        counts: Counter[Outcome] = Counter()
        wrong = []
        for one in tries(count // 2, is_harmful=is_harmful, seed=str(seed)):
            counts[one.decision.outcome] += 1
            if one.damage:
                wrong.append(f"accepted, and check calls it damaged: {one}")
            elif one.decision.outcome is Outcome.REJECTED and not one.decision.why:
                wrong.append(f"rejected without a reason: {one}")
        told = ", ".join(f"{number:,} {outcome.value}" for outcome, number in counts.most_common())
        yield Tried(what=title, tries=counts.total(), wrong=tuple(wrong), least=count // 2, note=told)


def controls(seed: int) -> Iterator[Control]:
    """Codes are not looked at."""
    with mock.patch("locmem.exchange.soundness.damage", return_value=()):
        found = list(islice(tries(200, is_harmful=True, seed=str(seed)), 400))
    yield Control(what="codes are not compared", tries=len(found), seen=sum(bool(one.damage) for one in found))


def tries(count: int, *, is_harmful: bool, seed: str = "") -> Iterator[Answered]:
    """At least so many answers, over every document, format and writing system in turn."""
    done = 0
    turn = 0
    while done < count:
        for path in paths():
            for format_ in ("po", "xliff", "xlsx"):
                for locale in WORDS:
                    for one in answers(path, format_, locale, f"{seed}{turn}", is_harmful=is_harmful):
                        done += 1
                        yield one
        turn += 1


def answers(path: str, format_: str, locale: str, seed: str, *, is_harmful: bool) -> list[Answered]:
    """What becomes of one document when each of its segments, or of the harmful ones a few, was worked over."""
    by = Translator(f"{path} {format_} {locale} {seed}", locale, format_)

    def work(segment: Segment, shown: Inline) -> Inline | None:
        del segment
        if not is_harmful:
            return by.harmless(shown)
        return by.harmful(shown) if by.random.random() < 0.4 else None

    return taken_back(handed_out(path, locale), format_, work)
