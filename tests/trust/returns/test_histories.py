"""A few random histories, and whether one that loses or changes a text would be seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import HUMAN, State
from locmem.pipelines.scaffold import Scaffolded, set_up_git
from locmem.workspace.committed import ask_git
from tests.trust.returns.branches import Branches
from tests.trust.returns.histories import DONE, STEPS, Histories, run
from tests.trust.returns.sent_work import Role


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


@pytest.fixture
def branches() -> Iterator[Branches]:
    """One with a colleague who works on a clone, in which everything is with a translator."""
    found = Branches()
    found.begin(ExchangeFormat.CSV)
    yield found
    found.teardown()


def test_nothing_that_two_people_confirmed_is_lost(branches: Branches) -> None:
    stopped = DONE["merges that stopped"]
    branches.two_branches_are_merged([("confirm", 0), ("confirm", 1)], [("come back", 0), ("edit", 0)])
    assert DONE["merges that stopped"] == stopped + 1


def test_a_merge_that_drops_theirs_is_seen(branches: Branches) -> None:
    def careless(folder: Path) -> Scaffolded:
        done = set_up_git(folder)
        ask_git(folder, ("config", "merge.locmem.driver", "true"))
        return done

    with (
        mock.patch("tests.trust.returns.branches.set_up_git", careless),
        pytest.raises(AssertionError, match="git did not stop"),
    ):
        branches.two_branches_are_merged([("confirm", 0)], [("confirm", 0)])
