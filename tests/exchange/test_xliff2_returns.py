"""A handoff in XLIFF 2, filled in and brought back as tools leave it: nothing lost, nothing guessed."""

from __future__ import annotations

import gc
import itertools
import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from lxml import etree

from locmem.errors import InputErrors
from locmem.exchange.decision import Outcome
from locmem.exchange.incoming import read_return
from locmem.model.translation import State
from tests.exchange.conftest import Desks
from tests.exchange.desk import RETURNS, Desk
from tests.formats.xliff2_constraints import faults, schema
from tests.formats.xliff2_tools import REWRITES, attributes_dropped
from tests.trust.returns.all_places import handed_out, paths, returned, taken_back

Change = Callable[[bytes], bytes]


def filled_in(desk: Desk) -> None:
    """The translator finishes two segments and leaves the others."""
    for name in ("changed", "empty"):
        desk.translator.change(f" {name} page", "tiene", "posee")


def rewrite(desk: Desk, change: Change) -> None:
    file = desk.translator.file
    file.write_bytes(change(file.read_bytes()))


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_what_is_handed_out_is_valid(desks: Desks, kind: str) -> None:
    desk = desks(kind)
    desk.write({"changed": desk.draft("changed"), "empty": desk.draft("empty")}, State.TRANSLATED)
    desk.change_source()
    desk.hand_off("xliff2")
    root = etree.fromstring(desk.translator.file.read_bytes())
    assert faults(root) == ()
    schema().assertValid(root)
    assert root.xpath("count(//*[local-name()='match'])") == 2


@pytest.mark.parametrize("path", paths())
def test_every_code_in_every_place_is_handed_out_valid_and_comes_back_as_it_is(path: str) -> None:
    pair = handed_out(path, "es")
    data, _, targets = returned(pair, "xliff2", lambda segment, shown: shown)
    root = etree.fromstring(data)
    assert faults(root) == ()
    schema().assertValid(root)
    rejected = [one for one in taken_back(pair, "xliff2", lambda segment, shown: shown) if one.decision.entry is None]
    assert targets
    # A text that is its source once more is none, and the whole document here is.
    assert {why for one in rejected for why in one.decision.why.split("; ") if "it is the source text" not in why} <= {
        ""
    }


@pytest.mark.parametrize("kind", ["markdown", "html"])
@pytest.mark.parametrize("how", REWRITES)
def test_what_a_tool_wrote_anew_is_taken_in(desks: Desks, how: str, kind: str) -> None:
    desk = desks(kind)
    desk.hand_off("xliff2")
    filled_in(desk)
    rewrite(desk, REWRITES[how])
    result = desk.bring_back()
    assert [(one.location, one.why) for one in result.needs_attention] == []
    assert (result.counts["accepted"], result.counts["unchanged"]) == (2, len(RETURNS) - 2)
    for name in ("changed", "empty"):
        assert desk.entry(name).target == desk.draft(name).replace("tiene", "posee")
        assert desk.entry(name).state is State.TRANSLATED


@pytest.mark.parametrize("how", REWRITES)
def test_what_nobody_touched_changes_nothing(desk: Desk, how: str) -> None:
    desk.hand_off("xliff2")
    before = desk.entries()
    rewrite(desk, REWRITES[how])
    assert desk.bring_back().counts["unchanged"] == len(RETURNS)
    assert desk.entries() == before


ATTRIBUTES = (
    "id",
    "name",
    "original",
    "state",
    "subState",
    "type",
    "canResegment",
    "equiv",
    "disp",
    "dataRef",
    "srcLang",
)


def test_a_return_that_names_no_document_is_known_by_its_segments_or_refused(desk: Desk) -> None:
    desk.hand_off("xliff2")
    filled_in(desk)
    rewrite(desk, attributes_dropped("original", below="file"))
    assert desk.bring_back().counts["accepted"] == 2
    rewrite(desk, lambda data: re.sub(rb'<unit id="([^"]*)" name="[^"]*"', rb'<unit id="x\1"', data))
    with pytest.raises(InputErrors, match="does not say which document it is of, and its segments do not tell"):
        desk.bring_back()


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_a_return_without_some_attribute_is_taken_in_or_refused_with_the_reason(desk: Desk, attribute: str) -> None:
    desk.hand_off("xliff2")
    filled_in(desk)
    rewrite(desk, attributes_dropped(attribute))
    if attribute == "id":
        with pytest.raises(InputErrors, match="the unit has no id"):
            desk.bring_back()
        return
    result = desk.bring_back()
    assert [(one.occurrence, one.why) for one in result.needs_attention] == []
    assert result.counts["accepted"] == 2
    # Without a state a segment is initial, so that nobody says that it is finished.
    finished = State.DRAFT if attribute == "state" else State.TRANSLATED
    assert {desk.entry(name).state for name in ("changed", "empty")} == {finished}


