"""What an import says of its files adds up, and settles only what is in conflict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.exchange.brought_back import ALL, BringBackResult
from locmem.exchange.decision import Outcome
from locmem.exchange.manifest import Aside
from tests.exchange.test_decision import TAKEN

CONFLICT = replace(
    TAKEN, outcome=Outcome.CONFLICT, entry=None, occurrence="both", aside=Aside.CONFIRMED, text="Suyo.", kept="Nuestro."
)
SEVERAL = replace(CONFLICT, occurrence="several", aside=Aside.SEVERAL, others=(replace(CONFLICT, text="Otro."),))
UNREAD = replace(TAKEN, outcome=Outcome.UNCHANGED, entry=None, occurrence="unread", is_as_sent=True, is_unread=True)
RESULT = BringBackResult(files=2, decisions=(TAKEN, CONFLICT, SEVERAL, UNREAD))
KEY = f"{TAKEN.document}#both"


def test_every_segment_is_counted_once() -> None:
    assert sum(RESULT.counts.values()) == RESULT.total == 4
    assert (RESULT.unread, RESULT.still_out, RESULT.kept_aside) == (1, 1, 3)
    assert set(RESULT.needs_attention) == {CONFLICT, SEVERAL}
    assert RESULT.summary == "2 files, 4 segments: 1 accepted, 1 unchanged, 2 conflict"
    assert not RESULT.fails


@pytest.mark.parametrize(
    ("theirs", "ours", "is_taken"),
    [((KEY,), (), True), ((), (KEY,), False), ((ALL,), (), True), ((ALL,), (KEY,), False)],
)
def test_what_two_people_changed_is_settled_as_somebody_said(
    theirs: tuple[str, ...], ours: tuple[str, ...], is_taken: bool
) -> None:
    [found] = RESULT.settled_by(theirs, ours)
    assert (found.key, found.returned, found.here, found.is_taken) == (KEY, "Suyo.", "Nuestro.", is_taken)


def test_all_that_cannot_be_settled_is_named_at_once() -> None:
    several = f"{TAKEN.document}#several"
    with pytest.raises(UsageError) as raised:
        RESULT.settled_by((KEY, "articles/none.md#x", several), (KEY,))
    said = str(raised.value)
    for part in (f"{KEY} is named by", "nothing is in conflict for articles/none.md#x", f"{several} came back with"):
        assert part in said
