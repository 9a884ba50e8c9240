from __future__ import annotations

import pytest

import locmem
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
