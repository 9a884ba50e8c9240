"""What is wrong in a glossary itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.model.finding import Severity
from locmem.model.term import Concept
from locmem.terms.lint import Flaw, flaws
from tests.terms.concepts import concept, glossary

FINE = concept("refund", "en+refund", "en~reimbursement", "es+reembolso", "es!devolución", "de+Erstattung")


def lint(*concepts: Concept) -> tuple[Flaw, ...]:
    return flaws(
        glossary(*concepts),
        source_locale="en",
        locales=("es", "es-MX", "de"),
        variants=("es-MX",),
        markets=("ES", "MX"),
        used=("refund", "ideal"),
    )


def with_terms(*terms: str) -> Concept:
    return replace(FINE, terms=(*FINE.terms, *concept("x", *terms).terms))


@pytest.mark.parametrize(
    ("terms", "kind", "what"),
    [
        (("es+reembolso",), "term-twice", "reembolso stands twice."),
        (("es~Reembolso",), "term-twice", "Reembolso stands twice."),
        (("es!reembolso",), "term-contradictory", "reembolso is preferred and forbidden."),
        (("es!reembolso@MX",), "term-contradictory", "reembolso is preferred and forbidden."),
        (("es+abono",), "preferred-twice", "reembolso and abono are both preferred."),
        (("en+money back",), "preferred-twice", "refund and money back are both preferred."),
        (("it+rimborso",), "locale-unknown", "it is no locale of locmem.yaml."),
        (("es~abono@PE",), "market-unknown", "there is no market PE."),
        (("es~%",), "term-unfindable", "% holds no word, so that it is found nowhere."),
    ],
)
def test_what_is_wrong_with_a_term(terms: tuple[str, ...], kind: str, what: str) -> None:
    [flaw] = lint(with_terms(*terms))
    assert (flaw.kind, flaw.what) == (kind, what)


@pytest.mark.parametrize(
    "terms",
    [
        (),
        ("es+abono@MX",),
        ("es+abono@MX", "es+pago@ES"),
        ("es!vale@MX", "es~vale@ES"),
        ("es-MX+abono", "es-MX!reembolso"),
    ],
)
def test_what_is_fine(terms: tuple[str, ...]) -> None:
    assert lint(with_terms(*terms)) == ()
    assert lint(concept("ideal", "en+iDEAL", kept=True)) == ()


@pytest.mark.parametrize(
    ("found", "kind", "severity"),
    [
        (concept("refund", "es+reembolso"), "source-missing", Severity.ERROR),
        (concept("refund", "en!refund", "es+x", "de+y"), "preferred-missing", Severity.WARNING),
        (concept("refund", "en+refund", "es~x", "de+y"), "preferred-missing", Severity.WARNING),
        (concept("shade", "en+shade", "es+x", "de+y"), "term-unused", Severity.NOTE),
    ],
)
def test_what_is_wrong_with_a_concept(found: Concept, kind: str, severity: Severity) -> None:
    [flaw] = lint(found)
    assert (flaw.kind, flaw.severity, flaw.locale) == (kind, severity, "")


def test_a_term_of_two_concepts_is_told_once() -> None:
    other = concept("ideal", "en+Refund", "es+abono", "de+Gutschrift")
    [flaw] = lint(FINE, other)
    assert (flaw.kind, flaw.severity) == ("term-ambiguous", Severity.NOTE)


def test_the_worst_comes_first_and_then_the_line() -> None:
    late = replace(FINE, terms=tuple(replace(one, line=9) for one in with_terms("es+abono").terms))
    early = replace(concept("refund", "es+x"), terms=(replace(concept("a", "es+x").terms[0], line=2),))
    unused = concept("shade", "en+shade", "es+x", "de+y")
    assert [flaw.kind for flaw in lint(unused, late, early)] == ["source-missing", "preferred-twice", "term-unused"]


def test_where_markets_and_sources_are_not_known_nothing_is_said_of_them() -> None:
    shade = concept("shade", "en+shade", "es+x@PE", "de+y")
    assert flaws(glossary(shade), source_locale="en", locales=("es", "de")) == ()
