"""What a translator sees in a table: texts and codes as in PO, the state, and what is told beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import InputErrors
from locmem.exchange.outgoing import Lock, Outgoing
from locmem.exchange.outgoing_tables import table_of, write_csv, write_xlsx
from locmem.formats.table import Table
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from tests.trust.returns.all_places import TODAY, handed_out, paths, untranslated

TEXT = "First **one** with {{ market.name }}."


def outgoing(text: str = TEXT, *, lock: Lock | None = None, path: str = "a.md", **changes: object) -> Outgoing:
    pair = untranslated(text, path, "es")
    entries = tuple(replace(entry, **changes) for entry in pair.catalog.entries)  # type: ignore[arg-type]
    return Outgoing(document=path, source_locale="en", locale="es", rows=pair.with_entries(entries).rows, lock=lock)


def cells(table: Table, row: int = 0) -> dict[str, str]:
    names = [column.name for column in table.columns]
    return dict(zip(names, ("".join(runs) for runs in table.rows[row].cells), strict=True))


def test_a_row_says_what_it_is() -> None:
    sent = outgoing()
    [row] = sent.rows
    found = cells(table_of(sent, "2026-es-1"))
    assert (found["Place"], found["Source (en)"], found["Translation (es)"]) == ("paragraph", row.entry.source, "")
    assert (found["State"], found["Your note"]) == ("", "")
    assert (found["Key"], found["Handoff"]) == (f"a.md#{row.entry.occurrence}", "2026-es-1")
    assert dict(table_of(sent, "2026-es-1").facts)["segments"] == "1"


@pytest.mark.parametrize("path", paths())
def test_codes_stand_apart_and_texts_as_in_po(path: str) -> None:
    pair = handed_out(path, "es")
    table = table_of(Outgoing(document=path, source_locale="en", locale="es", rows=pair.rows), "x")
    marked = 0
    for row, one in zip(pair.rows, table.rows, strict=True):
        runs = one.cells[1]
        assert "".join(runs) == row.entry.source
        marked += len(runs) > 1
        assert len(runs) > 1 or not row.segment.content.codes
    assert marked > 5


@pytest.mark.parametrize(
    ("state", "origin", "said", "told"),
    [
        (State.DRAFT, Origin(OriginKind.MT, "apertium"), "", "Proposal: by machine (apertium), nobody has read it"),
        (State.DRAFT, Origin(OriginKind.TM), "", "Proposal: from the memory, 87 %"),
        (State.TRANSLATED, HUMAN, "translated", ""),
        (State.REVIEWED, HUMAN, "reviewed", ""),
    ],
    ids=["machine", "memory", "translated", "reviewed"],
)
def test_the_state_is_empty_where_a_person_is_to_say_it(state: State, origin: Origin, said: str, told: str) -> None:
    match = 87 if origin.kind is OriginKind.TM else 0
    found = cells(table_of(outgoing(target="Primero.", state=state, origin=origin, match=match), "x"))
    assert (found["Translation (es)"], found["State"], found["About this text"]) == ("Primero.", said, told)


def test_what_is_out_of_date_is_shown_with_what_it_was_made_for() -> None:
    sent = outgoing(
        target="Antes.", state=State.TRANSLATED, origin=HUMAN, stale_since=TODAY, previous_source="Before\nthis.",
        proposal="Ahora.", remarks=("Is it a lamp?",),
    )  # fmt: skip
    found = cells(table_of(sent, "x"))
    assert (found["Translation (es)"], found["State"]) == ("Ahora.", "")
    for line in ("Translated before: Antes.", "Source before: Before this.", "Noted before: Is it a lamp?"):
        assert line in found["About this text"].split("\n")


def test_codes_of_html_are_explained_first() -> None:
    sent = outgoing("<p>Press <b>now</b>.</p>\n", path="a.html")
    assert cells(table_of(sent, "x"))["About this text"].split("\n")[0] == "<g1> = <b>…</b>"


def test_what_is_approved_by_name_is_locked() -> None:
    [row] = table_of(outgoing(lock=Lock(who="Ana approved it", unlock="x"), target="Uno", state=State.DRAFT), "x").rows
    assert row.is_locked
    assert row.cells[3] == ("locked",)
    assert "Locked: Ana approved it. Leave it as it is." in row.cells[5][0]


def test_a_text_that_no_cell_can_hold_is_refused_by_name() -> None:
    sent = outgoing("word " * 7_000 + "\n\nShort.\n\n" + "many " * 7_000)
    for write in (write_csv, write_xlsx):
        with pytest.raises(InputErrors, match="more than the 32,767 characters a cell can hold") as refused:
            write(sent, handoff="x")
        assert len(refused.value.problems) == 2
        assert "po, xliff or xliff2" in refused.value.problems[0].do


def test_what_is_told_is_short_enough_for_a_cell() -> None:
    found = cells(table_of(outgoing(target="x", state=State.DRAFT, doubts=("much " * 9_000,)), "x"))
    assert 7_900 < len(found["About this text"]) <= 8_000
    assert found["About this text"].endswith("…")