def test_units_that_got_other_ids_are_known_by_their_names_or_sources(desk: Desk) -> None:
    desk.hand_off("xliff2")
    filled_in(desk)
    rewrite(desk, lambda data: re.sub(rb'<unit id="[^"]*"', rb'<unit id="@"', data))
    text = desk.translator.file.read_text("utf-8")
    count = itertools.count(1)
    numbered = re.sub("@", lambda _: f"u{next(count)}", text)
    desk.translator.file.write_text(numbered, "utf-8")
    assert desk.bring_back().counts["accepted"] == 2
    rewrite(desk, attributes_dropped("name", below="unit"))
    assert desk.bring_back().counts["unchanged"] == len(RETURNS)


def test_the_version_is_told_by_the_file_and_not_by_its_name(desk: Desk) -> None:
    desk.hand_off("xliff2")
    filled_in(desk)
    file = desk.translator.file
    other = file.with_name("returned.XLIFF")
    file.rename(other)
    assert desk.bring_back([other]).counts["accepted"] == 2


def test_a_source_that_changed_here_makes_the_answer_outdated(desk: Desk) -> None:
    desk.hand_off("xliff2")
    desk.change_source()
    filled_in(desk)
    result = desk.bring_back()
    assert desk.decision(result, "changed").outcome is Outcome.OUTDATED
    assert (desk.entry("changed").is_stale, "posee" in desk.entry("changed").target) == (True, True)


@pytest.mark.parametrize("new", ["The changed lamp had ", "The changed lamp "])
def test_only_the_unit_whose_source_was_edited_is_rejected(desk: Desk, new: str) -> None:
    desk.hand_off("xliff2")
    filled_in(desk)
    old = b"<source>The changed lamp has "
    rewrite(desk, lambda data: data.replace(old, b"<source>" + new.encode()))
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome, found.why) == (Outcome.REJECTED, "the source text was edited in the file")
    assert desk.decision(result, "empty").outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        ("translated", State.TRANSLATED),
        ("reviewed", State.REVIEWED),
        ("final", State.REVIEWED),
        ("initial", State.DRAFT),
        ("invented", State.DRAFT),
        ('translated" subState="poedit:fuzzy', State.DRAFT),
        ('final" subState="tool:needs-review', State.DRAFT),
        ('translated" subState="lm:mt', State.TRANSLATED),
        ('translated" subState="tool:99', State.TRANSLATED),
    ],
)
def test_the_weakest_claim_counts(desk: Desk, state: str, becomes: State) -> None:
    desk.hand_off("xliff2")
    desk.translator.change(" changed page", "tiene", "posee", state=state)
    result = desk.bring_back()
    assert desk.decision(result, "changed").outcome is Outcome.ACCEPTED
    assert desk.entry("changed").state is becomes
    assert desk.decision(result, "changed").is_doubtful == (":fuzzy" in state or "needs" in state)


def test_a_prefilled_target_that_a_tool_calls_translated_proves_nothing(desk: Desk) -> None:
    desk.hand_off("xliff2")
    for name in RETURNS:
        desk.translator.confirm(f" {name} page")
    assert desk.bring_back().counts["unchanged"] == len(RETURNS)
    assert desk.entry("changed").state is State.DRAFT
    assert desk.bring_back(trust_state=True).counts["accepted"] == len(RETURNS)


def test_a_text_that_somebody_reviewed_anew_is_taken_without_a_word(desk: Desk) -> None:
    desk.write({name: desk.draft(name) for name in RETURNS}, State.REVIEWED)
    desk.change_source()
    desk.hand_off("xliff2")
    desk.translator.change(" changed page", "tiene", "ahora tiene", state="reviewed")
    assert desk.bring_back().needs_attention == ()
    assert desk.entry("changed").state is State.REVIEWED


@pytest.mark.parametrize(("state", "is_approved"), [("reviewed", True), ("final", True), ("translated", False)])
def test_the_state_is_all_that_says_approval(desk: Desk, state: str, is_approved: bool) -> None:
    desk.hand_off("xliff2")
    desk.translator.change(" changed page", "tiene", "posee", state=state)
    file = desk.translator.file
    [returned] = read_return(file.read_bytes(), str(file))
    found = next(one for one in returned.answers if one.occurrence == desk.ids["changed"])
    assert found.is_approved is is_approved


