"""The project's own memory files of two branches as one: every pair of either, and none twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.formats import tmx
from locmem.memory.kept_pairs import SUPERSEDED, identity, merge_kept_pairs
from locmem.memory.text_entries import entry_of
from locmem.memory.tmx_entries import units
from locmem.model.match import Entry

PATH = "content/memory/es.tmx"


def pair(source: str, target: str) -> Entry:
    return entry_of(source, target, source="en", target="es")


ONE, TWO, THREE = pair("One.", "Uno."), pair("Two.", "Dos."), pair("Three.", "Tres.")
BASES = st.frozensets(st.sampled_from([pair(f"{n}.", f"{n} es.") for n in range(6)]))


def file(*entries: Entry) -> bytes:
    return tmx.write(units(entries), source_locale="en")


def merge(base: bytes | None, ours: bytes, theirs: bytes) -> bytes:
    return merge_kept_pairs(base, ours, theirs, path=PATH).data


@settings(max_examples=40)
@given(BASES, BASES, BASES)
def test_both_sides_pairs_come_together_less_what_one_side_took_out(
    base: frozenset[Entry], ours: frozenset[Entry], theirs: frozenset[Entry]
) -> None:
    merged = merge(file(*base), file(*ours), file(*theirs))
    assert merged == merge(file(*base), file(*theirs), file(*ours))
    assert merged == file(*((ours | theirs) - (base - ours) - (base - theirs)))


def test_both_added_the_file() -> None:
    assert merge(None, file(ONE, TWO), file(TWO, THREE)) == file(ONE, TWO, THREE)


def test_a_pair_that_one_side_put_out_of_trust_is_not_trusted_again() -> None:
    doubted = replace(ONE, origin=SUPERSEDED)
    noted = replace(ONE, changed="2026-11-21")
    assert identity(doubted) == identity(noted)
    assert merge(file(ONE), file(doubted), file(noted)) == file(doubted)
    assert merge(file(ONE), file(noted, TWO), file(doubted)) == file(doubted, TWO)


@pytest.mark.parametrize(
    "foreign",
    [
        file(ONE).replace(b"<body>", b"<body><!-- ours -->"),
        file(ONE).replace(b'creationtool="locmem"', b'creationtool="other"'),
        file(ONE)[:-30],
        b"",
        b"<xliff/>",
        file(ONE).replace(b"<seg>One.</seg>", b""),
    ],
    ids=["a comment", "another program's", "cut", "empty", "something else", "broken"],
)
def test_what_locmem_would_write_otherwise_is_not_merged(foreign: bytes) -> None:
    for sides in ((foreign, file(TWO)), (file(TWO), foreign)):
        with pytest.raises(InputErrors, match=r"es\.tmx"):
            merge(None, *sides)
