"""What a translator is told of the terms in a text."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.terms.hints import TermHint, terms_for, words_for
from locmem.terms.terminology import Terminology
from tests.terms.concepts import concept, glossary, term

TERMS = Terminology(
    glossary(
        concept("refund", "en+refund", "es+reembolso", "es!devolución", definition="Money paid back."),
        concept("parcel", "en+parcel", "en!package", "es+paquete", "es~bulto"),
        concept("order-1", "en+order", "es+pedido"),
        concept("order-2", "en+order", "es+orden"),
        concept("ideal", "en+iDEAL", kept=True),
        concept("shade", "en+shade", "de+Schirm"),
    ),
    "en",
)


def test_each_concept_is_told_once_where_it_first_stands() -> None:
    content = parse("Your **refund**: all refunds of `parcel`.", Syntax.MARKDOWN)
    assert terms_for(content, "es", (), TERMS) == (
        TermHint(
            concept="refund",
            source="refund",
            start=5,
            end=11,
            preferred=(term("es+reembolso"),),
            forbidden=(term("es!devolución"),),
            definition="Money paid back.",
        ),
    )


def test_what_may_be_several_things_is_told_as_such() -> None:
    hints = terms_for("An order", "es", (), TERMS)
    assert [(hint.concept, hint.is_ambiguous) for hint in hints] == [("order-1", True), ("order-2", True)]


def test_a_forbidden_word_of_the_source_is_told_with_its_translation() -> None:
    [hint] = terms_for("The package", "es", (), TERMS)
    assert hint.is_forbidden_source
    assert (hint.preferred, hint.admitted) == ((term("es+paquete"),), (term("es~bulto"),))


def test_what_is_not_translated_is_told_in_every_locale() -> None:
    [hint] = terms_for("Pay with iDEAL", "ja", (), TERMS)
    assert (hint.is_kept, hint.preferred) == (True, (term("en+iDEAL"),))


def test_what_the_glossary_says_nothing_of_is_left_out() -> None:
    assert terms_for("The shade", "es", (), TERMS) == ()
    assert terms_for("A sentence", "es", (), TERMS) == ()
    assert [hint.preferred for hint in terms_for("A refund", "ja", (), TERMS)] == [()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Your refund.", ["refund = reembolso; never: devolución (Money paid back.)"]),
        ("The parcel.", ["parcel = paquete; also bulto"]),
        ("An order", ["order = pedido; if this is what it means here", "order = orden; if this is what it means here"]),
        ("Pay by iDEAL.", ["iDEAL stays as it is"]),
    ],
)
def test_a_hint_is_said_on_one_line(text: str, said: list[str]) -> None:
    assert [hint.in_words for hint in terms_for(text, "es", (), TERMS)] == said


def test_an_engine_is_told_the_one_word_that_is_wanted() -> None:
    found = words_for("A refund of two parcels by iDEAL, and of an order.", "es", (), TERMS)
    assert found == (("refund", "reembolso"), ("parcels", "paquete"), ("iDEAL", "iDEAL"))
    assert words_for("A refund.", "de", (), TERMS) == ()
