"""What a text is likely to take, and what is likely to be gained, before anybody looked at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from locmem.postedit.effort import FEWEST, Share
from locmem.postedit.estimate import Estimate
from locmem.postedit.waiting import DRAFT, NOT_REVIEWED, STALE, STATES, UNTRANSLATED, WaitingText

_READING = 0.1
"""What reading a text takes that turns out to be right, as a part of translating it: what rate cards pay for 100 %."""

_OPENING = 5.0
"""Words that could be translated while a text is found, opened and understood: half a minute at 600 an hour."""

_CHANGED = ((100, 0.05), (95, 0.15), (85, 0.3), (75, 0.45), (50, 0.65))
"""What of a match of the memory is changed, from its percent on, where nobody measured it here."""
_CHANGED_BY_ENGINE = {"apertium": 0.55}
_CHANGED_OF_NEURAL = 0.3
"""The same of engines' drafts: edit distance to published texts, rule-based and neural (docs/measurements.md)."""
_WRONG_WHILE = {STALE: 0.9, NOT_REVIEWED: 0.1, UNTRANSLATED: 1.0}
"""How likely customers read something wrong, or nothing, until somebody looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of drafts beyond their catalogs.

    drafts: what people changed of the drafts of each (engine, locale).  matches: of the memory's in a locale, by the
    lowest percent of the band.  estimates: of texts, by their digests; usual: the mean share of edits that they expect
    of drafts of each maker and locale.
    """

    drafts: Callable[[str, str], Share | None] = lambda engine, locale: None
    matches: Callable[[str, int], Share | None] = lambda locale, band: None
    estimates: Mapping[bytes, Estimate] = field(default_factory=dict)
    usual: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """effort: in words of a translation from scratch.  gain: how many words are likely to be mended by it."""

    effort: float
    gain: float


def expected(text: WaitingText, locale: str, known: Known) -> Expected:
    """What a text that waits is likely to take and to bring."""
    state = STATES[text.state]
    changed = _changed(text, state, locale, known)
    estimate = known.estimates.get(text.digest)
    trouble = estimate.trouble if estimate else None
    wrong = _WRONG_WHILE.get(state, changed) if trouble is None or state != DRAFT else max(trouble, 0.02)
    if state == DRAFT and trouble is not None:
        changed = max(changed, trouble)
    effort = _OPENING + text.words * (_READING + (1 - _READING) * changed)
    return Expected(effort=effort, gain=wrong * max(text.words, 1))


def _changed(text: WaitingText, state: str, locale: str, known: Known) -> float:
    """The share of a text that people are likely to write anew."""
    if state == NOT_REVIEWED:
        return 0.0
    kind, _, engine = text.made_by.partition(":")
    if not kind:
        return 1.0
    if kind == "mt":
        return _measured(known.drafts(engine, locale), _CHANGED_BY_ENGINE.get(engine, _CHANGED_OF_NEURAL))
    if not text.match:
        return 0.5
    band, usual = next(((lowest, usual) for lowest, usual in _CHANGED if text.match >= lowest), (0, 1.0))
    return _measured(known.matches(locale, band), usual)


def _measured(share: Share | None, usual: float) -> float:
    return share.mean if share and share.count >= FEWEST else usual
