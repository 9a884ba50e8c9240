"""Other people's rules for the nearest stored source, to measure against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy
import polib
from rapidfuzz import fuzz

from locmem.inline.protect import parse
from locmem.model.inline import CodeRole, Syntax
from locmem.similarity import similarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposed target and the percent its finder gives it."""

    target: str
    percent: float


Propose = Callable[[str], Proposal | None]
"""What is proposed for a source, best only."""


def toolkit(pairs: Sequence[tuple[str, str]], floor: int) -> Propose:
    """translate-toolkit's matcher, its longest source raised so that it finds all it can."""
    from translate.search.match import matcher
    from translate.storage import base

    store: Any = base.TranslationStore()
    for source, target in pairs:
        unit = store.addsourceunit(source)
        unit.target = target
    finder: Any = matcher(store, max_candidates=1, min_similarity=floor, max_length=2_000)

    def propose(source: str) -> Proposal | None:
        found: Any = finder.matches(source)
        if not found:
            return None
        return Proposal(target=str(found[0].target), percent=float(found[0].getnotes().rstrip("%")))

    return propose


def toolkit_with_placeholders(pairs: Sequence[tuple[str, str]], floor: int) -> Propose:
    """The same on text in which links, addresses and code are `{1}`, `{2}`, as its Markdown converter writes them."""
    plain = toolkit([_hidden_pair(source, target) for source, target in pairs], floor)

    def propose(source: str) -> Proposal | None:
        hidden, codes = _hidden(source)
        found = plain(hidden)
        if found is None:
            return None
        shown = {number: code for code, number in codes.items()}
        target = re.sub(r"\{(\d+)\}", lambda match: shown.get(int(match[1]), match[0]), found.target)
        return Proposal(target=target, percent=found.percent)

    return propose


def _hidden_pair(source: str, target: str) -> tuple[str, str]:
    hidden, codes = _hidden(source)
    return hidden, _hidden(target, codes)[0]


def _hidden(text: str, known: dict[str, int] | None = None) -> tuple[str, dict[str, int]]:
    """The text with each code as its number, and the numbers; codes that are `known` keep theirs."""
    numbers = dict(known or {})
    parts: list[str] = []
    for part in parse(text, Syntax.MARKDOWN).parts:
        if isinstance(part, str) or part.is_text or part.role not in (CodeRole.SINGLE, CodeRole.CLOSE):
            parts.append(part if isinstance(part, str) else part.original)
        else:
            parts.append(f"{{{numbers.setdefault(part.original, len(numbers) + 1)}}}")
    return "".join(parts), numbers


def pot2po(
    old: Sequence[tuple[str, str, str]], new: Sequence[tuple[str, str]], floor: int
) -> tuple[Proposal | None, ...]:
    """What the command `pot2po -t OLD` shows for each text of `new`, each as (context, source).

    old: (context, source, target).  A text keeps the target of its context where it says the same, and of another
    context the nearest by the toolkit's matcher.  The percent is the likeness of the two sources by characters.
    """
    from translate.convert.pot2po import main

    with TemporaryDirectory() as folder:
        places = [Path(folder, name) for name in ("old.po", "new.pot", "new.po")]
        _written([polib.POEntry(msgctxt=one, msgid=two, msgstr=three) for one, two, three in old], places[0])
        _written([polib.POEntry(msgctxt=one, msgid=two) for one, two in new], places[1])
        main(["--progress=none", "-s", str(floor), "-t", *map(str, places)])
        shown = {entry.msgctxt: entry.msgstr for entry in polib.pofile(str(places[2])) if not entry.obsolete}
    sources: dict[str, list[str]] = {}
    for _, source, target in old:
        sources.setdefault(target, []).append(source)
    return tuple(
        Proposal(target=target, percent=max(float(similarity(source, one)) for one in sources[target]))
        if (target := shown[context])
        else None
        for context, source in new
    )


def _written(entries: Sequence[polib.POEntry], place: Path) -> None:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
    file.extend(entries)
    file.save(str(place))


def weblate(pairs: Sequence[tuple[str, str]], floor: int) -> Propose:
    """Weblate's rule: the 50 nearest by shared trigrams, of those the best by rapidfuzz `QRatio`."""
    grams = _Grams([_padded(source) for source, _ in pairs])

    def propose(source: str) -> Proposal | None:
        wanted = set(_padded(source))
        shared = grams.shared(dict.fromkeys(wanted, 1.0))
        likeness = shared / (grams.sizes + len(wanted) - shared)
        near = numpy.argpartition(-likeness, min(50, len(pairs) - 1))[:50]
        best = max(near, key=lambda number: (fuzz.QRatio(source, pairs[number][0]), -number))
        percent = fuzz.QRatio(source, pairs[best][0])
        return Proposal(target=pairs[best][1], percent=percent) if percent >= floor else None

    return propose


def tf_idf(pairs: Sequence[tuple[str, str]], floor: int) -> Propose:
    """The nearest by the cosine of character trigrams, each weighed by how rare it is."""
    grams = _Grams([list(_trigrams(source.lower())) for source, _ in pairs], is_weighed=True)

    def propose(source: str) -> Proposal | None:
        counts = Counter(_trigrams(source.lower()))
        weights = {gram: count * grams.rarity(gram) for gram, count in counts.items()}
        norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        cosine = grams.shared(weights) / (grams.norms * norm)
        best = int(numpy.argmax(cosine))
        percent = 100 * float(cosine[best])
        return Proposal(target=pairs[best][1], percent=percent) if percent >= floor else None

    return propose


class _Grams:
    """Which sources hold a trigram, and with what weight."""

    def __init__(self, sources: Sequence[Sequence[str]], *, is_weighed: bool = False) -> None:
        self._count = len(sources)
        self.sizes = numpy.array([len(set(grams)) for grams in sources], dtype=float)
        found: dict[str, tuple[list[int], list[float]]] = {}
        for number, grams in enumerate(sources):
            for gram, count in Counter(grams).items():
                places, weights = found.setdefault(gram, ([], []))
                places.append(number)
                weights.append(float(count) if is_weighed else 1.0)
        self._rarity = {gram: float(numpy.log(self._count / len(places))) for gram, (places, _) in found.items()}
        self._found = {
            gram: (numpy.array(places), numpy.array(weights) * (self._rarity[gram] if is_weighed else 1.0))
            for gram, (places, weights) in found.items()
        }
        squares = numpy.zeros(self._count)
        for places_of, weights_of in self._found.values():
            squares[places_of] += weights_of**2
        self.norms = numpy.maximum(numpy.sqrt(squares), 1e-9)

    def rarity(self, gram: str) -> float:
        return self._rarity.get(gram, 0.0)

    def shared(self, weights: dict[str, float]) -> numpy.ndarray:
        """For each source the sum of weights it shares with a query."""
        total = numpy.zeros(self._count)
        for gram, weight in weights.items():
            if gram in self._found:
                places, own = self._found[gram]
                total[places] += own * weight
        return total


def _padded(text: str) -> list[str]:
    """PostgreSQL's trigrams: of each word with two blanks before and one after it."""
    return [gram for word in re.findall(r"\w+", text.lower()) for gram in _trigrams(f"  {word} ")]


def _trigrams(text: str) -> Iterator[str]:
    return (text[place : place + 3] for place in range(max(len(text) - 2, 1)))
