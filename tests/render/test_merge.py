"""Targets in the place of their segments."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import from_editable, to_editable
from locmem.model.document import Document
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.settings import SegmentMode
from locmem.render.merge import translated
from locmem.segmentation.split import segments

CONTENT = Path(__file__).parents[2] / "content"
SOURCES = [*sorted(CONTENT.glob("articles/*.md")), *sorted(CONTENT.glob("macros/*.yaml"))]

ARTICLE = """\
---
title: 'One''s title'
slug: one
---

First sentence. Second **sentence**.

| a | b |
| - | - |
| cell one | cell two |
"""


def read(text: str, path: str) -> tuple[Document, tuple[Segment, ...], str]:
    kind = "markdown" if path.endswith(".md") else "macro"
    document = KINDS[kind].read(text, path, ReadOptions())
    found = tuple(
        segment
        for index, unit in enumerate(document.units)
        for segment in segments(unit, index, "en", SegmentMode.SENTENCE)
    )
    return document, found, kind


def target(segment: Segment, text: str) -> Inline:
    return from_editable(text, segment.content)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_segment_by_itself_gives_the_same_bytes(path: Path) -> None:
    document, found, kind = read(path.read_text(encoding="utf-8"), path.name)
    targets = {index: target(segment, to_editable(segment.content)) for index, segment in enumerate(found)}
    assert len(targets) > 3
    assert translated(document, found, targets, "en", kind) == document.text
    assert translated(document, found, {}, "en", kind) == document.text


def test_only_the_segment_with_a_target_changes() -> None:
    document, found, kind = read(ARTICLE, "a.md")
    texts = [segment.content.native for segment in found]
    second = texts.index("Second **sentence**.")
    merged = translated(document, found, {second: target(found[second], "Segunda **frase**.")}, "es", kind)
    assert merged == ARTICLE.replace("Second **sentence**.", "Segunda **frase**.")


def test_front_matter_and_cells_are_encoded_for_their_place() -> None:
    document, found, kind = read(ARTICLE, "a.md")
    texts = [segment.content.native for segment in found]
    title, cell = texts.index("One's title"), texts.index("cell one")
    targets = {title: target(found[title], "L'un: titre"), cell: target(found[cell], "a | b")}
    merged = translated(document, found, targets, "fr", kind)
    assert merged == ARTICLE.replace("'One''s title'", "'L''un: titre'").replace("cell one", r"a \| b")


def test_sentences_of_japanese_join_without_blanks() -> None:
    document, found, kind = read("First sentence. Second one.\n", "a.md")
    targets = {0: target(found[0], "一つ目。"), 1: target(found[1], "二つ目。")}
    assert translated(document, found, targets, "ja", kind) == "一つ目。二つ目。\n"
