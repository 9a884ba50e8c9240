"""Who evaluates a tag, followed through loops, assignments and captures."""

from __future__ import annotations

import pytest

from locmem.inline.liquid import scan
from locmem.inline.tag import Owner
from locmem.model.finding import Severity

OURS, THEIRS, MIXED, NEUTRAL = Owner.OURS, Owner.HELP_DESK, Owner.MIXED, Owner.NEUTRAL


def owners(text: str) -> list[Owner]:
    return [tag.owner for tag in scan(text).tags]


def paths(text: str) -> list[tuple[str, ...]]:
    return [tag.paths for tag in scan(text).tags]


def problems(text: str) -> list[str]:
    return [problem.what for problem in scan(text).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ market.name }}{{ company.mail }}{{ ticket.id }}{{ 'x' }}", [OURS, OURS, THEIRS, NEUTRAL]),
        ("{% for m in market.l %}{{ m.name }}{{ forloop.index }}{% endfor %}{{ m.name }}", [OURS] * 4 + [THEIRS]),
        ("{% for t in ticket.l %}{{ t }}{% endfor %}", [THEIRS] * 3),
        ("{% if market.a %}x{% else %}y{% endif %}", [OURS] * 3),
        ("{% if ticket.a %}x{% else %}y{% endif %}", [THEIRS] * 3),
        ("{% assign a = market.b %}{{ a }}", [OURS, OURS]),
        ("{% assign a = 'x' %}{{ a }}", [NEUTRAL, THEIRS]),
        ("{% capture a %}{{ market.b }}{% endcapture %}{{ a }}", [OURS] * 4),
        ("{% capture a %}{{ ticket.b }}{% endcapture %}{{ a }}", [THEIRS] * 4),
        ("{% for m in market.l %}{% break %}{% endfor %}", [OURS] * 3),
        ("{{ market.a | append: ticket.b }}", [MIXED]),
    ],
)
def test_a_tag_belongs_to_whoever_knows_its_names(text: str, expected: list[Owner]) -> None:
    assert owners(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% for m in market.l %}{{ m.name }}{% endfor %}", [("market.l",), ("market.l[].name",), ()]),
        ("{% assign a = market.b %}{{ a.c }}", [("market.b",), ("market.b.c",)]),
        ("{{ market.a }}{{ market.a | append: market.a }}", [("market.a",), ("market.a",)]),
        (
            "{% for m in market.l %}{% for m in market.k %}{{ m }}{% endfor %}{{ m }}{% endfor %}",
            [("market.l",), ("market.k",), ("market.k[]",), (), ("market.l[]",), ()],
        ),
    ],
    ids=["loop", "assignment", "once", "a name that is taken twice is given back"],
)
def test_paths_are_followed_to_the_fact(text: str, expected: list[tuple[str, ...]]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% if market.a %}x", ["`if` is not closed: `endif` is missing at the end"]),
        ("x{% endif %}", ["`endif` closes nothing: `if` is missing before it"]),
        ("{% else %}", ["`else` stands outside of any block"]),
        (
            "{% if a %}{% for b in c %}{% endif %}",
            ["`for` is not closed: `endfor` is missing before `endif`"],
        ),
        (
            "{{ market.a | append: ticket.b }}",
            ["one tag reads our facts (market.a) and the help desk's values (ticket.b)"],
        ),
        (
            "{% if market.a %}x{% elsif ticket.b %}y{% endif %}",
            ["`elsif` reads ticket.b, but its block `{% if market.a %}` is evaluated by locmem"],
        ),
        (
            "{% if ticket.a %}x{% elsif market.b %}y{% endif %}",
            ["`elsif` reads market.b, but its block `{% if ticket.a %}` is evaluated by the help desk"],
        ),
        (
            "{% capture a %}{{ market.b }}{{ ticket.c }}{% endcapture %}",
            ["one tag reads our facts (market.b) and the help desk's values (ticket.c)"],
        ),
    ],
)
def test_what_does_not_fit_together_is_told(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_a_lone_end_of_another_engine_s_block_is_only_a_warning() -> None:
    found = {problem.what: problem.severity for problem in scan("a {{/if}}").problems}
    assert found["`/if` closes nothing: `#if` is missing before it"] is Severity.WARNING
    assert Severity.ERROR not in found.values()


def test_a_tag_of_another_engine_without_an_end_stands_alone() -> None:
    found = scan("{{< tab >}} {{< note >}}a{{< /note >}}")
    assert [(tag.role.value, tag.block) for tag in found.tags] == [("single", None), ("open", 1), ("close", 1)]
    assert Severity.ERROR not in [problem.severity for problem in found.problems]
