"""The sources of one language pair as strings that are searched in full."""

from __future__ import annotations

from collections.abc import Sequence

_CELLS = 4_000_000
"""Similarities worked out at a time; bounds the space a search takes."""


class Candidates:
    """The distinct sources of a language pair: keys, and their raw and masked symbols side by side."""

    def __init__(self, keys: Sequence[str], raw: Sequence[str], masked: Sequence[str]) -> None:
        self._keys = tuple(keys)
        self._columns = (tuple(raw), tuple(masked))

    def candidates(self, raw: Sequence[str], masked: Sequence[str], floor: float) -> list[frozenset[str]]:
        """For each query the keys of all sources whose raw or masked similarity reaches `floor` percent.

        raw, masked: the queries' symbols, side by side.  The answer is that of a full scan.
        """
        found: list[set[str]] = [set() for _ in raw]
        for queries, sources in zip((raw, masked), self._columns, strict=True):
            self._scan(queries, sources, floor, found)
        return [frozenset(keys) for keys in found]

    def _scan(self, queries: Sequence[str], sources: Sequence[str], floor: float, found: list[set[str]]) -> None:
        if not sources:
            return
        import numpy
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        step = max(1, _CELLS // len(sources))
        for first in range(0, len(queries), step):
            scores = process.cdist(
                queries[first : first + step],
                sources,
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=floor / 100,
                workers=-1,
            )
            # Everything below the cut-off is 0.
            for query, source in zip(*map(numpy.ndarray.tolist, numpy.nonzero(scores)), strict=True):
                found[first + query].add(self._keys[source])
