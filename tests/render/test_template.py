"""Templates: what tags of ours may say, what they give, and what stops a hostile one."""

from __future__ import annotations

import os
import re
import resource
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.liquid import scan
from locmem.model.fact import Market, MarketLocale
from locmem.model.inline import Syntax
from locmem.render.facts import FactScope
from locmem.render.template import render

from .conftest import ScopeOf


def text_of(template: str, scope: FactScope, syntax: Syntax = Syntax.PLAIN) -> str:
    done = render(template, scope, syntax)
    assert done.problems == ()
    return done.text


def problem_of(template: str, scope: FactScope, syntax: Syntax = Syntax.PLAIN) -> str:
    done = render(template, scope, syntax)
    assert len(done.problems) == 1, done.problems
    return f"{done.problems[0].what} {done.problems[0].do}"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ market.name }}", "Nederland"),
        ("{{ market.code }} {{ market.currency }}", "NL EUR"),
        ("{{ market.rate }}", "25,5%"),
        ("{{ market.since }}", "1 januari 2027"),
        ('{{ market.since | date: "short" }}', "01-01-2027"),
        ("{{ market.phone }}", "+31 20 123 4567"),
        ("{{ company.price }}", "€\u00a049,00"),
        ("{{ company.mail }}", "help@lumenlarch.example"),
        ("{{ market.methods | list }}", "iDEAL | Wero en rembours"),
        ('{{ market.methods | list: "or" }}', "iDEAL | Wero of rembours"),
        ('{{ market.methods | where: "kind", "cash" | list }}', "rembours"),
        ("{{ market.methods | size }}", "2"),
        ("{{ market.methods.size }}", "2"),
        ("{{ market.methods.last.name }}", "rembours"),
        ("{% assign m = market.methods | first %}{{ m.name }} {{ m.kind }}", "iDEAL | Wero bank"),
        (
            "{% for m in market.methods %}{{ m.name }}{% unless forloop.last %}; {% endunless %}{% endfor %}",
            "iDEAL | Wero; rembours",
        ),
        ("{% for m in market.none %}x{% else %}none{% endfor %}", "none"),
        ("{% if market.gone %}yes{% else %}no{% endif %}", "no"),
        ("{% if market.none %}yes{% else %}no{% endif %}", "no"),
        ("{% unless market.gone %}no{% endunless %}", "no"),
        ('{% if market.code == "NL" and market.count >= 3 %}yes{% endif %}', "yes"),
        ('{% if market.code != "NL" or market.rate > 25.5 %}yes{% else %}no{% endif %}', "no"),
        ('{% if market.since > "2026-12-31" %}yes{% endif %}', "yes"),
        ('{% if market.methods contains "rembours" %}yes{% endif %}', "yes"),
        ('{% if market.name contains "derl" %}yes{% endif %}', "yes"),
        ("{% if market.gone == blank %}yes{% endif %}", "yes"),
        ("{% if market.name != empty %}yes{% endif %}", "yes"),
        ("{% for m in market.methods %}{% if m.website %}{{ m.website }}{% endif %}{% endfor %}", "https://x.nl/a(b)"),
        ('{% case market.code %}{% when "ES", "NL" %}yes{% else %}no{% endcase %}', "yes"),
        ('{% case market.code %}{% when "ES" %}yes{% else %}no{% endcase %}', "no"),
        ("{% if market.open %}yes{% endif %}{% if market.closed %}no{% else %}shut{% endif %}", "yesshut"),
        ("{% if market.open == true and market.closed == false %}yes{% endif %}", "yes"),
        ("{{- market.name -}}  x", "Nederlandx"),
        ("a  {%- if market.name %} b{% endif %}", "a b"),
    ],
)
def test_our_tags_are_evaluated(template: str, expected: str, scope: FactScope) -> None:
    assert text_of(template, scope) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ market.gone }}", "market.gone is absent in NL on 2026-11-21. Put the sentence inside {% if market.gone"),
        ("{{ market.nmae }}", "market.nmae is not known in NL. Did you mean market.name?"),
        ("{% if market.nmae %}x{% endif %}", "market.nmae is not known in NL."),
        ("{{ market.law }}", "market.law is a group, not a fact. Name one of: old, waived, weak."),
        ("{{ market.later }}", "the fact later has no value on 2026-11-21"),
        ("{{ market.open }}", "market.open is yes or no, and no word for customers. Ask {% if market.open %} …"),
        ("{{ market.methods }}", "market.methods is a list. Write {{ market.methods | list }}, or a loop."),
        ("{{ market.none | list }}", "there is nothing to list of market.none."),
        ("{% for m in market.methods %}{{ m.website }}{% endfor %}", "this item of market.methods has no website."),
        ("{% for m in market.methods %}{{ m.colour }}{% endfor %}", "items of market.methods have no colour."),
        ("{% for m in market.name %}x{% endfor %}", "a loop needs a list."),
        ("{{ market.law.weak }}", "the legal fact law.weak of NL is unverified (source: hearsay)."),
        ("{% if market.law.weak %}x{% endif %}", "the legal fact law.weak of NL is unverified (source: hearsay)."),
        ("{{ market.law.old }}", "the legal fact law.old of NL was last verified on 2026-01-01"),
        ("{{ market.rate | date }}", "the filter date does not fit a percent."),
        ('{{ market.since | date: "loud" }}', "a date has no form 'loud'."),
        ("{{ market.rate | times: 2 }}", "the filter `times` is not available. Available: list, where,"),
        ("{{ market.methods[0].name }}", "the name `market.methods[0].name` has brackets."),
        ("{% capture x %}{{ market.name }}{% endcapture %}", "the tag `capture` is not available."),
        ("{% for m in market.methods limit: 1 %}x{% endfor %}", "a loop takes no limit, offset or order."),
        ("{{ market.name if market.code }}", "is not available. Use facts, texts, numbers and filters."),
        ("{{ market.name | date: ticket.id }}", "one tag reads our facts (market.name) and the help desk's"),
        ("{% if market.name == ticket.country %}x{% endif %}", "one tag reads our facts (market.name) and"),
        ("{% if market.name %}x", "`if` is not closed: `endif` is missing at the end."),
        (
            "{% if market.name < 3 %}x{% endif %}",
            "these cannot be compared with <: market.name and 3.",
        ),
        ("{% if market.name and %}x{% endif %}", "the tag cannot be read:"),
    ],
)
def test_what_cannot_be_rendered_is_named(template: str, expected: str, scope: FactScope) -> None:
    assert expected in problem_of(template, scope)


