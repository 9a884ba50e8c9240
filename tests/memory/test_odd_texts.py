"""Texts that hardly are any: empty ones, codes or numbers alone, and very long ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from locmem.inline.protect import parse
from locmem.memory.index.bags import MAX_LENGTH
from locmem.memory.store import Memory, open_memory
from locmem.model.inline import Syntax
from locmem.model.match import Entry


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as opened:
        yield opened


def entry(source: str, target: str) -> Entry:
    return Entry(
        source=parse(source, Syntax.MARKDOWN),
        target=parse(target, Syntax.MARKDOWN),
        source_locale="en",
        locale="es",
    )


def found(memory: Memory, text: str) -> list[tuple[str, str, float]]:
    return [(match.source_text, match.target_text, match.percent) for match in memory.search(text, floor=50)]


def test_empty_texts_are_not_stored_and_find_nothing(memory: Memory) -> None:
    result = memory.add([entry("", "nada"), entry(" \n", "nada"), entry("Pay now.", "Paga ya.")])
    assert [one.why for one in result.rejected] == ["The source is empty."] * 2
    assert found(memory, "") == found(memory, "  ") == []


def test_codes_alone_are_the_same_text_with_another_code(memory: Memory) -> None:
    memory.add([entry("{{ ticket.id }}", "{{ ticket.id }}")])
    assert found(memory, "{{ ticket.id }}") == [("{{ ticket.id }}", "{{ ticket.id }}", 100)]
    assert found(memory, "{{ ticket.name }}") == [("{{ ticket.id }}", "{{ ticket.name }}", 99)]
    assert found(memory, "**{{ ticket.id }}** paid") == []


def test_numbers_alone_are_written_as_the_locale_writes_them(memory: Memory) -> None:
    memory.add([entry("1,234.50", "1.234,50"), entry("...", "...")])
    assert found(memory, "1,234.50") == [("1,234.50", "1.234,50", 100)]
    assert found(memory, "99,999.00") == [("1,234.50", "99.999,00", 99)]
    assert found(memory, "...") == [("...", "...", 100)]


def test_texts_over_the_limit_are_found_where_they_are_the_same_and_hide_no_others(memory: Memory) -> None:
    words = "word " * (MAX_LENGTH // 5)
    within, over, endless = words[:-5] + "last.", words + "last.", words * 10 + "last."
    assert len(within) == MAX_LENGTH < len(over) < 100_000 < len(endless)
    memory.add([entry(text, f"es: {text}") for text in (within, over, endless, "A short word.")])
    for text in (within, over, endless):
        assert found(memory, text)[0][::2] == (text, 100)
    near = within.replace("last", "best")
    assert [source for source, _, _ in found(memory, near)] == [within]
    # The longer one would be near enough, but neither it nor the query is compared.
    assert found(memory, over.replace("last", "best")) == []
    assert [source for source, _, _ in found(memory, "A short wort.")] == ["A short word."]
