"""What a profile calls otherwise than documents do is told at the profile."""

from __future__ import annotations

import re
import shutil

import pytest

from locmem.model.finding import Finding, Gate
from tests.pipelines.shop import Shop

ASKING = """\
---
title: Help
slug: help
topic: payments
locale: es
markets: [ES]
---

Llama al {{ company.support.phone }}: {% for one in market.payment_methods %}{{ one.name }} {% endfor %}.
"""


@pytest.fixture
def alone(shop: Shop) -> Shop:
    """A project of one market."""
    shop.remove("markets/JP.yaml")
    company = shop.read("markets/company.yaml")
    shop.write("markets/company.yaml", re.sub(r"(?ms)^  JP:\n.*?(?=^  [A-Z]|\Z)", "", company))
    shutil.rmtree(shop.root / ".locmem/seen")
    shop.write("content/articles/help.md", ASKING)
    return shop


def about(shop: Shop, gate: Gate, name: str) -> list[Finding]:
    return [one for one in shop.check(gate).findings if name in one.what and one.check.startswith("fact")]


def test_in_a_project_of_one_market_a_renamed_fact_is_told_at_its_profile(alone: Shop) -> None:
    alone.edit("markets/ES.yaml", "\n  payment_methods:", "\n  pay_methods:")
    for gate in Gate:
        [found] = about(alone, gate, "market.payment_methods")
        assert found.location.path == "markets/ES.yaml"
        assert "Did you mean it by `market.pay_methods`? Call it so again, or write" in found.do
        assert alone.check(gate).fails(found)


def test_a_fact_that_is_gone_is_said_to_be_missing_where_it_would_stand(alone: Shop) -> None:
    alone.edit("markets/company.yaml", "\n      phone:", "\n      mobile_in_the_evening:")
    for gate in Gate:
        for found in about(alone, gate, "company.support.phone"):
            assert "company.support.hours" not in found.do
            assert "markets/company.yaml" in found.do


def test_a_slip_of_a_document_is_told_in_the_document(alone: Shop) -> None:
    alone.edit("content/articles/help.md", "Llama", "{{ market.tax.standard_rat }}. Llama")
    alone.write("content/articles/two.md", ASKING.replace("Llama", "{{ market.tax.standard_rate }}. Llama"))
    [found] = about(alone, Gate.CHANGE, "standard_rat")
    assert found.location.path == "content/articles/help.md"
    assert found.do == "Write `market.tax.standard_rate`."
