"""Every combination of sent and came, one happening in each format; and whether a loss would be seen."""

from __future__ import annotations

from unittest import mock

import pytest

from locmem.exchange.decision import Outcome
from locmem.exchange.outgoing import ExchangeFormat
from tests.pipelines.shop import Shop
from tests.trust.returns.merge_matrix import Came, Happened, Sent, build, cases


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return build(tmp_path_factory.mktemp("matrix") / "shop")


@pytest.mark.parametrize(
    ("format_", "happened"),
    # The formats take turns: two more are tried below, where a loss must be seen.
    [
        (ExchangeFormat.CSV, Happened.UNDONE),
        (ExchangeFormat.XLSX, Happened.SOURCE),
    ],
    ids=lambda one: one.value,
)
def test_nothing_confirmed_is_lost_or_silently_replaced(
    shop: Shop, format_: ExchangeFormat, happened: Happened
) -> None:
    found = list(cases(shop, [(format_, happened)]))
    assert len(found) == len(Sent) * len(Came)
    assert [one for one in found if one.lost or one.replaced] == []
    # A text that was sent has an answer, and a damaged one is never taken.
    assert all(one.outcome is not None for one in found)
    spoilt = [one for one in found if one.came in (Came.DAMAGED, Came.OTHER_SOURCE)]
    assert {one.outcome for one in spoilt} == {Outcome.REJECTED}


def test_what_comes_back_for_a_renamed_document_is_decided_on_as_if_it_had_its_old_name(shop: Shop) -> None:
    found = list(cases(shop, [(ExchangeFormat.PO, one) for one in (Happened.NOTHING, Happened.RENAMED)]))
    # Who answers for a page does so under its name.
    free = [one for one in found if one.sent is not Sent.LOCKED]
    outcomes = [[one.outcome for one in free if one.happened is happened] for happened in Happened]
    assert outcomes[list(Happened).index(Happened.RENAMED)] == outcomes[list(Happened).index(Happened.NOTHING)]


def test_an_answer_that_is_kept_nowhere_is_seen(shop: Shop) -> None:
    with mock.patch("locmem.pipelines.bring_back.keep"):
        found = list(cases(shop, [(ExchangeFormat.XLIFF, Happened.GONE)]))
    assert {one.came for one in found if any("Vuelta" in text for text in one.lost)} == {Came.EDITED, Came.APPROVED}


def test_a_confirmed_text_that_is_replaced_is_seen(shop: Shop) -> None:
    with mock.patch("locmem.exchange.intake._Case._is_same_base", return_value=True):
        found = list(cases(shop, [(ExchangeFormat.XLIFF2, Happened.OTHER)]))
    assert any(one.replaced for one in found)
