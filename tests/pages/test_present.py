"""What stands here is what an answer is judged by, and a pair takes what decisions give."""

from __future__ import annotations

from dataclasses import replace

from locmem.errors import Location
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.outgoing import Lock
from locmem.model.translation import HUMAN, State
from locmem.pages.present import present, with_answers
from tests.pipelines.shop import Shop

PAYING = "articles/paying.md"
KNOW = "Good to know"


def test_a_document_says_what_stands_in_it_and_who_answers_for_it(shop: Shop) -> None:
    pair = shop.pair(PAYING)
    free = present(shop.open(), pair, PAYING, {})
    assert [row.entry for row in free.rows.values()] == list(pair.catalog.entries)
    assert (free.lock, free.approved, free.source_locale) == (None, {}, "en")
    assert free.page is not None
    assert free.trial is not None
    lock = Lock(who="Ana", unlock="`x`")
    held = present(shop.open(), pair, PAYING, {("es", PAYING): lock})
    assert held.lock == lock
    assert held.approved[shop.entry(KNOW).occurrence] == shop.entry(KNOW).target


def test_links_to_hosts_that_no_market_knows_are_objected_to(shop: Shop) -> None:
    pair = shop.pair(PAYING)
    found = present(shop.open(), pair, PAYING, {})
    assert found.page is not None
    entry = shop.entry(KNOW)
    new = entry.with_target("[Bueno](https://evil.example/x)", State.TRANSLATED, HUMAN)
    assert list(found.page.misread({entry.occurrence: new})) == [entry.occurrence]


def test_of_a_document_that_is_gone_only_the_notations_are_known(shop: Shop) -> None:
    found = present(shop.open(), None, "articles/gone.md", {})
    assert (found.rows, found.page, found.source_locale) == ({}, None, "en")


def test_a_pair_takes_the_entries_that_decisions_give_and_is_the_same_without(shop: Shop) -> None:
    pair, entry = shop.pair(PAYING), shop.entry(KNOW)
    decision = Decision(
        outcome=Outcome.ACCEPTED, document=PAYING, occurrence=entry.occurrence, location=Location(path="a")
    )
    assert with_answers(pair, [decision]) is pair
    after = with_answers(pair, [replace(decision, entry=entry.with_target("Bueno", State.TRANSLATED, HUMAN))])
    assert [row.entry.target for row in after.rows if row.entry.source == KNOW] == ["Bueno"]
    assert len(after.catalog.entries) == len(pair.catalog.entries)
