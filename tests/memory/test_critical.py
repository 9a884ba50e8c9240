from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.memory.critical import critical_differences
from locmem.model.inline import Syntax, plain


def differences(new: str, old: str, locale: str = "en") -> tuple[str, ...]:
    return critical_differences(plain(new), plain(old), plain(old), locale)


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ("Refund in 14 days", "Refund in 30 days", "number: “14” here, “30” in the memory"),
        ("You can return it", "You cannot return it", "negation: nothing here, “not” in the memory"),
        ("You don’t pay", "You pay", "negation: “not” here, nothing in the memory"),
        ("You must reply", "You may reply", "obligation: “must” here, “may” in the memory"),
        ("Pay in EUR", "Pay in CHF", "currency: “EUR” here, “CHF” in the memory"),
        ("Pay €5", "Pay $5", "currency: “EUR” here, “$” in the memory"),
        ("Pay 5 euros", "Pay 5 zł", "currency: “EUR” here, “PLN” in the memory"),
        ("Sold in Spain", "Sold in Portugal", "country: “Spain” here, “Portugal” in the memory"),
        ("In the UK", "In the EU", "country: “United Kingdom” here, “European Union” in the memory"),
        ("in 5 business days", "in 5 days", "unit of time: “business day” here, “day” in the memory"),
        ("before delivery", "after delivery", "opposite: “before” here, “after” in the memory"),
        ("Form A38", "Form A39", "identifier: “A38” here, “A39” in the memory"),
        ("Ask a@x.eu", "Ask b@x.eu", "e-mail address: “a@x.eu” here, “b@x.eu” in the memory"),
        ("twice a month", "a month", "number in words: “twice” here, nothing in the memory"),
    ],
)  # fmt: skip
def test_what_changes_the_meaning_is_said(new: str, old: str, expected: str) -> None:
    assert expected in differences(new, old)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Refunds take 14 days.", "A refund takes 14 days."),
        ("Pay 5 euros", "Pay €5"),
        ("In Great Britain", "In the UK"),
        ("Do not pay", "Never pay"),
        ("It is now known in the notebook", "It is known in the book"),
        ("It needs us", "It needs you"),
        ("a must-have", "a thing"),
    ],
)
def test_harmless_rewording_is_not_marked(new: str, old: str) -> None:
    assert differences(new, old) == ()


def test_words_are_compared_in_english_only_but_values_everywhere() -> None:
    assert differences("no 5", "yes 5", "es") == ()
    assert differences("no 5 €", "no 6 £", "ja") == (
        "number: “5” here, “6” in the memory",
        "currency: “EUR” here, “GBP” in the memory",
    )


def test_a_changed_fact_is_critical_even_when_it_was_repaired() -> None:
    new = parse("VAT is {{ market.tax.standard_rate }}.", Syntax.MARKDOWN)
    old = parse("VAT is {{ market.tax.reduced_rate }}.", Syntax.MARKDOWN)
    (difference,) = critical_differences(new, old, new, "en")
    assert "market.tax.standard_rate" in difference
    assert "market.tax.reduced_rate" in difference


def test_a_changed_help_desk_tag_is_not_critical() -> None:
    new = parse("Dear {{ ticket.requester.name }},", Syntax.MARKDOWN)
    old = parse("Dear {{ ticket.requester.first_name }},", Syntax.MARKDOWN)
    assert critical_differences(new, old, new, "en") == ()
