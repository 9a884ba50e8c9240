"""Nouns are told from verbs and adjectives by what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from locmem.terms.candidates import Text, candidates
from locmem.terms.noun_phrases import general_words

SENTENCES = (
    "You can pay for the gift card here",
    "We send the gift card when you pay",
    "Choose a gift card and pay",
    "Please choose your lamp",
    "The lamp is available",
    "You choose the lamp that is available",
    "Every lamp stays available",
    "The same lamp shows the time",
    "At that time your lamp shows it",
    "The same gift card shows the time",
    "Click the lamp to see the terms of service",
    "Read our terms of service before you click the lamp",
    "You click and accept the terms of service of the gift card",
)


def found(source_locale: str = "en") -> set[str]:
    texts = [
        Text(f"{text}.", f"{' '.join(reversed(text.split()))} {number}.", f"{number}.md", "")
        for number, text in enumerate(SENTENCES)
    ]
    return {one.text for one in candidates(_beside_others(texts), "es", source_locale)}


def _beside_others(texts: Iterable[Text]) -> Iterable[Text]:
    """With texts of other words, so that what stands together does so by no chance."""
    yield from texts
    yield from (Text(f"Number {n} is red {n}.", f"Rojo es {n} y {n}.", "n.md", "") for n in range(200))


@pytest.mark.parametrize("phrase", ["gift card", "lamp", "terms of service"])
def test_nouns_and_what_belongs_to_them_are_candidates(phrase: str) -> None:
    assert phrase in found()


@pytest.mark.parametrize(
    "phrase", ["pay", "choose", "click", "available", "shows", "time", "same lamp", "gift", "card"]
)
def test_verbs_adjectives_general_words_and_halves_are_none(phrase: str) -> None:
    assert phrase not in found()


def test_of_other_languages_nothing_is_known_and_all_may_be_one() -> None:
    assert {"choose", "available"} <= found("nl")


def test_general_words_are_in_small_letters_and_once() -> None:
    words = general_words("en")
    assert {"time", "same"} <= words
    assert all(word == word.lower() for word in words)
    assert general_words("xx") == frozenset()