def test_all_problems_are_found_at_once(scope: FactScope) -> None:
    done = render(
        "{{ market.gone }} {{ market.nope }} {% if market.law.weak %}{{ market.law.old }}{% endif %}",
        scope,
        Syntax.PLAIN,
    )
    assert [one.path for one in done.problems] == ["market.gone", "market.nope", "market.law.weak", "market.law.old"]
    assert [one.start for one in done.problems] == [0, 18, 36, 60]


def test_branches_that_are_not_taken_need_no_facts(scope: FactScope) -> None:
    assert text_of("{% if market.gone %}{{ market.gone }}{{ market.law.weak }}{% endif %}.", scope) == "."


def test_a_waiver_lets_a_weak_fact_ship_and_is_recorded(scope: FactScope) -> None:
    done = render("{{ market.law.waived }} {{ market.name }}", scope, Syntax.PLAIN)
    assert done.text == "14 dagen Nederland"
    assert [use.waiver and use.waiver.by for use in done.uses] == ["Demo Team", None]


def test_text_of_another_language_never_stands_in(small: Market, scope: FactScope) -> None:
    french = replace(scope, locale=replace(small.locales[0], content="fr", format="fr-FR"))
    assert "market.name has no text in fr; it has: en, nl." in problem_of("{{ market.name }}", french)


