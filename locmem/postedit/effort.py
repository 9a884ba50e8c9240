"""What people changed in drafts: edit distance, HTER and chrF from the draft that was offered to the text confirmed.

Texts are compared in one fixed form, whatever form catalogs hold them in: a figure that moves because the form moved
says nothing (Pontoon's chrF++ fell in September 2025 while acceptance stayed as it was: mozilla/pontoon #3860).  Each
figure carries the number of its form, and figures of different forms are never put together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from random import Random
from statistics import fmean, median, stdev
from typing import NamedTuple

from locmem.history.work import How, Work
from locmem.model.translation import OriginKind
from locmem.similarity import similarity, token_similarity, words

REPRESENTATION = 1
"""The form in which texts are compared; every change of `normalised` is another one."""

FEWEST = 50
"""Drafts of an engine and a locale below which there is no figure."""

READING = 400
"""Words a minute that nobody reads faster with understanding: the upper end of what adults read, 200 to 400 (Rayner
and others, So Much to Read, So Little Time, Psychological Science in the Public Interest 17, 2016)."""

_CODE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|</?[A-Za-z][^<>]*>|(?<=\])\([^()\s]*(?:\s+\"[^\"]*\")?\)|https?://[^\s<>()]+"
    r"|%\{\w+\}|%(?:\d+\$)?[sd]|\{\w*\}|\*\*|__|``|[*_`]",
    re.DOTALL,
)
_FIRST_SYMBOL = 0xE000
_SYMBOLS = 0x1900
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″「」『』", '"'),
        **dict.fromkeys("‘’‚‛′‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)


def normalised(*texts: str) -> tuple[str, ...]:
    """The texts in the form in which they are compared: NFC, runs of white space as one blank, quotes and dashes as
    one kind each, and each inline code as one symbol, the same for equal codes of these texts.

    Codes are known by their shape: Liquid, tags, addresses of links, marks of Markdown, placeholders.
    """
    symbols: dict[str, str] = {}

    def symbol(found: re.Match[str]) -> str:
        return symbols.setdefault(found[0], chr(_FIRST_SYMBOL + len(symbols) % _SYMBOLS))

    return tuple(
        " ".join(_CODE.sub(symbol, unicodedata.normalize("NFC", one)).translate(_FOLDED).split()) for one in texts
    )


class Figures(NamedTuple):
    """How far a draft is from the text confirmed.

    characters, words: share that was changed, 0 to 1, of the longer text.  hter: edits, shifts of phrases among them,
    for each word of the final text; may be more than 1.  chrf: 0 to 100, higher is nearer.
    """

    characters: float
    words: float
    hter: float
    chrf: float


UNCHANGED = Figures(0.0, 0.0, 0.0, 100.0)


def figures(draft: str, final: str, locale: str) -> Figures:
    """How far a draft is from the text confirmed, in the form of `normalised`.  Words as `locmem.similarity` has them,
    in languages without spaces characters."""
    one, other = normalised(draft, final)
    if one == other:
        return UNCHANGED
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    tokens = words(one, locale), words(other, locale)
    hypothesis, reference = map(" ".join, tokens)
    # The tokens are ours: what TER would cut itself differs from language to language.
    ter = TER(case_sensitive=True).sentence_score(hypothesis, [reference]).score
    return Figures(
        characters=round(1 - similarity(one, other) / 100, 6),
        words=round(1 - token_similarity(*tokens) / 100, 6),
        hter=round(ter / 100, 6),
        chrf=round(CHRF().sentence_score(one, [other]).score, 4),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A draft that somebody confirmed or corrected.

    engine: `mt:apertium`, or `tm`.  is_unread: it was confirmed unchanged faster than anyone reads.
    """

    work: Work
    figures: Figures
    is_unread: bool = False

    @property
    def engine(self) -> str:
        """What made the draft."""
        return self.work.origin

    @property
    def final_words(self) -> int:
        """Words of the text confirmed as HTER counts them, in languages without spaces characters."""
        return len(words(*normalised(self.work.final), self.work.locale))

    @property
    def is_unchanged(self) -> bool:
        """Whether the draft was confirmed as it was."""
        return self.figures == UNCHANGED


def is_measured(work: Work) -> bool:
    """Whether a record says what a person made of a machine's draft: both texts are known, and somebody decided."""
    if not work.draft or work.is_revision or work.is_review or work.how not in (How.RETURN, How.EDIT, How.ACCEPT):
        return False
    return work.origin.partition(":")[0] in (OriginKind.MT.value, OriginKind.TM.value)


