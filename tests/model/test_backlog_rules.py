"""The table of a team: what is not there is as by default, and what is wrong is named with its place."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from locmem.errors import InputErrors
from locmem.model.backlog_rules import BacklogRules, Effort, MarketRules, Shares, Thresholds, Weights, rules_of
from locmem.yamlfields import fields_of


def read(text: str) -> BacklogRules:
    with fields_of(text, "locmem.yaml") as top:
        return rules_of(top)


def test_a_project_without_a_table_has_the_defaults() -> None:
    with fields_of("project: x\n", "locmem.yaml") as top:
        top.text("project")
        assert rules_of(top) == BacklogRules()
    assert BacklogRules().market("ES") == MarketRules()


@pytest.mark.parametrize(
    ("part", "kind"), [("weights", Weights), ("thresholds", Thresholds), ("shares", Shares), ("effort", Effort)]
)
def test_each_number_can_be_edited(part: str, kind: type[Weights]) -> None:
    for one in fields(kind):
        found = read(f"backlog:\n  {part}: {{{one.name}: 7}}\n")
        assert found == replace(BacklogRules(), **{part: replace(kind(), **{one.name: 7})})  # type: ignore[arg-type]


def test_a_market_has_a_value_and_a_launch() -> None:
    found = read("backlog:\n  most_first: 10\n  markets:\n    IT: {value: 150, launch: 2026-12-21}\n    CA-QC: {}\n")
    assert found.most_first == 10
    assert found.market("IT") == MarketRules(value=150, launch=date(2026, 12, 21))
    assert found.market("CA-QC") == MarketRules()


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("backlog:\n  weights: {veiws: 2}\n", "2:13", "the key 'veiws' is not known"),
        ("backlog:\n  weights: {views: -2}\n", "2:20", "-2 is too small"),
        ("backlog:\n  weights: {views: 1.5}\n", "2:20", "this is a number"),
        ("backlog:\n  shares: {older: 101}\n", "2:19", "101 is no share"),
        ("backlog:\n  most_first: 101\n", "2:15", "101 is no share"),
        ("backlog:\n  markets: {Spain: {value: 2}}\n", "2:13", "'Spain' is no code of a market"),
        ("backlog:\n  markets: {ES: {launch: soon}}\n", "2:26", "this is text"),
        ("backlog:\n  markets: {ES: {value: 0}}\n", "2:25", "0 is too small"),
        ("backlog: 3\n", "1:10", "this is a whole number"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(text: str, place: str, what: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read(text)
    assert str(caught.value).startswith(f"locmem.yaml:{place} ")
    assert what in str(caught.value)
