"""Two glossaries joined: nothing of the team's own is lost or changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.model.term import Concept, Glossary
from locmem.terms.joining import Joined, Outcome, joined
from tests.terms.concepts import concept, glossary, term

OWN = glossary(
    concept("refund", "en+refund", "es+reembolso", "es!devolución", definition="Money paid back."),
    concept("order-1", "en+order", "es+pedido"),
    concept("order-2", "en+order", "es+orden"),
)


def join(*concepts: Concept, own: Glossary = OWN) -> Joined:
    return joined(own, glossary(*concepts), "en")


def said(result: Joined, outcome: Outcome) -> list[tuple[str, str, str, str]]:
    return [(one.concept, one.locale, one.what, one.here) for one in result.changes if one.outcome is outcome]


def test_terms_are_added_to_the_concept_with_the_same_source_term() -> None:
    result = join(concept("c7", "en+Refund", "es~abono", "de+Erstattung"))
    assert [one.text for one in result.glossary.concepts[0].terms] == [
        "refund", "reembolso", "devolución", "abono", "Erstattung",
    ]  # fmt: skip
    assert said(result, Outcome.ADDED) == [
        ("refund", "es", "abono (admitted)", ""),
        ("refund", "de", "Erstattung (preferred)", ""),
    ]
    assert said(result, Outcome.CONFLICT) == [("refund", "en", "Refund is preferred", "refund")]


def test_what_is_the_same_changes_nothing() -> None:
    result = join(concept("refund", "en+refund", "es+reembolso", definition="Money paid back."))
    assert (result.glossary, result.changes, result.same) == (OWN, (), 2)


def test_another_status_preferred_term_or_definition_is_a_conflict_and_not_taken() -> None:
    result = join(concept("x", "en+refund", "es+devolución", "es+abono", definition="A sum.", kept=True))
    assert result.glossary == OWN
    assert said(result, Outcome.CONFLICT) == [
        ("refund", "es", "devolución is preferred", "forbidden"),
        ("refund", "es", "abono is preferred", "reembolso"),
        ("refund", "", "definition: A sum.", "Money paid back."),
        ("refund", "", "do not translate", "it is translated"),
    ]


def test_a_preferred_term_for_a_market_stands_beside_the_one_for_all() -> None:
    result = join(concept("x", "en+refund", "es+abono@MX"))
    assert said(result, Outcome.ADDED) == [("refund", "es", "abono (preferred)", "")]
    again = join(concept("x", "en+refund", "es+abono@MX PE", "es+pago@MX"), own=result.glossary)
    assert said(again, Outcome.CONFLICT) == [
        ("refund", "es", "markets of abono: MX PE", "MX"),
        ("refund", "es", "pago is preferred", "abono"),
    ]


def test_gaps_are_filled() -> None:
    fuller = replace(concept("x", "en+refund", note="n"), domain="payments")
    fuller = replace(fuller, terms=(replace(fuller.terms[0], part_of_speech="noun", note="British, too"),))
    result = join(fuller)
    assert result.glossary.concepts[0].terms[0] == replace(term("en+refund", "noun"), note="British, too")
    assert [what for _, _, what, _ in said(result, Outcome.FILLED)] == [
        "part of speech of refund: noun",
        "note of refund: British, too",
        "domain: payments",
        "note: n",
    ]


def test_an_id_alone_makes_no_concept_the_same() -> None:
    result = join(concept("refund", "en+shade", "es+pantalla"))
    assert [one.id for one in result.glossary.concepts] == ["refund", "order-1", "order-2", "refund-2"]


def test_an_id_counts_where_there_is_no_source_term() -> None:
    result = join(concept("refund", "fr+remboursement"))
    assert result.glossary.concepts[0].in_locale("fr") == (term("fr+remboursement"),)


def test_what_may_be_several_concepts_is_not_taken_unless_its_id_tells() -> None:
    result = join(concept("c1", "en+order", "de+Bestellung"))
    assert result.glossary == OWN
    assert said(result, Outcome.CONFLICT) == [("c1", "", "order may be any of several concepts", "order-1, order-2")]
    result = join(concept("order-2", "en+order", "de+Befehl"))
    assert result.glossary.concepts[2].in_locale("de") == (term("de+Befehl"),)


TERMS = st.builds(
    lambda locale, mark, text, markets: term(f"{locale}{mark}{text}{markets}"),
    st.sampled_from(["en", "es"]),
    st.sampled_from("+~!"),
    st.sampled_from("abc"),
    st.sampled_from(["", "@ES", "@MX"]),
)
GLOSSARIES = st.lists(
    st.builds(
        Concept,
        id=st.sampled_from(["one", "two"]),
        terms=st.lists(TERMS, min_size=1, max_size=4, unique_by=lambda one: (one.locale, one.text)).map(tuple),
        definition=st.sampled_from(["", "d", "e"]),
        is_kept=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda one: one.id,
).map(lambda concepts: Glossary(concepts=tuple(concepts)))


@settings(max_examples=40)
@given(GLOSSARIES, GLOSSARIES)
def test_whatever_comes_the_own_terms_stay_and_a_second_time_adds_nothing(own: Glossary, other: Glossary) -> None:
    result = joined(own, other, "en")
    after = {one.id: one for one in result.glossary.concepts}
    for before in own.concepts:
        assert set(before.terms) <= set(after[before.id].terms)
        assert before.definition in ("", after[before.id].definition)
        assert before.is_kept is after[before.id].is_kept
    assert len(after) == len(result.glossary.concepts)
    assert joined(own, own, "en").glossary == own
