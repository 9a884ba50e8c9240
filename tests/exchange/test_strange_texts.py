"""Translations made elsewhere that are none are told text by text, and as a file where most of it is none."""

from __future__ import annotations

from locmem.exchange.strange_texts import COPY, strange
from locmem.inline.protect import parse
from locmem.model.inline import Syntax

PAIRS = (
    ("Refunds", "Reembolsos"),
    ("Keep the receipt that came with it.", "Guarda el recibo que venía con la lámpara."),
    ("You get your money back within two weeks.", "Recibes tu dinero en un plazo de dos semanas."),
    ("Write to us before you send the lamp back.", "Escríbenos antes de devolver la lámpara."),
    ("Visa", "Visa"),
)
GERMAN = (
    "Erstattungen",
    "Heben Sie die Quittung auf, die bei der Lampe war.",
    "Sie bekommen Ihr Geld in zwei Wochen zurück.",
    "Schreiben Sie uns, bevor Sie die Lampe zurückschicken.",
    "Visa",
)


def told(pairs: tuple[tuple[str, str], ...], locale: str = "es") -> tuple[str, tuple[str, ...]]:
    content = [(parse(source, Syntax.MARKDOWN), parse(target, Syntax.MARKDOWN)) for source, target in pairs]
    found = strange(content, "en", locale, ("en", "es", "de"))
    return found.file, found.texts


def test_a_translation_is_not_strange() -> None:
    assert told(PAIRS) == ("", ("",) * 5)
    assert told(()) == ("", ())


def test_one_sentence_of_another_language_is_told_alone() -> None:
    one = (*PAIRS[:2], (PAIRS[2][0], GERMAN[2]), (PAIRS[3][0], PAIRS[3][0]), PAIRS[4])
    assert told(one) == ("", ("", "", "it seems to be in German, not in Spanish", COPY, ""))


def test_all_of_a_file_in_another_language_is_doubtful_its_headings_too() -> None:
    file, texts = told(tuple((source, target) for (source, _), target in zip(PAIRS, GERMAN, strict=True)))
    assert file == "its texts seem to be in German, not in Spanish"
    assert texts[0] == "its file seems to be in German, not in Spanish"
    assert texts[2] == "it seems to be in German, not in Spanish"


def test_a_file_that_is_its_source_is_doubtful_all_of_it() -> None:
    file, texts = told(tuple((source, source) for source, _ in PAIRS))
    assert file == "most of it is the source text once more"
    assert texts == (COPY,) * 5


def test_variants_of_one_language_are_the_same_by_right() -> None:
    assert told(tuple((source, source) for source, _ in PAIRS), "en-GB") == ("", ("",) * 5)