def edited(works: Iterable[Work], figures_of: Callable[[Work], Figures] | None = None) -> tuple[Edited, ...]:
    """The drafts among the records that people confirmed or corrected, in order.

    figures_of: gives what is kept of a record's figures; without it they are found out.
    """
    ask = figures_of or (lambda one: figures(one.draft or "", one.final, one.locale))
    measured = [work for work in works if is_measured(work)]
    unread = _too_fast(measured)
    found = []
    for work in measured:
        one = ask(work)
        found.append(Edited(work=work, figures=one, is_unread=one == UNCHANGED and _batch(work) in unread))
    return tuple(found)


def _batch(work: Work) -> tuple[str, str]:
    """What was confirmed together: a handoff's return, or what one run took in."""
    return work.run, work.handoff


def _too_fast(works: Iterable[Work]) -> frozenset[tuple[str, str]]:
    """The batches that were confirmed sooner after they could first be seen than anyone reads their words.

    Only sources are counted, which is less than whoever post-edits reads, and time in which nobody worked counts, too:
    what is found here is certain, and much that was not read is not found.
    """
    seen: dict[tuple[str, str], tuple[str, str, int]] = {}
    for work in works:
        if work.seen_from:
            since, _, count = seen.get(_batch(work), (work.seen_from, "", 0))
            seen[_batch(work)] = min(since, work.seen_from), work.moment, count + work.words
    return frozenset(batch for batch, (since, until, count) in seen.items() if count > READING * _minutes(since, until))


def _minutes(since: str, until: str) -> float:
    return (datetime.fromisoformat(until) - datetime.fromisoformat(since)).total_seconds() / 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A mean share of what was changed, and the bounds between which it lies with 95 % certainty.

    count: drafts that it is of.
    """

    count: int
    mean: float
    low: float
    high: float


def share_of(values: Sequence[float]) -> Share:
    """The mean of shares with its interval: by bootstrap, seeded so that it is the same each time; of more than a
    thousand values, where both agree, by the standard error.  Raises ValueError where there are none."""
    if not values:
        raise ValueError("nothing has no mean")
    mean = fmean(values)
    if len(values) > _MANY:
        reach = 1.96 * stdev(values) / sqrt(len(values))
        return Share(count=len(values), mean=mean, low=max(0.0, mean - reach), high=min(1.0, mean + reach))
    random = Random(_SEED)
    means = sorted(fmean(random.choices(values, k=len(values))) for _ in range(_SAMPLES))
    return Share(count=len(values), mean=mean, low=means[_SAMPLES // 40], high=means[-1 - _SAMPLES // 40])


_MANY = 1_000
_SAMPLES = 1_000
_SEED = 20_261_121


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortRow:
    """What was changed in a group of drafts.

    names: what the group is of, such as engine and locale.  drafts, words: those that people decided on.
    unchanged: drafts that were confirmed as they were.  unread, unread_words: those among them that were confirmed
    faster than anyone reads; they are in drafts and words, and the figures are without them.  These are means over all
    other drafts, but for hter: edits for each word of their final texts together.
    days: the median of the days between handoff and return, None where nothing was out.
    """

    names: tuple[str, ...]
    drafts: int
    words: int
    unchanged: int
    unread: int
    unread_words: int
    characters: Share | None
    by_words: float | None
    hter: float | None
    chrf: float | None
    days: float | None
    representation: int = REPRESENTATION


def effort(edits: Iterable[Edited], names_of: Callable[[Edited], Iterable[tuple[str, ...]]]) -> tuple[EffortRow, ...]:
    """What was changed, by group and sorted.

    names_of: the groups that a draft is in; several where it counts in each.
    """
    groups: dict[tuple[str, ...], list[Edited]] = {}
    for one in edits:
        for names in names_of(one):
            groups.setdefault(names, []).append(one)
    return tuple(_row(names, groups[names]) for names in sorted(groups))


def _row(names: tuple[str, ...], group: Sequence[Edited]) -> EffortRow:
    by_people = [one for one in group if not one.is_unread]
    read = [one.figures for one in by_people]
    out = [
        _minutes(one.work.seen_from, one.work.moment) / 1440 for one in group if one.work.handoff and one.work.seen_from
    ]
    return EffortRow(
        names=names,
        drafts=len(group),
        words=sum(one.work.words for one in group),
        unchanged=sum(one.is_unchanged for one in group),
        unread=sum(one.is_unread for one in group),
        unread_words=sum(one.work.words for one in group if one.is_unread),
        characters=share_of([one.characters for one in read]) if read else None,
        by_words=fmean(one.words for one in read) if read else None,
        hter=_weighed(by_people),
        chrf=fmean(one.chrf for one in read) if read else None,
        days=round(median(out), 3) if out else None,
    )


def _weighed(edits: Iterable[Edited]) -> float | None:
    """Edits for each word of the final texts together, so that a long text weighs more than a short one; None where
    they have no words."""
    edit_count, word_count = 0.0, 0
    for one in edits:
        count = one.final_words
        edit_count += one.figures.hter * count
        word_count += count
    return round(edit_count / word_count, 6) if word_count else None
