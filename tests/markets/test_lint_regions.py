"""Shared law: who takes none of it, and who copies it."""

from __future__ import annotations

from tests.markets.small import READ, findings, market, said

RULE = "market-region"
REGION = f"""\
region: EU
name: European Union
members: [ES, DE]
facts:
  withdrawal: {{type: duration, legal: true, value: P14D, {READ}}}
"""
COPY = f"withdrawal: {{type: duration, legal: true, value: P14D, {READ}}}"


def test_a_member_takes_the_law_of_its_region() -> None:
    assert "ES is a member of EU, and takes none of its law" in said(RULE, {"_regions/EU": REGION, "ES": market("ES")})
    assert said(RULE, {"_regions/EU": REGION, "ES": market("ES", more="region: EU")}) == ""


def test_where_there_is_no_region_nobody_owes_one() -> None:
    assert said(RULE, {"ES": market("ES")}) == ""
    assert said(RULE, {"_regions/EU": REGION, "CH": market("CH")}, "CH") == ""


def test_an_own_fact_with_the_same_value_is_a_copy() -> None:
    files = {"_regions/EU": REGION, "DE": market("DE", more="region: EU")}
    [one] = findings(RULE, {**files, "ES": market("ES", COPY, more="region: EU")})
    assert one.severity.value == "note"
    assert one.what == "withdrawal is a copy of what markets/_regions/EU.yaml says."
    assert said(RULE, {**files, "ES": market("ES", COPY.replace("P14D", "P30D"), more="region: EU")}) == ""
