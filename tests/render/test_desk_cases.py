"""A help desk that chooses among cases when an agent answers: before, on and after each day, and without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.inline.liquid import Owner, scan
from locmem.model.fact import DecidedBy, Duration, DurationUnit, Market, Window
from locmem.model.inline import Syntax
from locmem.render.desk_cases import was_rendered
from locmem.render.template import render

from .law import market_in, scope_in
from .ruby_liquid import answered

LOOP = "{% for case in market.guarantee | cases %}"
SENTENCE = f"{LOOP}Orders {{{{ case.days }}}}: {{{{ case.value }}}}. {{% endfor %}}"
NEW, OLD = "Orders from 31 July 2026: 3 years. ", "Orders from 1 January 2022 to 30 July 2026: 2 years. "
OLDEST = "Orders before 1 January 2022: 1 year. "
ALL = NEW + OLD + OLDEST
DATED = "2 years (for orders from 1 January 2022)"


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return market_in(tmp_path_factory.mktemp("markets"))


def macro(
    template: str, law: Market, syntax: Syntax = Syntax.PLAIN, locale: str = "en", day: date | None = None
) -> str:
    scope = scope_in(law, locale, for_desk=True)
    found = render(template, replace(scope, day=day) if day else scope, syntax)
    assert found.problems == ()
    return found.text


def answer(template: str, law: Market, ordered: object, syntax: Syntax = Syntax.PLAIN) -> str:
    ticket = {"ticket_field_360020001": ordered, "ticket_field_2": ordered}
    return answered(macro(template, law, syntax), ticket)


@pytest.mark.parametrize("syntax", [Syntax.PLAIN, Syntax.HTML])
@pytest.mark.parametrize(
    ("ordered", "says"),
    [
        ("2026-07-31", NEW),
        ("2026-07-31T00:30Z", NEW),
        ("2027-03-01", NEW),
        ("2026-07-30", OLD),
        ("2022-01-01", OLD),
        ("2021-12-31", OLDEST),
        ("1970-01-01", ALL),
        ("", ALL),
        (None, ALL),
        ("soon", ALL),
        ("31/07/2026", ALL),
        ("2026", ALL),
        ("1234567890", OLDEST),
        ("99999999999", ALL),
    ],
)
def test_the_day_of_the_order_chooses_and_nothing_else_does(
    ordered: object, says: str, syntax: Syntax, law: Market
) -> None:
    assert answer(SENTENCE, law, ordered, syntax) == says


@pytest.mark.parametrize(
    ("ordered", "says"),
    [
        ("2026-08-01", "You have 3 years."),
        ("2026-07-30", "You have 2 years."),
        (
            "",
            "You have 3 years (for orders from 31 July 2026; for orders from 1 January 2022 to 30 July 2026: 2 years;"
            " for orders before 1 January 2022: 1 year).",
        ),
    ],
)
def test_an_expression_is_chosen_too(ordered: str, says: str, law: Market) -> None:
    assert answer("You have {{ market.guarantee | cases }}.", law, ordered) == says


@pytest.mark.parametrize("years", [1, 9])
def test_each_window_makes_a_branch_however_long_ago_it_ended(years: int, law: Market) -> None:
    fact = replace(law.facts["guarantee"], matters_for=Duration(count=years, unit=DurationUnit.YEAR))
    longer = replace(law, facts={**law.facts, "guarantee": fact})
    template = f"{LOOP}{{{{ case.value }}}};{{% endfor %}}"
    assert macro(template, longer).count("{% elsif ") == 2
    told = {
        ordered: answer(template, longer, ordered) for ordered in ("2026-07-31", "2026-07-30", "2021-12-31", "x", "")
    }
    assert list(told.values()) == [
        "3 years;",
        "2 years;",
        "1 year;",
        "3 years;2 years;1 year;",
        "3 years;2 years;1 year;",
    ]


@pytest.mark.parametrize("day", [date(2020, 6, 1), date(2024, 6, 1), date(2026, 7, 1), date(2027, 2, 1)])
def test_the_day_of_rendering_chooses_nothing_for_the_day_of_an_answer(day: date, law: Market) -> None:
    text = macro(f"{LOOP}{{{{ case.value }}}};{{% endfor %}}", law, day=day)
    told = [answered(text, {"ticket_field_360020001": day}) for day in ("2026-07-30", "2026-07-31", "2021-12-31")]
    assert told == ["2 years;", "3 years;", "1 year;"]


@pytest.mark.parametrize(
    ("delivered", "says"),
    [
        ("2023-06-01", "VAT 20%."),
        ("2024-06-01", "VAT 22%."),
        ("2025-07-01", "VAT 24%."),
        (
            "",
            "VAT 24% (for deliveries from 1 July 2025; for deliveries from 1 January 2024 to 30 June 2025: 22%;"
            " for deliveries from 1 July 2009 to 31 December 2023: 20%).",
        ),
        (
            "2009-06-30",
            "VAT 24% (for deliveries from 1 July 2025; for deliveries from 1 January 2024 to 30 June 2025: 22%;"
            " for deliveries from 1 July 2009 to 31 December 2023: 20%).",
        ),
    ],
)
def test_an_old_customer_is_told_the_rate_of_then(delivered: str, says: str, law: Market) -> None:
    text = macro("VAT {{ market.vat | cases }}.", law, day=date(2027, 2, 1))
    assert answered(text, {"ticket_field_2": delivered}).replace("\u00a0", "") == says


@pytest.mark.parametrize(
    ("ordered", "says"),
    [
        ("2026-12-14", "1 year"),
        ("2026-12-15", "2 years"),
        ("", "2 years (for orders from 15 December 2026; for orders before 15 December 2026: 1 year)"),
    ],
)
def test_a_rule_that_begins_after_the_day_of_rendering_is_a_case_already(ordered: str, says: str, law: Market) -> None:
    assert answer("{{ market.soon | cases }}", law, ordered) == says


@pytest.mark.parametrize(
    ("ordered", "says"), [("2022-01-01", "2 years"), ("2021-12-31", DATED), ("", DATED), ("soon", DATED)]
)
def test_one_value_is_not_said_of_days_of_which_nothing_is_known(ordered: str, says: str, law: Market) -> None:
    assert answer("{{ market.since | cases }}", law, ordered) == says


@pytest.mark.parametrize(
    ("template", "chosen", "otherwise"),
    [
        ("{{ market.unread | cases }}", "2 years", "2 years (for orders from 1 January 2021 to 31 May 2027)"),
        (
            "{% for case in market.unread | cases %}{{ case.value }}{% if forloop.length > 1 %} ({{ case.days }})"
            "{% endif %}{% unless forloop.last %}; {% endunless %}{% endfor %}",
            "2 years",
            "2 years (from 1 January 2021 to 31 May 2027)",
        ),
    ],
)
def test_weak_evidence_of_what_concerns_nobody_today_blocks_no_macro_and_is_not_said(
    template: str, chosen: str, otherwise: str, law: Market
) -> None:
    told = [answer(template, law, ordered) for ordered in ("2021-01-01", "2027-05-31", "2020-12-31", "2027-06-01", "")]
    assert told == [chosen, chosen, otherwise, otherwise, otherwise]


def test_what_concerns_nobody_today_and_cannot_be_said_blocks_no_macro(law: Market) -> None:
    template = "{{ market.cover | cases }}"
    told = [answer(template, law, ordered) for ordered in ("2021-01-01", "2020-12-31")]
    assert told == ["2 years", "2 years (for orders from 1 January 2021)"]
    asking = "{% for case in market.cover | cases %}{% if case.value %}{{ case.value }}{% else %}none{% endif %}"
    assert answer(asking + "{% endfor %}", law, "2020-12-31") == "none"


def test_weak_evidence_of_what_concerns_somebody_blocks_it(law: Market) -> None:
    found = render("{{ market.weak | cases }}", scope_in(law, for_desk=True), Syntax.PLAIN)
    assert {problem.what for problem in found.problems} == {"the legal fact weak of ES is unverified (source: blog)."}


def test_what_ended_before_liquid_can_read_a_day_is_no_case(law: Market) -> None:
    fact = law.facts["guarantee"]
    days = [Window(end=date(1994, 12, 31)), Window(start=date(1995, 1, 1), end=date(2026, 7, 30))]
    values = tuple(
        replace(value, window=window) for value, window in zip(fact.values, [*days, fact.values[2].window], strict=True)
    )
    older = replace(law, facts={**law.facts, "guarantee": replace(fact, values=values)})
    assert answer("{{ market.guarantee | cases }}", older, "") == (
        "3 years (for orders from 31 July 2026; for orders from 1 January 1995 to 30 July 2026: 2 years)"
    )


def test_all_that_a_macro_may_say_is_among_the_facts_used(law: Market) -> None:
    uses = render("{{ market.unread | cases }}", scope_in(law, for_desk=True), Syntax.PLAIN).uses
    assert [(use.shown, str(use.window)) for use in uses] == [("2 years", "2021-01-01 to 2027-05-31")]
    uses = render("{{ market.vat | cases }}", scope_in(law, for_desk=True, day=date(2027, 2, 1)), Syntax.PLAIN).uses
    assert len(uses) == 3


def test_one_case_needs_no_choice_and_so_does_a_day_that_the_help_desk_does_not_know(law: Market) -> None:
    assert macro("{{ market.steady | cases }}", law) == "14 days"
    template = "{% for case in market.online | cases %}{{ case.days }} {% endfor %}"
    assert macro(template, law) == "from 31 July 2026 before 31 July 2026 "


def test_days_need_not_be_said_to_whom_only_one_case_is_told(law: Market) -> None:
    days = "{% if forloop.length > 1 %}Orders {{ case.days }}: {% endif %}"
    template = f"{LOOP}{days}{{{{ case.value }}}}. {{% endfor %}}"
    assert answer(template, law, "2026-08-01") == "3 years. "
    assert answer(template, law, "") == ALL


def test_an_absent_case_is_chosen_like_any_other(law: Market) -> None:
    template = (
        "{% for case in market.extension | cases %}{% if case.value %}{{ case.value }} more{% else %}nothing more"
        "{% endif %}{% if forloop.length > 1 %} ({{ case.days }}); {% endif %}{% endfor %}"
    )
    assert answer(template, law, "2026-07-31") == "1 year more"
    assert answer(template, law, "2026-07-30") == "nothing more"
    both = "1 year more (from 31 July 2026); nothing more (before 31 July 2026); "
    # Liquid takes the second for a second of 1970, which is before every law but is no order's day.
    assert [answer(template, law, ordered) for ordered in ("", "2026")] == [both, both]


def test_loops_over_cases_stand_in_one_another(law: Market) -> None:
    template = (
        f"{LOOP}{{{{ case.value }}}}: {{% for more in market.extension | cases %}}{{% if more.value %}}yes"
        "{% else %}no{% endif %} {% endfor %}; {% endfor %}"
    )
    assert answer(template, law, "2026-07-31") == "3 years: yes ; "
    assert answer(template, law, "2026-07-30") == "2 years: no ; "
    assert answer(template, law, "") == "3 years: yes no ; 2 years: yes no ; 1 year: yes no ; "
    text = macro(template, law)
    mixed = {"ticket_field_360020001": "2026-07-30", "ticket_field_2": "2026-08-05"}
    assert answered(text, mixed) == "2 years: yes ; "


def test_no_sign_of_html_is_written(law: Market) -> None:
    text = macro(SENTENCE, law, Syntax.HTML)
    assert not set("<>&") & set(text)


def test_the_lines_of_a_macro_are_those_of_a_page(law: Market) -> None:
    template = "Hello,\n\n" + LOOP + "\n\nOrders {{ case.days }}.\n\n{% endfor %}\n\nBye\n"
    assert answer(template, law, "2026-08-01") == "Hello,\n\nOrders from 31 July 2026.\n\nBye\n"
    close = "Hello,\n" + LOOP + "\n\nOrders {{ case.days }}.\n\n{% endfor %}\n"
    assert answer(close, law, "2026-07-30") == "Hello,\n\nOrders from 1 January 2022 to 30 July 2026.\n\n"
    page = render(template.replace("guarantee", "soon"), scope_in(law, day=date(2027, 1, 1)), Syntax.PLAIN).text
    assert answer(template.replace("guarantee", "soon"), law, "") == page


def test_the_tags_are_the_help_desks_and_a_second_reading_finds_them_whole(law: Market) -> None:
    found = scan(macro(f"#{{{{ticket.id}}}} {SENTENCE} {{{{ market.guarantee | cases }}}}", law))
    assert found.problems == ()
    assert {tag.owner for tag in found.tags} == {Owner.HELP_DESK}


def test_values_are_escaped_in_html_in_each_branch(law: Market) -> None:
    form = law.facts["form"]
    values = tuple(replace(value, value=f"{value.value}?a=1&b=2") for value in form.values)
    market = replace(law, facts={**law.facts, "form": replace(form, values=values)})
    loop = '{% for case in market.form | cases %}<a href="{{ case.value }}">{{ case.days }}</a>{% endfor %}'
    assert answer(loop, market, "2026-07-30", Syntax.HTML) == (
        '<a href="https://old.example/a?a=1&amp;b=2">before 31 July 2026</a>'
    )


def test_in_an_attribute_all_cases_are_said(law: Market) -> None:
    template = '<p title="{{ market.guarantee | cases }}">x</p>'
    assert macro(template, law, Syntax.HTML) == (
        '<p title="3 years (for orders from 31 July 2026; for orders from 1 January 2022 to 30 July 2026: 2 years)">x'
        "</p>"
    )
    looped = f'<p title="{LOOP}{{{{ case.days }}}} {{% endfor %}}">x</p>'
    assert "{%" not in macro(looped, law, Syntax.HTML)


def test_what_decides_has_the_name_of_its_own(law: Market) -> None:
    assert set(scope_in(law, for_desk=True).desk_dates) == {DecidedBy.CONTRACT, DecidedBy.SUPPLY}
    assert "= ticket.ticket_field_2 |" in macro(
        "{% for case in market.extension | cases %}{{ case.days }}{% endfor %}", law
    )


@pytest.mark.parametrize("syntax", [Syntax.PLAIN, Syntax.HTML])
def test_what_was_rendered_is_known_again(law: Market, syntax: Syntax) -> None:
    assert was_rendered(macro(SENTENCE, law, syntax))
    assert not was_rendered(SENTENCE)
    assert not was_rendered('{% assign day = ticket.created_at | date: "%Y%m%d" %}{{ day }}')