def test_each_locale_has_its_own_text_and_formats(small: Market, scope_of: ScopeOf) -> None:
    assert text_of("{{ market.name }} {{ market.rate }}", scope_of(small, "en")) == "the Netherlands 25.5%"


def test_items_out_of_their_window_are_not_shown(scope: FactScope) -> None:
    earlier = replace(scope, day=scope.day.replace(day=20))
    assert text_of("{{ market.methods | list }}", earlier) == "iDEAL | Wero, rembours en Gone"


def test_facts_used_carry_value_window_and_source(scope: FactScope) -> None:
    done = render("{% if market.rate %}{{ market.rate }}{% endif %}{{ market.methods | list }}", scope, Syntax.PLAIN)
    assert [(use.path, use.shown, use.source) for use in done.uses] == [
        ("market.rate", "25,5%", "s"),
        ("market.methods", "iDEAL | Wero", "one"),
        ("market.methods", "rembours", "two"),
    ]


HELP_DESK = """\
#{{ticket.id}} {{-  ticket.requester.first_name | default: "you" -}}
{% if ticket.x == 'a' %}
  {{ market.name }}
{%- endif -%}
{% raw %}{{ market.gone }}{% endraw %}{% comment %}{{ market.nope }}{% endcomment %}
{{{ html }}} {{#if user}}{{/if}} {{< tabs >}}
"""


def test_help_desk_tags_pass_byte_for_byte(scope: FactScope) -> None:
    assert text_of(HELP_DESK, scope) == HELP_DESK.replace("{{ market.name }}", "Nederland")


def test_help_desk_tags_in_our_loops_are_repeated(scope: FactScope) -> None:
    template = "{% for m in market.methods %}{{ticket.id}}{% endfor %}"
    assert text_of(template, scope) == "{{ticket.id}}{{ticket.id}}"


def test_our_block_tags_vanish_with_their_line(scope: FactScope) -> None:
    table = (
        "| a |\n| - |\n{% for m in market.methods %}\n{% if m.kind == 'bank' %}{% else %}\n{% endif %}\n"
        "| {{ m.kind }} |\n{% endfor %}\n\nend"
    )
    assert text_of(table, scope) == "| a |\n| - |\n| bank |\n| cash |\n\nend"
    assert text_of(table.replace("\n", "\r\n"), scope) == "| a |\r\n| - |\r\n| bank |\r\n| cash |\r\n\r\nend"


def test_empty_lines_round_a_vanished_line_become_one(scope: FactScope) -> None:
    taken = "a\n\n{% if market.name %}\n\nb\n\n{% endif %}\n\nc\n"
    assert text_of(taken, scope) == "a\n\nb\n\nc\n"
    assert text_of(taken.replace("name", "gone"), scope) == "a\n\nc\n"


def test_help_desk_block_tags_keep_their_line(scope: FactScope) -> None:
    template = "a\n{% if ticket.x %}\nb\n{% endif %}\n"
    assert text_of(template, scope) == template


def test_braces_beside_a_tag_cannot_make_a_new_one(scope: FactScope) -> None:
    done = render("{{ market.bad.brace }}{ ticket.id }}", scope, Syntax.PLAIN)
    assert "has Liquid tags that the template has not" in done.problems[0].what
    hidden = "{% if market.name %}{{% endif %}{ ticket.id }}"
    assert render(hidden, scope, Syntax.PLAIN).problems


