"""Conditions: what is compared with what, and an error wherever the answer would be a guess."""

from __future__ import annotations

import pytest

from locmem.model.inline import Syntax
from locmem.render.facts import FactScope
from locmem.render.template import render


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('market.guarantee > "P1Y"', True),
        ('market.guarantee > "P2Y"', False),
        ('market.guarantee >= "P24M"', True),
        ('market.guarantee == "P2Y"', True),
        ('market.guarantee == "2 year"', True),
        ('market.guarantee != "P14D"', True),
        ("market.guarantee > market.answer", True),
        ('"P2Y" <= market.guarantee', True),
        ('market.answer > "P14D"', True),
        ('market.answer >= "P28D"', True),
        ('market.answer < "PT12H"', False),
        ('market.delivery <= "5 business-day"', True),
        ('market.since <= "2026-12-31"', False),
        ('market.since == "2027-01-01"', True),
        ("market.rate == 25.5 and market.rate < 26", True),
        ("market.count >= 3", True),
        ("company.price < 50", True),
        ("company.price == company.price", True),
        ("market.methods.size > 1", True),
        ('market.code == "NL"', True),
        ('market.name == "Nederland"', True),
        ('market.methods.first.kind == "bank"', True),
        ("market.open == true", True),
        # An absent fact has no order, and equals nothing but another one.
        ('market.gone > "P14D"', False),
        ('market.gone == "P14D"', False),
        ("market.gone != 3", True),
        ("market.gone == nil", True),
    ],
)
def test_what_holds(condition: str, holds: bool, scope: FactScope) -> None:
    done = render(f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}", scope, Syntax.PLAIN)
    assert done.problems == ()
    assert done.text == ("yes" if holds else "no")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            'market.answer > "P30D"',
            'nobody knows whether > holds for market.answer (1 month) and "P30D": a month has 28 to 31 days, a business'
            " day any length. Compare with a duration in the same unit.",
        ),
        ('market.delivery < "P5D"', "nobody knows whether < holds for market.delivery (3 business-day) and"),
        ('market.answer == "P30D"', "nobody knows whether == holds"),
        (
            "market.rate > market.guarantee",
            "these cannot be compared with >: market.rate (a percent) and market.guarantee (a duration). Compare"
            " market.rate with a number: 21.",
        ),
        ("market.rate == market.count", "these cannot be compared with ==: market.rate (a percent) and market.count"),
        ('market.rate == "25.5"', 'market.rate (a percent) and "25.5". Compare market.rate with a number: 21.'),
        ("market.guarantee > 2", 'Compare market.guarantee with a duration: "P14D", "P2Y" or "15 business-day".'),
        ('market.guarantee > "2 years"', 'Compare market.guarantee with a duration: "P14D"'),
        ('market.guarantee > "P"', "market.guarantee with a duration"),
        ('market.since > "1 January"', 'Compare market.since with a date: "2026-07-31".'),
        ('market.since > "2026-13-01"', 'Compare market.since with a date: "2026-07-31".'),
        ("market.since > 2026", 'Compare market.since with a date: "2026-07-31".'),
        ("market.since == market.guarantee", "these cannot be compared with ==: market.since (a date)"),
        ('company.price > "49"', "Compare company.price with a number, or an amount in the same currency."),
        ("company.price == market.fee", "these cannot be compared with ==: company.price (a money) and market.fee"),
        ("company.price > market.count", "these cannot be compared with >: company.price (a money)"),
        ("market.open > true", "Compare market.open with true or false, with == or !=."),
        ('market.open == "yes"', "Compare market.open with true or false, with == or !=."),
        ("market.name == 3", "these cannot be compared with ==: market.name and 3. Compare a text with a text."),
        ("market.methods == 2", "a list or an item cannot be compared."),
        ('market.rate contains "2"', "only a text or a list contains something, and only a text."),
    ],
)
def test_what_cannot_be_told_is_an_error_that_says_what_to_write(
    condition: str, expected: str, scope: FactScope
) -> None:
    [problem] = render(f"{{% if {condition} %}}yes{{% endif %}}", scope, Syntax.PLAIN).problems
    assert expected in f"{problem.what} {problem.do}"


def test_a_case_compares_as_a_condition_does(scope: FactScope) -> None:
    template = '{% case market.guarantee %}{% when "P1Y" %}one{% when "P2Y" %}two{% endcase %}'
    assert render(template, scope, Syntax.PLAIN).text == "two"
    [problem] = render("{% case market.rate %}{% when market.name %}x{% endcase %}", scope, Syntax.PLAIN).problems
    assert "these cannot be compared with ==: market.rate (a percent) and market.name." in problem.what
