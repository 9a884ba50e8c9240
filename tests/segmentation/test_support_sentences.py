"""Sentences of support texts in many languages: a paragraph is cut where a reader would cut it.

The file holds a sentence a line with its locale and paragraph; whoever finds a wrong split adds the paragraph.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.segment import Unit, UnitKind
from locmem.model.settings import SegmentMode
from locmem.segmentation.sentences import sentence_ends
from locmem.segmentation.split import segments
from locmem.segmentation.srx import OwnRules, SrxRule

FILE = Path(__file__).parent / "cases" / "support-sentences.tsv"
ROWS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
PARAGRAPHS = [
    pytest.param(locale, [row[2] for row in rows], id=f"{locale}-{number}")
    for (locale, number), rows in groupby(ROWS, key=lambda row: (row[0], row[1]))
]
KNOWN_WRONG = {"de-18"}
"""A noun may follow an ellipsis in German, so that only its reader knows whether a sentence begins there."""


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 500


@pytest.mark.parametrize(("locale", "expected"), [one for one in PARAGRAPHS if one.id not in KNOWN_WRONG])
def test_a_paragraph_is_cut_into_its_sentences(locale: str, expected: list[str]) -> None:
    text = ("" if locale == "ja" else " ").join(expected)
    unit = Unit(kind=UnitKind.PARAGRAPH, content=parse(text, Syntax.MARKDOWN), start=0, end=len(text), line=1)
    assert [one.content.native for one in segments(unit, 0, locale, SegmentMode.SENTENCE)] == expected


LOCALES = sorted({*(row[0] for row in ROWS), "el", "ru", "ar", "zh", "fa", "ta", "hi", "uk", "ca", "fi"})
IDLE = OwnRules(path="own.srx", languages=((".*", (SrxRule(is_break=False, before="\x00", after=""),)),))


@given(st.text("aZééя字بक12 ,'’“”/()–-", max_size=60), st.sampled_from(LOCALES), st.sampled_from(["", ".", "?", "。"]))
def test_without_a_stop_inside_no_rule_of_any_language_cuts(text: str, locale: str, stop: str) -> None:
    """Such texts are passed over; with rules of a team's own, all rules are tried."""
    assert sentence_ends(text + stop, locale, line_ends=False, own=IDLE) == []
