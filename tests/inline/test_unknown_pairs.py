"""Blocks of a help centre's own, closed by an end that Liquid knows or by one that nobody knows."""

from __future__ import annotations

import pytest

from locmem.inline.liquid import MAX_TAGS, Owner, scan
from locmem.inline.tag import Scan
from locmem.inline.unknown_pairs import unknown_openers
from locmem.model.finding import Severity

KNOWN = frozenset({"if", "else", "elsif", "unless", "case", "when", "for", "include"})


def blocks(found: Scan) -> list[int | None]:
    return [tag.block for tag in found.tags]


def errors(found: Scan) -> list[str]:
    return [problem.what for problem in found.problems if problem.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("ifversion endif", {"ifversion": "if"}),
        ("unlesskind endunless", {"unlesskind": "unless"}),
        ("shop_case when endcase", {"shop_case": "case"}),
        ("foreach endfor foreach endfor", {"foreach": "for"}),
        ("if ifversion else endif endif", {"ifversion": "if"}),
        ("ifversion if endif endif", {"ifversion": "if"}),
        ("plan elsif endif", {"plan": "if"}),
        ("plan endif feature endif", {"plan": "if", "feature": "if"}),
        ("octicon ifversion endif", {"ifversion": "if"}),
        ("ifplan else endplan", {"ifplan": "plan"}),
        ("tabs endtab", {"tabs": "tab"}),
        ("", {}),
        ("if endif", {}),
        ("octicon octicon", {}),
        ("ifversion ifversion endif", {}),
        ("octicon octicon endif", {}),
        ("for formula endfor", {}),
        ("note endnote", {}),
        ("include endif", {}),
        ("bars endif", {"bars": "if"}),
    ],
)
def test_an_unknown_name_opens_a_block_where_an_end_would_be_left_over(names: str, expected: dict[str, str]) -> None:
    assert unknown_openers(names.split(), KNOWN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% ifversion fpt or ghec %}A{% endif %}", [1, 1]),
        ("{%- ifversion fpt -%}A{%- else -%}B{%- endif -%}", [1, 1, 1]),
        ("- {% ifversion a %}\r\n  x\r\n  {% endif %}\r\n", [1, 1]),
        ("{% ifversion a %}{% if market.x %}{{ market.y }}{% endif %}{% endif %}", [2, 1, None, 1, 2]),
        ("{% if market.x %}{% ifversion a %}A{% endif %}B{% endif %}", [2, 1, 1, 2]),
        ("{% for m in market.l %}{% ifplan b %}{{ m.name }}{% endplan %}{% endfor %}", [2, 1, None, 1, 2]),
    ],
)
def test_each_end_closes_its_own_block(text: str, expected: list[int | None]) -> None:
    found = scan(text)
    assert (blocks(found), errors(found)) == (expected, [])


def test_what_is_ours_in_an_unknown_block_stays_ours_and_the_block_is_the_help_desk_s() -> None:
    found = scan("{% ifversion a %}{% if market.x %}{{ market.y }}{% endif %}{% endif %}")
    assert [tag.owner for tag in found.tags] == [Owner.HELP_DESK, Owner.OURS, Owner.OURS, Owner.OURS, Owner.HELP_DESK]


def test_a_block_taken_for_one_says_which_end_closes_it() -> None:
    [problem] = scan("{% ifversion a %}x{% endif %}").problems
    assert problem.what == (
        "`ifversion` is no tag of Liquid; it is kept as it is, and taken for a block that `endif` closes"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% if market.a %}x{% endif %}{% endif %}", "`endif` closes nothing: `if` is missing before it"),
        ("{% octicon %}{% octicon %}{% endif %}", "`endif` closes nothing: `if` is missing before it"),
        ("{% if market.a %}{% ifversion b %}x", "`if` is not closed: `endif` is missing at the end"),
        ("{% else %}{% ifversion b %}x{% endif %}", "`else` stands outside of any block"),
    ],
)
def test_what_is_left_over_all_the_same_is_an_error(text: str, expected: str) -> None:
    assert errors(scan(text)) == [expected]


@pytest.mark.parametrize("text", ["x{% endnote %}", "{% note: careful! %}", "{% data a/b.c %}", "{% asset \\ %}"])
def test_what_cannot_be_one_of_ours_is_only_a_warning(text: str) -> None:
    found = scan(text)
    assert errors(found) == []
    assert found.problems


def test_a_tag_that_cannot_be_read_and_speaks_of_a_fact_is_an_error() -> None:
    assert errors(scan("{% data market.x/y %}"))


def test_many_unknown_names_are_read_in_good_time() -> None:
    text = "".join(f"{{% t{number} %}}" for number in range(MAX_TAGS // 2)) + "{% endif %}" * (MAX_TAGS // 4)
    assert len(scan(text).tags) == MAX_TAGS * 3 // 4
