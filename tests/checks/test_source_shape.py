"""How sources are built; what each check finds and leaves stands in its cases."""

from __future__ import annotations

from tests.checks.lamps import Lamps


def test_front_matter_and_code_have_no_headings(lamps: Lamps) -> None:
    lamps.article("## One\n\n```\n#### no\n```\n\n### Two", front="topic: x # a remark\n# another\n")
    assert lamps.findings("heading-level-skipped") == lamps.findings("heading-empty") == []


def test_levels_of_html_count_too(lamps: Lamps) -> None:
    lamps.article("## One\n\n<h5>Two</h5>")
    [found] = lamps.findings("heading-level-skipped")
    assert found.what == "a heading of level 5 follows one of level 2."


def test_a_link_is_underlined_by_what_is_wrong_with_it(lamps: Lamps) -> None:
    lamps.article("See [here](a.md) and [](b.md) and [www.lamps.example](https://lamp.example).")
    marked = {}
    for check in ("link-text-bare", "link-empty", "link-text-other-address"):
        [found] = lamps.findings(check)
        text, carets = found.excerpt.split("\n")
        marked[check] = text[carets.index("^") : len(carets)]
    assert marked == {
        "link-text-bare": "here",
        "link-empty": "b.md",
        "link-text-other-address": "www.lamps.example",
    }
