"""Texts of a translation made elsewhere that are none: the source once more, or another language than was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from locmem.exchange import untranslated
from locmem.inline.leftovers import seen
from locmem.markets.spoken import FEWEST_WORDS, counted_words, other_language
from locmem.model.inline import Inline
from locmem.model.tags import language_of
from locmem.values.locales import english_name

COPY = "it is the source text once more"
"""Why a sentence is not taken that stands in the translation as in the source."""

_FEWEST_STRANGE = 2
"""Sentences in another language before a file of few words counts as in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strange:
    """What is strange in a file, in words, and in each of its texts; empty where nothing is."""

    file: str
    texts: tuple[str, ...]


def strange(pairs: Sequence[tuple[Inline, Inline]], source_locale: str, locale: str, among: Collection[str]) -> Strange:
    """What speaks against texts as translations into `locale`.

    pairs: sources, each with what stands for it.  among: the locales of which they may be in one by mistake.
    Nothing is said where both are in one language.
    """
    if language_of(source_locale) == language_of(locale):
        return Strange(file="", texts=("",) * len(pairs))
    texts = [(seen(source), seen(target)) for source, target in pairs]
    copies = [untranslated.has_letters(source) and source.split() == target.split() for source, target in texts]
    sentences = [untranslated.is_sentence(source, source_locale) for source, _ in texts]
    found = [
        "" if is_copy else other_language(target, locale, among, source)
        for (source, target), is_copy in zip(texts, copies, strict=True)
    ]
    own = english_name(locale)
    answers = [copy for copy, (source, _) in zip(copies, texts, strict=True) if untranslated.has_letters(source)]
    if untranslated.is_whole_copy([copy for copy, one in zip(copies, sentences, strict=True) if one], answers):
        file, inside = "most of it is the source text once more", "most of its file is the source text once more"
        return Strange(
            file=file,
            texts=tuple(COPY if copy else _spoken(one, own) or inside for copy, one in zip(copies, found, strict=True)),
        )
    language = _of_most(texts, found, locale)
    file = f"its texts seem to be in {english_name(language)}, not in {own}" if language else ""
    inside = f"its file seems to be in {english_name(language)}, not in {own}" if language else ""
    return Strange(
        file=file,
        texts=tuple(
            COPY if copy and one else _spoken(other, own) or inside
            for copy, one, other in zip(copies, sentences, found, strict=True)
        ),
    )


def _spoken(language: str, own: str) -> str:
    return f"it seems to be in {english_name(language)}, not in {own}" if language else ""


def _of_most(texts: Sequence[tuple[str, str]], found: Sequence[str], locale: str) -> str:
    """The language that a file is in; empty where that is its own, or where nobody can tell."""
    if language := untranslated.other_language((target for _, target in texts), locale):
        return language
    told = sum(counted_words(target, source) >= FEWEST_WORDS for source, target in texts)
    strange = Counter(one for one in found if one)
    return max(strange, key=lambda one: strange[one]) if strange.total() >= max(_FEWEST_STRANGE, told / 2) else ""
