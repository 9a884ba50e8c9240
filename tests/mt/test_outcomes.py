"""What nobody knows to be free may be billed, and what nobody knows to have stayed has left."""

from __future__ import annotations

import pytest

from locmem.errors import EngineError
from locmem.mt.outcomes import Formless, Outcome, Passing, Refused, TooLarge, outcome_of


@pytest.mark.parametrize(
    ("outcome", "has_left", "may_be_billed"),
    [
        (Outcome.ANSWERED, True, True),
        (Outcome.FAILED, True, True),
        (Outcome.OPEN, True, True),
        (Outcome.TURNED_AWAY, True, False),
        (Outcome.NOT_SENT, False, False),
    ],
)
def test_doubt_counts(outcome: Outcome, has_left: bool, may_be_billed: bool) -> None:
    assert (outcome.has_left, outcome.may_be_billed) == (has_left, may_be_billed)


@pytest.mark.parametrize(
    "error", [EngineError("a"), Passing("a"), TooLarge("a"), Formless("a"), Refused("a", "words")], ids=repr
)
def test_a_failure_of_which_nothing_is_known_may_be_billed(error: EngineError) -> None:
    assert outcome_of(error) is Outcome.FAILED


def test_a_failure_says_what_became_of_its_request() -> None:
    assert outcome_of(Passing("a", Outcome.NOT_SENT)) is Outcome.NOT_SENT
    assert outcome_of(TooLarge("a", Outcome.TURNED_AWAY)) is Outcome.TURNED_AWAY
