"""What speaks for a text being the translation of another, without knowing the languages.

Length (Gale and Church 1993), and clues that survive translation: codes, numbers, names, words that two
languages share, and the shape of a block.  How far each kind of clue survives, and how much longer one language
is than the other, is taken from the two documents themselves.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from locmem.model.inline import CodeType, Inline
from locmem.model.tags import joins_without_spaces, language_of

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_][^\W_]*(?:_\w+)*")
_WIDE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]+")
_STEM = 5
"""Characters by which words of related languages are compared: `observability` and `observabilidad`."""
_SHORTEST_WORD = 4
_PRIOR_WEIGHT = 6.0
_MOST, _LEAST = 0.97, 0.01


class ClueKind(Enum):
    """Kinds of clue: codes with a value and without, figures, names, words, a block's shape and what is before it."""

    CODE = "code"
    MARK = "mark"
    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    SHAPE = "shape"
    GAP = "gap"


_USUAL = {
    ClueKind.CODE: 0.93,
    ClueKind.MARK: 0.9,
    ClueKind.NUMBER: 0.95,
    ClueKind.NAME: 0.8,
    ClueKind.WORD: 0.1,
    ClueKind.SHAPE: 0.97,
    ClueKind.GAP: 0.85,
}
"""The share of clues that survives translation, where a document has too few of a kind to tell."""
_OF_PLACE = frozenset({ClueKind.SHAPE, ClueKind.GAP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is compared of one text: its length in characters a reader sees, and its clues by kind."""

    length: int
    found: Mapping[str, ClueKind]


def clues_of(content: Inline, locale: str, shape: str = "", gap: str = "") -> Clues:
    """The clues of a text in `locale`; `shape` and `gap` describe its place, empty for none."""
    clues: dict[str, ClueKind] = {}
    own_pages = re.compile(rf"(?<= )/{re.escape(language_of(locale))}(?:-\w+)?(?=/)", re.IGNORECASE)
    for code in content.codes:
        has_value = " " in code.identity
        # Translated pages lie under a folder of their own: `/es/help` is the translation of `/help`.
        identity = own_pages.sub("", code.identity) if code.type in (CodeType.LINK, CodeType.URL) else code.identity
        clues[f"code {identity}"] = ClueKind.CODE if has_value else ClueKind.MARK
    # Words of a script without spaces are no clue, and would hide the Latin name beside them.
    for word in _WORD.findall(_WIDE.sub(" ", content.text)):
        if word[0].isdigit():
            clues[f"number {word.replace(',', '.')}"] = ClueKind.NUMBER
        elif any(character.isupper() or character.isdigit() or character == "_" for character in word[1:]):
            clues[f"name {word.casefold()}"] = ClueKind.NAME
        elif len(word) >= _SHORTEST_WORD:
            clues[f"word {_folded(word)[:_STEM]}"] = ClueKind.WORD
    if shape:
        clues[f"shape {shape}"] = ClueKind.SHAPE
    if gap:
        clues[f"gap {gap}"] = ClueKind.GAP
    return Clues(length=len(content.text), found=clues)


def merged(clues: Sequence[Clues]) -> Clues:
    """The clues of several texts one after the other, as those of one; the place is that of the first."""
    if len(clues) == 1:
        return clues[0]
    found = dict(clues[0].found)
    for more in clues[1:]:
        found |= {name: kind for name, kind in more.found.items() if kind not in _OF_PLACE}
    return Clues(length=sum(one.length for one in clues), found=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A text's clues with what they are worth in one pair of documents.

    lacking: log odds where the other text has none of them; gains: what each adds where the other has it too.
    """

    length: int
    lacking: float
    gains: Mapping[str, float]


class Evidence:
    """How likely a text of one document is the translation of a text of another.

    sources, targets: the clues of all texts on each side, which say what is rare and what is everywhere.
    ratio: characters of the target per character of the source; None for what is usual of the languages.
    """

    def __init__(
        self, sources: Sequence[Clues], targets: Sequence[Clues], locale: str, ratio: float | None = None
    ) -> None:
        self._survival = _survival(sources, targets)
        self._sources = _Background(sources)
        self._targets = _Background(targets)
        is_dense = joins_without_spaces(locale)
        self._ratio = ratio or (0.5 if is_dense else 1.1)
        # Measured on OpenTelemetry's pages in Spanish and Portuguese, and in Japanese.
        self._spread = (0.02, 2.6) if is_dense else (0.008, 0.5)
        if ratio is None:
            self._spread = (self._spread[0] + 0.04, self._spread[1])

    def source(self, clues: Clues) -> Weighed:
        """The clues of a text of the source, weighed by how rare they are in the target."""
        return self._weighed(clues, self._targets)

    def target(self, clues: Clues) -> Weighed:
        """The clues of a text of the target, weighed by how rare they are in the source."""
        return self._weighed(clues, self._sources)

    def odds(self, source: Weighed, target: Weighed) -> float:
        """The natural logarithm of: how much more likely the two are translations than met by chance."""
        both = source.gains.keys() & target.gains.keys()
        clues = source.lacking + target.lacking + sum(source.gains[name] + target.gains[name] for name in both)
        # Each clue is counted from both sides, which is one fact and not two.
        return self._length_odds(source.length, target.length) + clues / 2

    def _weighed(self, clues: Clues, background: _Background) -> Weighed:
        lacking = 0.0
        gains: dict[str, float] = {}
        for name, kind in clues.found.items():
            kept, chance = self._survival[kind], background.chance(name)
            without = math.log((1 - kept) / (1 - chance))
            lacking += without
            gains[name] = math.log(kept / chance) - without
        return Weighed(length=clues.length, lacking=lacking, gains=gains)

    def _length_odds(self, source: int, target: int) -> float:
        expected = self._ratio * source + 3
        variance = self._spread[0] + self._spread[1] / (source + 8)
        off = math.log((target + 3) / expected)
        # A translator who is terse or wordy now and then must not outweigh all other evidence.
        likely = 0.95 * _normal(off, variance) + 0.05 * _normal(off, 9 * variance)
        return math.log(likely / self._targets.length_chance(target) + 1e-9)


class _Background:
    """How often clues and lengths occur on one side."""

    def __init__(self, clues: Sequence[Clues]) -> None:
        self._count = len(clues)
        self._holding = Counter(name for one in clues for name in one.found)
        logs = [math.log(one.length + 3) for one in clues] or [3.0]
        self._mean = sum(logs) / len(logs)
        self._variance = max(0.5, sum((log - self._mean) ** 2 for log in logs) / len(logs))

    def chance(self, name: str) -> float:
        """The share of texts that hold a clue, never quite 0 or 1."""
        return (self._holding[name] + 0.5) / (self._count + 1.5)

    def length_chance(self, length: int) -> float:
        return _normal(math.log(length + 3) - self._mean, self._variance)


def ratio_of(lengths: Iterable[tuple[int, int]]) -> float | None:
    """Characters of the target per character of the source over pairs of lengths; None for too little text."""
    source = target = 0
    for here, there in lengths:
        source += here
        target += there
    return target / source if source >= 200 and target else None


def _survival(sources: Sequence[Clues], targets: Sequence[Clues]) -> dict[ClueKind, float]:
    """The share of the clues of each kind that the other document has too."""
    here = {name: kind for one in sources for name, kind in one.found.items()}
    there = {name: kind for one in targets for name, kind in one.found.items()}
    all_of = Counter((*here.values(), *there.values()))
    both = Counter(kind for name, kind in here.items() if name in there)
    survival: dict[ClueKind, float] = {}
    for kind, usual in _USUAL.items():
        share = (2 * both[kind] + usual * _PRIOR_WEIGHT) / (all_of[kind] + _PRIOR_WEIGHT)
        survival[kind] = min(_MOST, max(_LEAST, share))
    return survival


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _normal(off: float, variance: float) -> float:
    return math.exp(-off * off / (2 * variance)) / math.sqrt(2 * math.pi * variance)
