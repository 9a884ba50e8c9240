"""Random histories: of a few steps, each kind of loss is seen."""

from __future__ import annotations

from locmem.exchange.outgoing import ExchangeFormat
from tests.trust.returns.histories import Histories, begun, is_seen
from tests.trust.returns.sent_work import Role


def test_only_what_goes_wrong_in_these_words_is_seen() -> None:
    with begun(Histories, ExchangeFormat.PO) as history:
        assert not is_seen(lambda: history.a_file_comes_back(0, [Role.FINISHED]), "became")