SEGMENTS = {
    "half is unfinished": ("translated", "initial", "posee", State.DRAFT),
    "half is reviewed": ("reviewed", "translated", "posee", State.TRANSLATED),
    "all is reviewed": ("reviewed", "final", "posee", State.REVIEWED),
}


@pytest.mark.parametrize("how", SEGMENTS)
def test_of_the_segments_of_a_unit_the_weakest_counts(desk: Desk, how: str) -> None:
    first, second, word, becomes = SEGMENTS[how]
    desk.hand_off("xliff2")
    desk.translator.change(" changed page", "tiene", word)
    rewrite(desk, REWRITES["cut into segments"])
    for number, state in (("s1", first), ("s2", second)):
        rewrite(
            desk,
            lambda data, number=number, state=state: data.replace(  # type: ignore[misc]
                f'<segment id="{number}" state="translated"'.encode(),
                f'<segment id="{number}" state="{state}"'.encode(),
            ),
        )
    result = desk.bring_back()
    assert desk.entry("changed").target == desk.draft("changed").replace("tiene", word)
    assert desk.entry("changed").state is becomes
    assert desk.decision(result, "changed").is_doubtful == (becomes is State.DRAFT)


def test_the_targets_of_segments_stand_in_the_order_they_name(desk: Desk) -> None:
    desk.hand_off("xliff2")
    desk.translator.change(" changed page", "tiene", "posee")
    rewrite(desk, REWRITES["cut into segments"])
    text = desk.translator.file.read_text("utf-8")
    unit = next(one for one in re.findall(r"(?s)<unit\b.*?</unit>", text) if " changed page" in one)
    first, between, second = re.findall(r"(?s)<target>.*?</target>", unit)
    turned = unit.replace(second, "@").replace(first, second.replace("<target>", '<target order="3">'))
    turned = turned.replace("@", first.replace("<target>", '<target order="1">'))
    assert between == "<target> </target>"
    desk.translator.file.write_text(text.replace(unit, turned), "utf-8")
    desk.bring_back()
    assert desk.entry("changed").target == desk.draft("changed").replace("tiene", "posee")


def test_targets_in_no_order_are_rejected_with_their_text(desk: Desk) -> None:
    desk.hand_off("xliff2")
    desk.translator.change(" changed page", "tiene", "posee")
    rewrite(desk, REWRITES["cut into segments"])
    rewrite(desk, lambda data: data.replace(b"<target>", b'<target order="1">'))
    found = desk.decision(desk.bring_back(), "changed")
    assert (found.outcome, "posee" in found.text) == (Outcome.REJECTED, True)
    assert "two targets of the unit are to stand in place 1" in found.why


def test_a_note_of_the_translator_is_told_and_kept(desk: Desk) -> None:
    desk.hand_off("xliff2")
    note = b"<notes><note category='query'>Which page?</note></notes>"
    rewrite(desk, lambda data: re.sub(rb"(<unit [^>]*>\s*)<notes>.*?</notes>", rb"\1", data, flags=re.DOTALL))
    rewrite(desk, lambda data: re.sub(rb"(<unit [^>]*>)", rb"\1" + note, data, count=1))
    result = desk.bring_back()
    assert any("Which page?" in one for one in result.notes)
    assert ("Which page?",) in [entry.remarks for entry in desk.shop.pair("articles/work.md").catalog.entries]


def test_a_file_cut_at_any_byte_changes_nothing(desk: Desk) -> None:
    desk.hand_off("xliff2")
    filled_in(desk)
    file = desk.translator.file
    data = file.read_bytes()
    before = desk.shop.in_git()
    # Every cut is read in the tests of the format; here the whole way is gone, with few of them.
    for end in range(len(data) // 5, len(data) - 12, len(data) // 7):
        file.write_bytes(data[:end])
        with pytest.raises(InputErrors, match=r"cut off|not well-formed"):
            desk.bring_back()
    file.write_bytes(data)
    assert desk.shop.in_git() == before


@pytest.mark.parametrize("data", [b"<xliff/>", b'<xliff version="2.0"><file id="f"/></xliff>'])
def test_garbage_is_collected_again_after_a_file_was_read(data: bytes) -> None:
    with suppress(InputErrors):
        read_return(data, "a.xlf")
    assert gc.isenabled()
