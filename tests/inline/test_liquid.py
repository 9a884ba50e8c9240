from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given

from locmem.inline.liquid import MAX_TAGS, Form, Owner, mask, scan
from locmem.model.finding import Severity
from tests.inline.outlines import Case, read_cases, scan_outline
from tests.inline.texts import texts


@pytest.mark.parametrize("case", read_cases("liquid.txt"), ids=lambda case: case.title)
def test_tags_owners_and_problems_are_as_the_case_says(case: Case) -> None:
    assert scan_outline(scan(case.given)) == case.expected.rstrip("\n")


@given(texts)
def test_tags_never_overlap_and_every_tag_says_where_it_stands(text: str) -> None:
    position = 0
    for tag in scan(text).tags:
        assert position <= tag.start < tag.end
        assert text[tag.start : tag.end] == tag.text
        position = tag.end


@given(texts)
def test_the_parts_of_a_block_share_a_number_and_are_in_order(text: str) -> None:
    blocks: dict[int, list[str]] = {}
    for tag in scan(text).tags:
        if tag.block is not None:
            blocks.setdefault(tag.block, []).append(tag.role.value)
    for roles in blocks.values():
        assert roles[0] == "open"
        assert roles[-1] == "close"
        assert set(roles[1:-1]) <= {"middle"}


def test_forms_tell_outputs_from_tags_raw_blocks_and_comments() -> None:
    found = scan("{{ a }}{% assign a = 1 %}{% raw %}{{ b }}{% endraw %}{% comment %}{{ c }}{% endcomment %}")
    assert [tag.form for tag in found.tags] == [
        Form.OUTPUT,
        Form.TAG,
        Form.RAW,
        Form.OUTPUT,
        Form.RAW,
        Form.COMMENT,
    ]
    assert [tag.name for tag in found.tags] == ["", "assign", "", "", "", ""]


def test_a_mask_keeps_length_and_everything_else() -> None:
    text = "a {{ b }} c {% if d %}"
    assert mask(text, scan(text).tags, "x") == "a xxxxxxx c xxxxxxxxxx"


def test_twenty_thousand_tags_are_read() -> None:
    found = scan("".join(f"{{% if market.f{number} %}}{{{{ ticket.t{number} }}}}" for number in range(10_000)))
    assert len(found.tags) == 20_000
    assert len(found.problems) == 10_000
    assert {tag.owner for tag in found.tags} == {Owner.OURS, Owner.HELP_DESK}


@pytest.mark.parametrize("piece", ["{{ ", "{% raw %}", "{% comment %}", "{#", "{{ ' ", "{{{", "{{!--", '{% "', "{{<"])
def test_a_flood_of_unclosed_tags_is_reported_tag_by_tag(piece: str) -> None:
    found = scan(piece * 20_000)
    assert all(problem.severity is Severity.ERROR for problem in found.problems)
    assert bool(found.problems) == (piece != "{#")


def test_the_liquid_library_is_not_loaded_by_importing_the_module() -> None:
    code = "import sys, locmem.inline.liquid; sys.exit('liquid2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_text_with_more_tags_than_any_article_is_refused_at_once() -> None:
    found = scan("{{ market.code }}" * (MAX_TAGS + 1))
    assert found.tags == ()
    assert [problem.what for problem in found.problems] == [
        "more than 20,000 Liquid tags stand in one text, and none of them is read"
    ]
    assert len(scan("{{ market.code }}" * MAX_TAGS).tags) == MAX_TAGS


def test_a_name_that_no_tag_has_is_reported_once_and_kept() -> None:
    text = "{% bogus %} {% bogus %} {% if a %}x{% esle %}y{% endif %} {% # note %} {% raw %}{% zzz %}{% endraw %}"
    found = scan(text).problems
    assert [(problem.what, problem.severity) for problem in found] == [
        ("`bogus` is no tag of Liquid; it is kept as it is", Severity.WARNING),
        ("`esle` is no tag of Liquid: `else` is meant", Severity.ERROR),
    ]
