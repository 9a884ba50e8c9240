"""What a draft is worth before anybody read it: whether it looks broken, and how much of it people may have to change.

An estimate belongs to one text: it is found by a digest of source and target, so that an edit drops it by itself.  It
orders work and explains itself; it confirms nothing.  Beside the signals of `signals` stands, where the optional model
of `mt.likeness` is installed, how alike source and draft are in meaning; `basis` says which of both it rests on.

The weights come from a logistic regression on published translations, half of them with planted faults; those of
signals that these texts hardly have were set by hand.  `tests/benchmarks/bench_estimate.py` measures on texts they were
not fitted to, but usual lengths and likenesses, and the choice of signals, were made with all texts in sight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import exp
from typing import Protocol

from locmem.model.tags import language_of
from locmem.postedit.expected import expected_edits
from locmem.postedit.signals import NAMES, DraftText, Signals, signals_of

VERSION = "2"
"""Of signals and weights: another one makes all estimates anew."""

FEWEST_RETURNS = 50
"""Returns of an engine and locale below which nobody has seen whether the expected share of edits is any good."""

BROKEN = 0.5
"""The trouble from which on a draft looks broken: of published translations one to four in a hundred reach it."""

_SHIFT = 1.5
"""Logarithm of the odds by which fewer drafts are broken than of the texts the weights were made with."""
_TELLING = 1.0
"""What a signal must weigh to be named as a reason."""
_MOST_STRAYED, _MOST_UNLIKE = 8.0, 6.0


class Basis(Enum):
    """What an estimate rests on."""

    STRUCTURE = "structure"
    LIKENESS = "structure and likeness"


class Meaning(Protocol):
    """What tells how alike two texts are in meaning: `mt.likeness.Likeness`."""

    @property
    def version(self) -> str:
        """Of its weights."""
        ...

    def knows(self, locale: str) -> bool:
        """Whether it was made for the language of a locale."""
        ...

    def of(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """One cosine a pair."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a draft is worth.

    digest: of its text, see `digest_of`.  trouble: 0 to 1, how likely the draft is broken.  reasons: why, in
    words, the weightiest first.  edits: 0 to 1, the share of the words that people are expected to change; it orders
    drafts, and as a number is worth what the returns of its engine and locale say.
    """

    digest: bytes
    trouble: float
    reasons: tuple[str, ...]
    edits: float
    basis: Basis

    @property
    def is_broken(self) -> bool:
        """Whether somebody should look at the draft before all others."""
        return self.trouble >= BROKEN


def digest_of(source: str, shown: str) -> bytes:
    """Eight bytes that stand for a source and the text shown for it, as catalogs have them: an edit makes others."""
    return hashlib.blake2b(f"{source}\0{shown}".encode("utf-8", "surrogatepass"), digest_size=8).digest()


def model_of(likeness: Meaning | None) -> str:
    """The version of all that an estimate is made with, its drafts apart."""
    return VERSION if likeness is None else f"{VERSION} {likeness.version}"


def estimate_all(drafts: Sequence[DraftText], likeness: Meaning | None = None) -> tuple[Estimate, ...]:
    """One estimate a draft, in order; without `likeness`, or in a language it does not know, from structure alone."""
    cosines: dict[int, float] = {}
    if likeness is not None:
        known = [
            place
            for place, draft in enumerate(drafts)
            if likeness.knows(draft.locale) and likeness.knows(draft.source_locale)
        ]
        found = likeness.of([(drafts[place].source, drafts[place].target) for place in known])
        cosines = dict(zip(known, found, strict=True))
    return tuple(_estimate(draft, cosines.get(place)) for place, draft in enumerate(drafts))


def shown(estimate: Estimate, returns: int) -> str:
    """An estimate in words.  returns: how many drafts of this engine and locale came back from people.

    What looks broken is said at once; the expected share of edits only where people showed what it is worth.
    """
    if estimate.is_broken:
        return f"looks broken: {'; '.join(estimate.reasons)}"
    if returns < FEWEST_RETURNS:
        return "not estimated yet how much of it has to change"
    return f"about {round(100 * estimate.edits)} % to change"


_WORDS: Mapping[str, str] = {
    "short": "far shorter than usual for such a source",
    "long": "far longer than usual for such a source",
    "unfinished": "begins or ends in the middle",
    "sentences": "has more or fewer sentences than its source",
    "items": "lacks an item of a list",
    "numbers": "other numbers than its source",
    "exchanged": "another unit, month, order or the like than its source",
    "conditions": "no word for a condition of its source",
    "lost_not": "no word for the “not” of its source",
    "added_not": "says “not”, and its source may not",
    "names": "lacks names or codes of its source",
    "strange_names": "has names or codes that its source has not",
    "copied": "words of its source are left untranslated",
    "left": "a part of its source is left untranslated",
    "language": "in another language or script",
    "mixed": "a part is in another language",
    "doubled": "something stands twice",
    "terms": "lacks words that the glossary wants",
    "unlike": "seems to mean something else than its source",
}

_START, _START_WITH_LIKENESS = -3.2, -3.95
_WEIGHTS: Mapping[str, float] = {
    "short": 0.73,
    "long": 0.27,
    "unfinished": 0.37,
    "sentences": 1.3,
    "items": 1.6,
    "numbers": 2.5,
    "exchanged": 2.5,
    "conditions": 1.0,
    "lost_not": 2.5,
    "added_not": 3.55,
    "names": 1.35,
    "strange_names": 0.95,
    "copied": 1.9,
    "left": 4.0,
    "language": 3.55,
    "mixed": 3.0,
    "doubled": 5.6,
    "terms": 1.0,
}
_WEIGHTS_WITH_LIKENESS: Mapping[str, float] = {
    "short": 0.67,
    "long": 0.33,
    "unfinished": 0.05,
    "sentences": 0.1,
    "items": 1.6,
    "numbers": 2.8,
    "exchanged": 2.5,
    "conditions": 1.0,
    "lost_not": 2.9,
    "added_not": 4.0,
    "names": 0.2,
    "strange_names": 0.1,
    "copied": 3.3,
    "left": 4.0,
    "language": 3.7,
    "mixed": 3.0,
    "doubled": 6.0,
    "terms": 1.0,
    "unlike": 0.9,
}
"""As fitted on the texts that the benchmark does not hold back, but for `numbers`, of which one that changed is enough,
and, by hand, `items`, `exchanged`, `conditions`, `left`, `mixed` and `terms`, which no planted fault has."""

_USUAL_LIKENESS = {"es": (0.85, 0.085), "pt": (0.865, 0.09), "de": (0.77, 0.09), "ja": (0.81, 0.105)}
_LIKENESS = (0.82, 0.095)
"""The usual cosine of a source and its published translation, and how far it strays."""


def _estimate(draft: DraftText, cosine: float | None) -> Estimate:
    signals = signals_of(draft)
    weighed = _weighed(signals, draft.locale, cosine)
    odds = (_START if cosine is None else _START_WITH_LIKENESS) + sum(weighed.values()) - _SHIFT
    trouble = 1 / (1 + exp(-odds))
    told = sorted((weight, name) for name, weight in weighed.items() if weight >= _TELLING)
    if not told and trouble >= BROKEN:
        told = [max((weight, name) for name, weight in weighed.items())]
    return Estimate(
        digest=draft.digest,
        trouble=trouble,
        reasons=tuple(_WORDS[name] for _, name in reversed(told)),
        edits=expected_edits(draft, signals, cosine),
        basis=Basis.STRUCTURE if cosine is None else Basis.LIKENESS,
    )


def _weighed(signals: Signals, locale: str, cosine: float | None) -> dict[str, float]:
    """What each signal adds to the odds."""
    weights = _WEIGHTS if cosine is None else _WEIGHTS_WITH_LIKENESS
    found = {name: weights[name] * min(_MOST_STRAYED, getattr(signals, name)) for name in NAMES}
    if cosine is not None:
        usual, spread = _USUAL_LIKENESS.get(language_of(locale), _LIKENESS)
        found["unlike"] = weights["unlike"] * min(_MOST_UNLIKE, max(0.0, (usual - cosine) / spread))
    return found
