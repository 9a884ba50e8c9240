"""Where Liquid stands in a text: each tag once, also where nobody closed it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from locmem.inline.liquid_spans import find_spans
from locmem.inline.tag import Form

from .texts import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{ x }} b", ["{{ x }}"]),
        ("{{ x | f: '}}' }}b", ["{{ x | f: '}}' }}"]),
        ('{% if x == "%}" %}b', ['{% if x == "%}" %}']),
        ("{{ it's }} and {{ that's }}", ["{{ it's }}", "{{ that's }}"]),
        ("{{ {a} }}", ["{{ {a} }}"]),
        ("{ {a} } %}", []),
        ("{# a #} {# b", ["{# a #}"]),
        ("{# a\nb #}", []),
        ("{% comment %}{{ x }}{% endcomment %}a", ["{% comment %}{{ x }}{% endcomment %}"]),
        (
            "{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}d",
            ["{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}"],
        ),
        ("{% # note %}", ["{% # note %}"]),
        ("{% raw %}a {{ b }} c{% endraw %}", ["{% raw %}", "{{ b }}", "{% endraw %}"]),
        ("{%- raw -%}{% x %}{%- endraw -%}", ["{%- raw -%}", "{% x %}", "{%- endraw -%}"]),
    ],
)
def test_a_tag_is_found_as_a_whole(text: str, expected: list[str]) -> None:
    spans = find_spans(text)
    assert [text[span.start : span.end] for span in spans] == expected
    assert all(not span.broken for span in spans)


@pytest.mark.parametrize(
    ("text", "stump", "broken"),
    [
        ("a {{ x.y and", "{{ x.y", "`{{` is not closed: `}}` is missing"),
        ("a {% if x", "{% if", "`{%` is not closed: `%}` is missing"),
        ("{% raw %}a", "{% raw %}", "`raw` is not closed: `endraw` is missing"),
        ("{% comment %}a", "{% comment %}", "`comment` is not closed: `endcomment` is missing"),
        ("{{", "{{", "`{{` is not closed: `}}` is missing"),
        ("{%- raw", "{%- raw", "`{%` is not closed: `%}` is missing"),
    ],
)
def test_what_is_not_closed_is_a_stump_with_the_reason(text: str, stump: str, broken: str) -> None:
    [span] = find_spans(text)
    assert (text[span.start : span.end], span.broken) == (stump, broken)


def test_a_stump_does_not_swallow_the_tags_behind_it() -> None:
    text = "{{ a and {{ b }} {% c {% d %}"
    assert [text[span.start : span.end] for span in find_spans(text) if not span.broken] == ["{{ b }}", "{% d %}"]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("{{{ x }}}", "other"),
        ("{{#if x}}", "bars #if"),
        ("{{/ if}}", "bars /if"),
        ("{{^x}}", "bars ^x"),
        ("{{< tab >}}", "hugo tab"),
        ("{{< /tab >}}", "hugo /tab"),
        ("{{% tab %}}", "percent tab"),
        ("{{!-- c --}}", "other"),
        ("{{> part }}", "other"),
        ("{{ .Site }}", "other"),
        ("{{ x }}", ""),
    ],
)
def test_notations_of_other_engines_are_told_from_liquid(text: str, foreign: str) -> None:
    [span] = find_spans(text)
    assert (span.foreign, span.end) == (foreign, len(text))


def test_what_a_raw_block_shows_is_an_output_to_the_letter() -> None:
    raw, shown, end = find_spans("{% raw %}{{ b }}{% endraw %}")
    assert [span.form for span in (raw, shown, end)] == [Form.RAW, Form.OUTPUT, Form.RAW]
    assert [span.is_literal for span in (raw, shown, end)] == [False, True, False]
    assert (raw.name, end.name) == ("raw", "endraw")


@given(texts)
def test_spans_stand_in_order_and_apart(text: str) -> None:
    spans = find_spans(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start] == "{" and span.start < span.end for span in spans)
