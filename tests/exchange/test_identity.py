"""Returned XLIFF whose tool gave its units other ids or names."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from locmem.exchange.decision import Outcome
from locmem.model.translation import State
from tests.exchange.conftest import Desks
from tests.exchange.desk import RETURNS, Desk

Change = Callable[[str], str]


def numbered(text: str) -> str:
    """Every id counted anew."""
    numbers = count(1)
    return re.sub(r'(<trans-unit[^>]*?) id="[^"]*"', lambda found: f'{found[1]} id="{next(numbers)}"', text)


def without_digests(text: str) -> str:
    return re.sub(r' lm:(?:digest|native)="[^"]*"', "", text)


def unnamed(text: str) -> str:
    return re.sub(r' resname="[^"]*"', "", text)


def renamed(text: str) -> str:
    numbers = count(1)
    return re.sub(r' resname="[^"]*"', lambda _: f' resname="TU{next(numbers)}"', text)


def turned(text: str) -> str:
    """The units in another order."""
    units = re.findall(r"(?s)<trans-unit\b.*?</trans-unit>", text)
    for unit, other in zip(units, [f"@{number}@" for number in range(len(units))], strict=True):
        text = text.replace(unit, other)
    for number, unit in enumerate(reversed(units)):
        text = text.replace(f"@{number}@", unit)
    return text


@pytest.mark.parametrize(
    "changes",
    [
        (numbered,),
        (renamed,),
        (unnamed,),
        (numbered, without_digests),
        (renamed, without_digests),
        (numbered, unnamed),
        (numbered, renamed),
        (numbered, unnamed, without_digests),
        (turned, numbered),
        (turned, numbered, unnamed),
        (turned, numbered, renamed, without_digests),
    ],
)
def test_units_are_known_by_what_the_tool_left_of_their_names(desk: Desk, changes: tuple[Change, ...]) -> None:
    desk.hand_off("xliff")
    for name in RETURNS:
        desk.translator.change(f" {name} page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    for change in changes:
        text = change(text)
    file.write_text(text, "utf-8")
    result = desk.bring_back()
    assert result.counts["accepted"] == len(RETURNS)
    for name in RETURNS:
        assert desk.entry(name).target == desk.draft(name).replace("tiene", "posee")
        assert desk.entry(name).state is State.TRANSLATED


def ids_of_others(text: str) -> str:
    """Every unit has the id of the next one, the last that of the first."""
    ids = re.findall(r'<trans-unit[^>]*? id="([^"]*)"', text)
    others = iter((*ids[1:], ids[0]))
    return re.sub(r'(<trans-unit[^>]*?) id="[^"]*"', lambda found: f'{found[1]} id="{next(others)}"', text)


def names_and_digests_too(text: str) -> str:
    """Every unit has all that the next one says of itself."""
    heads = re.findall(r"<trans-unit[^>]*>", text)
    others = iter((*heads[1:], heads[0]))
    return re.sub(r"<trans-unit[^>]*>", lambda _: next(others), text)


def contexts_of_others(text: str) -> str:
    contexts = re.findall(r'(?m)^msgctxt "(?!locmem#end).*$', text)
    others = iter((*contexts[1:], contexts[0]))
    return re.sub(r'(?m)^msgctxt "(?!locmem#end).*$', lambda _: next(others), text)


@pytest.mark.parametrize(
    ("format_", "change"),
    [
        ("xliff", ids_of_others),
        ("xliff", lambda text: ids_of_others(unnamed(text))),
        ("xliff", lambda text: ids_of_others(unnamed(without_digests(text)))),
        ("xliff", names_and_digests_too),
        ("po", contexts_of_others),
    ],
    ids=["ids", "ids without names", "ids alone", "all that a unit says", "po"],
)
def test_units_that_got_the_ids_of_others_are_known_by_their_sources(desk: Desk, format_: str, change: Change) -> None:
    desk.hand_off(format_)
    for name in RETURNS:
        desk.translator.change(f" {name} page", "tiene", "posee")
    file = desk.translator.file
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    assert desk.bring_back().counts["accepted"] == len(RETURNS)
    for name in RETURNS:
        assert desk.entry(name).target == desk.draft(name).replace("tiene", "posee")


@pytest.mark.parametrize("format_", ["xliff", "po"])
def test_where_the_source_of_another_segment_stands_in_the_file_twice_the_true_reason_is_told(
    desk: Desk, format_: str
) -> None:
    desk.hand_off(format_)
    for name in RETURNS:
        desk.translator.change(f" {name} page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    for word in ("lamp", "page", "help"):
        text = text.replace(f"empty {word}", f"absent {word}")
    if format_ == "xliff":
        text = text.replace('href="/empty"', 'href="/absent"')
    file.write_text(text, "utf-8")
    result = desk.bring_back()
    wrong = desk.decision(result, "empty")
    assert wrong.outcome is Outcome.REJECTED
    assert f"its id was sent with another source; the one in the file is that of {desk.ids['absent']}" in wrong.why
    assert desk.decision(result, "absent").outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_a_file_without_data_types_still_says_what_it_was_made_for(desks: Desks, kind: str) -> None:
    desk = desks(kind)
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee")
    desk.change_source()
    file = desk.translator.file
    file.write_text(re.sub(r' datatype="[^"]*"', "", file.read_text("utf-8")), "utf-8")
    assert desk.bring_back().counts["outdated"] == 1
    entry = desk.entry("changed")
    assert (entry.target, entry.previous_source) == (
        desk.draft("changed").replace("tiene", "posee"),
        desk.source("changed"),
    )
    # What nobody touched is kept nowhere.
    assert not desk.manifest.conflicts


def twins(desk: Desk, *targets: str) -> Path:
    """A file in which two units have one source and no name, each with its target."""
    desk.shop.write("content/articles/two.md", "---\ntitle: Two\nslug: two\n---\n\nA lamp.\n\nA tree.\n\nA lamp.\n")
    desk.shop.run()
    desk.hand_off("xliff")
    [file] = [one for one in desk.files if "two" in one.name]
    text = unnamed(numbered(file.read_text("utf-8")))
    for target in targets:
        text = re.sub(r"(>A lamp.</source>\s*)<target [^>]*/>", rf"\1<target>{target}</target>", text, count=1)
    file.write_text(text, "utf-8")
    return file


def test_of_units_with_one_source_nobody_guesses(desk: Desk) -> None:
    result = desk.bring_back((twins(desk, "Una lámpara.", "Una luz."),))
    assert (result.counts["rejected"], result.counts["missing"]) == (2, 0)
    whys = {one.why for one in result.decisions if one.outcome is Outcome.REJECTED}
    assert whys == {"nothing tells which of the 2 segments with this source it is for"}
    assert {one.returned for one in desk.manifest.conflicts} == {"Una lámpara.", "Una luz."}


def test_units_with_one_source_and_one_target_need_no_guess(desk: Desk) -> None:
    result = desk.bring_back((twins(desk, "Una lámpara.", "Una lámpara."),))
    assert (result.counts["accepted"], result.counts["rejected"], result.counts["missing"]) == (2, 0, 0)


def test_a_unit_too_many_is_told_and_one_too_few_is_missing(desk: Desk) -> None:
    file = twins(desk, "Una lámpara.", "Una lámpara.")
    whole = file.read_text("utf-8")
    [*_, unit] = re.findall(r"(?s)\s*<trans-unit(?:(?!<trans-unit).)*A lamp\..*?</trans-unit>", whole)
    file.write_text(whole.replace(unit, unit + unit.replace('id="', 'id="9')), "utf-8")
    result = desk.bring_back((file,), is_dry=True)
    assert [one.why for one in result.decisions if "this handoff" in one.why] == [
        "the segment was not part of this handoff"
    ]
    file.write_text(whole.replace(unit, ""), "utf-8")
    result = desk.bring_back((file,), partial=True)
    assert (result.counts["accepted"], result.counts["rejected"], result.counts["missing"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("La<note>mal</note>", "Put it behind it, as </target><note>"),
        ('La <ph id="9">x<sub>título</sub></ph>', "“título” stands in a <sub>"),
        ('La <x id="1">palabra</x>', "“palabra” stands inside of <x>"),
        ("La <b>palabra</b>", "<b> stands inside of the target"),
    ],
)
def test_what_a_target_cannot_hold_is_named(desk: Desk, inside: str, words: str) -> None:
    desk.hand_off("xliff")
    file = desk.translator.file
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(<target[^>]*>)La", rf"\1{inside}", text, count=1), "utf-8")
    result = desk.bring_back()
    [found] = [one for one in result.decisions if one.outcome is Outcome.REJECTED]
    assert words in found.why
