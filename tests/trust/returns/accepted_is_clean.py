"""What import accepts, check calls clean: random answers over all codes, places, formats and writing systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from locmem.exchange.decision import Outcome
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from tests.benchmarks.rows import Row, share
from tests.trust.returns.all_places import Tried, handed_out, paths, taken_back
from tests.trust.returns.translators import WORDS, Translator

NAME = "Accepted answers are sound"

_KINDS = (("careful answers", False, "≥ 99 %"), ("answers in which things went wrong", True, ""))
MANY, FEW = 20_000, 2_000


def measure(quick: bool) -> Iterator[Row]:
    """Rows for harmless answers and for those in which things went wrong; quick: fewer."""
    count = FEW if quick else MANY
    for title, is_harmful, goal in _KINDS:
        counts: Counter[str] = Counter()
        for one in tries(count // 2, is_harmful=is_harmful):
            counts["all"] += 1
            counts[one.decision.outcome.value] += 1
            counts["noted"] += one.decision.outcome is Outcome.ACCEPTED and bool(one.decision.notes)
            counts["damaged"] += bool(one.damage)
            counts["why"] += one.decision.outcome is Outcome.REJECTED and bool(one.decision.why)
        taken, rejected = counts["accepted"], counts["rejected"]
        yield Row(what=f"{title}: accepted", value=share(taken, counts["all"]), goal=goal)
        yield Row(what=f"{title}: of these written in another way, or noted", value=share(counts["noted"], taken))
        yield Row(what=f"{title}: rejected with a reason", value=share(counts["why"], rejected), goal="all")
        yield Row(what=f"{title}: accepted that check calls damaged", value=str(counts["damaged"]), goal="0")


def tries(count: int, *, is_harmful: bool, seed: str = "") -> Iterator[Tried]:
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


def answers(path: str, format_: str, locale: str, seed: str, *, is_harmful: bool) -> list[Tried]:
    """What becomes of one document when each of its segments, or of the harmful ones a few, was worked over."""
    by = Translator(f"{path} {format_} {locale} {seed}", locale, format_)

    def work(segment: Segment, shown: Inline) -> Inline | None:
        del segment
        if not is_harmful:
            return by.harmless(shown)
        return by.harmful(shown) if by.random.random() < 0.4 else None

    return taken_back(handed_out(path, locale), format_, work)
