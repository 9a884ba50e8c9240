"""What stands twice in a translation, and sentences that are missing from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.proportions import is_longer, is_shorter
from locmem.checks.texts.text import VALUE, WORD, Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces

_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}) \1(?![\w'’-])", re.IGNORECASE)
_GOOD_TWICE = {
    "fr": {"nous", "vous", "faire"},
    "de": {"die", "der", "das", "sie", "den", "dem", "ein", "sich", "was", "wer"},
    "nl": {"die", "dat", "het", "in", "er"},
    "es": {"no", "muy", "más"},
    "pt": {"se", "não"},
    "it": {"via", "man", "piano"},
    "sv": {"det", "som", "att"}, "da": {"der", "det"}, "nb": {"det", "som"},
    "en": {"that", "had", "bye", "very"},
    "id": None, "ms": None, "vi": None, "tr": None, "hi": None, "hu": None, "sw": None, "th": None, "fil": None,
    "tl": None, "az": None, "ja": None, "zh": None, "ko": None,
}  # fmt: skip
"""Words that sound sentences of a language have twice; None for languages that double words to say something."""
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*")
_FEWEST = 12
"""Letters below which a sentence may well stand twice: `No. No.`"""
_FEWEST_WORDS = 3


def repeated_words(text: Text) -> Iterator[Flaw]:
    """Words that stand twice in a row, but for those that sound sentences of the language have twice."""
    if text.language == "ja":
        yield from _repeated_in_japanese(text)
    good = _GOOD_TWICE.get(text.language, set())
    if good is None:
        return
    often = _OFTEN.search(text.target)
    is_stutter = often is not None and len(often[0].split()) >= _STUTTER
    if often and not _OFTEN.search(text.source) and (is_stutter or often[1].casefold() not in good):
        yield Flaw(
            what=f"has “{often[1]}” again and again",
            severity=None if is_stutter else Severity.WARNING,
            word=often[0],
            better=often[1],
        )
        return
    for found in _TWICE.finditer(text.target):
        word = found[1]
        is_name = word[0].isupper() and found[0].split()[1][0].isupper() and found.start() > 0
        is_good = word.casefold() in good and _may_stand_twice(text, found)
        if is_good or is_name or re.search(rf"(?i)\b{re.escape(word)}\W+{re.escape(word)}\b", text.source):
            continue
        yield Flaw(what=f"has “{word}” twice", severity=Severity.WARNING, word=found[0], better=word)
        return


_OFTEN = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})(?:,? \1(?![\w'’-])){2,}", re.IGNORECASE)
_STUTTER = 4
"""Times in a row that nobody says a word: an engine did."""
_RELATIVE = re.compile(r"(?:[,;:(]|\b(?:und|oder|als|wie|dass|ob|en|of)\b)\s?(?:\S+\s){0,2}\Z|\A\W*\Z")
_ARTICLES = frozenset(("die", "der", "das", "den", "dem", "dat", "het"))


def _may_stand_twice(text: Text, found: re.Match[str]) -> bool:
    """Whether a German or Dutch article may stand twice: where a relative clause begins, behind a comma."""
    if found[1].casefold() not in _ARTICLES:
        return True
    return _RELATIVE.search(text.target[: found.start()]) is not None


_JAPANESE_TWICE = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})\1(?![\u4e00-\u9fff])|(?<![ァ-ヶー])([ァ-ヶー]{3,})\2(?![ァ-ヶー])"
    r"|([\u4e00-\u9fffァ-ヶー]{2,10}[はがをにでも])\3|((?:[ぁ-んァ-ヶー\u4e00-\u9fff]){3,30}[、。])\4"
)
_PARTICLE_TWICE = re.compile(
    r"[^\s、。]{0,3}(をを|(?<=[\u4e00-\u9fffァ-ヶー」』）A-Za-z0-9])(?:にに|がが|はは(?![るじっなやいは])|のの|へへ))"
)


def _repeated_in_japanese(text: Text) -> Iterator[Flaw]:
    """Particles, words and clauses that stand twice in a row; of what is doubled to mean many, nothing is so long."""
    if found := _PARTICLE_TWICE.search(text.target):
        yield Flaw(what=f"has “{found[1][0]}” twice", severity=Severity.WARNING, word=found[0], better=found[0][:-1])
    elif found := _JAPANESE_TWICE.search(text.target):
        once = next(part for part in found.groups() if part)
        yield Flaw(what=f"has “{once}” twice", severity=Severity.WARNING, word=found[0], better=once)


def repeated_sentences(text: Text) -> Iterator[Flaw]:
    """Sentences, or whole texts, that stand twice in a translation and once in its source."""
    target = text.target.strip()
    if len(target) < 2 * _FEWEST:
        return
    half = len(target) // 2
    first, second = target[:half].strip(), target[half:].strip()
    if first == second and len(first) >= _FEWEST and not _stands_twice(text.source):
        yield Flaw(what="has its whole text twice", word=first)
        return
    if sum(target.count(sign) for sign in ".!?。！？") < 2:
        return
    seen: set[str] = set()
    for sentence in _SENTENCES.split(target):
        bare = sentence.strip()
        if len(bare) >= _FEWEST and bare in seen and not _stands_twice(text.source):
            yield Flaw(what=f"has the sentence “{bare[:60]}” twice")
            return
        seen.add(bare)


def repeated_phrases(text: Text) -> Iterator[Flaw]:
    """Three words or more that stand twice in a row."""
    phrase = _phrase_in(text.target)
    if phrase and not _phrase_in(text.source):
        yield Flaw(what=f"has “{phrase}” twice")


def _phrase_in(text: str) -> str:
    """A phrase that stands twice in one clause: behind a comma it may be meant."""
    clauses = (WORD.findall(clause) for clause in _CLAUSE.split(text))
    return next((phrase for words in clauses if (phrase := _phrase_twice(words))), "")


_CLAUSE = re.compile(r"[^\w\s'’]")


def _phrase_twice(words: list[str]) -> str:
    small = [word.casefold() for word in words]
    # A phrase that stands twice begins with a word that does.
    if len(set(small)) > len(small) - _FEWEST_WORDS:
        return ""
    for start in range(len(small) - 2 * _FEWEST_WORDS + 1):
        for length in range(_FEWEST_WORDS, min(_LONGEST, (len(small) - start) // 2) + 1):
            if small[start : start + length] == small[start + length : start + 2 * length]:
                return " ".join(words[start : start + length])
    return ""


_LONGEST = 12


def _stands_twice(text: str) -> bool:
    sentences = [one.strip() for one in _SENTENCES.split(text) if len(one.strip()) >= _FEWEST // 2]
    return len(sentences) != len(set(sentences))


def missing_sentences(text: Text) -> Iterator[Flaw]:
    """Translations with fewer sentences than their source that are shorter than such texts usually are."""
    ours, theirs = _count(text.source), _count(text.target)
    if ours > theirs and ours > 1 and is_shorter(text):
        yield Flaw(what=f"has {theirs} of {ours} sentences")


def added_sentences(text: Text) -> Iterator[Flaw]:
    """Translations of short texts with more sentences than their source that are longer than such texts usually are."""
    # Japanese tells a clause in a sentence of its own.
    most = _FEW_WORDS if joins_without_spaces(text.locale) else _MOST_WORDS
    if len(text.source_words) > most or VALUE in text.source or _LOOSE_END.search(text.source):
        return
    ours, theirs = (_count(_ORDINAL.sub("", one)) for one in (text.source, text.target))
    if joins_without_spaces(text.locale):
        ours, theirs = max(ours, 1), len(_ENDS.findall(text.target))
    if ours and theirs > ours and is_longer(text):
        yield Flaw(what=f"has {theirs} sentences for {ours}")


_MOST_WORDS, _FEW_WORDS = 30, 7
_LOOSE_END = re.compile(r"[;:…—–]")
"""What another language may well make a full stop of."""
_ORDINAL = re.compile(r"(?<=\d)\.(?=\s)")


def _count(text: str) -> int:
    return sum(1 for one in _ENDS.split(text) if len(WORD.findall(one)) > 1 or len(one) > _FEWEST)


_ENDS = re.compile(r"[.!?…](?=\s|\Z)|[。！？।؟]")

CHECKS = (
    text_check(
        repeated_words,
        name="repeated-word",
        family="repeats",
        severity=Severity.ERROR,
        why="A word that stands twice is a slip of the hand.",
        example="Abre la la página.",
        do="Write the word once.",
    ),
    text_check(
        repeated_sentences,
        name="repeated-sentence",
        family="repeats",
        severity=Severity.ERROR,
        why="Engines and pasted clips say a sentence twice.",
        example="Abre la página. Abre la página.",
        do="Write the sentence once.",
    ),
    text_check(
        repeated_phrases,
        name="repeated-phrase",
        family="repeats",
        severity=Severity.WARNING,
        why="A phrase that was pasted twice reads like an echo.",
        example="Abre la página abre la página.",
        do="Write the phrase once.",
    ),
    text_check(
        missing_sentences,
        name="sentence-missing",
        family="repeats",
        severity=Severity.WARNING,
        why="Customers are not told a step or a condition.",
        example="Pulsa Guardar. (Press Save. Then close the window.)",
        do="See whether the translation says all that its source says.",
    ),
    text_check(
        added_sentences,
        name="sentence-added",
        family="repeats",
        severity=Severity.WARNING,
        why="Customers are promised something that nobody at the company has written.",
        example="Pulsa Guardar. Además, puedes ganar un premio. (Press Save.)",
        do="Take out what the source does not say.",
    ),
)
