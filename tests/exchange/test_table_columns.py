"""The columns of a table are found by their names, and its rows by what they say of themselves."""

from __future__ import annotations

import pytest

from locmem.exchange.table_columns import (
    KEY,
    NOTE,
    SOURCE,
    TRANSLATION,
    Proof,
    columns,
    header_of,
    is_header,
    key_of,
    proof_of,
    read_key,
    read_proof,
)
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry

SENT = tuple(column.name for column in columns("en", "pt-BR"))


def test_the_columns_that_are_sent_are_found_again() -> None:
    header = header_of(SENT)
    assert is_header(SENT)
    assert set(header.places) | {NOTE} == {column.partition(" (")[0] for column in SENT}
    assert (header.source_locale, header.locale, header.width) == ("en", "pt-BR", len(SENT))
    assert (header.others, header.twice, len(header.notes)) == ((), (), 1)


def test_order_capitals_and_blanks_do_not_matter_and_others_are_named() -> None:
    header = header_of(["Price", "", " KEY ", "translation(es) ", "Comments", "proof ñ????", "My ideas (x)", "Source"])
    assert header.places == {KEY: 2, TRANSLATION: 3, "Proof": 5, SOURCE: 7}
    assert (header.others, header.notes, header.locale) == (("Price", "My ideas (x)"), (4,), "es")
    assert (header.place(KEY), header.place("State")) == (2, -1)


def test_a_name_that_stands_twice_is_told() -> None:
    assert header_of(["Translation (es)", "Key", "translation"]).twice == (TRANSLATION,)


@pytest.mark.parametrize(
    ("cells", "is_one"),
    [
        (("Translation (es)", "Key"), True),
        (("Source", "Translation"), True),
        (("Translation", "Note"), False),
        (("Source", "Key"), False),
        ((), False),
    ],
)
def test_a_header_names_the_translation_and_what_its_rows_are_known_by(cells: tuple[str, ...], is_one: bool) -> None:
    assert is_header(cells) == is_one


def test_a_key_is_what_commands_call_a_segment() -> None:
    assert read_key(f" {key_of('articles/a#b.md', 'k3f9xx')} ") == ("articles/a#b.md", "k3f9xx")
    assert [read_key(cell) for cell in ("", "k3f9xx", "#k3f9xx", "a.md#")] == [("", "")] * 4


def test_a_proof_that_is_cut_is_none() -> None:
    entry = CatalogEntry(occurrence="a", kind=UnitKind.TEXT, source="One", syntax=Syntax.HTML, target="Uno")
    proof = proof_of(entry, 12)
    assert read_proof(f" {proof} ") == proof
    assert all(read_proof(str(proof)[:end]) is None for end in range(len(str(proof))))
    empty = Proof(place=1, syntax=Syntax.PLAIN, source=proof.source, target="")
    assert read_proof(str(empty)) == empty


def test_a_proof_of_a_table_that_was_sent_before_rows_were_counted_is_read() -> None:
    older = read_proof("plain.0123456789ab.-")
    assert older == Proof(place=0, syntax=Syntax.PLAIN, source="0123456789ab", target="")


def test_headers_of_what_is_filled_in_say_what_goes_there() -> None:
    said = {column.name: column.prompt for column in columns("en", "es") if column.prompt}
    assert list(said) == ["Translation (es)", "State"]
    assert all(len(prompt) <= 255 for prompt in said.values())
