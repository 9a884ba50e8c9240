"""Terms found in texts: what certainly is one, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.terms.finder import TermFinder, senses_in
from tests.terms.concepts import concept


def finder(*terms: str, locale: str = "en", part: str = "") -> TermFinder:
    concepts = [concept(text, f"{locale}+{text}", part=part) for text in terms]
    return TermFinder(senses_in(concepts, locale), locale)


def found(text: str, *terms: str, locale: str = "en", part: str = "") -> list[str]:
    return [one.text for one in finder(*terms, locale=locale, part=part).find(text)]


@pytest.mark.parametrize(
    ("text", "terms", "wanted"),
    [
        ("Two reading lamps.", ("reading lamp",), ["reading lamps"]),
        ("READING-LAMP", ("reading lamp",), ["READING-LAMP"]),
        ("A check out page", ("check-out",), ["check out"]),
        ("the lamp's shade", ("lamp", "shade"), ["lamp", "shade"]),
        ("reading\n  lamp", ("reading lamp",), ["reading\n  lamp"]),
        ("the lamp-care plan", ("lamp-care plan", "lamp", "plan"), ["lamp-care plan"]),
        ("a reading lamp shade", ("reading lamp", "lamp shade"), ["reading lamp"]),
        ("(lamp)", ("lamp",), ["lamp"]),
        ("Lumen & Larch sells", ("Lumen & Larch",), ["Lumen & Larch"]),
        ("in C++ or C", ("C++",), ["C"]),
        ("your refund", ("refund",), ["refund"]),
    ],
)
def test_what_is_a_term(text: str, terms: tuple[str, ...], wanted: list[str]) -> None:
    assert found(text, *terms) == wanted


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("lampshade", "lamp"),
        ("a lamp-shaped box", "lamp"),
        ("see lamp.example", "lamp"),
        ("me@lamp.example", "lamp"),
        ("my_lamp", "lamp"),
        ("reading, lamp", "reading lamp"),
        ("won't", "won"),
        ("Press Pin", "PIN"),
        ("an apple", "Apple"),
        ("we refund the price", "refund"),
        ("C or C#", "C++"),
        ("a C++-like one", "C++"),
        ("anything", "%"),
    ],
)
def test_what_is_none(text: str, term: str) -> None:
    assert found(text, term) == []


def test_a_verb_is_found_where_a_noun_is_not() -> None:
    assert found("we refund the price", "refund", part="verb") == ["refund"]


@pytest.mark.parametrize(
    ("text", "term", "locale", "wanted"),
    [
        ("l’abat-jour", "abat-jour", "fr", ["abat-jour"]),
        ("Zur Kasse und kasse", "Kasse", "de", ["Kasse"]),
        ("Rückgabekosten", "Rückgabe", "de", []),
        ("この読書灯は", "読書灯", "ja", ["読書灯"]),
        ("シェードを外す", "シェード", "ja", ["シェード"]),
        ("ランプシェード", "ランプ", "ja", []),
        ("ランプシェード", "シェード", "ja", []),
        ("SIMカードを", "SIMカード", "ja", ["SIMカード"]),
        ("números de pedido", "número de pedido", "es", ["números de pedido"]),
    ],
)
def test_other_languages(text: str, term: str, locale: str, wanted: list[str]) -> None:
    assert found(text, term, locale=locale) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A **reading** lamp", ["reading lamp"]),
        ("A [reading lamp](lamp.md) here", ["reading lamp"]),
        ("A `reading lamp` here", []),
        ("A reading {{ market.tax.name }} lamp", []),
        ("{{ market.lamp }} lamp", ["lamp"]),
        ("reading\nlamp", ["reading lamp"]),
        ("![a lamp](lamp.png)", ["lamp"]),
    ],
)
def test_codes_are_no_part_of_a_term_and_places_are_those_a_reader_sees(text: str, wanted: list[str]) -> None:
    content = parse(text, Syntax.MARKDOWN)
    hits = finder("reading lamp", "lamp").find(content)
    assert [hit.text for hit in hits if " " in hit.text or "reading" not in text] == wanted
    assert [content.text[hit.start : hit.end] for hit in hits] == [hit.text for hit in hits]


def test_what_stands_for_several_concepts_is_none_of_them_for_certain() -> None:
    one, other = concept("order-1", "en+order"), concept("order-2", "en+order", "en+purchase")
    hits = TermFinder(senses_in([one, other], "en"), "en").find("An order, a purchase")
    assert [hit.concept for hit in hits] == [None, other]
    assert [sense.concept.id for sense in hits[0].senses] == ["order-1", "order-2"]


def test_forbidden_terms_are_found_too() -> None:
    [hit] = TermFinder(senses_in([concept("parcel", "en+parcel", "en!package")], "en"), "en").find("Your packages")
    assert (hit.text, hit.senses[0].term.is_allowed) == ("packages", False)


WORDS = st.sampled_from(["lamp", "reading", "shade", "care", "灯", "box's"])
TEXTS = st.lists(WORDS | st.sampled_from([" ", "-", ", ", "`x`", "**", "{{ a }}"]), max_size=12).map("".join)


@settings(max_examples=60)
@given(TEXTS, st.lists(st.lists(WORDS, min_size=1, max_size=2).map(" ".join), min_size=1, max_size=4, unique=True))
def test_terms_stand_in_order_apart_and_in_the_text(text: str, terms: list[str]) -> None:
    content = parse(text, Syntax.MARKDOWN)
    hits = finder(*terms).find(content)
    assert all(content.text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
