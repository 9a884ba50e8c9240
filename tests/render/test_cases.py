"""The filter `cases`: what a page tells customers of before and after a change."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.model.fact import Market
from locmem.model.inline import Syntax
from locmem.render.facts import FactFault
from locmem.render.template import Rendering, render

from .law import market_in, scope_in

LOOP = "{% for case in market.guarantee | cases %}"
END = "{% endfor %}"


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market_in(tmp_path_factory.mktemp("markets"))


def done(template: str, law: Market, locale: str = "en", syntax: Syntax = Syntax.PLAIN) -> Rendering:
    return render(template, scope_in(law, locale), syntax)


def text_of(template: str, law: Market, locale: str = "en", syntax: Syntax = Syntax.PLAIN) -> str:
    found = done(template, law, locale, syntax)
    assert found.problems == ()
    assert found.partial == ()
    return found.text


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ market.extra | cases }}", "3 (for orders before 31 July 2026: 2)"),
        ("{{ market.guarantee | cases }}", "3 years (for orders from 31 July 2026; for orders from 1 January 2022 to "
         "30 July 2026: 2 years)"),
        ("{{ market.soon | cases }}", "1 year (for orders before 15 December 2026)"),
        ("{{ market.since | cases }}", "2 years"),
        ("{% for case in market.soon | cases %}{{ case.value }}{% if forloop.length > 1 %} ({{ case.days }}){% endif %}"
         "{% unless forloop.last %}; {% endunless %}{% endfor %}", "1 year (before 15 December 2026)"),
        ("{{ market.cap | cases }}", "€30.00 (for orders before 31 July 2026: €20.00)"),
        ("{{ market.cap | cases | currency: 'name' }}", "euros"),
        ("{% for case in market.cap | cases %}{{ case.value | currency: 'name' }} {% endfor %}", "euros euros "),
        ("{{ market.steady | cases }}", "14 days"),
        ("{{ market.ending | cases }}", "5"),
        ("{% assign all = market.guarantee | cases %}{% if all %}{{ all }}{% endif %}.", "3 years (for orders from "
         "31 July 2026; for orders from 1 January 2022 to 30 July 2026: 2 years)."),
        (f"{LOOP}{{{{ case.days }}}}: {{{{ case.value }}}}. {END}",
         "from 31 July 2026: 3 years. from 1 January 2022 to 30 July 2026: 2 years. "),
        (f"{LOOP}{{{{ case.from }}}}{{% if case.until %}} {{{{ case.until | date: 'short' }}}}{{% endif %}};{END}",
         "31 July 2026;1 January 2022 30/07/2026;"),
        (f"{LOOP}{{% if case.value == '2 year' %}}{{{{ case.from }}}}{{% endif %}}{END}", "1 January 2022"),
        (f"{LOOP}{{% if case.until < '2027-01-01' %}}{{{{ case.until }}}}{{% endif %}}{END}", "30 July 2026"),
        (f"{LOOP}{{{{ forloop.index }}}}/{{{{ forloop.length }}}} {END}", "1/2 2/2 "),
        ("{% for case in market.steady | cases %}{% if case.days %}x{% else %}always{% endif %}"
         "{% if case.from or case.until %}y{% endif %}{% endfor %}", "always"),
        ("{% for case in market.ending | cases %}{{ case.days }}{% endfor %}",
         "from 1 January 2025 to 31 December 2026"),
        ("{% for case in market.extension | cases %}{{ case.days }}: {% if case.value %}{{ case.value }}{% else %}none"
         "{% endif %}. {% endfor %}", "from 31 July 2026: 1 year. before 31 July 2026: none. "),
        ("{% for case in market.online | cases %}{{ case.days }}: {% if case.value %}yes{% else %}no{% endif %}. "
         "{% endfor %}", "from 31 July 2026: yes. before 31 July 2026: no. "),
        ("{% assign all = market.guarantee | cases %}{% for one in all %}{{ one.value }};{% endfor %}",
         "3 years;2 years;"),
        ("{% case market.code %}{% when 'ES' %}{% for case in market.guarantee | cases %}{{ case.value }} "
         "{% endfor %}{% endcase %}", "3 years 2 years "),
        ("{% for case in market.guarantee | cases %}{% case market.code %}{% when 'ES' %}{{ case.value }} {% endcase %}"
         "{{ case.from }};{% endfor %}", "3 years 31 July 2026;2 years 1 January 2022;"),
        ("{% for m in market.methods %}{% for case in market.steady | cases %}{{ m.name }} {{ case.value }}{% endfor %}"
         "{% endfor %}", "Bizum 14 days"),
    ],
)  # fmt: skip
def test_every_case_is_said(template: str, expected: str, law: Market) -> None:
    assert text_of(template, law).replace("\u00a0", " ") == expected


def test_each_language_says_it_in_its_own_words(law: Market) -> None:
    template = "{{ market.guarantee | cases }}"
    assert (
        text_of(template, law, "de") == "3 Jahre (für Bestellungen ab dem 31. Juli 2026;"
        " für Bestellungen vom 1. Januar 2022 bis zum 30. Juli 2026: 2 Jahre)"
    )
    assert (
        text_of(template, law, "ja")
        == "3年（2026年7月31日以降のご注文；2022年1月1日から2026年7月30日までのご注文：2年）"
    )


def test_values_take_the_filters_of_their_type(law: Market) -> None:
    dative = '{{ market.guarantee | cases | duration: "dative" }}'
    assert (
        text_of(dative, law, "de") == "3 Jahren (für Bestellungen ab dem 31. Juli 2026;"
        " für Bestellungen vom 1. Januar 2022 bis zum 30. Juli 2026: 2 Jahren)"
    )
    looped = '{% for case in market.guarantee | cases %}{{ case.value | duration: "dative" }} {% endfor %}'
    assert text_of(looped, law, "de") == "3 Jahren 2 Jahren "


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 7, 30), "2 years (for orders from 1 January 2022 to 30 July 2026)"),
        (
            date(2024, 12, 31),
            "2 years (for orders from 1 January 2022 to 30 July 2026; for orders before 1 January 2022: 1 year)",
        ),
        (
            date(2026, 7, 31),
            "3 years (for orders from 31 July 2026; for orders from 1 January 2022 to 30 July 2026: 2 years)",
        ),
        (date(2029, 7, 31), "3 years (for orders from 31 July 2026)"),
    ],
)
def test_the_day_of_rendering_says_whom_it_concerns(day: date, says: str, law: Market) -> None:
    # Evidence of a legal fact is overdue on the last of these days, which is another matter.
    scope = scope_in(law, day=day)
    assert render("{{ market.guarantee | cases }}", scope, Syntax.PLAIN).text == says


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ market.days | cases }}", "market.days has no cases: it is the same for everybody on a day. Remove the"),
        ("{{ market.methods | cases }}", "market.methods is a list and has no cases."),
        ("{% for case in market.name | cases %}{{ case.days }}{% endfor %}", "market.name has no cases"),
        ("{{ market.extension | cases }}", "market.extension is absent in ES in the case that holds until 2026-07-30,"),
        ("{{ market.extension | cases }}", "Write a sentence for each: {% for case in market.extension | cases %}"),
        ("{% for case in market.extension | cases %}{{ case.value }}{% endfor %}",
         "market.extension is absent in ES in the case that holds until 2026-07-30. Put the sentence inside "
         "{% if case.value %}"),
        ("{% for case in market.online | cases %}{{ case.value }}{% endfor %}",
         "market.online is yes or no, and no word for customers. Ask {% if case.value %}"),
        ("{% for case in market.guarantee | cases %}{{ case.until }}{% endfor %}",
         "this case of market.guarantee has no case.until: it is open. Put it inside {% if case.until %}"),
        ("{% for case in market.steady | cases %}{{ case.days }}{% endfor %}", "has no case.days: it is open."),
        ("{% for case in market.guarantee | cases %}{{ case.name }}{% endfor %}",
         "a case of market.guarantee has no name. It has: value, days, from, until."),
        ("{% for case in market.guarantee | cases %}{{ case.value | cases }}{% endfor %}",
         "the filter cases needs a fact. Write it right behind the name of one."),
        ("{% for case in market.guarantee | cases %}{{ case.from | date: 'loud' }}{% endfor %}",
         "case.from: a date has no form 'loud'."),
        ("{{ market.guarantee | cases | date }}", "the filter date does not fit a"),
        ("{{ market.guarantee | cases: 'x' }}", "the filter cases does not take 1 arguments."),
        ("{% for case in market.guarantee | cases limit: 1 %}{{ case.days }}{% endfor %}", "the tag cannot be read"),
        ("{% for case in market.weak | cases %}{{ case.days }} {{ case.value }}{% endfor %}",
         "the legal fact weak of ES is unverified (source: blog)."),
        ("{{ market.weak | cases }}", "the legal fact weak of ES is unverified (source: blog)."),
        ("{% for case in market.guarantee | cases %}{% assign mine = case.value %}{% endfor %}{{ mine }}",
         "mine is not known in ES."),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_named(template: str, expected: str, law: Market) -> None:
    [problem] = done(template, law).problems
    assert expected in f"{problem.what} {problem.do}"


def test_an_address_is_one(law: Market) -> None:
    [problem] = done("[form]({{ market.form | cases }})", law, syntax=Syntax.MARKDOWN).problems
    assert problem.what == "market.form has 2 cases here, and an address is one."
    loop = "{% for case in market.form | cases %}[{{ case.days }}]({{ case.value }}) {% endfor %}"
    assert text_of(loop, law, syntax=Syntax.MARKDOWN) == (
        "[from 31 July 2026](https://new.example/_b_) [before 31 July 2026](https://old.example/a) "
    )
    # Days of others are known, and yet nothing but the address may stand there.
    scope = scope_in(law, day=date(2031, 1, 1))
    assert render("[form]({{ market.form | cases }})", scope, Syntax.MARKDOWN).text == "[form](https://new.example/_b_)"


@pytest.mark.parametrize(
    "template",
    [
        "{{ market.guarantee }}",
        "{% if market.online %}x{% endif %}",
        "{% if market.extension %}x{% endif %}",
        "{% if market.days and market.extension == blank %}x{% endif %}",
        '{% if "P2Y" < market.guarantee %}x{% endif %}',
        "{% case market.extra %}{% when 3 %}x{% endcase %}",
        '{% if market.guarantee == "3 year" %}x{% endif %}',
        '{{ market.guarantee | duration: "dative" }}',
        "{{ market.guarantee | cases }} {{ market.guarantee }}",
        "{% assign mine = market.guarantee %}{{ mine }}",
    ],
)
def test_a_plain_fact_is_the_value_of_the_day_and_known_to_say_a_part(template: str, law: Market) -> None:
    locale = "de" if "dative" in template else "en"
    found = done(template, law, locale)
    assert found.problems == ()
    [partial] = found.partial
    assert partial.fault is FactFault.PARTIAL
    assert " from 2026-07-31; who " in partial.what
    asks = "{% for case in " if template.startswith(("{% if", "{% case")) else "Write {{ "
    assert asks in partial.do
    assert template[partial.start : partial.end].startswith(("{{ m", "{% if", "{% when"))


@pytest.mark.parametrize(
    "template",
    [
        "{{ market.steady }}",
        "{% if market.guarantee %}{{ market.guarantee | cases }}{% endif %}",
        "{% if market.days == 8 %}x{% elsif market.guarantee != blank %}{{ market.guarantee | cases }}{% endif %}",
        '{% if market.guarantee > "P1Y" %}{{ market.guarantee | cases }}{% endif %}',
        "{% unless market.extra %}x{% endunless %}",
        "{{ market.ending }}",
        "{{ market.days }}",
        "{% assign mine = market.guarantee %}{{ mine | cases }}",
        "{% for case in market.guarantee | cases %}{{ case.value }}{% endfor %}",
        "{% if market.code == 'FR' %}{{ market.guarantee }}{% endif %}",
    ],
)
def test_nothing_is_left_out_where_there_is_one_case_or_all_are_said(template: str, law: Market) -> None:
    assert done(template, law).partial == ()


def test_every_case_is_among_the_facts_used_with_its_window(law: Market) -> None:
    uses = done("{{ market.guarantee | cases }}", law).uses
    assert [(use.path, use.shown, str(use.window)) for use in uses] == [
        ("market.guarantee", "3 years", "from 2026-07-31"),
        ("market.guarantee", "2 years", "2022-01-01 to 2026-07-30"),
    ]
