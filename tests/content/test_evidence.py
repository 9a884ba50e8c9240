"""What speaks for a translation outweighs chance, and what speaks against it does not."""

from __future__ import annotations

import pytest

from locmem.content.evidence import Clues, Evidence, clues_of, merged, ratio_of
from locmem.inline.protect import parse
from locmem.model.inline import Syntax

SOURCE = (
    "Open **Orders** and choose `refund` for order 2041.",
    "Write to [our workshop](/help/workshop) about OpenLamp repairs.",
    "The warehouse closes early on public holidays in the Netherlands.",
    "Please keep the box.",
)
TARGET = (
    "Abre **Pedidos** y elige `refund` para el pedido 2041.",
    "Escribe a [nuestro taller](/es/help/workshop) por reparaciones de OpenLamp.",
    "El almacén cierra antes los días festivos en los Países Bajos.",
    "Conserva la caja, por favor.",
)


def clues(text: str, locale: str) -> Clues:
    return clues_of(parse(text, Syntax.MARKDOWN), locale)


def test_each_text_fits_its_translation_best() -> None:
    here, there = [clues(text, "es") for text in SOURCE], [clues(text, "es") for text in TARGET]
    evidence = Evidence(here, there, "es")
    for number, one in enumerate(here):
        odds = [evidence.odds(evidence.source(one), evidence.target(other)) for other in there]
        assert odds.index(max(odds)) == number
        assert odds[number] > 0


def test_a_page_in_the_folder_of_its_language_is_the_same_page() -> None:
    assert clues("[a](/es/help)", "es").found.keys() == clues("[a](/help)", "es").found.keys()
    assert clues("[a](/pt-br/help)", "pt-BR").found.keys() == clues("[a](/help)", "pt-BR").found.keys()
    assert clues("[a](/de/help)", "es").found.keys() != clues("[a](/help)", "es").found.keys()


def test_a_latin_name_inside_japanese_is_found() -> None:
    assert "name openlamp" in clues("修理はOpenLampへどうぞ", "ja").found


def test_a_text_of_the_wrong_length_is_less_likely() -> None:
    evidence = Evidence([Clues(length=100, found={})], [Clues(length=110, found={}), Clues(length=9, found={})], "es")
    source = evidence.source(Clues(length=100, found={}))
    fitting, short = (evidence.odds(source, evidence.target(Clues(length=n, found={}))) for n in (110, 9))
    assert fitting > 0 > short


def test_merged_texts_have_the_clues_of_both_and_the_place_of_the_first() -> None:
    first = clues_of(parse("Order 7.", Syntax.MARKDOWN), "es", shape="item - ")
    second = clues_of(parse("Order 8.", Syntax.MARKDOWN), "es", shape="item   - ")
    both = merged([first, second])
    assert both.length == first.length + second.length
    assert {"number 7", "number 8", "shape item - "} <= both.found.keys()
    assert "shape item   - " not in both.found


@pytest.mark.parametrize(
    ("lengths", "ratio"), [([(300, 330)], 1.1), ([(50, 60)], None), ([], None), ([(300, 0)], None)]
)
def test_the_ratio_needs_enough_text(lengths: list[tuple[int, int]], ratio: float | None) -> None:
    assert ratio_of(lengths) == (pytest.approx(ratio) if ratio else None)
