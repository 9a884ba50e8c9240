"""Returned PO files as programs and people leave them: cut, joined, with plural forms, remarks and other charsets."""

from __future__ import annotations

import re

import pytest

from locmem.errors import InputErrors
from locmem.exchange.decision import Outcome, Present
from locmem.exchange.incoming import read_return
from locmem.exchange.intake import decide
from locmem.model.translation import State
from tests.exchange.desk import RETURNS, Desk
from tests.formats.layouts import LAYOUTS, cuts

DONE = " Pulse el botón durante tres segundos, espere a que se encienda la luz verde y suéltelo después."
"""What the translator adds to each text, long enough for every program to break the line."""


def translated(desk: Desk) -> dict[str, str]:
    """The whole texts by occurrence, after the translator wrote all of them into the file."""
    desk.hand_off("po")
    wanted = {name: desk.draft(name).replace("tiene", "posee") + DONE for name in RETURNS}
    for name, text in wanted.items():
        desk.translator.write(f" {name} page", text)
    return {desk.ids[name]: text for name, text in wanted.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_wherever_a_returned_file_was_cut_no_half_text_is_taken(desk: Desk, layout: str) -> None:
    whole = translated(desk)
    pair = desk.shop.pair(desk.file.removeprefix("content/"))
    present = Present(rows={row.entry.occurrence: row for row in pair.rows})
    data = LAYOUTS[layout](desk.translator.file.read_bytes())
    ends = [b"", *cuts(data), data] if layout in ("msgcat 40", "omegat") else [*list(cuts(data))[-700:], data]
    taken = []
    for cut in ends:
        try:
            [returned] = read_return(cut, "work.po")
        except InputErrors:
            continue
        found = decide((returned,), desk.manifest.units, present, desk.shop.today, trust_state=False, reviewed=False)
        accepted = {one.occurrence: one.text for one in found if one.outcome is Outcome.ACCEPTED}
        assert accepted.items() <= whole.items()
        assert [one.why for one in found if one.outcome is Outcome.REJECTED] == (
            [one.problem for one in returned.answers if one.problem] if len(accepted) < len(whole) else []
        )
        taken.append(len(accepted))
    assert max(taken) == len(whole) - (layout == "msgattrib no obsolete")


def test_the_last_text_of_a_file_that_lost_its_end_mark_waits_for_a_word(desk: Desk) -> None:
    whole = translated(desk)
    file = desk.translator.file
    file.write_bytes(LAYOUTS["msgcat 40"](file.read_bytes()).partition(b"#~ ")[0].rstrip(b"\n"))
    file.write_bytes(file.read_bytes().rpartition(b"\n")[0] + b"\n")
    result = desk.bring_back()
    assert (result.counts["accepted"], result.counts["rejected"]) == (4, 1)
    [rejected] = result.needs_attention
    assert rejected.why == (
        "the end mark is gone, and this is the last entry of the file: its text may go on. "
        "Ask for the file as it was sent back, or pass --whole if it is all of it"
    )
    assert desk.entry("confirmed").state is State.DRAFT
    half = desk.bring_back(whole=True)
    assert half.counts["accepted"] == 1
    assert whole[rejected.occurrence].startswith(desk.entry("confirmed").target)


def test_a_remark_of_the_translator_is_told_and_stays_beside_the_entry(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    for name, remark in (("changed", "Is this a shop?"), ("empty", "Same as above?")):
        start = text.rindex("\n\n", 0, text.index(f" {name} page")) + 2
        text = f"{text[:start]}# {remark}\n{text[start:]}"
    file.write_text(text, "utf-8")
    result = desk.bring_back()
    assert [note.partition(": ")[2] for note in result.notes] == [
        f"note from the translator: {desk.file.removeprefix('content/')}#{desk.ids[name]}: {remark}"
        for name, remark in (("empty", "Same as above?"), ("changed", "Is this a shop?"))
    ]
    assert (desk.entry("changed").remarks, desk.entry("empty").remarks) == (("Is this a shop?",), ("Same as above?",))
    assert desk.entry("empty").state is State.DRAFT
    assert result.asks_to_look
    again = desk.bring_back()
    assert (again.notes, again.asks_to_look) == ((), False)
    desk.shop.run()
    assert desk.entry("changed").remarks == ("Is this a shop?",)


def entry_of(text: str, name: str) -> str:
    """The block of one entry."""
    [found] = [block for block in text.split("\n\n") if f" {name} page" in block]
    return found


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('\nmsgstr "', '\nmsgid_plural "x"\nmsgstr[0] "a"\nmsgstr[1] "', "plural forms are not supported"),
        ('\nmsgstr "', '\nmsgstr "C:\\zebra ', r"\z is not an escape sequence of PO"),
        ('\nmsgstr "', '\nmsgstr "say "b" ', "the string is not closed, or something follows it"),
        ('\nmsgstr "', '\nmsgstr "a"\nmsgstr "', "msgstr stands twice in one entry"),
    ],
)
def test_one_entry_that_cannot_be_read_is_rejected_alone(desk: Desk, old: str, new: str, why: str) -> None:
    translated(desk)
    file = desk.translator.file
    text = file.read_text("utf-8")
    good = entry_of(text, "changed")
    file.write_text(text.replace(good, good.replace(old, new)), "utf-8")
    result = desk.bring_back()
    assert (result.counts["accepted"], result.counts["rejected"], result.total) == (4, 1, 5)
    assert why in desk.decision(result, "changed").why
    assert desk.entry("changed").state is State.DRAFT


