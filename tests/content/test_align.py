"""Aligning finds what a person would pair, and says where it is not sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.content.align import SURE, AlignedPair, align, same_shape
from locmem.content.kinds import KINDS, ReadOptions
from locmem.model.document import Document
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import segments as split

CASES = Path(__file__).with_name("align_cases")


def read(text: str, kind: str = "markdown") -> Document:
    return KINDS[kind].read(text, "lamps.md", ReadOptions())


def case(name: str) -> Document:
    return read((CASES / f"{name}.md").read_text(encoding="utf-8"))


def texts(document: Document, locale: str) -> tuple[Segment, ...]:
    return tuple(
        segment
        for index, unit in enumerate(document.units)
        for segment in split(unit, index, locale, SegmentMode.SENTENCE)
    )


def aligned(source: Document, target: Document, locale: str) -> dict[str, AlignedPair]:
    """What was found for each segment, by the first words of its source."""
    here = texts(source, "en")
    found = align(source, target, here, texts(target, locale), locale)
    assert [pair.source for pair in found if pair.source is not None] == list(range(len(here)))
    return {here[pair.source].content.text: pair for pair in found if pair.source is not None}


def native(content: Inline | None) -> str:
    return content.native if content else ""


def of(found: dict[str, AlignedPair], start: str) -> AlignedPair:
    [pair] = [pair for text, pair in found.items() if text.startswith(start)]
    return pair


@pytest.mark.parametrize(("name", "locale"), [("lamps.es", "es"), ("lamps.ja", "ja")])
def test_a_whole_translation_pairs_in_order(name: str, locale: str) -> None:
    source, target = case("lamps.en"), case(name)
    assert same_shape(source, target)
    found = list(aligned(source, target, locale).values())
    assert [native(pair.target) for pair in found] == [one.content.native for one in texts(target, locale)]
    assert sum(pair.confidence >= SURE for pair in found) >= 0.85 * len(found)


def test_what_the_translation_does_not_have_stays_without() -> None:
    found = aligned(case("lamps.en"), case("lamps.partial.es"), "es")
    for start in ("How to send", "A box of"):
        pair = of(found, start)
        assert pair.confidence < SURE, start
    assert of(found, "How to send").target is None
    assert not same_shape(case("lamps.en"), case("lamps.partial.es"))


def test_blocks_after_a_gap_still_pair() -> None:
    found = aligned(case("lamps.en"), case("lamps.partial.es"), "es")
    expected = {
        "Returning": "Devolver una lámpara",
        "What you need": "Qué necesitas",
        "Your order number": "Tu número de pedido, por ejemplo `LX-2041`",
        "The return label": "La [etiqueta de devolución](return-label.md) de tu cuenta",
        "Spain": "España",
        "900 JPY": "900 JPY",
        "Questions": "Preguntas",
    }
    assert {start: native(of(found, start).target) for start in expected} == expected
    assert all(of(found, start).confidence >= SURE for start in expected)


def test_two_sentences_in_one_are_never_sure() -> None:
    found = aligned(case("lamps.en"), case("lamps.partial.es"), "es")
    for start in ("You can return", "Please keep", "It protects"):
        assert of(found, start).confidence < SURE


def test_one_sentence_in_two_is_joined() -> None:
    pair = of(aligned(case("lamps.en"), case("lamps.partial.es"), "es"), "Call us")
    assert native(pair.target) == "Llámanos en días laborables. Estamos entre las 9 y las 17 horas."


def test_another_text_in_the_same_place_is_not_sure() -> None:
    found = aligned(case("lamps.en"), case("lamps.partial.es"), "es")
    assert of(found, "Write to our workshop").confidence < SURE
    assert of(found, "Do not open").confidence < SURE


def test_a_sentence_left_in_the_source_language_is_no_translation() -> None:
    pair = of(aligned(case("lamps.en"), case("lamps.partial.es"), "es"), "We refund")
    assert native(pair.target).startswith("We refund")
    assert pair.confidence == 0
    assert "text of the source" in pair.why


def test_a_name_that_stays_is_a_translation() -> None:
    text = "---\ntitle: {}\n---\n\n## Kubernetes\n\n{}\n"
    source = read(text.format("Running the shop", "Kubernetes runs our shop in Rotterdam."))
    target = read(text.format("Cómo funciona la tienda", "Kubernetes gestiona nuestra tienda en Róterdam."))
    assert of(aligned(source, target, "es"), "Kubernetes runs").target is not None
    assert [pair.why for text, pair in aligned(source, target, "es").items() if text == "Kubernetes"] != [
        "the translation has the text of the source"
    ]


def test_fields_pair_by_name_whatever_their_order() -> None:
    source = read("---\ntitle: Returning a lamp\ndescription: How to send a lamp back.\n---\n")
    target = read("---\ndescription: Cómo devolver una lámpara.\ntitle: Devolver una lámpara\n---\n")
    found = aligned(source, target, "es")
    assert native(found["Returning a lamp"].target) == "Devolver una lámpara"
    assert native(found["How to send a lamp back."].target) == "Cómo devolver una lámpara."


def test_texts_the_source_does_not_have_are_named() -> None:
    source = read("# Lamps\n\nA lamp.\n")
    target = read("# Lámparas\n\nUna lámpara.\n\n| a | b |\n|---|---|\n| x | y |\n")
    found = align(source, target, texts(source, "en"), texts(target, "es"), "es")
    assert [native(pair.target) for pair in found if pair.source is None] == ["a", "b", "x", "y"]


def test_html_blocks_pair_by_their_tags() -> None:
    source = read("<h1>Lamps</h1><p>Turn it off.</p><ul><li>One</li><li>Two</li></ul>", "html")
    target = read("<h1>Lámparas</h1><ul><li>Uno</li><li>Dos</li></ul>", "html")
    found = aligned(source, target, "es")
    assert {text: native(pair.target) for text, pair in found.items()} == {
        "Lamps": "Lámparas",
        "Turn it off.": "",
        "One": "Uno",
        "Two": "Dos",
    }


@pytest.mark.parametrize(("here", "there"), [("", ""), ("# A lamp\n", ""), ("", "# Una lámpara\n")])
def test_empty_documents_pair_with_nothing(here: str, there: str) -> None:
    source, target = read(here), read(there)
    found = align(source, target, texts(source, "en"), texts(target, "es"), "es")
    assert len(found) == len(source.units) + len(target.units)
    assert all(pair.confidence == 0 for pair in found)
