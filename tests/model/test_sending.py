"""Which engines a market's word covers."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import Location
from locmem.model.document import Risk
from locmem.model.sending import SendingPolicy

POLICY = SendingPolicy(
    allowed=("deepl", "openai/gpt-x"), region="EU", reviewed_on=date(2026, 11, 1), location=Location(path="ES.yaml")
)


@pytest.mark.parametrize(
    ("engine", "is_named"),
    [
        ("deepl", True),
        ("deepl/next", True),
        ("openai/gpt-x", True),
        ("openai/gpt-y", False),
        ("openai", False),
        ("deep", False),
        ("", False),
    ],
)
def test_an_engine_is_named_with_all_its_models_or_with_one(engine: str, is_named: bool) -> None:
    assert POLICY.names(engine) is is_named


def test_legal_texts_are_sent_only_where_the_market_says_so() -> None:
    assert Risk.LEGAL not in POLICY.risks