def test_what_was_written_as_plural_forms_is_kept(desk: Desk) -> None:
    translated(desk)
    file = desk.translator.file
    good = entry_of(text := file.read_text("utf-8"), "changed")
    plural = good.partition("\nmsgstr")[0] + '\nmsgid_plural "x"\nmsgstr[0] "Una"\nmsgstr[1] "Dos"\nmsgstr[2] "Dos"'
    file.write_text(text.replace(good, plural), "utf-8")
    desk.bring_back()
    assert [one.returned for one in desk.manifest.conflicts] == ["Una\nDos"]


@pytest.mark.parametrize("is_commented", [True, False], ids=["with our comment", "without"])
def test_entries_without_contexts_are_known_by_our_comment_or_by_their_sources(desk: Desk, is_commented: bool) -> None:
    whole = translated(desk)
    file = desk.translator.file
    text = re.sub(r'(?m)^msgctxt "(?!locmem#end).*\n', "", file.read_text("utf-8"))
    file.write_text(text if is_commented else re.sub(r"(?m)^#\. locmem: .*\n", "", text), "utf-8")
    result = desk.bring_back()
    assert (result.counts["accepted"], result.total) == (5, 5)
    assert {desk.ids[name]: desk.entry(name).target for name in RETURNS} == whole


@pytest.mark.parametrize("is_commented", [True, False], ids=["with our comment", "without"])
def test_of_entries_with_one_source_and_no_context_nobody_guesses(desk: Desk, is_commented: bool) -> None:
    desk.shop.write("content/articles/two.md", "---\ntitle: Two\nslug: two\n---\n\nA lamp.\n\nA tree.\n\nA lamp.\n")
    desk.shop.run()
    desk.hand_off("po")
    [file] = [one for one in desk.files if "two" in one.name]
    text = re.sub(r'(?m)^msgctxt "(?!locmem#end).*\n', "", file.read_text("utf-8"))
    text = text if is_commented else re.sub(r"(?m)^#\. locmem: .*\n", "", text)
    for target in ("Una lámpara.", "Una luz."):
        text = text.replace('msgid "A lamp."\nmsgstr ""', f'msgid "A lamp."\nmsgstr "{target}"', 1)
    file.write_text(text, "utf-8")
    result = desk.bring_back((file,))
    if is_commented:
        assert result.counts["accepted"] == 2
        return
    assert (result.counts["rejected"], result.counts["missing"]) == (2, 0)
    whys = {one.why for one in result.decisions if one.outcome is Outcome.REJECTED}
    assert whys == {"nothing tells which of the 2 segments with this source it is for"}
    assert {one.returned for one in desk.manifest.conflicts} == {"Una lámpara.", "Una luz."}


@pytest.mark.parametrize("name", ['"messages"', "messages"])
def test_the_domain_that_a_tool_names_changes_nothing(desk: Desk, name: str) -> None:
    translated(desk)
    file = desk.translator.file
    text = file.read_text("utf-8")
    first = entry_of(text, "absent")
    file.write_text(text.replace(first, f"domain {name}\n\n{first}"), "utf-8")
    result = desk.bring_back()
    assert (result.counts["accepted"], result.total, result.notes) == (5, 5, ())


def test_plural_forms_are_not_why_a_file_without_a_header_is_refused() -> None:
    [returned] = read_return(b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', "es.po")
    assert (returned.handoff, returned.document) == ("", "")
    assert "plural" in returned.answers[0].problem


def test_a_copy_of_an_entry_changes_nothing_and_another_text_for_it_keeps_both_aside(desk: Desk) -> None:
    translated(desk)
    file = desk.translator.file
    text = file.read_text("utf-8")
    same, other = entry_of(text, "changed"), entry_of(text, "empty")
    head, mark, tail = text.partition("#~ msgctxt")
    file.write_text(f"{head}{same}\n\n{other.replace('posee', 'lleva')}\n\n{mark}{tail}", "utf-8")
    result = desk.bring_back()
    assert (result.counts["accepted"], result.counts["conflict"], result.total) == (4, 1, 5)
    why = desk.decision(result, "empty").why
    assert "more than once, each time with another text" in why
    assert "posee" in why
    assert "lleva" in why


def test_a_file_in_the_charset_of_an_old_editor_is_read(desk: Desk) -> None:
    whole = translated(desk)
    file = desk.translator.file
    text = file.read_text("utf-8").replace("charset=UTF-8", "charset=ISO-8859-1")
    file.write_bytes(text.encode("latin-1"))
    assert desk.bring_back().counts["accepted"] == 5
    assert desk.entry("changed").target == whole[desk.ids["changed"]]


def test_entries_that_somebody_took_out_are_missing_and_the_file_is_not_called_cut(desk: Desk) -> None:
    translated(desk)
    file = desk.translator.file
    text = file.read_text("utf-8")
    file.write_text(text.replace(entry_of(text, "changed") + "\n\n", ""), "utf-8")
    with pytest.raises(InputErrors, match=r"1 of 5 segments that were sent is missing: .*--partial"):
        desk.bring_back()
    assert desk.bring_back(partial=True).counts["accepted"] == 4
