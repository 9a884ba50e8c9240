"""Two people on two branches, and whether a merge that loses a text would be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from locmem.exchange.outgoing import ExchangeFormat
from locmem.pipelines.scaffold import Scaffolded, set_up_git
from locmem.workspace.committed import ask_git
from tests.losses.branches import Branches
from tests.losses.histories import DONE


@pytest.fixture
def history() -> Iterator[Branches]:
    """One in which everything is with a translator."""
    found = Branches()
    found.begin(ExchangeFormat.CSV)
    yield found
    found.teardown()


def test_nothing_that_two_people_confirmed_is_lost(history: Branches) -> None:
    stopped = DONE["merges that stopped"]
    history.two_branches_are_merged([("confirm", 0), ("confirm", 1)], [("come back", 0), ("edit", 0)])
    assert DONE["merges that stopped"] == stopped + 1


def test_a_merge_that_drops_theirs_is_seen(history: Branches) -> None:
    def careless(folder: Path) -> Scaffolded:
        done = set_up_git(folder)
        ask_git(folder, ("config", "merge.locmem.driver", "true"))
        return done

    with (
        mock.patch("tests.losses.branches.set_up_git", careless),
        pytest.raises(AssertionError, match="git did not stop"),
    ):
        history.two_branches_are_merged([("confirm", 0)], [("confirm", 0)])
