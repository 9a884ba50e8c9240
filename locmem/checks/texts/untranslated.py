"""What was never translated: whole texts, sentences, a few words or one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, WORD, Text
from locmem.markets.languages import function_words
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces
from locmem.tables import rows_of

UNTRANSLATED = "untranslated-text"
"""The check of texts that were left as their source has them."""

_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*")
_FEWEST = 12
"""Letters of a source below which it may well stand in its translation, too."""
_FEWEST_WORDS = 3


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
    """Whether only readers of the source's language understand it: some word is that language's alone, and no name."""
    own = function_words(text.source_locale) - function_words(text.locale)
    small = [word for word in text.source_words if word[0].islower()]
    is_told = any(word.casefold() in own for word in text.source_words)
    return is_told and len(small) > 1 and any(word not in own for word in small)


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
    """Words of the source that stand in a translation as they are, and are none of its language."""
    if text.is_same_language or text.source == text.target:
        return
    found = _run_of_source(text) or _word_of_source(text)
    # A whole sentence is told by its own check.
    if found and not any(halves_of_source(text)):
        count = len(found.split())
        is_short = (count == 1 or count >= _SURE_RUN) and len(text.source_words) <= _SHORT
        # In bold or italic type it is what stands on a screen.
        is_short = is_short and re.search(rf"[*_>]{re.escape(found)}[*_<]", text.native) is None
        yield Flaw(
            what=f"has the {'words' if count > 1 else 'word'} “{found}” of its source",
            severity=None if is_short else Severity.WARNING,
            word=found if found in text.native else "",
        )


def _run_of_source(text: Text) -> str:
    theirs = function_words(text.locale)
    mine = function_words(text.source_locale) - theirs
    told_here = {word.casefold() for word in text.words if len(word) > 2}
    if not theirs or told_here.isdisjoint(mine):
        return ""
    run: list[str] = []
    for word in (*WORD.findall(_QUOTED.sub(" ", text.target)), ""):
        if word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.source):
            run.append(word)
            continue
        told = [one for one in run if one.casefold() in mine and len(one) > 2]
        phrase = " ".join(run)
        if told and len(run) > 1 and phrase in text.source and any(one.islower() for one in run):
            return phrase
        run = []
    return ""


def _word_of_source(text: Text) -> str:
    """A small word of the source that no other language of ours has, where nothing ties it to a name or a code."""
    if text.source_language != "en" or not (own := _english_words(text.language)):
        return ""
    ours = own.intersection(_SMALL_WORD.findall(text.source))
    if not ours or not any(word in text.target for word in ours):
        return ""
    return next((word for word in _SMALL_WORD.findall(_QUOTED.sub(" ", text.target)) if word in ours), "")


@cache
def _english_words(language: str) -> frozenset[str]:
    rows = rows_of("english_words.csv", "word", "but in")
    return frozenset(row["word"] for row in rows if language not in row["but in"].split("; "))


_SURE_RUN, _SHORT = 4, 14
"""Words in a row that no name has, and words of a source in which they are no title that a long text refers to."""
_SMALL_WORD = re.compile(r"(?<![A-Za-z0-9\u00c0-\u024f./_:@=#'’-])[a-z]{4,}(?![A-Za-z0-9\u00c0-\u024f/_=(@'’-]|[.:]\w)")
_QUOTED = re.compile(r"[“\"«„「(\[][^”\"»“」)\]]{1,200}[”\"»“」)\]]")


CHECKS = (
    text_check(
        foreign_words,
        name="source-words",
        family="untranslated",
        severity=Severity.ERROR,
        why="A few words of the sentence stayed in a language that customers may not read.",
        example="Your order está en camino.",
        do="Translate what is left, or quote it where it is a name.",
    ),
    text_check(
        copied_sources,
        name="source-beside-translation",
        family="untranslated",
        severity=Severity.ERROR,
        why="Customers read the text in two languages.",
        example="Open the page. Abre la página.",
        do="Take the source out of the target.",
    ),
    text_check(
        halves_of_source,
        name="untranslated-sentence",
        family="untranslated",
        severity=Severity.WARNING,
        why="One sentence of the text stayed in a language that customers may not read.",
        example="Abre la página. Then wait for the answer.",
        do="Translate the sentence.",
    ),
    text_check(
        untranslated_texts,
        name=UNTRANSLATED,
        family="untranslated",
        severity=Severity.ERROR,
        why="Customers get a sentence in a language they may not read.",
        example="Open the whole page. (in the Spanish catalog)",
        do="Translate it, or confirm that it stays as it is.",
    ),
    text_check(
        empty_translations,
        name="empty-translation",
        family="untranslated",
        severity=Severity.ERROR,
        why="Customers see a dash or nothing where the source says something.",
        example="— (Open the page.)",
        do="Translate it.",
    ),
)
