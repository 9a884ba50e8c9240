"""Which names content can use, and what is suggested for others."""

from __future__ import annotations

from locmem.markets.paths import fact_at, nearest, paths
from locmem.model.fact import Market


def test_every_path_that_content_can_use(spain: Market) -> None:
    assert paths(spain) == {
        "market.code",
        "market.currency",
        "market.name",
        "market.tax.standard_rate",
        "market.payment_methods",
        "market.payment_methods[].name",
        "market.payment_methods[].kind",
        "market.authority.website",
        "market.authority.phone",
        "market.trader_reply",
        "market.refund",
        "market.withdrawal_label",
        "company.name",
        "company.support.phone",
        "company.hours",
        "company.mediator",
        "company.free_from",
    }


def test_the_fact_behind_a_path(spain: Market) -> None:
    assert fact_at(spain, "market.tax.standard_rate") is spain.facts["tax.standard_rate"]
    assert fact_at(spain, "company.support.phone") is spain.company["support.phone"]
    assert fact_at(spain, "market.payment_methods[].name") is spain.facts["payment_methods"]
    for path in ("market.tax", "market.code", "ticket.id", "market"):
        assert fact_at(spain, path) is None


def test_slips_of_the_pen_get_a_suggestion(spain: Market) -> None:
    known = paths(spain)
    assert nearest("market.tax.standart_rate", known) == "market.tax.standard_rate"
    assert nearest("company.suport.phone", known) == "company.support.phone"
    assert nearest("ticket.requester.first_name", known) == ""
    assert nearest("company.support.phone", {"company.support.hours"}) == ""
    assert nearest("market.standard_rate", {"market.tax.standard_rate"}) == "market.tax.standard_rate"
