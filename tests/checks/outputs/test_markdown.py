"""Markdown for the summary of a job and for one comment: what fails first, within limits, and nothing but text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from locmem.checks.outputs.markdown import COMMENT_CHARACTERS, SUMMARY_BYTES, comment, markdown, marker
from locmem.errors import Location
from locmem.model.finding import Gate, Severity
from tests.checks.outputs.reports import DAMAGED, HOSTILE, LEAK, NOTE, many, report


def test_a_report_begins_with_a_hidden_line_that_stays_the_same() -> None:
    for write in (markdown, comment):
        for found in (report(), report(LEAK), many(50)):
            assert write(found).startswith("<!-- locmem-check:change -->\n## locmem: change gate ")
    assert marker(report(gate=Gate.RELEASE)) == "<!-- locmem-check:release -->"


def test_what_a_reader_sees() -> None:
    assert markdown(replace(report(LEAK, DAMAGED, NOTE), folder="help")) == (
        "<!-- locmem-check:change -->\n"
        "## locmem: change gate failed\n"
        "\n"
        "Change gate failed: 1 finding to mend. In all 1 error, 1 error of the release gate, 1 note.\n"
        "\n"
        "Next: mend it in content/a.md and run `locmem check` again.\n"
        "\n"
        "1 error of the release gate does not fail this one: `locmem check --gate release`.\n"
        "\n"
        "**`help/content/a.md`**\n"
        "\n"
        "- line 7: **error**: “21 %” is typed in. Write `{{ market.tax.standard_rate }}`. [fact-typed-in]\n"
        "\n"
        "**`help/content/translations/es/a.md.po`**\n"
        "\n"
        "- **warning**: a.md&#35;&#8203;k3f9: `{{ x }}` is missing. Mend it. [damaged-codes, ES es]\n"
        "\n"
        "_1 of 3 findings are left out here; `locmem check --all` shows everything._\n"
    )


def test_a_comment_has_what_fails_and_says_what_it_leaves_out() -> None:
    written = comment(report(LEAK, DAMAGED, NOTE))
    assert "21 %" in written
    assert "is missing" not in written
    assert "_2 of 3 findings are left out here" in written
    assert "left out" not in comment(report(LEAK))


def test_limits_hold_for_long_texts_and_what_is_left_out_is_counted() -> None:
    long = [
        replace(LEAK, what="現" * 3_000 + str(number), location=Location(path=f"content/{number}.md"))
        for number in range(400)
    ]
    written = markdown(report(*long))
    shown = written.count("**error**")
    assert SUMMARY_BYTES * 0.98 < len(written.encode()) <= SUMMARY_BYTES
    assert f"_{400 - shown:,} of 400 findings are left out here" in written
    written = comment(report(*long))
    assert COMMENT_CHARACTERS * 0.9 < len(written) <= COMMENT_CHARACTERS
    assert written.rstrip().endswith("shows everything._")


TRICKS = (
    "@everyone look at #1 and https://evil.example/x www.evil.example",
    "[click](https://evil.example) ![x](https://evil.example/y.png) <img src=https://evil.example/z>",
    "*bold* _it_ ~~gone~~ | cell | $x$ :tada: <!-- --> &lt; \\* -- !",
    "`a ``b `` c",
    "``` ~~~ one\n# heading\n- item\n\n> quote",
    "</details></ul><script>x()</script>",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_content_is_text_and_nothing_else(trick: str) -> None:
    """A second reader of Markdown sees our own blocks, no link, no picture, no HTML, and every word."""
    odd = replace(
        LEAK, what=trick, do="", location=Location(path=f"content/{trick}.md", line=3), severity=Severity.ERROR
    )
    reader = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
    plain, tricked = (
        reader.parse(markdown(report(one))) for one in (replace(odd, what="plain", location=LEAK.location), odd)
    )
    assert [token.type for token in tricked] == [token.type for token in plain]
    inner = [child for token in tricked for child in token.children or ()]
    assert {child.type for child in inner} <= {
        "text",
        "code_inline",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
        "text_special",
    }
    [shown] = [
        "".join(child.content for child in token.children or ())
        for token in tricked
        if "fact-typed-in" in token.content
    ]
    for word in ("evil.example", "everyone", "cell", "heading", "script"):
        assert (word in shown) == (word in trick)
    # Names and numbers are looked for in what is shown: behind the sign stands something nobody sees.
    for sign in "@#":
        assert all(f"{sign}{letter}" not in token.content for token in inner if token.type == "text" for letter in "e1")


def test_hidden_characters_are_spelled_out() -> None:
    assert "\\u202e" in markdown(report(HOSTILE)).replace("&#92;", "\\")
