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


def test_what_a_country_reads_in_its_own_law_is_no_copy() -> None:
    files = {"_regions/EU": REGION, "DE": market("DE", more="region: EU")}
    for source in ("https://www.boe.es/buscar/act.php?id=BOE-A-2007-20555", "TRLGDCU art. 102"):
        own = COPY.replace("eur-lex.europa.eu", f'"{source}"')
        assert said(RULE, {**files, "ES": market("ES", own, more="region: EU")}) == ""


def test_only_states_of_the_union_are_its_members() -> None:
    region = REGION.replace("[ES, DE]", "[ES, DE, CH]")
    files = {"_regions/EU": region, "CH": market("CH", more="region: EU")}
    assert "CH is a member of EU here, and is none" in said(RULE, files, "CH")
    assert "is none" not in said(RULE, {"_regions/EU": region, "ES": market("ES", more="region: EU")})
