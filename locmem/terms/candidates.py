"""Words and phrases that a team has translated often and has not in its glossary: candidates for a term.

What translates a phrase is told by counting: of the words in the translations of all texts that have it, those that
stand in few others.  Their worth is the Dice coefficient, and chance is ruled out by the log-likelihood ratio
(T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, 1993).  Several inflected forms of a word
are one, told by how they begin.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from locmem.model.tags import joins_without_spaces, language_of
from locmem.tables import rows_of
from locmem.terms.noun_phrases import NounPhrases
from locmem.terms.orders import GRAMMAR
from locmem.terms.words import forms_of, joint, key_of, words_of

FEWEST_TEXTS = 3
"""Texts that must have a phrase, at least."""
_FEWEST_DOCUMENTS = 2
_LONGEST = 4
_LONGEST_TARGET = 4
_LONGER = 2
"""Words that a rendering may have more than its phrase (`proceso de pago` for checkout): one with more says more."""
_LONGEST_RUN = 8
"""Characters of a phrase in a language that is written without blanks."""
_MOST_CONSIDERED = 1_000
_MOST_RENDERINGS = 4
_LEAST_DICE = 0.3
_CHANCE = 10.83
"""Log-likelihood ratio above which chance is no explanation: p < .001 with one degree of freedom."""
_WITHIN = 0.8
"""Share of its texts in which a phrase stands only as a part of a longer one, to be left out."""
_STEM, _ENDING = 4, 3
_LIKE = 0.6
"""Share of a word's letters in which its forms begin alike."""

Spans = Callable[[str], Iterable[tuple[int, int]]]
"""Where known terms stand in a source text: half-open offsets."""


class Text(NamedTuple):
    """A confirmed pair as its readers see it.  place: where it stands, empty where nobody knows."""

    source: str
    target: str
    document: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What stands for a phrase in some texts.  text: its most frequent form.  place: of one of them."""

    text: str
    texts: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase of the sources that may be a term.

    text: its most frequent form.  texts, documents: how many different texts and documents have it.
    renderings: what stands for it, the most frequent first; others: texts in which something else does, or nothing.
    """

    text: str
    locale: str
    texts: int
    documents: int
    renderings: tuple[Rendering, ...]
    others: int

    @property
    def differing(self) -> int:
        """Texts in which another known rendering than the most frequent one stands."""
        return sum(one.texts for one in self.renderings[1:])

    @property
    def consistency(self) -> float:
        """Percent of the texts in which the most frequent rendering stands."""
        return 100 * self.renderings[0].texts / self.texts

    @property
    def rank(self) -> tuple[int, int, str]:
        """First what is translated in several ways, by the texts that differ; then by how many texts have it."""
        return -self.differing, -self.texts, self.text


def candidates(
    texts: Iterable[Text], locale: str, source_locale: str, known: Spans | None = None
) -> tuple[Candidate, ...]:
    """Phrases of one to four words that may be terms, with what translates them into a locale, in order of rank.

    Counted are different texts: a sentence that stands in a hundred places is one.  Left out are phrases that begin or
    end with a word of grammar or a number, that stand in fewer than three texts or in one document, that stand nearly
    always within a longer one, that English texts do not use as nouns, or for which nothing certain stands in the
    translations.
    known: where terms of the glossary stand; no phrase reaches into them.
    """
    pairs = _different(texts)
    phrases = _Phrases(pairs, source_locale, known)
    sides = _Targets(pairs, locale)
    found = [_candidate(phrase, phrases, sides, pairs, locale) for phrase in phrases.chosen()]
    return tuple(sorted(filter(None, found), key=lambda one: one.rank))


def _different(texts: Iterable[Text]) -> list[Text]:
    """Each pair once, and its documents together."""
    found: dict[tuple[str, str], Text] = {}
    for one in texts:
        found.setdefault((one.source, one.target), one)
    return list(found.values())


