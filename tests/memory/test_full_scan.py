"""What a lookup answers is what comparing the query with every stored entry answers."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from locmem.inline.compare import memory_key
from locmem.inline.protect import parse
from locmem.memory.lookup import matches
from locmem.memory.store import open_memory
from locmem.memory.symbols import masked_symbols, raw_symbols
from locmem.model.inline import Syntax
from locmem.model.match import Band, Entry, Query, Trust
from locmem.model.segment import UnitKind

MEMORIES = int(os.environ.get("LOCMEM_MEMORIES", "30"))
"""How many random memories each property is tried on; `make memories` tries thousands."""

WORDS = st.sampled_from(
    ["pay", "return", "not", "14", "30", "days", "**now**", "{{ ticket.id }}", "{{ market.vat }}", "https://a.example/x",
     "RMA-7", "é", "e\u0301", "Ω", "日本", "*", "&nbsp;", "€", "[help](/h)"]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
ENTRIES = st.builds(
    lambda text, other, document, trust: Entry(
        source=parse(text, Syntax.MARKDOWN),
        target=parse(f"{text} {other}", Syntax.MARKDOWN),
        source_locale="en",
        locale="es",
        kind=UnitKind.ITEM,
        document=document,
        occurrence=document,
        trust=trust,
    ),
    TEXTS,
    st.sampled_from(["uno", "dos"]),
    st.sampled_from(["", "a", "b"]),
    st.sampled_from(Trust),
)


def asked(text: str) -> Query:
    return Query(
        source=parse(text, Syntax.MARKDOWN),
        source_locale="en",
        locale="es",
        kind=UnitKind.ITEM,
        document="a",
        occurrence="a",
    )


def reaches(query: Query, entry: Entry, floor: float) -> bool:
    if memory_key(query.source) == memory_key(entry.source):
        return True
    return any(
        likeness(symbols(query.source), symbols(entry.source)) >= floor - 1e-9
        for symbols in (raw_symbols, masked_symbols)
    )


def likeness(a: str, b: str) -> float:
    return 100 - 100 * Levenshtein.distance(a, b) / max(len(a), len(b), 1)


@settings(max_examples=MEMORIES, deadline=None)
@given(
    st.lists(ENTRIES, max_size=25),
    st.lists(TEXTS, min_size=1, max_size=4),
    st.integers(50, 100),
    st.integers(1, 6),
    st.data(),
)
def test_lookup_answers_as_a_full_scan_does_after_any_changes(
    entries: list[Entry], texts: list[str], floor: int, limit: int, data: st.DataObject
) -> None:
    queries = [asked(text) for text in texts]
    kept = data.draw(st.lists(st.sampled_from(entries), unique=True)) if entries else []
    with TemporaryDirectory() as folder, open_memory(Path(folder) / "memory.db", durable=False) as memory:
        for change, given_entries in (
            (memory.add, entries),
            (memory.replace_all, kept),
            (memory.add, entries),
        ):
            change(given_entries)
            stored = list(memory.entries())
            for query, found in zip(queries, memory.lookup_many(queries, floor, limit), strict=True):
                near_enough = [entry for entry in stored if reaches(query, entry, floor)]
                assert found == matches(query, near_enough, floor, limit)


@settings(max_examples=MEMORIES, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=20), st.data())
def test_every_stored_source_is_found_exactly_in_any_normal_form(entries: list[Entry], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(entries)).source.native
    with TemporaryDirectory() as folder, open_memory(Path(folder) / "memory.db", durable=False) as memory:
        memory.add(entries)
        for form in ("NFC", "NFD"):
            found = memory.lookup(asked(unicodedata.normalize(form, text)), limit=1)
            assert found[0].percent == 100
            assert found[0].band in (Band.EXACT, Band.CONTEXT, Band.CONTEXT_BOTH)
            assert not found[0].repaired
