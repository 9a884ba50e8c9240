"""What people are asked, and what becomes of their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.pipelines.run import run_step
from locmem.views.decisions import answer_item, queries_page, review_page, settle, start_review
from tests.pipelines.shop import Shop

COLLECT = "We collect the money when the parcel leaves us."


@pytest.fixture
def asking(shop: Shop) -> Shop:
    """Both locales ask about one text."""
    for locale in ("es", "ja"):
        shop.change_entry(COLLECT, locale, replace(shop.entry(COLLECT, locale), remarks=("Who collects it?",)))
    return shop


def test_what_several_locales_ask_about_a_text_is_one_question(asking: Shop) -> None:
    (some,) = queries_page(asking.open(), {}).open.items
    assert [one.locale for one in some] == ["es", "ja"]


def test_an_answer_settles_it_for_all_locales_by_name(asking: Shop) -> None:
    key = asking.key(COLLECT)
    run_step(asking.open(), "queries", lambda run: settle(run, {"key": key, "text": "The shop."}, "Ana"))
    assert queries_page(asking.open(), {}).open.items == ()
    settled = queries_page(asking.open(), {"settled": "1"}).settled.items
    assert {(one.locale, one.answer, one.by) for one in settled} == {
        ("es", "The shop.", "Ana"),
        ("ja", "The shop.", "Ana"),
    }


def test_what_needs_no_answer_is_dismissed_and_an_empty_answer_is_none(asking: Shop) -> None:
    key = asking.key(COLLECT)
    with pytest.raises(UsageError, match="the answer is empty"):
        run_step(asking.open(), "queries", lambda run: settle(run, {"key": key, "text": " "}, "Ana"))
    fields = {"key": key, "text": "not sent", "action": "dismiss"}
    run_step(asking.open(), "queries", lambda run: settle(run, fields, "Ana"))
    assert {one.answer for one in queries_page(asking.open(), {"settled": "1"}).settled.items} == {""}


def test_a_review_is_begun_and_answered_by_name(shop: Shop) -> None:
    assert review_page(shop.open(), {}).reviews == ()
    run_step(shop.open(), "review", lambda run: start_review(run, {"market": "ES"}, "Ana"))
    page = review_page(shop.open(), {})
    assert [one.market for one in page.reviews] == ["ES"]
    assert page.months == (page.this_month,)
    item = page.questions.items[0].first
    fields = {"item": item.id, "action": "change", "reason": "It is another now.", "month": page.this_month}
    run_step(shop.open(), "review", lambda run: answer_item(run, fields, "Ana"))
    ((_, answered),) = review_page(shop.open(), {}).answered
    assert str(answered.said) == f"change by Ana on {shop.today}: It is another now."
    assert review_page(shop.open(), {"market": "JP"}).reviews == ()


def test_an_answer_that_is_none_is_refused(shop: Shop) -> None:
    with pytest.raises(UsageError, match="an answer is one of confirm, change, skip"):
        run_step(shop.open(), "review", lambda run: answer_item(run, {"item": "ES/x", "action": "yes"}, "Ana"))
