"""The table of who is asked what in a review."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.model.review_rules import OWNERS, ItemKind, ReviewRules, review_rules
from locmem.yamlfields import fields_of


def rules(text: str) -> ReviewRules:
    with fields_of(text, "locmem.yaml") as top:
        top.text("project")
        return review_rules(top)


def test_what_is_not_written_has_a_default() -> None:
    assert rules("project: x\n") == ReviewRules()
    assert ReviewRules().owner(ItemKind.LAW) == "legal"
    assert ReviewRules().owner(ItemKind.DONE) == ""
    assert {*OWNERS} == {*ItemKind} - {ItemKind.DONE}


def test_owners_are_named_by_kind() -> None:
    found = rules("review: {due_day: 20, templates: 3, owners: {legal_fact: Ana, sla: desk leads}}\n")
    assert (found.due_day, found.templates, found.law_days) == (20, 3, 90)
    assert (found.owner(ItemKind.LEGAL_FACT), found.owner(ItemKind.SLA)) == ("Ana", "desk leads")
    assert found.owner(ItemKind.FACT) == "support"


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputErrors) as caught:
        rules("review:\n  due_day: 31\n  owners: {legal: Ana, done: Bo}\n  facts_days: 0\n  law: 1\n")
    told = [str(problem) for problem in caught.value.problems]
    assert [line.split(" ")[0].rstrip(":") for line in told] == [
        "locmem.yaml:2:12",
        "locmem.yaml:3:12",
        "locmem.yaml:3:24",
        "locmem.yaml:4:15",
        "locmem.yaml:5:3",
    ]
    assert "Did you mean 'legal_fact'?" in told[1]
