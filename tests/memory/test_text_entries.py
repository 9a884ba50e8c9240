from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import locmem
from locmem import entry_of, open_memory
from locmem.errors import DamagedStore, StoreError, UsageError
from locmem.model.match import Band, Trust


def test_pairs_of_strings_are_found_again_with_their_codes() -> None:
    with locmem.open_memory("sqlite://") as memory:
        pair = locmem.entry_of("See [prices](/p) now.", "Mira [precios](/p) ya.", trust=locmem.Trust.CONFIRMED)
        assert memory.add([pair, locmem.entry_of("**Now**", "Ya")]).added == 1
        [match] = memory.search("See [prices](/q) now.")
        assert match.target_text == "Mira [precios](/q) ya."
        [exact] = memory.search("See [prices](/p) now.")
        assert (exact.percent, exact.band) == (100.0, Band.EXACT)


@pytest.mark.parametrize("trust", Trust, ids=lambda trust: trust.value)
def test_only_what_a_person_answers_for_is_called_human(trust: Trust) -> None:
    pair = locmem.entry_of("Now", "Ya", source="en", target="es-MX", trust=trust, document="a.md", before="Then")
    assert (pair.source_locale, pair.locale, pair.document, pair.before) == ("en", "es-MX", "a.md", "Then")
    assert (pair.origin == "human") == (trust is Trust.CONFIRMED)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda memory: memory.search("Hello", target="español"), "target: 'español' is not a language tag"),
        (lambda memory: memory.search("Hello", target=None), "target is of type NoneType, not a text"),
        (lambda memory: memory.search(None), "a text is of type NoneType, not a text"),
        (lambda memory: memory.search("\ud800"), "half of a character"),
        (lambda memory: memory.search_many("abc"), "texts is one text, not several"),
        (lambda memory: memory.add([], batch=5), "the batch is of type int, not a text"),
        (lambda memory: memory.add([entry_of("Five", "\udfff")]), "the target text holds half"),
        (lambda memory: memory.import_tmx("old.tmx", source_locale=""), "source_locale: '' is not a language tag"),
        (lambda _: entry_of("Five", "Cinco", target="../evil"), "target: '../evil' is not a language tag"),
        (lambda _: open_memory(""), "the memory has no name"),
    ],
)
def test_what_a_program_gives_wrongly_is_said_and_nothing_is_damaged(call: Callable[[Any], object], said: str) -> None:
    with open_memory("sqlite://") as memory:
        with pytest.raises(UsageError, match=re.escape(said)):
            call(memory)
        assert memory.add([entry_of("Five", "Cinco")], batch="5").added == 1
        assert memory.stats()


def test_locales_are_found_in_whatever_spelling_they_are_asked_for() -> None:
    with open_memory("sqlite://") as memory:
        memory.add([entry_of("Five", "Cinco", source="EN", target="pt_br")])
        assert [match.target_text for match in memory.search("Five", target="pt-BR")] == ["Cinco"]
        assert memory.search("Five", source="en", target="PT_br") != ()


def test_a_memory_that_lived_in_memory_is_gone_when_it_is_closed_and_a_file_is_not(tmp_path: Path) -> None:
    memory = open_memory("sqlite://")
    memory.close()
    with pytest.raises(StoreError, match="was closed, and what lived in memory is gone") as caught:
        memory.search("Five")
    assert not isinstance(caught.value, DamagedStore)
    kept = open_memory(tmp_path / "pairs.db")
    kept.add([entry_of("Five", "Cinco")])
    kept.close()
    assert [match.target_text for match in kept.search("Five")] == ["Cinco"]
    kept.close()