class _Phrases:
    """The phrases of the sources: by the keys of their words the texts that have them, and the forms they have."""

    def __init__(self, pairs: Sequence[Text], locale: str, known: Spans | None) -> None:
        self._pairs = pairs
        common = _words_of_grammar(locale)
        singular = _singulars((one.source for one in pairs), locale)
        self.nouns = NounPhrases(locale, singular)
        self.texts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for number, pair in enumerate(pairs):
            seen: set[tuple[str, ...]] = set()
            for run in _runs(pair.source, tuple(known(pair.source)) if known else ()):
                run_keys = ["", *(key for _, _, key in run), ""]
                for at, key in enumerate(run_keys[1:-1]):
                    self.nouns.word(key, run_keys[at], run_keys[at + 2])
                for start, words in _within(run, _LONGEST):
                    keys = [key for _, _, key in words]
                    if not (_may_be_edge(keys[0], common) and _may_be_edge(keys[-1], common)):
                        continue
                    phrase = (*keys[:-1], singular.get(keys[-1], keys[-1]))
                    self.nouns.phrase(phrase, run_keys[start])
                    self.forms[phrase][pair.source[words[0][0] : words[-1][1]]] += 1
                    if phrase not in seen:
                        seen.add(phrase)
                        self.texts[phrase].append(number)

    def documents(self, phrase: tuple[str, ...]) -> int:
        return len({self._pairs[number].document for number in self.texts[phrase]})

    def chosen(self) -> list[tuple[str, ...]]:
        """Those that are frequent enough and stand by themselves, the most frequent first, at most a thousand."""
        frequent = {
            phrase: len(numbers)
            for phrase, numbers in self.texts.items()
            if len(numbers) >= FEWEST_TEXTS and self.documents(phrase) >= _FEWEST_DOCUMENTS
        }
        longer: Counter[tuple[str, ...]] = Counter()
        for phrase, count in frequent.items():
            for part in _parts(phrase):
                longer[part] = max(longer[part], count)
        alone = [
            phrase
            for phrase, count in frequent.items()
            if longer[phrase] < _WITHIN * count and self.nouns.may_be_term(phrase)
        ]
        return sorted(alone, key=lambda phrase: (-frequent[phrase], phrase))[:_MOST_CONSIDERED]


