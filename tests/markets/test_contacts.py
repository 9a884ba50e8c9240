"""A team's own contacts are known from its profiles and company data."""

from __future__ import annotations

from locmem.markets.contacts import contacts_of
from locmem.model.fact import Market


def test_every_contact_of_a_market_is_known(spain: Market) -> None:
    known = contacts_of([spain])
    assert "+34900293183" in known
    assert "España" in known


def test_items_of_lists_and_numbers_that_are_none(spain: Market) -> None:
    known = contacts_of([spain])
    methods = spain.facts["payment_methods"].values[0].value
    assert isinstance(methods, tuple)
    names = [item.fields["name"] for item in methods]
    assert {name for name in names if isinstance(name, str)} <= known
    assert not any(text.strip().isdigit() for text in known)


def test_of_no_market_nothing_is_known() -> None:
    assert contacts_of([]) == frozenset()