HOSTILE = {
    "loops": "{% for a in market.methods %}" * 15 + "x" + "{% endfor %}" * 15,
    "empty loops": "{% for a in market.methods %}" * 18 + "{% endfor %}" * 18,
    "ranges": "{% for i in (1..100000000) %}{{ market.name }}{% endfor %}",
    "our ranges": "{% for i in (1..market.count) %}x{% endfor %}",
    "nesting": "{% if market.name %}" * 5_000 + "{% endif %}" * 5_000,
    "parentheses": "{% if " + "(" * 900 + "market.name" + ")" * 900 + " %}x{% endif %}",
    "negations": "{% if " + "not " * 400 + "market.name %}x{% endif %}",
    "long tag": "{{ market.name" + " | upcase" * 10_000 + " }}",
    "filters": "{{ market.name" + " | first" * 200 + " }}",
    "doubling": "{% assign x = market.name %}" + "{% assign x = x | append: x %}" * 60 + "{{ x }}",
    "replace": '{{ market.name | replace: "e", "eeeeeeee" }}',
    "exponent": "{% if market.count < 1e999999 %}x{% endif %}",
    "include": '{% include "/etc/passwd" with market.name %}',
    "render": '{% render "x", a: market.name %}',
    "class": "{{ market.__class__.__mro__ }}",
    "index": '{{ market["name"]["__class__"] }}',
    "growth": "{% for a in market.methods %}" * 12 + "{{ market.name }}" * 400 + "{% endfor %}" * 12,
    "lambda": "{{ market.methods | map: m => m.name }}",
    "template string": '{{ "${market.name}" }}',
    "many": "{{ market.name }}" * 60_000,
    "braces": "{{" * 100_000 + "{{ market.nope }}",
    "ticks": "`" * 50_000 + "\n" + "`a ``b " * 20_000 + "{{ market.nope }}",
    "links": "[" * 50_000 + "](" * 50_000 + "{{ market.nope }}",
    "tags": '<a "' * 50_000 + "{{ market.nope }}",
    "pipes": "|-" * 50_000 + "\n" + "|-" * 50_000 + "\n{{ market.nope }}",
}


@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_templates_are_stopped(name: str, syntax: Syntax, scope: FactScope) -> None:
    done = render(HOSTILE[name], scope, syntax)
    # A loop over numbers only is the help desk's, and is copied.
    assert done.problems or (name == "ranges" and done.text == HOSTILE[name].replace("{{ market.name }}", "Nederland"))


