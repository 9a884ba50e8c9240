"""The work left on a document in a locale for a market, as its files say: counts, words, and what customers see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.catalogs.pairs import Pair, Workspace
from locmem.model.backlog_rules import Effort
from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.translation import CatalogEntry
from locmem.noted_day import NotedDay
from locmem.postedit.waiting import waiting_state
from locmem.render.policy import Show, choose, standing
from locmem.similarity import word_count

NEAR = 75
"""Percent from which what the memory proposes is read and mended rather than written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Source words that wait, by what there is to start from.

    new: nothing.  near: a proposal of the memory.  draft: another draft.  stale: the wording for an earlier source.
    review: a text that only waits for its review.
    """

    new: int = 0
    near: int = 0
    draft: int = 0
    stale: int = 0
    review: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.near + self.draft + self.stale + self.review

    def effort(self, rules: Effort) -> int:
        """What they cost, in words of a new text."""
        shares = self.draft * rules.draft + self.stale * rules.stale + (self.near + self.review) * rules.review
        return self.new + round(shares / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWork:
    """What is left to do on a page, apart from anything that the day, a help desk or the team's settings say.

    base: the locale that a variant inherits from, in which its texts are translated; empty for one that stands alone.
    topic: of the document.  is_answer: whether it is a macro.
    counts: segments that are untranslated, drafts, below their state, and stale.
    stale_since: the day of the oldest stale one, None where all are stale only now.
    figures: as in `locmem.backlog.evidence.Evidence`.
    blocked: facts, or a missing approval, that keep the page back.  overdue: facts on it that ought to be read again.
    """

    document: str
    locale: str
    market: str
    topic: str
    is_answer: bool
    risk: Risk
    counts: tuple[int, int, int, int]
    stale_since: date | None
    figures: int
    words: Words
    shown: Show
    blocked: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    base: str = ""


def work_in(
    workspace: Workspace,
    markets: Sequence[Market],
    blocked: Mapping[tuple[str, str, str], tuple[str, ...]],
    overdue: Mapping[tuple[str, str, str], tuple[str, ...]],
) -> Iterator[PageWork]:
    """The work on every page of the markets that is not ready.

    blocked, overdue: see `PageWork`, by (market, locale, document).
    """
    for market in markets:
        for locale in market.locales:
            for pair in workspace.pairs_of(locale.content):
                if not pair.source.ships_to(market.code):
                    continue
                place = market.code, locale.content, pair.source.path
                found = _work(workspace, pair, market.code, blocked.get(place, ()), overdue.get(place, ()))
                if any(found.counts) or found.blocked:
                    yield found


def _work(
    workspace: Workspace, pair: Pair, market: str, blocked: tuple[str, ...], overdue: tuple[str, ...]
) -> PageWork:
    policy = workspace.settings.risks[pair.source.risk]
    counts = standing(pair, policy.required)
    stale = [entry for entry in pair.shipped if entry.stale_since is not None]
    # What is found to be stale only now bears today's date, whenever that is.
    days = [entry.stale_since for entry in stale if not isinstance(entry.stale_since, NotedDay)]
    words: Counter[str] = Counter()
    for row in pair.rows:
        state = waiting_state(row.entry, policy.required)
        if state and pair.is_ours(row.entry):
            words[_start(row.entry, state)] += word_count(row.segment.content, pair.source.locale)
    return PageWork(
        document=pair.source.path,
        locale=pair.locale,
        market=market,
        topic=pair.source.document.topic,
        is_answer=pair.source.content_set.kind == "macro",
        risk=pair.source.risk,
        counts=(counts.untranslated, counts.drafts, counts.below, counts.stale),
        stale_since=min((day for day in days if day), default=None),
        figures=sum(says_otherwise(entry.previous_source, entry.source) for entry in stale),
        words=Words(**words),
        shown=Show.NOTHING if blocked else choose(counts, policy).show,
        blocked=blocked,
        overdue=overdue,
        base=pair.variant_of,
    )


def _start(entry: CatalogEntry, state: str) -> str:
    """The field of `Words` that the words of an entry belong to."""
    if state == "not reviewed":
        return "review"
    if state in ("stale", "draft") and entry.match >= NEAR:
        return "near"
    return "new" if state == "untranslated" else state


_FACT = re.compile(r"\{\{-?\s*([\w.]+)")
_ADDRESS = re.compile(r"\]\(([^)\s]*)|(https?://[^\s)>\"']+)|([\w.+-]+@[\w-]+\.[\w.]+)")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_CODES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|https?://\S+")


def says_otherwise(before: str, now: str) -> bool:
    """Whether a source came to name another number, fact or address, so that its old translation says what was.

    Not where a number gave way to a fact, or a fact to a number: both may say the same.
    """
    if not before:
        return False
    facts, addresses = _differs(_FACT, before, now), _differs(_ADDRESS, before, now)
    numbers = _differs(_NUMBER, _CODES.sub(" ", before), _CODES.sub(" ", now))
    if facts:
        return len(_FACT.findall(before)) == len(_FACT.findall(now)) or addresses
    return numbers or addresses


def _differs(pattern: re.Pattern[str], before: str, now: str) -> bool:
    return Counter(pattern.findall(before)) != Counter(pattern.findall(now))
