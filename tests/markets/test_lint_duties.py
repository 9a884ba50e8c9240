"""Obligations that are owed, for the topics and days they are owed for."""

from __future__ import annotations

import pytest

from tests.markets.small import OTHERS, READ, market, said

RULE = "market-duty"


def duties(*rows: str) -> str:
    return "obligations:\n" + "\n".join(f"  - {{{row}, text: Say so to customers., {READ}}}" for row in rows)


def told(theirs: str, mine: str, code: str = "US", facts: str = "") -> str:
    files = {one: market(one, more=theirs) for one in ("CA", "AU", "NZ", "GB", "CH", "JP", "MX", "KR", "TR")}
    return said(RULE, {**files, code: market(code, facts, more=mine)}, code)


PATH = "key: path, applies_to: [complaints]"


def test_an_obligation_that_all_others_have_is_missed() -> None:
    assert "there is no obligation path" in told(duties(PATH), duties("key: other, applies_to: [complaints]"))
    assert told(duties(PATH), duties(PATH)) == ""
    assert told(duties(PATH), "") == ""


def test_a_topic_that_is_nowhere_else_may_be_misspelt() -> None:
    found = told(duties(PATH), duties(PATH.replace("complaints", "complaint")))
    assert "applies to “complaint”; elsewhere it is complaints" in found


def test_topics_facts_and_days_are_those_of_the_others() -> None:
    assert "other topics here (prices)" in told(duties(PATH), duties(PATH.replace("complaints", "prices")))
    assert "other first day here (2026-01-01)" in told(duties(PATH), duties(f"{PATH}, valid_from: 2026-01-01"))
    assert "other facts here (none)" in told(duties(f"{PATH}, facts: [market.name]"), duties(PATH))
    assert told(duties(PATH), duties(f"{PATH}, facts: [market.name]")) == ""


def test_a_fact_that_an_obligation_names_is_there() -> None:
    assert "names market.nmae, which is not there" in told("", duties(f"{PATH}, facts: [market.nmae]"))
    assert told("", duties(f"{PATH}, facts: [market.name]")) == ""
    assert "names market.nmae, which is not there" in told("", duties(f"{PATH}, present: [market.nmae]"))
    assert told("", duties(f"{PATH}, present: [market.name]")) == ""


def test_a_field_of_a_list_is_there_where_an_item_has_it() -> None:
    bodies = f"complaints: {{bodies: {{type: list, items: [{{name: ARN, address: Box 174, {READ}}}]}}}}"

    def found(field: str) -> str:
        return told("", duties(f'{PATH}, present: ["market.complaints.bodies[].{field}"]'), facts=bodies)

    assert found("address") == ""
    assert "names market.complaints.bodies[].phone, which is not there" in found("phone")


def test_company_data_that_no_market_has_cannot_be_asked_for() -> None:
    def found(path: str) -> str:
        files = {"US": market("US", more=duties(f"{PATH}, present: [{path}]"))}
        return said(RULE, files, "US", company={"US": "{dpo: {type: name, value: null}}"})

    assert "names company.nope, which is not there" in found("company.nope")
    assert found("company.dpo") == ""


OTHER_DUTIES = (
    ("prices_with_tax", "prices"),
    ("customs_duty", "delivery"),
    ("legal_guarantee", "guarantee"),
    ("repair_choice", "guarantee"),
    ("accessibility_information", "contact"),
    ("product_safety_contact", "contact"),
    ("refund_deadline", "refunds"),
    ("return_cost", "returns"),
    ("data_complaint_authority", "privacy"),
)
EU = (
    "key: complaint_path, applies_to: [complaints]",
    "key: withdrawal_function, applies_to: [returns, subscription], valid_from: 2026-06-19",
    "key: guarantee_notice, applies_to: [guarantee], valid_from: 2026-09-27",
    "key: odr_link, applies_to: [complaints], valid_from: 2025-07-20",
    "key: data_access_contact, applies_to: [privacy]",
    "key: withdrawal_period, applies_to: [returns]",
    *(f"key: {key}, applies_to: [{topic}], phrases: {{es: [x]}}" for key, topic in OTHER_DUTIES),
)


def test_a_member_of_the_eu_owes_what_its_list_has() -> None:
    assert said(RULE, {"ES": market("ES", more=duties(*EU))}) == ""
    assert "no obligation odr_link, which markets in the EU have" in said(
        RULE, {"ES": market("ES", more=duties(*EU[:3], *EU[4:]))}
    )
    without = [row.replace("returns, subscription", "returns") for row in EU]
    assert "withdrawal_function does not apply to subscription" in said(
        RULE, {"ES": market("ES", more=duties(*without))}
    )


def test_one_that_has_few_of_them_was_never_meant_to() -> None:
    assert said(RULE, {"ES": market("ES", more=duties(EU[0]))}) == ""
    assert len(OTHERS) > 4


def test_where_the_fact_is_absent_there_is_nothing_to_say() -> None:
    theirs = duties("key: reply, applies_to: [complaints], facts: [market.reply]")
    fact = f"reply: {{type: duration, value: %s, {READ}}}"
    files = {one: market(one, fact % "P1M", more=theirs) for one in OTHERS}
    mine = duties("key: other, applies_to: [complaints]")
    assert "no obligation reply" in said(RULE, {**files, "US": market("US", fact % "P1M", more=mine)}, "US")
    assert said(RULE, {**files, "US": market("US", fact % "null", more=mine)}, "US") == ""


@pytest.mark.parametrize(
    ("more", "is_told"),
    [("", True), ("facts: [market.consumer_rights.withdrawal_period], ", False), ("phrases: {es: [derecho]}, ", False)],
    ids=["nothing", "the fact", "words"],
)
def test_what_a_machine_no_longer_looks_for(more: str, is_told: bool) -> None:
    days = f"consumer_rights: {{withdrawal_period: {{type: duration, legal: true, value: P14D, {READ}}}}}"
    rows = [row for row in EU if not row.startswith("key: withdrawal_period")]
    own = f"key: withdrawal_period, applies_to: [returns], {more}".removesuffix(", ")
    found = said(RULE, {"ES": market("ES", days, more=duties(own, *rows))})
    assert ("nothing sees that the obligation withdrawal_period is kept" in found) is is_told
