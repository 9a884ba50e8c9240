"""What stands twice in a translation, and what was never translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.proportions import is_shorter
from locmem.checks.texts.text import MARK, VALUE, WORD, Text
from locmem.markets.languages import function_words
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
_SURE_SENTENCE = 5
"""Words from which on a text that is its source is no name or label."""
"""Letters below which a sentence may well stand twice: `No. No.`"""
_FEWEST_WORDS = 3


def repeated_words(text: Text) -> Iterator[Flaw]:
    """Words that stand twice in a row, but for those that sound sentences of the language have twice."""
    good = _GOOD_TWICE.get(text.language, set())
    if good is None:
        return
    for found in _TWICE.finditer(text.target):
        word = found[1]
        is_name = word[0].isupper() and found[0].split()[1][0].isupper() and found.start() > 0
        if (
            word.casefold() in good
            or is_name
            or re.search(rf"(?i)\b{re.escape(word)}\W+{re.escape(word)}\b", text.source)
        ):
            continue
        yield Flaw(what=f"has “{word}” twice", word=found[0], better=word)
        return


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


def copied_sources(text: Text) -> Iterator[Flaw]:
    """Translations before or behind which the whole source stands, too."""
    source, target = text.source.strip(), text.target.strip()
    if text.is_same_language or len(source) < _FEWEST or len(target) < 1.5 * len(source):
        return
    if len(text.source_words) < _FEWEST_WORDS:
        return
    bare = source.rstrip(".!?")
    if target.startswith(bare) or target.rstrip(".!?").endswith(bare):
        yield Flaw(what="has the whole source beside the translation", word=bare if bare in text.native else "")


def untranslated_texts(text: Text) -> Iterator[Flaw]:
    """Translations that are the same sentence as their source."""
    if text.is_same_language or len(text.source_words) < _FEWEST_WORDS:
        return
    if text.source.casefold().split() == text.target.casefold().split() and _is_prose(text):
        severity = Severity.ERROR if _is_sentence_of_source(text) else Severity.WARNING
        yield Flaw(what="is the same text as its source", severity=severity)


def _is_sentence_of_source(text: Text) -> bool:
    """Whether only readers of the source's language understand it: some of its words are that language's alone."""
    own = function_words(text.source_locale) - function_words(text.locale)
    known = sum(word.casefold() in own for word in text.source_words)
    return len(text.source_words) >= _SURE_SENTENCE and known >= 2


def _is_prose(text: Text) -> bool:
    """Whether the source is no list of names: some of its words begin small."""
    own = sum(word[0].islower() for word in text.source_words)
    return own >= 2 or (own >= 1 and len(text.source_words) <= 4)


def empty_translations(text: Text) -> Iterator[Flaw]:
    """Translations without a word, where their source has words."""
    if (
        not text.words
        and text.source_words
        and VALUE not in text.target
        and not any(sign.isalnum() for sign in text.target)
    ):
        yield Flaw(what="has no word")


def halves_of_source(text: Text) -> Iterator[Flaw]:
    """Sentences of the source that stand in a translation as they are, beside others that are translated."""
    if text.is_same_language or joins_without_spaces(text.source_locale):
        return
    sentences = [one.strip(f" {MARK}") for one in _SENTENCES.split(text.source)]
    if len(sentences) < 2 or text.source == text.target:
        return
    for sentence in sentences:
        words = WORD.findall(sentence)
        if len(words) >= 4 and sentence in text.target and sum(word[0].islower() for word in words) >= 3:
            yield Flaw(what=f"has the sentence “{sentence[:60]}” of its source untranslated", word=sentence)
            return


def foreign_words(text: Text) -> Iterator[Flaw]:
    """Two words of the source or more in a row, one of them a function word that the target's language lacks."""
    if text.is_same_language or text.source == text.target:
        return
    theirs = function_words(text.locale)
    mine = function_words(text.source_locale) - theirs
    told_here = {word.casefold() for word in text.words if len(word) > 2}
    if not theirs or told_here.isdisjoint(mine):
        return
    bare = _QUOTED.sub(" ", text.target)
    run: list[str] = []
    for word in (*WORD.findall(bare), ""):
        if word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.source):
            run.append(word)
            continue
        told = [one for one in run if one.casefold() in mine and len(one) > 2]
        phrase = " ".join(run)
        if told and len(run) > 1 and phrase in text.source and any(one.islower() for one in run):
            yield Flaw(what=f"has the words “{phrase}” of its source", word=phrase if phrase in text.native else "")
            return
        run = []


_QUOTED = re.compile(r"[“\"«„「(\[][^”\"»“」)\]]{1,200}[”\"»“」)\]]")


def missing_sentences(text: Text) -> Iterator[Flaw]:
    """Translations with fewer sentences than their source that are shorter than such texts usually are."""
    ours, theirs = _count(text.source), _count(text.target)
    if ours > theirs and ours > 1 and is_shorter(text):
        yield Flaw(what=f"has {theirs} of {ours} sentences")


def _count(text: str) -> int:
    return sum(1 for one in _ENDS.split(text) if len(WORD.findall(one)) > 1 or len(one) > _FEWEST)


_ENDS = re.compile(r"[.!?…](?=\s|\Z)|[。！？।؟]")

CHECKS = (
    text_check(
        repeated_words,
        name="repeated-word",
        family="repeats",
        severity=Severity.WARNING,
        why="A word that stands twice is a slip of the hand.",
        example="Abre la la página.",
        do="Write the word once.",
    ),
    text_check(
        repeated_sentences,
        name="repeated-sentence",
        family="repeats",
        severity=Severity.WARNING,
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
        foreign_words,
        name="source-words",
        family="repeats",
        severity=Severity.WARNING,
        why="A few words of the sentence stayed in a language that customers may not read.",
        example="Your order está en camino.",
        do="Translate what is left, or quote it where it is a name.",
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
        copied_sources,
        name="source-beside-translation",
        family="repeats",
        severity=Severity.ERROR,
        why="Customers read the text in two languages.",
        example="Open the page. Abre la página.",
        do="Take the source out of the target.",
    ),
    text_check(
        halves_of_source,
        name="untranslated-sentence",
        family="repeats",
        severity=Severity.WARNING,
        why="One sentence of the text stayed in a language that customers may not read.",
        example="Abre la página. Then wait for the answer.",
        do="Translate the sentence.",
    ),
    text_check(
        untranslated_texts,
        name="untranslated-text",
        family="repeats",
        severity=Severity.ERROR,
        why="Customers get a sentence in a language they may not read.",
        example="Open the whole page. (in the Spanish catalog)",
        do="Translate it, or confirm that it stays as it is.",
    ),
    text_check(
        empty_translations,
        name="empty-translation",
        family="repeats",
        severity=Severity.ERROR,
        why="Customers see a dash or nothing where the source says something.",
        example="— (Open the page.)",
        do="Translate it.",
    ),
)
