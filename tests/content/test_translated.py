"""A page with targets in place of its segments is read as what it was meant to be, or the reason is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from locmem.content.kinds import KINDS
from locmem.content.read_options import ReadOptions
from locmem.content.translated import misread, translated
from locmem.inline.editable import from_editable
from locmem.inline.rewriting import as_read
from locmem.model.document import Document
from locmem.model.inline import Inline, Syntax, inline
from locmem.model.segment import Segment
from locmem.model.settings import SegmentMode
from locmem.segmentation.split import segments

PAGE = "# Title\n\nOne here. Two **there**.\n\n- Item\n\nSee [text][label].\n\n[label]: /x\n"


def read(text: str = PAGE, kind: str = "markdown") -> tuple[Document, list[Segment]]:
    document = KINDS[kind].read(text, "a.md", ReadOptions())
    found = (segments(unit, index, "en", SegmentMode.SENTENCE) for index, unit in enumerate(document.units))
    return document, [segment for some in found for segment in some]


def targets(found: list[Segment], texts: Mapping[str, str]) -> dict[int, Inline]:
    return {
        index: from_editable(texts[segment.content.native], segment.content)
        for index, segment in enumerate(found)
        if segment.content.native in texts
    }


def test_without_targets_a_page_is_its_own_text() -> None:
    document, found = read()
    assert translated(document, found, {}, "es", "markdown") == PAGE


def test_only_what_has_a_target_changes() -> None:
    document, found = read()
    made = targets(found, {"Two **there**.": "Dos **allí**.", "Item": "Cosa"})
    assert translated(document, found, made, "es", "markdown") == PAGE.replace("Two **there**", "Dos **allí**").replace(
        "Item", "Cosa"
    )
    assert misread(document, found, made, "es", "markdown", ReadOptions()) == ""


def why(source: str, target: str, kind: str = "markdown") -> str:
    document, found = read(source, kind)
    made = {0: from_editable(target, found[0].content)}
    return misread(document, found, made, "es", kind, ReadOptions())


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("One **two**.\n", "Uno **dos**.", ""),
        ("# One\n", "Uno # dos", ""),
        ("One.\n", "- uno", ""),
        ("One  \ntwo.\n", "Uno<x1/>", "a line break at either end of it would be left out"),
        ("| a |\n| - |\n| One |\n", "uno | dos", ""),
    ],
)
def test_what_is_written_soundly_is_read_as_it_was_meant(source: str, target: str, expected: str) -> None:
    assert why(source, target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("# uno", ""),
        ("uno\n\ndos", ""),
        ("uno\n---", ""),
        ("uno **dos**", "`**` is not in the source"),
        ("uno &amp; dos", "it would be read as “uno & dos”"),
        ("{% raw %}", "the document would have 0 texts instead of 1"),
    ],
    ids=["a heading, escaped", "two paragraphs, joined", "a rule, joined", "a mark", "an entity", "nothing to read"],
)
def test_text_that_a_page_reads_in_another_way_is_told(target: str, expected: str) -> None:
    document, found = read("One.\n")
    made = {0: inline([target], Syntax.MARKDOWN)}
    assert misread(document, found, made, "es", "markdown", ReadOptions()) == expected


NOTES = {
    "a label": ":::note[Title]\n\nText.\n\n:::\n",
    "a label in a list": "- :::tip[**Title** x]\n  Text\n  :::\n",
    "a leaf": "::card[Title]{x=y}\n",
    "behind a blank": ":::note Title\n\nText.\n\n:::\n",
    "an attribute": ':::warning{title="Title" .x}\n\nText.\n:::\n',
    "an admonition": '!!! note "Title"\n    Text.\n',
    "a tab": '=== "Title"\n\n    Text.\n',
    "a block": "/// note | Title\nText.\n///\n",
    "an alert": "> [!NOTE] Title\n> Text.\n",
}


def title_in(text: str, words: str) -> tuple[str, str]:
    """The page with other words as the first title, and why it would be misread."""
    document = KINDS["markdown"].read(text, "a.md", ReadOptions())
    parts = tuple(
        part for index, unit in enumerate(document.units) for part in segments(unit, index, "en", SegmentMode.SENTENCE)
    )
    marks = "**x** " if "**" in text else ""
    new = {0: as_read(f"{marks}{words}", parts[0].content)}
    written = translated(document, parts, new, "es", "markdown")
    return written, misread(document, parts, new, "es", "markdown", ReadOptions())


@pytest.mark.parametrize(
    "words",
    [
        "A ] b",
        "A [b] c",
        "[b]",
        "[b",
        "]",
        "A [b [c] d]",
        'A " b',
        "A ' b",
        "a | b",
        "a: b",
        "a ::: b",
        "「A」［B］",
        "A \\",
    ],
)
@pytest.mark.parametrize("page", NOTES)
def test_the_title_of_a_directive_may_hold_brackets_and_quotes(page: str, words: str) -> None:
    assert title_in(NOTES[page], words)[1] == ""


@pytest.mark.parametrize(
    ("page", "words", "signs"),
    [
        ("a label", "Set `a]` here", "`]`"),
        ("a label in a list", "`x[0]]` y", "`[`, `]`"),
        ("a leaf", "Set `]`", "`]`"),
        ("behind a blank", "Set {x} here", "`{`, `}`"),
        ("behind a blank", "{x}", "`{`, `}`"),
    ],
)
def test_what_the_title_of_a_directive_cannot_hold_is_said(page: str, words: str, signs: str) -> None:
    why = title_in(NOTES[page], words)[1]
    assert f"cannot hold {signs} there" in why
    assert why.startswith("the title of `::")
