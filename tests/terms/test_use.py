"""Whether a target uses the terms of its source; nothing is claimed that is not certain."""

from __future__ import annotations

import pytest

from locmem.terms.terminology import Terminology
from locmem.terms.use import TermUse, uses
from tests.terms.concepts import concept, glossary

TERMS = Terminology(
    glossary(
        concept("refund", "en+refund", "es+reembolso", "es!devolución", "de+Rückerstattung", "ja+返金"),
        concept("lamp", "en+reading lamp", "pt-PT+candeeiro de leitura", "pt-PT!candeeiro", "de+Leselampe"),
        concept("contract", "en+contract", "de+Vertrag"),
        concept("withdrawal", "en+withdrawal", "ja+申込みの撤回"),
        concept("return", "en+return", "es+devolución"),
        concept("order-1", "en+order", "es+pedido"),
        concept("order-2", "en+order", "es+orden"),
        concept("ideal", "en+iDEAL", kept=True),
        concept("tax", "en+VAT", "es+IVA"),
    ),
    "en",
)


def use(source: str, target: str, locale: str) -> TermUse:
    [found] = uses(source, target, locale, (), TERMS)
    return found


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("A refund", "Un reembolso", "es"),
        ("The refunds", "REEMBOLSOS", "es"),
        ("The reading lamp", "Os candeeiros de leitura", "pt-PT"),
        ("The contract", "Die Verträge", "de"),
        ("Pay with iDEAL", "Paga con iDEAL", "es"),
        ("A refund", "返金されます", "ja"),
    ],
)
def test_what_is_certainly_used(source: str, target: str, locale: str) -> None:
    found = use(source, target, locale)
    assert found.used
    assert (found.forbidden, found.is_missing) == ((), False)


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("The refund", "Die Rückerstattungssumme", "de"),
        ("A refund", "Te reembolsamos", "es"),
        ("The reading lamp", "Eine Lese-Lampe", "de"),
        ("The contract", "Der Kaufvertrag", "de"),
    ],
)
def test_compounds_and_other_endings_are_not_claimed_to_be_missing(source: str, target: str, locale: str) -> None:
    found = use(source, target, locale)
    assert (found.used, found.is_missing) == ((), False)


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("A refund", "Te devolvemos el dinero", "es"),
        ("The contract", "Die Vereinbarung", "de"),
        ("A refund", "お金を戻します", "ja"),
        ("Pay with iDEAL", "Paga con tarjeta", "es"),
        ("VAT", "el impuesto", "es"),
    ],
)
def test_what_is_certainly_missing(source: str, target: str, locale: str) -> None:
    found = use(source, target, locale)
    assert found.is_missing
    assert found.wanted


def test_a_forbidden_term_is_found_with_its_place() -> None:
    found = use("A refund", "Las devoluciones", "es")
    assert found.is_missing
    assert [(one.text, one.start) for one in found.forbidden] == []
    found = use("The reading lamp", "O candeeiro pequeno", "pt-PT")
    assert [(one.text, one.start) for one in found.forbidden] == [("candeeiro", 2)]


def test_a_forbidden_word_inside_an_allowed_term_or_allowed_for_another_concept_is_none() -> None:
    assert use("The reading lamp", "O candeeiro de leitura", "pt-PT").forbidden == ()
    refund, _ = uses("A refund and a return", "El reembolso y la devolución", "es", (), TERMS)
    assert (refund.concept.id, refund.forbidden) == ("refund", ())


def test_nothing_is_told_of_what_may_be_several_things_or_has_no_terms() -> None:
    assert uses("An order", "Una cosa", "es", (), TERMS) == ()
    assert uses("The contract", "El acuerdo", "es", (), TERMS) == ()
    assert uses("Nothing", "Nada", "es", (), TERMS) == ()
