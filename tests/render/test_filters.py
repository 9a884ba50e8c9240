"""Filters in templates: what each gives, on its own and behind another, and what is told where one does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.model.fact import FactType
from locmem.model.inline import Syntax
from locmem.render.facts import FactScope
from locmem.render.filters import filters_for
from locmem.render.template import render


def said(template: str, scope: FactScope) -> str:
    done = render(template, scope, Syntax.PLAIN)
    assert done.problems == ()
    return done.text.replace("\u00a0", " ")


def told(template: str, scope: FactScope) -> str:
    [problem] = render(template, scope, Syntax.PLAIN).problems
    return f"{problem.what} {problem.do}"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ market.currency | currency }}", "euro"),
        ('{{ market.currency | currency: "in" }}', "in euro"),
        ('{{ company.price | currency: "code" }}', "EUR"),
        ('{{ company.price | money: "name" }}', "49,00 euro"),
        ('{{ market.phone | phone: "national" }}', "020 123 4567"),
        ('{{ market.since | date: "month" }}', "januari 2027"),
        ('{{ market.law.waived | duration: "within" }}', "binnen 14 dagen"),
        ('{{ market.law.waived | duration: "within" | capitalize }}', "Binnen 14 dagen"),
        ("{{ market.peak | months }}", "november, december en januari"),
        ('{{ market.peak | months: "or" | capitalize }}', "November, december of januari"),
        ("{{ market.zone }}, {{ market.zone | time_zone }}", "Midden-Europese tijd, Midden-Europese tijd"),
        ("{{ market.methods | list | capitalize }}", "iDEAL | Wero en rembours"),
        ("{% for one in market.methods %}{{ one.name | capitalize }} {% endfor %}", "iDEAL | Wero Rembours "),
        ("{{ market.label | capitalize }}", "Nu & hier"),
        ('{% assign p = market.currency | currency: "in" %}{{ p | capitalize }}', "In euro"),
    ],
)
def test_what_a_filter_gives(template: str, expected: str, scope: FactScope) -> None:
    assert said(template, scope) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ market.law.waived | duration: "dative" }}', "no form 'dative' in nl-NL. Known there: within, of, by."),
        ("{{ market.name | currency }}", "the filter currency does not fit a text."),
        ("{{ market.rate | months }}", "the filter months does not fit a percent."),
        ("{{ market.wrong | months }}", "market.wrong: “13”, “May” is no month. Write numbers from 1 to 12"),
        ('{{ market.currency | currency: "of" }}', "market.currency: a currency has no form 'of'."),
        ('{{ market.name | after: "de" }}', "market.name: the word 'de' is not one that nl-NL contracts."),
        ("{{ market.name | after }}", "the filter after does not take 0 arguments."),
        ("{{ market.methods | size | capitalize }}", "the filter capitalize is for texts and facts."),
        ("{{ market.methods | capitalize }}", "market.methods is a list. Write {{ market.methods | list }}"),
        ("{{ market.gone | capitalize }}", "market.gone is absent in NL"),
    ],
)
def test_what_does_not_fit_is_named(template: str, expected: str, scope: FactScope) -> None:
    assert expected in told(template, scope)


def test_a_national_number_is_refused_where_its_readers_are_abroad(scope: FactScope) -> None:
    abroad = replace(scope, market=replace(scope.market, code="BE"))
    assert "+31201234567 cannot be dialled in its national form by readers in BE." in told(
        '{{ market.phone | phone: "national" }}', abroad
    )


def test_what_customers_read_is_what_the_manifest_has(scope: FactScope) -> None:
    uses = render("{{ market.peak | months }}", scope, Syntax.PLAIN).uses
    assert [use.shown for use in uses if use.shown.startswith("nov")] == ["november, december en januari"]


def test_each_type_knows_its_filters() -> None:
    assert filters_for(FactType.DURATION) == ("duration", "after", "capitalize")
    assert filters_for(FactType.MONEY) == ("money", "currency", "after", "capitalize")
    assert filters_for(FactType.NAME) == ("months", "after", "capitalize")
    assert filters_for(FactType.LIST) == ("list", "where", "first", "last", "size")
