"""Of several answers with one text the weakest claim counts; of several texts none does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import Location
from locmem.exchange.answers import Answer
from locmem.exchange.claims import Claim
from locmem.exchange.copies import counting_one
from locmem.model.inline import plain

ONE = Answer(
    occurrence="k3f9xx",
    source=plain("Hello."),
    source_digest="d",
    text="Hola.",
    content=None,
    claim=Claim.TRANSLATED,
    location=Location(path="a.po", line=4),
)


@pytest.mark.parametrize("weak", [Claim.NOTHING, Claim.DRAFT])
def test_the_weakest_claim_counts_and_is_told(weak: Claim) -> None:
    found = counting_one([ONE, replace(ONE, claim=weak)])
    assert found is not None
    assert found.claim is weak
    assert "more than once" in found.doubt


def test_the_same_twice_is_one() -> None:
    assert counting_one([ONE, ONE]) == ONE


@pytest.mark.parametrize("change", [{"text": "Buenas."}, {"source_digest": "e"}, {"returned_source": plain("Hi.")}])
def test_of_several_texts_none_is_guessed(change: dict[str, object]) -> None:
    assert counting_one([ONE, replace(ONE, **change)]) is None  # type: ignore[arg-type]
