"""The places of a page, whatever a site makes of its headings."""

from __future__ import annotations

import pytest

from locmem.checks.anchors import is_of_page, key_of_place, keys_of_place, moved_places, places_of
from tests.checks.lamps import Lamps


@pytest.mark.parametrize("fragment", ["how-to-pay", "How_to_pay", "howtopay", "How%20to%20p%C3%A1y"])
def test_a_place_is_compared_by_its_letters_and_digits(fragment: str) -> None:
    assert key_of_place(fragment) == "howtopay"
    assert "howtopay" in keys_of_place(f"{fragment}-1")


@pytest.mark.parametrize("fragment", ["top", "/route", ":~:text=a", "L10", "a=b", "{{x}}"])
def test_what_a_program_reads_is_no_place(fragment: str) -> None:
    assert not is_of_page(fragment)
    assert is_of_page("topics")


def test_places_are_headings_ids_and_names(lamps: Lamps) -> None:
    lamps.article(
        '## How to pay?\n\n## By card {#card}\n\n## `pay.now`\n\n<a id="fees"></a> Fees.\n\nTitle\n=====\n\nx'
    )
    [page] = lamps.context().pages
    assert (places_of(page) or frozenset()) == {"howtopay", "bycard", "card", "paynow", "fees", "title"}


@pytest.mark.parametrize("body", ["{% include 'x' %}", "{{< tabs >}}", "<Tabs>x</Tabs>"])
def test_nobody_knows_the_places_of_a_page_that_shows_other_files(lamps: Lamps, body: str) -> None:
    lamps.article(f"## Pay\n\n{body}")
    [page] = lamps.context().pages
    assert places_of(page) is None


def test_a_translated_heading_moves_its_place_unless_it_names_it(lamps: Lamps) -> None:
    lamps.article("## How to pay\n\nx\n\n## By card {#card}\n\nx\n\n## Later\n\nx")
    lamps.translate({"How": "Cómo pagar", "card": "Con tarjeta"})
    pair = next(pair for pair in lamps.context().pairs() if pair.locale == "es")
    assert moved_places(pair) == {"howtopay": "comopagar"}
