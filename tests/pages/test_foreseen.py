"""What the release gate will say is known before a text is confirmed."""

from __future__ import annotations

import pytest

from locmem.model.translation import HUMAN, State
from locmem.pages.foreseen import Foreseen
from tests.pipelines.shop import SETTINGS, Shop

PAGE = "articles/paying.md"
SOURCE = "Paying for an order"
GLOSSARY = """concept,locale,term,status
order,en,order,preferred
order,es,pedido,preferred
order,es,orden,forbidden
"""


def told(shop: Shop, target: str, source: str = SOURCE) -> list[tuple[str, str]]:
    """The checks that will speak up, with how much that counts, were `target` confirmed."""
    pair = shop.pair(PAGE)
    (place,) = [place for place, entry in enumerate(pair.catalog.entries) if entry.source == source]
    entry = pair.catalog.entries[place].with_target(target, State.TRANSLATED, HUMAN)
    found = Foreseen(shop.open()).told(pair, {place: entry}).get(place, ())
    return [(one.check, one.severity.value) for one in found]


@pytest.fixture
def strict(shop: Shop) -> Shop:
    """A shop with a glossary."""
    shop.write("content/glossary.csv", GLOSSARY)
    return shop


def test_what_fails_the_release_is_told_as_the_gate_then_does(strict: Shop) -> None:
    assert told(strict, "Pagar un pedido") == []
    assert told(strict, "Pagar una orden") == [("term-forbidden", "error")]
    pair = strict.pair(PAGE)
    new = pair.catalog.entries[0].with_target("Pagar una orden", State.TRANSLATED, HUMAN)
    assert new.source == SOURCE
    strict.change_entry(SOURCE, "es", new)
    assert [one.check for one in strict.check().failing] == ["term-forbidden"]


def test_another_number_and_another_address_are_told(shop: Shop) -> None:
    shop.write("locmem.yaml", f"{SETTINGS}registers: {{es: informal}}\n")
    source = "Good to know for 3 years"
    shop.edit(f"content/{PAGE}", "Good to know", source)
    shop.run()
    assert told(shop, "Conviene saberlo durante 2 años", source) == [("number-changed", "error")]
    assert told(shop, "Conviene saberlo durante 3 años", source) == []
    assert ("register-other", "warning") in told(shop, "Conviene que usted lo sepa 3 años", source)


def test_a_text_that_waits_for_a_review_has_nothing_wrong_with_it(shop: Shop) -> None:
    shop.write("locmem.yaml", f"{SETTINGS}risks: {{standard: {{required: reviewed}}}}\n")
    assert told(shop, "Pagar un pedido") == []


def test_settings_and_exceptions_count_as_they_do_in_the_gate(strict: Shop) -> None:
    strict.write("locmem.yaml", f"{SETTINGS}checks: {{term-forbidden: warning}}\n")
    assert told(strict, "Pagar una orden") == [("term-forbidden", "warning")]
    strict.write("locmem.yaml", f"{SETTINGS}checks: {{term-forbidden: off}}\n")
    assert told(strict, "Pagar una orden") == []


def test_nothing_is_asked_of_texts_that_nobody_confirms(shop: Shop) -> None:
    assert Foreseen(shop.open()).told(shop.pair(PAGE), {}) == {}
