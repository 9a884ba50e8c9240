"""Catalogs of two branches as one: nothing confirmed is lost, and the file is one that locmem writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings

from locmem.catalogs.merging import merge_catalogs
from locmem.errors import InputErrors
from locmem.formats import po
from locmem.model.three_way import Merged
from locmem.model.translation import CatalogEntry, State
from tests.catalogs.histories import (
    DAY,
    PATH,
    asked,
    begun,
    catalog,
    confirmed,
    drafted,
    entry,
    histories,
    read,
    rewritten,
)

ONE, TWO, THREE = entry("aa2222", "One."), entry("bb3333", "Two."), entry("cc4444", "Three.")
BASE = catalog(ONE, TWO, THREE)
History = tuple[tuple[CatalogEntry, ...], ...]


def merge(base: bytes | None, ours: bytes, theirs: bytes) -> Merged:
    return merge_catalogs(base, ours, theirs, path=PATH, today=DAY)


def targets(data: bytes) -> dict[str, str]:
    return {one.source: one.target for one in read(data).entries}


def pairs(one: CatalogEntry | None) -> tuple[str, str] | None:
    return (one.made_for, one.target) if one and one.is_confirmed else None


def held(data: bytes) -> set[tuple[str, str, str]]:
    """Every confirmed pair that a catalog holds, wherever, with its occurrence."""
    found = read(data)
    living = {(one.occurrence, one.made_for, one.target) for one in found.entries if one.is_confirmed}
    rivals = {
        (one.occurrence, rival.source, rival.target)
        for one in found.entries
        for rival in one.rivals
        if rival.state.is_confirmed
    }
    return living | rivals | {(one.occurrence, one.made_for, one.target) for one in found.obsolete}


def owed(history: History) -> Iterator[tuple[str, str, str]]:
    """The confirmed pairs of either side that nobody took back on the other one."""
    base, *sides = ({one.occurrence: one for one in side} for side in history)
    for here, there in (sides, sides[::-1]):
        for occurrence, one in here.items():
            pair = pairs(one)
            is_replaced = pair == pairs(base.get(occurrence)) and pair != pairs(there.get(occurrence))
            if pair and not is_replaced:
                yield occurrence, *pair


@settings(max_examples=60)
@given(histories())
def test_no_confirmed_target_of_either_side_disappears(history: History) -> None:
    files = [catalog(*side) for side in history]
    for ours, theirs in ((files[1], files[2]), (files[2], files[1])):
        merged = merge(files[0], ours, theirs)
        assert set(owed(history)) <= held(merged.data)
        named = {text for told in merged.disagreements for text in (told.ours, told.theirs)}
        assert {rival.target for one in read(merged.data).entries for rival in one.rivals} <= named


@settings(max_examples=60)
@given(histories())
def test_the_merged_file_is_what_locmem_writes_for_it(history: History) -> None:
    data = merge(*(catalog(*side) for side in history)).data
    file = po.read(data, PATH)
    assert file.is_ended
    assert po.write(file) == data
    assert po.write(replace(file, obsolete=())) == rewritten(data)


@settings(max_examples=60)
@given(histories())
def test_either_side_gets_the_same_where_nobody_disagrees(history: History) -> None:
    base, ours, theirs = history
    asks = [{one.occurrence: one.source for one in side} for side in history]
    both = [one for one in asks[1] if one in asks[2] and asks[1][one] != asks[2][one]]
    if any(asks[0].get(one) not in (asks[1][one], asks[2][one]) for one in both):
        # Two new sources of one segment: the documents contradict each other as well.
        return
    forth, back = (merge(catalog(*base), *map(catalog_of, sides)) for sides in ((ours, theirs), (theirs, ours)))
    if not forth.disagreements and not back.disagreements:
        assert forth == back
    else:
        assert len(forth.disagreements) == len(back.disagreements)
        assert held(forth.data) == held(back.data)


def catalog_of(side: tuple[CatalogEntry, ...]) -> bytes:
    return catalog(*side)


@settings(max_examples=60)
@given(histories())
def test_what_one_side_alone_made_is_taken_and_a_merge_is_not_told_again(history: History) -> None:
    base, ours, theirs = map(catalog_of, history)
    for one in (ours, theirs):
        assert merge(base, one, base).data == merge(base, base, one).data == merge(base, one, one).data == one
    merged = merge(base, ours, theirs).data
    # Git takes as a base what was merged last; each side goes on.
    for side in (ours, theirs):
        assert merge(side, merged, side) == merge(side, side, merged) == Merged(data=merged)
    onward = catalog(*history[2], entry("new9zz", "Onward."))
    again = merge(theirs, merged, onward)
    assert again.disagreements == ()
    assert held(merged) <= held(again.data)


def test_translations_of_different_segments_come_together() -> None:
    ours = catalog(confirmed(ONE, "Uno."), TWO, THREE, revised="2026-11-21 12:00+0000")
    theirs = catalog(ONE, drafted(TWO, "Dos."), confirmed(THREE, "Tres."), revised="2026-11-21 13:00+0000")
    merged = merge(BASE, ours, theirs)
    expected = confirmed(ONE, "Uno."), drafted(TWO, "Dos."), confirmed(THREE, "Tres.")
    assert merged == Merged(data=catalog(*expected, revised="2026-11-21 13:00+0000"))


def test_the_date_is_that_of_the_newest_change_in_any_time_zone() -> None:
    ours = catalog(confirmed(ONE, "Uno."), TWO, THREE, revised="2026-11-21 12:00+0000")
    theirs = catalog(ONE, confirmed(TWO, "Dos."), THREE, revised="2026-11-21 12:30+0200")
    assert read(merge(BASE, ours, theirs).data).revised == read(merge(BASE, theirs, ours).data).revised
    assert read(merge(BASE, ours, theirs).data).revised == "2026-11-21 12:00+0000"


def test_a_real_conflict_leaves_ours_keeps_theirs_and_says_what_to_do() -> None:
    ours, theirs = catalog(confirmed(ONE, "Uno."), TWO, THREE), catalog(confirmed(ONE, "Una."), TWO, THREE)
    merged = merge(BASE, ours, theirs)
    [told] = merged.disagreements
    assert (told.key, told.source, told.ours, told.theirs) == ("articles/refunds.md#aa2222", "One.", "Uno.", "Una.")
    assert "`locmem conflicts take articles/refunds.md#aa2222 --locale es`" in told.do
    assert not merged.is_settled
    assert targets(merged.data)["One."] == "Uno."
    assert [rival.target for one in read(merged.data).entries for rival in one.rivals] == ["Una."]
    assert b"<<<<" not in merged.data


def test_once_the_other_text_is_written_into_the_file_nothing_waits() -> None:
    ours, theirs = catalog(confirmed(ONE, "Uno."), TWO, THREE), catalog(confirmed(ONE, "Una."), TWO, THREE)
    data = merge(BASE, ours, theirs).data.replace(b'msgstr "Uno."', b'msgstr "Una."')
    assert [one.rivals for one in read(data).entries] == [(), (), ()]
    assert b"on another branch" not in rewritten(data)


def test_what_came_off_one_side_goes_unless_the_other_one_worked_on_it() -> None:
    ours = catalog(ONE, THREE)
    theirs = catalog(ONE, confirmed(TWO, "Dos."), confirmed(THREE, "Tres."))
    assert targets(merge(BASE, ours, theirs).data) == {"One.": "", "Two.": "Dos.", "Three.": "Tres."}
    assert targets(merge(BASE, ours, catalog(confirmed(ONE, "Uno."), TWO, THREE)).data) == {
        "One.": "Uno.",
        "Three.": "",
    }


def test_both_added_the_file() -> None:
    ours, theirs = catalog(confirmed(ONE, "Uno."), TWO), catalog(ONE, confirmed(TWO, "Dos."), THREE)
    assert targets(merge(None, ours, theirs).data) == {"One.": "Uno.", "Two.": "Dos.", "Three.": ""}


def test_what_somebody_edited_by_hand_is_still_seen_to_be_edited() -> None:
    ours = BASE.replace(b'msgid "One."\nmsgstr ""', b'msgid "One."\nmsgstr "Uno."')
    merged = merge(BASE, ours, catalog(ONE, TWO, confirmed(THREE, "Tres.")))
    assert read(merged.data).edited == {"aa2222"}
    assert targets(merged.data) == {"One.": "Uno.", "Two.": "", "Three.": "Tres."}


def test_another_document_s_name_and_what_tools_noted_come_along() -> None:
    moved = BASE.replace(b"articles/refunds.md", b"articles/money.md")
    theirs = catalog(ONE, confirmed(TWO, "Dos."), replace(THREE, remarks=("Ask Ana.",)))
    merged = merge(BASE, moved, theirs).data
    assert b"articles/refunds.md" not in merged
    assert merged.count(b"articles/money.md") == 4
    assert read(merged).entries[2].remarks == ("Ask Ana.",)


def test_remarks_of_both_sides_stay() -> None:
    sides = [catalog(replace(ONE, remarks=(said,)), TWO, THREE) for said in ("Ask Ana.", "Short, please.")]
    assert read(merge(BASE, sides[0], sides[1]).data).entries[0].remarks == ("Ask Ana.", "Short, please.")


def test_a_pair_for_a_source_that_is_gone_is_kept_for_the_memory() -> None:
    old = confirmed(ONE, "Uno.")
    ours = catalog(confirmed(asked(old, "One more."), "Uno más."), TWO, THREE)
    theirs = catalog(confirmed(old, "Una."), TWO, THREE)
    merged = merge(catalog(old, TWO, THREE), ours, theirs)
    assert merged.is_settled
    assert "memory" in merged.disagreements[0].do
    assert [(one.source, one.target, one.state) for one in read(merged.data).obsolete] == [
        ("One.", "Una.", State.TRANSLATED)
    ]


def test_a_text_that_may_have_lost_its_end_is_not_believed_for_being_merged() -> None:
    mark = BASE.index(b'\n#~ msgctxt "locmem#end"')
    cut = BASE[:mark].replace(b'msgid "Three."\nmsgstr ""', b'msgid "Three."\nmsgstr ""\n"Tre"\n')
    found = read(merge(BASE, cut, catalog(ONE, confirmed(TWO, "Dos."), THREE)).data)
    assert found.is_ended
    assert (found.entries[2].target, found.entries[2].state) == ("Tre", State.DRAFT)
    assert found.entries[2].may_be_cut


def test_obsolete_entries_of_both_sides_stay() -> None:
    dead = [
        po.PoEntry(context=f"paragraph#dead{n}{n}", source="Gone.", target=target)
        for n, target in enumerate(("Ido.", "Fuera."), 2)
    ]
    sides = [po.write(replace(po.read(BASE, PATH), obsolete=(one,))) for one in dead]
    merged = merge(BASE, sides[0], sides[1]).data
    assert sorted(one.target for one in po.read(merged, PATH).obsolete) == ["Fuera.", "Ido."]


@pytest.mark.parametrize(
    ("damaged", "what"),
    [
        (BASE[: len(BASE) // 2], "ours"),
        (BASE.replace(b"paragraph#aa2222", b"aa2222"), "kind#occurrence"),
        (BASE.replace(b"title#aa2222", b"x").replace(b"paragraph#bb3333", b"paragraph#aa2222"), "stands here twice"),
        (b"<<<<<<< HEAD\n" + BASE, "ours"),
        (b"", "ours"),
    ],
    ids=["cut", "a context that is damaged", "a segment twice", "a marker", "empty"],
)
def test_what_cannot_be_read_is_named_with_its_side(damaged: bytes, what: str) -> None:
    with pytest.raises(InputErrors, match=what) as raised:
        merge(BASE, damaged, catalog(ONE, TWO, confirmed(THREE, "Tres.")))
    assert all("(ours)" in problem.location.path for problem in raised.value.problems)


def test_what_somebody_began_beside_a_stale_text_is_told_and_stops_nobody() -> None:
    stale = asked(confirmed(ONE, "Uno."), "One more.")
    ours, theirs = catalog(begun(stale, "Uno m"), TWO, THREE), catalog(confirmed(stale, "Uno más."), TWO, THREE)
    merged = merge(catalog(stale, TWO, THREE), ours, theirs)
    assert merged.is_settled
    assert [(one.ours, one.theirs) for one in merged.disagreements] == [("Uno m", "Uno más.")]
