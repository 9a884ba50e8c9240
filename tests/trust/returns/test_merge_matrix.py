"""Every combination of sent and came, one happening in each format; and whether a loss would be seen."""

from __future__ import annotations

import pytest

from locmem.exchange.outgoing import ExchangeFormat
from tests.pipelines.shop import Shop
from tests.trust.returns.merge_matrix import Happened, Sent, build, cases


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return build(tmp_path_factory.mktemp("matrix") / "shop")


def test_what_comes_back_for_a_renamed_document_is_decided_on_as_if_it_had_its_old_name(shop: Shop) -> None:
    found = list(cases(shop, [(ExchangeFormat.PO, one) for one in (Happened.NOTHING, Happened.RENAMED)]))
    # Who answers for a page does so under its name.
    free = [one for one in found if one.sent is not Sent.LOCKED]
    outcomes = [[one.outcome for one in free if one.happened is happened] for happened in Happened]
    assert outcomes[list(Happened).index(Happened.RENAMED)] == outcomes[list(Happened).index(Happened.NOTHING)]
