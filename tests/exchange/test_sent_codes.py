"""Codes that a target spells in its own way: sent out, untouched, they come back as they were."""

from __future__ import annotations

import pytest

from locmem.exchange.decision import Outcome
from locmem.model.translation import State
from tests.exchange.desk import Desk

OWN = "La lámpara tiene <strong>una página</strong> y [su ayuda](quejas.md) en {{market.name}}."


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_an_own_spelling_survives_a_handoff(desk: Desk, format_: str) -> None:
    desk.write({"changed": OWN}, State.DRAFT)
    desk.hand_off(format_)
    result = desk.bring_back()
    assert desk.decision(result, "changed").outcome is Outcome.UNCHANGED
    assert desk.entry("changed").target == OWN
    desk.translator.change(" changed page", "La lámpara", "Esta lámpara")
    desk.bring_back()
    assert desk.entry("changed").target == OWN.replace("La lámpara", "Esta lámpara")
