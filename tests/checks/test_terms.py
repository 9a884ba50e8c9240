"""The glossary's words in texts; what each check finds and leaves stands in its cases."""

from __future__ import annotations

from dataclasses import replace

from locmem.checks.terms import forbidden_in_sources, forbidden_terms, missing_terms, terms_of_other_markets
from tests.checks.lamps import Lamps

GLOSSARY = """\
concept,locale,term,status
parcel,en,parcel,preferred
parcel,en,package,forbidden
parcel,es,paquete,preferred
parcel,es,caja,forbidden
"""


def test_each_forbidden_word_of_a_source_has_its_place(lamps: Lamps) -> None:
    lamps.write("content/glossary.csv", GLOSSARY)
    lamps.article("A package is a package.")
    assert [(found.location.line, found.location.column) for found in lamps.findings("term-in-source")] == [
        (5, 3),
        (5, 16),
    ]


def test_nothing_is_said_of_words_where_the_glossary_cannot_be_read(lamps: Lamps) -> None:
    lamps.write("content/glossary.csv", GLOSSARY)
    lamps.article("Send the package and the parcel.")
    lamps.translate({"Send": "Devuelve la caja."})
    context = lamps.context()
    for check in (forbidden_in_sources, forbidden_terms, missing_terms, terms_of_other_markets):
        assert list(check(replace(context, terminology=None))) == []
    assert len(list(forbidden_terms(context))) == 1


def test_a_stale_target_is_not_asked_for_the_words_of_another_source(lamps: Lamps) -> None:
    lamps.write("content/glossary.csv", GLOSSARY)
    lamps.article("Send it back to us today, please.")
    lamps.translate({"Send": "Devuélvenoslo hoy, por favor."})
    lamps.article("Send the parcel back to us today, please.")
    assert lamps.findings("term-missing") == []
