"""Our XLIFF 1.2 in the working files of Trados Studio, memoQ and Phrase, taken back."""

from __future__ import annotations

import re

import pytest

from locmem.exchange.decision import Outcome
from locmem.model.translation import State
from tests.exchange.cat_tools import cut, memoq, phrase, trados
from tests.exchange.conftest import Desks
from tests.exchange.desk import Desk

TOOLS = {
    "trados": (trados, "Translated", "Draft"),
    "memoq": (memoq, "ManuallyConfirmed", "PartiallyEdited"),
    "phrase": (phrase, "1", "0"),
}


def worked_on(desk: Desk, tool: str, *, unsaid: bool = False) -> None:
    """The file comes back from a tool: two texts changed, one of them not finished there, or nothing said of any."""
    rewrite, finished, unfinished = TOOLS[tool]
    desk.hand_off("xliff")
    for name in ("changed", "confirmed"):
        desk.translator.change(f" {name} page", "tiene", "posee")
    [file] = desk.files
    said = {} if unsaid else dict.fromkeys(desk.ids.values(), finished) | {desk.ids["confirmed"]: unfinished}
    file.write_bytes(rewrite(file.read_bytes(), said))


@pytest.mark.parametrize("kind", ["markdown", "html"])
@pytest.mark.parametrize("tool", TOOLS)
def test_texts_and_codes_come_back_and_what_is_not_confirmed_there_is_a_draft(
    desks: Desks, tool: str, kind: str
) -> None:
    desk = desks(kind)
    worked_on(desk, tool)
    result = desk.bring_back()
    assert not result.refused
    changed, unfinished = (desk.decision(result, name) for name in ("changed", "confirmed"))
    assert (changed.outcome, unfinished.outcome) == (Outcome.ACCEPTED, Outcome.ACCEPTED)
    assert (desk.entry("changed").state, desk.entry("confirmed").state) == (State.TRANSLATED, State.DRAFT)
    assert [desk.entry(name).target for name in ("changed", "confirmed")] == [
        desk.draft(name).replace("tiene", "posee") for name in ("changed", "confirmed")
    ]
    assert "its tool " in unfinished.why
    assert desk.entry("untouched").state is State.DRAFT


@pytest.mark.parametrize("tool", TOOLS)
def test_where_a_tool_says_nothing_nothing_is_confirmed(desk: Desk, tool: str) -> None:
    worked_on(desk, tool, unsaid=True)
    desk.bring_back()
    assert not [entry.context for entry in desk.entries().values() if entry.is_confirmed]


def test_a_unit_cut_into_segments_is_one_text_again_with_the_blank_between_them(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "lámpara changed tiene", "lámpara changed \u3000posee")
    [file] = desk.files
    file.write_bytes(cut(file.read_bytes(), desk.ids["changed"], "changed"))
    desk.bring_back()
    assert desk.entry("changed").state is State.TRANSLATED
    assert desk.entry("changed").target == desk.draft("changed").replace(" tiene", " \u3000posee")


def test_a_unit_that_a_tool_split_in_two_is_rejected_and_the_reason_is_told(desk: Desk) -> None:
    desk.hand_off("xliff")
    [file] = desk.files
    text = file.read_text(encoding="utf-8")
    [unit] = re.findall(rf'(?s)<trans-unit id="{desk.ids["changed"]}".*?</trans-unit>', text)
    first = re.sub(r"(?s)(<source[^>]*>The changed) lamp has .*?</source>", r"\1</source>", unit)
    second = unit.replace('<source xml:lang="en">The changed', '<source xml:lang="en">').replace('id="', 'id="new', 1)
    second = re.sub(r' (?:resname|lm:\w+)="[^"]*"', "", second)
    file.write_text(text.replace(unit, first + second), encoding="utf-8")
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert found.outcome is Outcome.REJECTED
    assert "holds only a part of it, “The changed”; the unit may have been split" in found.why
    assert [one.why for one in result.decisions if one.occurrence.startswith("new")] == [
        "the segment was not part of this handoff"
    ]


def test_two_units_that_a_tool_merged_are_rejected_and_the_reason_is_told(desk: Desk) -> None:
    desk.hand_off("xliff")
    [file] = desk.files
    text = file.read_text(encoding="utf-8")
    [unit] = re.findall(rf'(?s)<trans-unit id="{desk.ids["changed"]}".*?</trans-unit>', text)
    file.write_text(text.replace(unit, unit.replace("</source>", " The lamp is new.</source>")), encoding="utf-8")
    found = desk.decision(desk.bring_back(), "changed")
    assert found.outcome is Outcome.REJECTED
    assert "holds more than was sent; the unit may have been merged with another" in found.why
