"""Terms as values."""

from __future__ import annotations

import pytest

from locmem.model.term import Concept, Glossary, Term, TermStatus, concept_id


def term(text: str, locale: str = "en", status: TermStatus = TermStatus.PREFERRED, *markets: str) -> Term:
    return Term(locale=locale, text=text, status=status, markets=markets)


@pytest.mark.parametrize(
    ("terms", "name"),
    [
        ((term("PDF", status=TermStatus.ADMITTED), term("document")), "document"),
        ((term("PDF", status=TermStatus.FORBIDDEN), term("document", status=TermStatus.ADMITTED)), "document"),
        ((term("PDF", status=TermStatus.FORBIDDEN), term("documento", "es")), "doc-1"),
    ],
)
def test_a_concept_is_called_by_the_first_term_that_is_to_be_written(terms: tuple[Term, ...], name: str) -> None:
    assert Concept(id="doc-1", terms=terms).name("en") == name


@pytest.mark.parametrize(
    ("own", "asked", "holds"),
    [((), ("ES",), True), (("ES",), (), True), (("ES", "PT"), ("PT",), True), (("ES",), ("MX",), False)],
)
def test_a_term_holds_in_its_markets(own: tuple[str, ...], asked: tuple[str, ...], holds: bool) -> None:
    assert term("x", "es", TermStatus.PREFERRED, *own).holds_in(asked) is holds


def test_ids_are_made_of_terms_and_never_given_twice() -> None:
    assert concept_id("Reading  lamp!", ()) == "reading-lamp"
    assert concept_id("Reading lamp", {"reading-lamp", "reading-lamp-2"}) == "reading-lamp-3"
    assert concept_id("読書灯", ()) == "読書灯"
    assert concept_id("%", ()) == "concept"


def test_a_part_of_a_glossary_has_the_concepts_with_terms_in_it() -> None:
    one = Concept(id="a", terms=(term("a"), term("b", "es"), term("c", "de")))
    other = Concept(id="b", terms=(term("d", "de"),))
    [found] = Glossary(concepts=(one, other)).within({"en", "es"}).concepts
    assert (found.id, found.terms) == ("a", one.terms[:2])


def test_locales_are_named_once_in_order() -> None:
    one = Concept(id="a", terms=(term("a"), term("b", "es")))
    other = Concept(id="b", terms=(term("c", "de"), term("d")))
    assert Glossary(concepts=(one, other)).locales == ("en", "es", "de")
