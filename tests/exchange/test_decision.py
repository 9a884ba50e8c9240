"""What a decision says of who owes what; targets that their page would not give back are kept, and not taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import Location
from locmem.exchange.decision import Decision, Outcome, Present, in_place
from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry, State

ENTRY = CatalogEntry(occurrence="k3f9xx", kind=UnitKind.PARAGRAPH, source="Hello.", target="Hola.", state=State.DRAFT)
TAKEN = Decision(
    outcome=Outcome.ACCEPTED,
    document="a.md",
    occurrence="k3f9xx",
    location=Location(path="a.po"),
    entry=replace(ENTRY, state=State.TRANSLATED),
)


@pytest.mark.parametrize(
    ("decision", "is_owed"),
    [
        (TAKEN, False),
        (replace(TAKEN, entry=ENTRY), True),
        (replace(TAKEN, outcome=Outcome.UNCHANGED, entry=None), False),
        (replace(TAKEN, outcome=Outcome.UNCHANGED, entry=None, is_as_sent=True), True),
        (replace(TAKEN, outcome=Outcome.REJECTED, entry=None), True),
        (replace(TAKEN, outcome=Outcome.MISSING, entry=None), True),
        (replace(TAKEN, outcome=Outcome.CONFLICT, entry=None), False),
    ],
)
def test_who_answered_nothing_that_can_be_taken_owes_it_still(decision: Decision, is_owed: bool) -> None:
    assert decision.stays_out is is_owed


def test_without_a_page_nothing_can_be_spoilt() -> None:
    assert in_place([TAKEN], Present(rows={})) == (TAKEN,)