def test_hostile_templates_cost_little(scope: FactScope) -> None:
    """All of them in a child that the system ends when it takes half a gigabyte more or two minutes of computing."""
    pages_now = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages_now * resource.getpagesize() + 2**29
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
        try:
            for template in HOSTILE.values():
                render(template, scope, Syntax.MARKDOWN)
        except BaseException:
            os._exit(1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


INJECTIONS = ("{{ ticket.id }}", "{% raw %}", "{{", "}}", "{%", "{# x #}", "a{{b", "%}")


@pytest.mark.parametrize("value", INJECTIONS)
def test_values_with_liquid_are_refused(value: str, small: Market, scope: FactScope) -> None:
    fact = small.facts["bad.amp"]
    held = replace(fact.values[0], value=value)
    facts = MappingProxyType({**small.facts, "bad.amp": replace(fact, values=(held,))})
    poisoned = replace(scope, market=replace(small, facts=facts))
    for syntax in Syntax:
        assert "has Liquid braces in it" in problem_of("{{ market.bad.amp }}", poisoned, syntax)


@given(st.text(alphabet="ab{}%#'\"| .\n<>-\\`[]()&", max_size=60))
def test_text_without_tags_of_ours_is_copied(text: str) -> None:
    scanned = scan(text)
    market = Market(
        code="NL", name="", currency="EUR", locales=(), facts={}, company={}, obligations=(), waivers=(), path=""
    )
    scope = FactScope(
        market=market, locale=MarketLocale(content="nl", format="nl-NL"), day=date(2026, 11, 21), verified_days=1
    )
    done = render(text, scope, Syntax.MARKDOWN)
    assert done.text == text or scanned.problems


def test_a_body_s_address_and_phone_are_shown_and_its_number_can_be_called(small: Market, scope_of: ScopeOf) -> None:
    fact = small.facts["methods"]
    [held] = fact.values
    assert isinstance(held.value, tuple)
    more = {"address": "Straat 1, 1000 AA Amsterdam", "phone": "+31201234567", "email": "info@b.example"}
    items = tuple(replace(item, fields={**item.fields, **more}) for item in held.value[:1])
    facts = {**small.facts, "methods": replace(fact, values=(replace(held, value=items),))}
    scope = scope_of(replace(small, facts=facts))
    template = (
        "{% for m in market.methods %}{{ m.address }}, [{{ m.phone }}](tel:{{ m.phone }}), {{ m.email }}{% endfor %}"
    )
    shown = text_of(template, scope, Syntax.MARKDOWN)
    assert shown == "Straat 1, 1000 AA Amsterdam, [+31 20 123 4567](tel:+31201234567), info@b.example"


@pytest.mark.parametrize(
    ("after", "expected"),
    [(".", "Ltda."), ("...", "Ltda...."), (".5", "Ltda..5"), (". Next", "Ltda. Next"), (", and", "Ltda., and")],
)
def test_an_abbreviation_at_the_end_of_a_sentence_takes_one_full_stop(
    small: Market, scope_of: ScopeOf, after: str, expected: str
) -> None:
    fact = small.facts["bad.amp"]
    value = replace(fact.values[0], value="Ltda.")
    market = replace(small, facts={**small.facts, "short": replace(fact, path="short", values=(value,))})
    assert render("{{ market.short }}" + after, scope_of(market), Syntax.MARKDOWN).text == expected


@pytest.mark.parametrize("arguments", ['"or", "and"', '"or", "and", "nor"'])
def test_a_filter_that_is_given_too_much_is_refused(scope: FactScope, arguments: str) -> None:
    said = problem_of(f"{{{{ market.methods | list: {arguments} }}}}", scope)
    assert "the filter list does not take" in said


def test_a_page_that_grows_bit_by_bit_is_stopped(scope: FactScope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locmem.render.template.MAX_OUTPUT", 15)
    template = "{% for m in market.methods %}0123456789{% endfor %}"
    assert "the page grows beyond 15 characters" in problem_of(template, scope)


@pytest.mark.parametrize(
    ("template", "origin"),
    [
        ("{{ market.rate }}", "market.rate"),
        ("{{ company.mail }}", "company.mail"),
        ('{{ market.methods | list: "or" }}', "market.methods"),
        ("{% for m in market.methods %}{{ m.name }} {% endfor %}", "market.methods"),
        ("{% assign r = market.rate %}{{ r }}", "market.rate"),
        ("{{ market.code }}", "market.code"),
    ],
)
@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML])
def test_a_marked_value_says_where_it_comes_from_and_reads_the_same(
    template: str, origin: str, syntax: Syntax, scope: FactScope
) -> None:
    marked = text_of(template, replace(scope, is_marked=True), syntax)
    assert f'<mark class="fact" title="{origin}' in marked
    assert re.sub(r"</?mark[^>]*>", "", marked) == text_of(template, scope, syntax)


@pytest.mark.parametrize(
    "template", ["[x]({{ market.site }})", "`{{ market.rate }}`", '<i title="{{ market.rate }}">x</i>']
)
def test_no_mark_stands_where_none_can(template: str, scope: FactScope) -> None:
    plain = render(template, scope, Syntax.MARKDOWN).text
    assert render(template, replace(scope, is_marked=True), Syntax.MARKDOWN).text == plain
    assert "<mark" not in plain


def test_emphasis_around_a_marked_value_is_written_as_tags(scope: FactScope) -> None:
    marked = text_of("is **{{ market.rate }}**in all", replace(scope, is_marked=True), Syntax.MARKDOWN)
    assert marked.startswith("is <strong><mark")
    assert "**" not in marked
