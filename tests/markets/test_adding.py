"""A profile that is begun: what is inserted stands in its group, and the rest is as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from locmem.markets.adding import (
    Gap,
    company_section,
    gaps_in,
    in_locale,
    planned,
    quoted,
    skeleton,
    with_company,
    with_gaps,
)
from locmem.markets.profile import Profile, Status, read_profile
from locmem.model.fact import Market
from locmem.yamlfile import YamlMapping, YamlScalar, parse

DAY = date(2026, 11, 30)
CASES = Path(__file__).parent / "cases"
SPAIN = (CASES / "ES.yaml").read_text(encoding="utf-8")
COMPANY = (CASES / "company.yaml").read_text(encoding="utf-8")
GAPS = (
    Gap(path="tax.reduced_rate", type="percent", is_legal=True),
    Gap(path="authority.fax", type="phone"),
    Gap(path="channels.chat.hours", type="text"),
)


def profile(text: str, code: str = "ES") -> Profile:
    return read_profile(text, f"markets/{code}.yaml", code, {})


def test_a_gap_stands_in_the_group_it_belongs_to_and_nothing_else_moves() -> None:
    text = with_gaps(SPAIN, "ES.yaml", GAPS)
    before, now = profile(SPAIN), profile(text)
    assert set(now.facts) - set(before.facts) == {gap.path for gap in GAPS}
    assert [line for line in text.splitlines() if line not in SPAIN.splitlines()] == [
        line for line in text.splitlines() if "not looked up yet" in line or line in ("  channels:", "    chat:")
    ]
    assert now.facts["tax.reduced_rate"].is_legal
    assert now.facts["authority.fax"].values[0].value is None
    assert [waiver.fact for waiver in now.waivers] == [waiver.fact for waiver in before.waivers]


def test_a_profile_without_facts_gets_them_at_its_end() -> None:
    head = "market: ES\nname: Spain\ncurrency: EUR\nlocales: {es: {format: es-ES}}\n"
    assert set(profile(with_gaps(head, "ES.yaml", GAPS)).facts) == {gap.path for gap in GAPS}
    assert with_gaps(head, "ES.yaml", ()) == head


def test_gaps_are_what_others_have_once_and_in_order(spain: Market) -> None:
    gaps = gaps_in([spain.facts, spain.facts], {"name"})
    assert [gap.path for gap in gaps] == [path for path in spain.facts if path != "name"]


def test_a_skeleton_is_a_profile_of_a_planned_market() -> None:
    text = skeleton("NO", "Norway", "NOK", {"nb": "nb-NO"}, {"nb": "Norge"}, DAY)
    found = profile(text, "NO")
    assert (found.name, found.status, found.currency) == ("Norway", Status.PLANNED, "NOK")
    assert [(one.content, one.format) for one in found.locales] == [("nb", "nb-NO")]


@pytest.mark.parametrize(
    "text", ["Spain", "no", "a: b", "", "“x”", "Bosnia & Herzegovina", 'a "b" \\', "null", "St. Lucia"]
)
def test_a_name_in_quotes_is_the_same_name(text: str) -> None:
    node = parse(f"name: {quoted(text)}\n", "x.yaml")
    assert isinstance(node, YamlMapping)
    value = node.find("name")
    assert isinstance(value, YamlScalar)
    assert value.value == text


def test_a_launched_profile_becomes_a_planned_one() -> None:
    assert profile(planned(SPAIN)).status is Status.PLANNED
    assert planned(planned(SPAIN)) == planned(SPAIN)


def test_texts_go_to_another_locale_of_the_language_and_the_format_stays() -> None:
    found = profile(in_locale(SPAIN, "es", "es-419"))
    assert [(one.content, one.format) for one in found.locales] == [("es-419", "es-ES")]


def test_company_data_get_a_section_at_the_end_with_null_for_everything() -> None:
    text = with_company(COMPANY, "company.yaml", "LT", GAPS)
    assert text.startswith(COMPANY.rstrip("\n"))
    section = text.removeprefix(COMPANY)
    assert section == company_section("LT", GAPS, "  ")
    assert "legal" not in section
    assert "source" not in section


@pytest.mark.parametrize("text", ["company: {}\n", "company: {}\nmarkets: {ES: {}}\n", "markets:\n"])
def test_where_there_is_no_place_for_a_section_nothing_is_written(text: str) -> None:
    assert with_company(text, "company.yaml", "LT", GAPS) == ""
