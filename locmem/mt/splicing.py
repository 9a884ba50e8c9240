"""A near match brought up to date by an engine: the words that changed are asked for and put in where that is sure.

Nothing of it is certain enough to count without a person: what was put in is told, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from locmem.model.inline import Inline, inline
from locmem.model.progress import Progress
from locmem.model.segment import Segment, Unit, UnitKind
from locmem.model.settings import SegmentMode
from locmem.mt.drafting import Drafted, Drafter
from locmem.mt.phrases import TELLING, Phrase, changed_phrases, tokens
from locmem.mt.pieces import Surroundings
from locmem.mt.splices import Result, Splice, by_answers, by_words, keeps_numbers, with_capital
from locmem.segmentation.split import segments

MEMORY = "the memory"
"""Who put words in that stand in the memory by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzy:
    """A near match for a new source.

    new: the source as it is now.  old: the stored source, with the codes and values that were put into the target as
    well.  target: the translation of `old`.
    around: what an engine may be told beside `new`.
    words: how phrases of both sources read by themselves, as people translated them.
    """

    new: Inline
    old: Inline
    target: Inline
    around: Surroundings = field(default_factory=Surroundings)
    words: Mapping[str, Inline] = field(default_factory=dict)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases in which its sources differ; empty where nothing is to be spliced."""
        return changed_phrases(self.old, self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spliced:
    """A near match with the words of its new source.

    splices: what was exchanged, in order.  by: who said so: an engine, or the memory.
    """

    target: Inline
    splices: tuple[Splice, ...]
    by: str

    @property
    def told(self) -> tuple[str, ...]:
        """What a person must look at, a sentence each."""
        return tuple(map(self._sentence, self.splices))

    def _sentence(self, splice: Splice) -> str:
        if not splice.came:
            return f"taken out by {self.by}: “{splice.gone}”"
        return f"put in by {self.by}: “{splice.came}”" + (f" for “{splice.gone}”" if splice.gone else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllSpliced:
    """What became of near matches, one each in order, None where one stays as it is; and what that took.

    asked: texts the engine translated now.  reused: texts answered from the store.
    """

    spliced: tuple[Spliced | None, ...]
    asked: int = 0
    reused: int = 0


def splice_all(
    drafter: Drafter | None, wanted: Sequence[Fuzzy], *, source_locale: str, progress: Progress | None = None
) -> AllSpliced:
    """The near matches with their new words, where these are sure.

    What the memory says of a phrase comes first, then what the engine says in the sentence, then what it says of the
    phrase alone.  An engine is asked in two goes, and never again for what is stored.  Without one only the memory is
    heard.  Raises StoreError.
    """
    jobs = [_Job(one, source_locale) for one in wanted]
    for job in jobs:
        job.hear_memory()
    if drafter is None:
        return AllSpliced(spliced=tuple(job.result for job in jobs))
    asked = reused = 0
    for questions_of, hear in ((_Job.sentences, _Job.hear_sentences), (_Job.alone, _Job.hear_alone)):
        waiting = [(job, questions) for job in jobs if job.is_open and (questions := questions_of(job))]
        sources = [source for _, pair in waiting for source in pair]
        if not sources:
            continue
        around = [near for job, _ in waiting for near in (Surroundings(), job.wanted.around)]
        drafted = drafter.draft(sources, around if hear is _Job.hear_sentences else (), progress=progress)
        asked, reused = asked + drafted.asked, reused + drafted.reused
        for (job, _), (was, now) in zip(waiting, _pairs(drafted), strict=True):
            if was is not None and now is not None:
                hear(job, was, now, drafter.engine.name)
    return AllSpliced(spliced=tuple(job.result for job in jobs), asked=asked, reused=reused)


def _pairs(drafted: Drafted) -> Iterator[tuple[Inline | None, Inline | None]]:
    targets = [one.target for one in drafted.drafts]
    return zip(targets[::2], targets[1::2], strict=True)


class _Job:
    """One near match on its way."""

    def __init__(self, wanted: Fuzzy, source_locale: str) -> None:
        self.wanted = wanted
        self.phrases = wanted.phrases
        self.result: Spliced | None = None
        self._locale = source_locale
        self._is_whole = True

    @property
    def is_open(self) -> bool:
        """Whether there is something to put in that nobody put in yet."""
        return bool(self.phrases) and self.result is None

    def hear_memory(self) -> None:
        """Take what people said of the one phrase that changed."""
        if len(self.phrases) != 1:
            return
        words = self.wanted.words
        was, now = words.get(self.phrases[0].gone), words.get(self.phrases[0].came)
        if was is not None and now is not None:
            self._take(by_words(self.wanted.target, was, now), MEMORY)

    def sentences(self) -> tuple[Inline, Inline] | None:
        """The old and the new source; of several sentences the one that changed."""
        pair = _changed_sentence(self.wanted.old, self.wanted.new, self._locale)
        self._is_whole = pair is None
        return pair or (self.wanted.old, self.wanted.new)

    def hear_sentences(self, was: Inline, now: Inline, engine: str) -> None:
        """Take what differs between the engine's answers."""
        most = len(self.phrases)
        self._take(by_answers(self.wanted.target, was, now, is_whole=self._is_whole, most=most), engine)

    def alone(self) -> tuple[Inline, Inline] | None:
        """The one phrase that changed, before and after; None where there are several or nothing went or came."""
        if len(self.phrases) != 1 or not (self.phrases[0].gone and self.phrases[0].came):
            return None
        syntax = self.wanted.new.syntax
        return inline((self.phrases[0].gone,), syntax), inline((self.phrases[0].came,), syntax)

    def hear_alone(self, was: Inline, now: Inline, engine: str) -> None:
        """Take the engine's word for a word: of longer phrases nobody knows the order in their sentence."""
        if len(tokens(was)) == len(tokens(now)) == len(tokens(inline(("word",), was.syntax))):
            self._take(by_words(self.wanted.target, was, now), engine)

    def _take(self, result: Result | None, by: str) -> None:
        if result is None:
            return
        content, splices = with_capital(result, self.wanted.new)
        if content == self.wanted.target or not keeps_numbers(self.wanted.new, content, self.wanted.target):
            return
        # A name that the new source has as well was not what changed.
        names = {token.folded for token in tokens(self.wanted.new) if len(token.letters) >= TELLING}
        gone = (token.folded for splice in splices for token in tokens(inline((splice.gone,), content.syntax)))
        if names.isdisjoint(gone):
            self.result = Spliced(target=content, splices=splices, by=by)


def _changed_sentence(old: Inline, new: Inline, locale: str) -> tuple[Inline, Inline] | None:
    """The one sentence in which two texts of as many differ; None where they are one sentence, or more of them do."""
    before, after = (_sentences(content, locale) for content in (old, new))
    if len(before) != len(after) or len(before) < 2:
        return None
    changed = [(one.content, two.content) for one, two in zip(before, after, strict=True) if one.content != two.content]
    return changed[0] if len(changed) == 1 else None


def _sentences(content: Inline, locale: str) -> tuple[Segment, ...]:
    unit = Unit(kind=UnitKind.PARAGRAPH, content=content, start=0, end=0, line=1, column=1)
    return segments(unit, 0, locale, SegmentMode.SENTENCE)
