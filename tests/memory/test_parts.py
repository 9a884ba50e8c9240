from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.memory.parts import MadePart, Parts, claims_of, made_of
from locmem.memory.store import Memory, open_memory
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Trust


def entry(source: str, target: str, **more: object) -> Entry:
    texts = parse(source, Syntax.MARKDOWN), parse(target, Syntax.MARKDOWN)
    made = Entry(source=texts[0], target=texts[1], source_locale="en", locale="es", trust=Trust.CONFIRMED)
    return replace(made, **more)  # type: ignore[arg-type]


ENTRIES = st.builds(
    entry,
    st.sampled_from(["Pay now.", "Pay **here**.", "Call us.", "Lost {{ code }}."]),
    st.sampled_from(["Paga ya.", "Paga **ya**.", "Llama.", "Perdido {{ code }}."]),
    document=st.sampled_from(["a.md", "b.md"]),
    before=st.sampled_from(["", "One."]),
    trust=st.sampled_from(Trust),
)
"""Few texts, so that parts hold the same pairs; some targets do not fit their source and are turned away."""

PARTS = st.lists(st.lists(ENTRIES, max_size=4), max_size=4)


class Made:
    """Parts that note which of them were made."""

    def __init__(self, parts: Sequence[Sequence[Entry]]) -> None:
        self.parts = parts
        self.made: list[int] = []

    def given(self) -> Parts:
        return Parts(claims=list(map(claims_of, self.parts)), make=self._make)

    def _make(self, numbers: Sequence[int]) -> Iterator[MadePart]:
        for number in numbers:
            self.made.append(number)
            yield made_of(self.parts[number])

    def all(self) -> Iterator[Entry]:
        for part in self.parts:
            yield from part


def fill(memory: Memory, parts: Sequence[Sequence[Entry]]) -> list[int]:
    """The numbers of the parts that were made."""
    made = Made(parts)
    memory.fill_parts(made.given, made.all)
    return made.made


@settings(max_examples=30)
@given(PARTS, PARTS)
def test_parts_are_stored_as_all_their_entries_together(before: list[list[Entry]], after: list[list[Entry]]) -> None:
    with open_memory("sqlite://") as by_parts, open_memory("sqlite://") as whole:
        for parts in (before, after):
            fill(by_parts, parts)
            whole.replace_all(entry for part in parts for entry in part)
        assert list(by_parts.entries()) == list(whole.entries())
        assert by_parts.stats() == whole.stats()


@pytest.fixture
def memory() -> Iterator[Memory]:
    with open_memory("sqlite://") as opened:
        yield opened


ONE, TWO = entry("Pay now.", "Paga ya."), entry("Call us.", "Llama.")


def test_a_part_that_is_as_it_was_is_not_made(memory: Memory) -> None:
    assert fill(memory, [[ONE], [TWO]]) == [0, 1]
    assert fill(memory, [[ONE], [TWO]]) == []
    assert fill(memory, [[ONE], [replace(TWO, before="Pay now.")]]) == [1]


def test_what_no_part_holds_any_more_goes(memory: Memory) -> None:
    fill(memory, [[ONE], [TWO]])
    assert fill(memory, [[ONE]]) == []
    assert list(memory.entries()) == [ONE]


def test_what_a_part_claims_and_nothing_stores_is_found_by_a_search(memory: Memory) -> None:
    fill(memory, [[ONE]])
    fill(memory, [[ONE], [TWO]])
    [match] = memory.search("Call us.")
    assert match.target_text == "Llama."


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "last"])
def test_of_a_pair_given_twice_the_one_that_a_person_confirmed_counts(memory: Memory, is_first: bool) -> None:
    imported = replace(ONE, trust=Trust.IMPORTED, before="Another.")
    fill(memory, [[ONE], [imported]] if is_first else [[imported], [ONE]])
    assert list(memory.entries()) == [ONE]
    # It stays so when nothing but the imported one is given anew.
    assert fill(memory, [[ONE], [imported]]) == []
    assert list(memory.entries()) == [ONE]


def test_pairs_that_may_not_enter_claim_nothing() -> None:
    assert claims_of([entry("Lost {{ code }}.", "Perdido.")]) == ()


def test_a_damaged_cache_is_filled_with_all_entries(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("memory") / "memory.db"
    with open_memory(file, durable=False) as memory:
        fill(memory, [[ONE], [TWO]])
        file.write_bytes(b"no database" * 1000)
    with open_memory(file, durable=False) as memory:
        fill(memory, [[ONE], [TWO]])
        assert {found.target.text for found in memory.entries()} == {"Paga ya.", "Llama."}