def _parts(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for length in range(1, len(phrase)):
        for start in range(len(phrase) - length + 1):
            yield phrase[start : start + length]


_Word = tuple[int, int, str]


def _runs(text: str, walls: Sequence[tuple[int, int]]) -> Iterator[list[_Word]]:
    """The words of a text in runs that only blanks or hyphens part, and no known term stands in."""
    run: list[_Word] = []
    for word in words_of(text):
        is_known = any(start < word.end and word.start < end for start, end in walls)
        if run and (is_known or joint(text[run[-1][1] : word.start])):
            yield run
            run = []
        if not is_known:
            run.append((word.start, word.end, word.key))
    if run:
        yield run


def _within(run: Sequence[_Word], most: int) -> Iterator[tuple[int, Sequence[_Word]]]:
    """The parts of a run of at most so many words, with where each begins."""
    for start in range(len(run)):
        for end in range(start + 1, min(start + most, len(run)) + 1):
            yield start, run[start:end]


def _may_be_edge(key: str, common: frozenset[str]) -> bool:
    return len(key) > 2 and key not in common and not any(map(str.isdigit, key))


def _words_of_grammar(locale: str) -> frozenset[str]:
    language = language_of(locale)
    rows = rows_of("language_words.csv", "language", "word")
    found = frozenset(key_of(row["word"]) for row in rows if row["language"] == language)
    return found | GRAMMAR if language == "en" else found


def _singulars(texts: Iterable[str], locale: str) -> dict[str, str]:
    """The plurals among the words of texts with their singulars, where both stand there."""
    keys = {word.key for text in texts for word in words_of(text)}
    found: dict[str, str] = {}
    for key in sorted(keys):
        for (form,) in forms_of([key], locale)[1:]:
            if form != key and form in keys and key not in found:
                found[form] = key
    return found


class _Targets:
    """The phrases of the translations: how many texts have each, and which of some do."""

    def __init__(self, pairs: Sequence[Text], locale: str) -> None:
        self._is_unspaced = joins_without_spaces(locale)
        self._common = _words_of_grammar(locale)
        self._singular = {} if self._is_unspaced else _singulars((one.target for one in pairs), locale)
        self.counts: Counter[str] = Counter()
        for pair in pairs:
            self.counts.update({key for key, _, _ in self._phrases(pair.target)})
        # What stands in one text translates nothing: left out, as most phrases stand in one.
        self.counts = Counter({key: count for key, count in self.counts.items() if count > 1})
        self._known: dict[int, dict[str, str]] = {}
        self._pairs = pairs

    def of(self, number: int) -> dict[str, str]:
        """The phrases of a translation that another one has, too, by how their words begin, with the form there."""
        if number not in self._known:
            text = self._pairs[number].target
            found = ((key, text[start:end]) for key, start, end in self._phrases(text) if key in self.counts)
            self._known[number] = dict(found)
        return self._known[number]

    def _phrases(self, text: str) -> Iterator[tuple[str, int, int]]:
        if self._is_unspaced:
            yield from _signs(text)
            return
        for run in _runs(text, ()):
            for _, words in _within(run, _LONGEST_TARGET):
                if _may_be_edge(words[0][2], self._common) and _may_be_edge(words[-1][2], self._common):
                    keys = (_begin(self._singular.get(key, key)) for _, _, key in words)
                    yield " ".join(keys), words[0][0], words[-1][1]


def _signs(text: str) -> Iterator[tuple[str, int, int]]:
    """The runs of signs that may be words in a language without blanks, and the parts of those of ideographs."""
    for run in _SIGNS.finditer(text):
        signs, start = run[0], run.start()
        if not _IDEOGRAPHS.match(signs):
            yield signs.casefold(), *run.span()
            continue
        for at in range(len(signs)):
            for end in range(at + 2, min(at + _LONGEST_RUN, len(signs)) + 1):
                yield signs[at:end], start + at, start + end


_SIGNS = re.compile(r"[ァ-ヺー]{2,}|[\u3005\u4e00-\u9fff]{2,}|[\u0e00-\u0e7f]{2,}|[A-Za-z]{2,}")
"""Runs of signs that may be a word in a language without blanks; what only bends words (hiragana) is none."""
_IDEOGRAPHS = re.compile(r"[\u3005\u4e00-\u9fff]")


def _begin(key: str) -> str:
    return key[: max(_STEM, len(key) - _ENDING)]


def _candidate(
    phrase: tuple[str, ...], phrases: _Phrases, targets: _Targets, pairs: Sequence[Text], locale: str
) -> Candidate | None:
    numbers = phrases.texts[phrase]
    together: Counter[str] = Counter()
    for number in numbers:
        together.update(targets.of(number).keys())
    likely = [
        one
        for one, count in together.items()
        if count >= 2
        and len(one.split()) <= len(phrase) + _LONGER
        and _likelihood(count, len(numbers), targets.counts[one], len(pairs)) > _CHANCE
    ]
    left = set(numbers)
    renderings: list[Rendering] = []
    while likely and len(left) >= 2 and len(renderings) < _MOST_RENDERINGS:
        having = {one: [number for number in left if one in targets.of(number)] for one in likely}
        # What also stands in texts without the phrase speaks against it.
        worth = {one: _dice(len(some), len(left), targets.counts[one] - together[one]) for one, some in having.items()}
        best = max(likely, key=lambda one: (round(worth[one], 6), len(one), one))
        if len(having[best]) < 2 or worth[best] < _LEAST_DICE:
            break
        forms = Counter(targets.of(number)[best] for number in having[best])
        form = min(forms, key=lambda one: (-forms[one], one))
        place = next((pairs[number].place for number in having[best] if pairs[number].place), "")
        _add(renderings, Rendering(text=form, texts=len(having[best]), place=place))
        left -= set(having[best])
        likely.remove(best)
    if not renderings:
        return None
    said = phrases.forms[phrase]
    return Candidate(
        text=_plain(min(said, key=lambda one: (-said[one], one))),
        locale=locale,
        texts=len(numbers),
        documents=phrases.documents(phrase),
        renderings=tuple(sorted(renderings, key=lambda one: -one.texts)),
        others=len(left),
    )


def _add(renderings: list[Rendering], new: Rendering) -> None:
    """Another rendering, as one with a known one where both are forms of a word, such as those of a verb."""
    for number, one in enumerate(renderings):
        if _is_same_word(one.text, new.text):
            renderings[number] = replace(one, texts=one.texts + new.texts)
            return
    renderings.append(new)


def _is_same_word(one: str, other: str) -> bool:
    """Whether two words begin alike, accents apart, for most of the shorter one."""
    first, second = (unicodedata.normalize("NFD", text.casefold()) for text in (one, other))
    first, second = (re.sub(r"[\u0300-\u036f]", "", text) for text in (first, second))
    if " " in first or " " in second:
        return False
    alike = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(first, second, strict=False)))
    return alike >= max(_STEM, _LIKE * min(len(first), len(second)))


def _plain(text: str) -> str:
    """A phrase as a glossary has it: without the capital of a sentence's start."""
    is_plain = text[1:] == text[1:].lower()
    return text.lower() if is_plain else text


def _dice(both: int, one: int, elsewhere: int) -> float:
    return 2 * both / (one + both + elsewhere)


def _likelihood(both: int, source: int, target: int, all_: int) -> float:
    """The log-likelihood ratio of two phrases standing in the same pairs; 0 where they do so less than by chance."""
    if both * all_ <= source * target:
        return 0.0
    cells = (
        (both, source * target),
        (source - both, source * (all_ - target)),
        (target - both, (all_ - source) * target),
        (all_ - source - target + both, (all_ - source) * (all_ - target)),
    )
    return 2 * sum(seen * math.log(seen * all_ / expected) for seen, expected in cells if seen and expected)
