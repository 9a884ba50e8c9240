"""The facts a page can read on one day, in one locale, and the record that it did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from locmem.model.fact import LocalText
from locmem.render.facts import FactError, FactScope, Item, Items, Known, field_of


def known(scope: FactScope, path: str) -> Known:
    found = scope.find(path)
    assert isinstance(found, Known)
    return found


def methods(scope: FactScope) -> Items:
    found = scope.find("market.methods")
    assert isinstance(found, Items)
    return found


@pytest.mark.parametrize(("path", "text"), [("market.code", "NL"), ("market.currency", "EUR")])
def test_what_every_profile_has_is_text(path: str, text: str, scope: FactScope) -> None:
    assert scope.find(path) == text


def test_company_data_and_market_facts_have_roots_of_their_own(scope: FactScope) -> None:
    assert known(scope, "company.mail").held.value == "help@lumenlarch.example"
    assert known(scope, "market.count").held.value == 3
    assert known(scope, "market.gone").held.value is None


def test_a_list_is_what_holds_on_the_day(scope: FactScope) -> None:
    names = [item.fields["name"] for item in methods(scope).items]
    assert names == ["iDEAL | Wero", LocalText(values={"nl": "rembours", "en": "cash"})]
    before = replace(scope, day=date(2026, 11, 20))
    assert len(methods(before).items) == 3


@pytest.mark.parametrize(
    ("path", "is_list"),
    [("market.methods", True), ("market.none", True), ("market.name", False), ("market.x", False), ("x.y", False)],
)
def test_which_paths_are_lists(path: str, is_list: bool, scope: FactScope) -> None:
    assert scope.is_list(path) is is_list


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("market.law", "market.law is a group, not a fact. Name one of: old, waived, weak."),
        ("market.nmae", "market.nmae is not known in NL. Did you mean market.name?"),
        ("market.zzzzzzzzzz", "market.zzzzzzzzzz is not known in NL. Add it to markets/NL.yaml, or mend the name."),
        ("company.code", "company.code is not known in NL."),
    ],
)
def test_an_unknown_fact_says_what_to_do(path: str, message: str, scope: FactScope) -> None:
    with pytest.raises(FactError) as error:
        scope.find(path)
    assert error.value.path == path
    assert str(error.value).startswith(message)


def test_a_fact_without_a_value_on_the_day_is_an_error_and_one_day_later_it_is_there(scope: FactScope) -> None:
    with pytest.raises(FactError, match="the fact later has no value on 2026-12-31"):
        replace(scope, day=date(2026, 12, 31)).find("market.later")
    assert known(replace(scope, day=date(2027, 1, 1)), "market.later").held.value == 1


def test_no_other_language_stands_in_for_a_missing_text(scope: FactScope) -> None:
    text = LocalText(values={"en": "cash", "de": "bar"})
    assert scope.text("market.x", "as it is") == "as it is"
    with pytest.raises(FactError, match=r"market\.x has no text in nl; it has: de, en\. Add the text"):
        scope.text("market.x", text)
    with pytest.raises(FactError, match="it has: none"):
        scope.text("market.x", LocalText(values={}))


def test_a_use_has_the_evidence_of_the_fact_or_of_its_one_item(scope: FactScope) -> None:
    whole = methods(scope)
    one = Item(path=whole.path, fact=whole.fact, item=whole.items[1])
    use = scope.use(one, "rembours")
    assert (use.path, use.shown, use.source, use.verified_on) == (
        "market.methods",
        "rembours",
        "two",
        date(2026, 11, 2),
    )
    assert scope.use(known(scope, "market.count"), "3").source == "s"


@pytest.mark.parametrize("days", [-1, 0, 10_000], ids=["before", "on the day", "long after"])
def test_unverified_evidence_ships_under_its_waiver_whatever_the_day(days: int, scope: FactScope) -> None:
    use = replace(scope, day=scope.day + timedelta(days)).use(known(scope, "market.law.waived"), "14")
    assert use.waiver
    assert use.waiver.by == "Demo Team"


@pytest.mark.parametrize(("age", "is_noted"), [(180, False), (181, True)])
def test_a_waiver_is_noted_once_the_evidence_is_older_than_allowed(age: int, is_noted: bool, scope: FactScope) -> None:
    fact = known(scope, "market.law.waived")
    held = replace(
        fact.held,
        evidence=replace(scope.find("market.count").held.evidence, verified_on=scope.day - timedelta(age)),  # type: ignore[union-attr]
    )
    assert (scope.use(replace(fact, held=held), "14").waiver is not None) is is_noted


def test_a_fact_nobody_waived_has_no_waiver_in_its_use(scope: FactScope) -> None:
    assert scope.use(known(scope, "market.law.weak"), "14").waiver is None


def test_the_fields_of_an_item_are_a_closed_list(scope: FactScope) -> None:
    whole = methods(scope)
    first = Item(path=whole.path, fact=whole.fact, item=whole.items[0])
    assert (field_of(first, "kind").value, field_of(first, "kind").path) == ("bank", "market.methods[].kind")
    assert field_of(first, "website").value is None
    with pytest.raises(FactError, match=r"items of market.methods have no colour\. They have: name, "):
        field_of(first, "colour")
