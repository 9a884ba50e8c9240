"""Answers that are their source once more: a file returned as it was sent, or in the wrong language.

A name, a code, a number or a heading of a word or two may well be the same in both languages.  A sentence is not,
and a file of which most sentences are the same was not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from locmem.inline.leftovers import Leftover
from locmem.markets.languages import function_words, likely_language
from locmem.model.tags import language_of
from locmem.model.wording import shortened

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST_WORDS = 3
_FEWEST_WITHOUT_LIST = 5
"""Words of a text that may be judged where nobody listed the function words of its language."""
_FEWEST_ANSWERS = 4
"""Answers of a file from which on all of them, short as they may be, are the same as their sources by no chance."""

_FEWEST_SENTENCES = 3
"""Sentences that must be the same before a file counts as not translated."""
_SHARE = 0.5
_RUN = 6
_TELLING = 3
"""Words in a row, and function words among them, that are no name and no quoted label."""

_BRACKETS = {")": "(", "]": "[", "）": "（", "］": "［", "】": "【", "」": "「", "»": "«", "}": "{"}
_STROKE = r"(?:\s*[/|=·•⇒→–—:：]|\s+-{1,3}|\s*\n)\s*"
_BEFORE = re.compile(rf"{_STROKE}\Z")
_BEHIND = re.compile(rf"{_STROKE}|\s*[(\[（［【]")
_ENDED = re.compile(r"[.!?。！？…][\"'”’»)]*\Z")
_EDGES = " \t\n.!?。！？…:;,"

_NEEDS_WORDS = 40
"""Words of a file's answers below which nothing is said of their language."""


def is_sentence(text: str, locale: str) -> bool:
    """Whether a text has words that only its own language puts together, so that no translation of it is the same.

    locale: of the text.  Silent on languages that are written without blanks.
    """
    words = _words_of(text)
    known = function_words(locale)
    if not known:
        return len(words) >= _FEWEST_WITHOUT_LIST
    return len(words) >= _FEWEST_WORDS and sum(word in known for word in words) > len(words) // 8


def has_letters(text: str) -> bool:
    """Whether there is a word in it at all."""
    return bool(_WORD.search(text))


def is_whole_copy(sentences: Sequence[bool], answers: Sequence[bool]) -> bool:
    """Whether a file was not translated: most of its sentences are their sources, or all that it answers is.

    sentences, answers: for each whether it is its source once more.
    """
    same = sum(sentences)
    is_most = same >= _FEWEST_SENTENCES and same >= _SHARE * len(sentences)
    return is_most or (len(answers) >= _FEWEST_ANSWERS and all(answers))


def other_language(texts: Iterable[str], locale: str) -> str:
    """The language a file's answers are in where that is certainly not the one of `locale`; else empty."""
    words = [word for text in texts for word in _words_of(text)]
    if len(words) < _NEEDS_WORDS:
        return ""
    found = likely_language(words, locale)
    return "" if found == language_of(locale) else found


def left_standing(source: str, target: str, source_locale: str, locale: str) -> str:
    """The words of the source that stand in its translation as they are, where only its own language has them.

    Empty where the whole text is the same, where both are in one language, and where nobody listed its words.
    """
    source_words = function_words(source_locale)
    if not source_words or language_of(source_locale) == language_of(locale) or source.strip() == target.strip():
        return ""
    own = function_words(locale)
    words, spoken = _words_of(source), f" {' '.join(_words_of(target))} "
    for start in range(len(words) - _RUN + 1):
        run = words[start : start + _RUN]
        telling = {word for word in run if word in source_words and word not in own}
        if len(telling) >= _TELLING and f" {' '.join(run)} " in spoken:
            end = start + _RUN
            while end < len(words) and f" {' '.join(words[start : end + 1])} " in spoken:
                end += 1
            return " ".join(words[start:end])
    return ""


def source_left(source: str, target: str, source_locale: str, locale: str) -> Iterator[Leftover]:
    """What of the source was left in its translation: words of its sentences, or all of it beside the translation."""
    if repeated := _repeated(source, target, source_locale, locale):
        yield repeated
    elif words := left_standing(source, target, source_locale, locale):
        yield Leftover(what=f"“{shortened(words, 60)}” stands as in the source", is_certain=False)


def _repeated(source: str, target: str, source_locale: str, locale: str) -> Leftover | None:
    """The whole source in brackets or behind a stroke, before or after its translation.

    A name or a term may well be explained so; no translation of a sentence has it.
    """
    text, whole = source.strip(_EDGES).casefold(), target.strip(_EDGES).casefold()
    if not has_letters(text) or language_of(source_locale) == language_of(locale) or len(whole) < len(text) + 2:
        return None
    is_one = is_sentence(source, source_locale)
    fault = "the whole source stands beside its translation"
    if opening := _BRACKETS.get(whole[-1]):
        before, _, inside = whole[:-1].rpartition(opening + text)
        is_behind = has_letters(before) and not inside.strip(_EDGES) and opening + text in whole
        if is_behind:
            return Leftover(what=f"{fault}, in brackets: “{shortened(source, 60)}”", is_certain=is_one)
    if not is_one:
        return None
    if whole.endswith(text):
        rest = whole[: -len(text)]
        is_apart = bool(_BEFORE.search(rest))
    elif whole.startswith(text):
        rest = whole[len(text) :].lstrip(".!?。！？…")
        is_apart = bool(_BEHIND.match(rest))
    else:
        return None
    if not has_letters(rest) or not (is_apart or _stands_alone(source, target, source_locale, locale)):
        return None
    return Leftover(what=f"{fault}: “{shortened(source, 60)}”", is_certain=True)


def _stands_alone(source: str, target: str, source_locale: str, locale: str) -> bool:
    """Whether the source is a sentence of its own at the start or the end of the target, nothing but a blank between.

    Both must show where it ends, as the name of a feature or a label does not, and it must have a word that only its
    own language is known to have: near languages may well have one sentence in common.
    """
    whole, text = target.strip(), source.strip()
    is_before = bool(_ENDED.search(text)) and whole.startswith(text) and whole[len(text) :][:1].isspace()
    before = whole.removesuffix(text) if whole.endswith(text) else ""
    is_behind = bool(before) and before[-1].isspace() and bool(_ENDED.search(before.rstrip()))
    own = function_words(locale)
    telling = function_words(source_locale) - own if own else frozenset()
    return (is_before or is_behind) and any(word in telling for word in _words_of(text))


def _words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
