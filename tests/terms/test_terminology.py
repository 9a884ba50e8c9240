"""Which terms a locale is to use."""

from __future__ import annotations

from locmem.model.tags import LanguageTag
from locmem.terms.terminology import Terminology
from tests.terms.concepts import concept, glossary

COMPUTER = concept(
    "computer",
    *("en+computer", "es+ordenador", "es~equipo", "es!máquina"),
    *("es-MX+computadora", "es-MX~máquina", "es-MX!ordenador"),
)
INVOICE = concept("invoice", "en+invoice", "es+factura", "es+recibo fiscal@MX", "es!boleta@ES")
KEPT = concept("ideal", "en+iDEAL", "en!i-DEAL", kept=True)
COLOUR = concept("colour", "en+color", "en-GB+colour")

TERMS = Terminology(
    glossary(COMPUTER, INVOICE, KEPT, COLOUR),
    "en",
    {
        LanguageTag("es-MX"): (LanguageTag("es-419"), LanguageTag("es")),
        LanguageTag("en-GB"): (LanguageTag("en"),),
    },
)


def texts(name: str, locale: str, *markets: str) -> list[str]:
    found = next(one for one in TERMS.glossary.concepts if one.id == name)
    return [f"{term.status.value[0]}:{term.text}" for term in TERMS.targets(found, locale, markets)]


def test_a_variant_has_its_own_terms_before_those_of_its_base() -> None:
    assert texts("computer", "es") == ["p:ordenador", "a:equipo", "f:máquina"]
    assert texts("computer", "es-MX") == ["p:computadora", "a:máquina", "f:ordenador"]
    assert texts("invoice", "es-MX") == texts("invoice", "es")


def test_a_variant_of_the_source_has_the_terms_of_the_source() -> None:
    assert texts("colour", "en-GB") == ["p:colour"]
    assert texts("invoice", "en-GB") == ["p:invoice"]


def test_terms_of_one_market_come_before_those_of_all() -> None:
    assert texts("invoice", "es") == ["p:factura", "p:recibo fiscal", "f:boleta"]
    assert texts("invoice", "es", "ES") == ["p:factura", "f:boleta"]
    assert texts("invoice", "es", "MX") == ["p:recibo fiscal"]
    assert texts("invoice", "es", "ES", "MX") == ["p:factura", "p:recibo fiscal", "f:boleta"]


def test_what_is_not_translated_has_the_sources_own_term() -> None:
    assert texts("ideal", "es") == ["p:iDEAL"]
    assert texts("computer", "de") == []


def test_terms_are_found_in_targets_of_a_variant() -> None:
    [hit] = TERMS.in_target("Dos computadoras", "es-MX")
    assert hit.concept is COMPUTER
    assert TERMS.in_target("Dos computadoras", "es") == ()
