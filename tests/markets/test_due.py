"""Reviews: what has to be read again, and by when."""

from __future__ import annotations

from datetime import date

from locmem.markets.due import Limits, ReviewKind, reviews
from locmem.model.fact import Market

TODAY = date(2026, 11, 21)


def test_what_nobody_read_comes_first_then_what_is_due_soonest(spain: Market) -> None:
    found = reviews(spain, TODAY, Limits())
    days = [one.due for one in found]
    assert days[: days.count(None)] == [None] * days.count(None)
    rest = [day for day in days if day]
    assert rest == sorted(rest)
    assert {one.path for one in found if one.due is None} == {"payment_methods", "refund"}


def test_each_kind_of_fact_has_its_own_time(spain: Market) -> None:
    due = {(one.path, one.item): one for one in reviews(spain, TODAY, Limits())}
    rate = due["tax.standard_rate", ""]
    assert (rate.kind, rate.due, rate.days_left(TODAY)) == (ReviewKind.LEGAL, date(2027, 5, 20), 180)
    assert due["authority.phone", ""].kind is ReviewKind.PHONE
    assert due["authority.phone", ""].due == date(2027, 11, 21)
    assert due["name", ""].kind is ReviewKind.OTHER
    # The list is legal in this profile, which weighs more than its being about payment.
    assert due["payment_methods", "Bizum"].kind is ReviewKind.LEGAL


def test_the_settings_decide_how_long_a_legal_reading_is_good(spain: Market) -> None:
    found = {one.path: one.due for one in reviews(spain, TODAY, Limits(legal=30))}
    assert found["tax.standard_rate"] == date(2026, 12, 21)


def test_values_of_the_past_are_not_read_again(spain: Market) -> None:
    paths = [one.path for one in reviews(spain, TODAY, Limits())]
    assert paths.count("tax.standard_rate") == 1
    assert paths.count("trader_reply") == 2
    later = reviews(spain, date(2027, 1, 1), Limits())
    assert [one.item for one in later if one.path == "payment_methods"] == ["Bizum"]


def test_obligations_are_read_again_too(spain: Market) -> None:
    [found] = [one for one in reviews(spain, TODAY, Limits()) if one.path == "obligations.odr_link"]
    assert found.kind is ReviewKind.LEGAL
    assert found.location.line
