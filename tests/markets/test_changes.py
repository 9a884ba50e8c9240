"""What windows say of the past and of what is to come."""

from __future__ import annotations

from datetime import date

from locmem.markets.changes import NOTHING, changes
from locmem.model.fact import Market
from tests.markets.conftest import CASES, Load


def test_a_change_has_old_and_new_value_day_and_source(spain: Market) -> None:
    [change] = [one for one in changes(spain, date(2026, 11, 21)) if one.path == "market.trader_reply"]
    assert (change.before, change.after, change.on) == ("1 mes", "15 días hábiles", date(2026, 12, 28))
    assert change.source == "s"
    assert change.location.line
    assert not change.is_ending


def test_the_first_day_is_excluded_and_the_last_included(spain: Market) -> None:
    day = date(2026, 12, 28)
    paths = [one.path for one in changes(spain, date(2026, 12, 27), day)]
    assert paths == ["market.trader_reply"]
    assert "market.trader_reply" not in [one.path for one in changes(spain, day)]
    assert changes(spain, date(2026, 12, 1), date(2026, 12, 27)) == ()


def test_items_of_lists_come_and_go(spain: Market) -> None:
    [gone] = [one for one in changes(spain, date(2026, 11, 21)) if one.path == "market.payment_methods"]
    assert (gone.before, gone.after, gone.on) == ("contra reembolso", NOTHING, date(2027, 1, 1))


def test_obligations_begin(spain: Market) -> None:
    [begun] = changes(spain, date(2025, 1, 1), date(2025, 12, 31))
    assert (begun.path, begun.before, begun.after) == ("obligation odr_link", NOTHING, "Remove the link.")


def test_changes_come_in_order_of_days(spain: Market) -> None:
    days = [one.on for one in changes(spain, date(2000, 1, 1))]
    assert days == sorted(days)
    assert days[0] == date(2012, 9, 1)


def test_a_window_that_nothing_follows_is_an_end(load: Load) -> None:
    text = (CASES / "ES.yaml").read_text(encoding="utf-8")
    ended = text.replace("value: P14D,", "value: P14D, valid_until: 2027-01-31,")
    [market] = load(ES=ended, company=(CASES / "company.yaml").read_text(encoding="utf-8"))
    [end] = [one for one in changes(market, date(2026, 11, 21)) if one.path == "market.refund"]
    assert end.is_ending
    assert (end.before, end.after, end.on) == ("14 días", NOTHING, date(2027, 2, 1))
