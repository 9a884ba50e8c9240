"""A few random histories, and whether one that loses or changes a text would be seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from unittest import mock

import pytest

from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import HUMAN, State
from tests.losses.histories import STEPS, Histories, run
from tests.losses.sent_work import Role


def test_no_history_loses_or_changes_a_confirmed_text() -> None:
    run(int(os.environ.get(STEPS, "25")))


@pytest.fixture
def history() -> Iterator[Histories]:
    """One in which everything is with a translator."""
    found = Histories()
    found.begin(ExchangeFormat.PO)
    yield found
    found.teardown()


def test_an_answer_that_is_kept_nowhere_is_seen(history: Histories) -> None:
    history.an_author_removes_a_sentence(1, 0)
    with mock.patch("locmem.pipelines.bring_back.keep"), pytest.raises(AssertionError, match="in no place any more"):
        history.a_file_comes_back(0, [Role.FINISHED])


def test_a_machine_that_writes_over_a_confirmed_text_is_seen(history: Histories) -> None:
    history.a_file_comes_back(0, [Role.FINISHED])

    def careless() -> None:
        with history.untouched_elsewhere("a careless machine"):
            history.write(lambda entry: entry.is_current, State.DRAFT, HUMAN)

    with pytest.raises(AssertionError, match="became"):
        careless()
