"""What helps a translator is said in words, each line with a label by which it is known as ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.exchange.guidance import (
    OWN_NOTES,
    Guidance,
    Label,
    Note,
    change_note,
    entry_notes,
    link_notes,
    notes_around,
    notes_on_all,
    proposal_of,
)
from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.priority import BLOCKED, Priority, Scored
from locmem.model.segment import UnitKind
from locmem.model.term import Term
from locmem.model.translation import CatalogEntry, Origin, OriginKind, State
from locmem.terms.hints import TermHint

ENTRY = CatalogEntry(occurrence="k3f9xx", kind=UnitKind.PARAGRAPH, source="The link works once, for one hour.")
REFUND = TermHint(concept="refund", source="refund", start=0, end=6, preferred=(Term(locale="es", text="reembolso"),))


def texts(notes: object) -> list[str]:
    return [note.in_xliff for note in notes]  # type: ignore[attr-defined]


def test_what_is_not_known_is_not_said() -> None:
    assert texts(notes_around(Guidance())) == []
    assert texts(entry_notes(ENTRY)) == []


def test_what_a_translator_must_keep_to_comes_first() -> None:
    guidance = Guidance(
        markets=("ES", "MX"),
        scored=Scored(priority=Priority.MUST, reasons=("a legal text", "customers see nothing")),
        comes_before="Good to know",
        comes_after="Write to us.",
        most=60,
        register="informal: tú",
        terms=(REFUND,),
        answers=("Once means per request.",),
        refused="“Uno”, because a code is missing",
        preview="preview.html",
    )
    assert texts(notes_around(guidance)) == [
        "At most: 60 characters",
        "Term: refund = reembolso",
        "Answer to a question: Once means per request.",
        "Was not taken: “Uno”, because a code is missing",
        "The text before this: Good to know",
        "The text after this: Write to us.",
    ]
    assert texts(notes_on_all(guidance)) == [
        "Address readers as: informal: tú",
        "For: ES, MX; priority 1: a legal text",
        "Preview: preview.html",
    ]
    assert texts(notes_on_all(Guidance())) == []


@pytest.mark.parametrize("label", Label)
def test_every_note_is_known_as_ours_by_its_beginning(label: Label) -> None:
    assert Note(label=label, text="x").in_xliff.startswith(OWN_NOTES)


def test_what_keeps_a_page_back_besides_its_texts_is_not_told_to_translators() -> None:
    scored = Scored(priority=Priority.MUST, reasons=(f"{BLOCKED}the fact tax.rate is unverified", "a legal text"))
    assert texts(notes_on_all(Guidance(scored=scored))) == ["For: priority 1: a legal text"]


@pytest.mark.parametrize(
    ("origin", "is_stale", "label"),
    [(OriginKind.TM, False, "A similar text was translated"), (OriginKind.TM, True, "The source changed since this")],
)
def test_a_near_match_is_not_called_an_earlier_version(origin: OriginKind, is_stale: bool, label: str) -> None:
    entry = replace(
        ENTRY,
        target="El enlace funciona una vez.",
        state=State.TRANSLATED if is_stale else State.DRAFT,
        origin=Origin(origin),
        previous_source="The link works once.",
        stale_since=date(2026, 11, 1) if is_stale else None,
    )
    [note] = texts(change_note(entry, "en"))
    assert note.startswith(label)
    assert "[ → , for one hour]" in note or "→" in note


@pytest.mark.parametrize("label", ["Comes before", "Comes after"])
def test_notes_of_earlier_versions_are_still_known(label: str) -> None:
    assert f"{label}: x".startswith(OWN_NOTES)


def test_in_po_a_note_is_one_line() -> None:
    assert Note(label=Label.TERM, text="a\nb").in_po == "term: a b"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("The link works once.", "The link works once[ → , for one hour]."),
        ("The link works once, for two hours.", "The link works once, for [two hours → one hour]."),
        ("The new link works once, for one hour.", "The [new  → ]link works once, for one hour."),
    ],
)
def test_what_changed_is_shown_in_its_place(before: str, said: str) -> None:
    [note] = change_note(replace(ENTRY, previous_source=before), "en")
    assert note.text == said


def test_who_proposed_a_text_is_said() -> None:
    machine = replace(ENTRY, target="x", state=State.DRAFT, origin=Origin(OriginKind.MT, "apertium"))
    assert proposal_of(machine) == "by machine (apertium), nobody has read it"
    assert proposal_of(replace(machine, match=87, origin=Origin(OriginKind.TM))) == "from the memory, 87 %"
    assert proposal_of(replace(machine, state=State.TRANSLATED)) == ""


def test_links_are_told_whose_address_a_tool_hides() -> None:
    one = parse("Write to us [at any time](complaints.md).", Syntax.MARKDOWN)
    two = parse("[Here](a.md) or [there](b.md), **not** `there`.", Syntax.MARKDOWN)
    assert texts(link_notes(one)) == ["Link: complaints.md"]
    assert texts(link_notes(two)) == ["Link: 1 leads to a.md", "Link: 2 leads to b.md"]
    assert texts(link_notes(parse("No **link** here.", Syntax.MARKDOWN))) == []


def test_a_text_inside_a_code_is_no_field_of_the_page() -> None:
    inside = replace(ENTRY, name="title", kind=UnitKind.ATTRIBUTE)
    assert texts(entry_notes(inside)) == ["Stands in: title of a link, picture or tag"]
    assert texts(entry_notes(replace(ENTRY, name="title", kind=UnitKind.TITLE))) == ["Stands in: title"]
