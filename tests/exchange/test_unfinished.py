"""Unfinished work of a translator is kept and shown wherever the catalog cannot take it."""

from __future__ import annotations

import html
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from locmem.errors import UsageError
from locmem.exchange.decision import Outcome
from locmem.exchange.manifest import Aside
from locmem.model.translation import State
from locmem.pipelines.conflicts import ConflictsResult, drop, take, waiting
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.exchange import spreadsheet
from tests.exchange.desk import RETURNS, Desk
from tests.exchange.test_intake import happen

Form = Literal["NFC", "NFD"]


def returned_unfinished(desk: Desk, situation: str, format_: str) -> str:
    """The text that came back as unfinished while that is what stands here."""
    drafts = {name: desk.draft(name) for name in RETURNS}
    if situation in ("translated", "reviewed"):
        # A stricter risk sends out again what is translated already; here somebody asks for it.
        desk.hand_off(format_)
        desk.write(drafts, State.TRANSLATED if situation == "translated" else State.REVIEWED)
    elif situation == "stale":
        desk.write(drafts, State.TRANSLATED)
        desk.change_source()
        desk.hand_off(format_)
    else:
        desk.hand_off(format_)
        happen(desk, situation)
    desk.translator.change(" changed page", "tiene", "posee", state="draft")
    return drafts["changed"].replace("tiene", "posee")


@pytest.mark.parametrize(
    ("situation", "format_", "outcome"),
    [
        ("stale", "po", "conflict"),
        ("stale", "xliff", "conflict"),
        ("translated", "po", "conflict"),
        ("reviewed", "xliff", "conflict"),
        ("source", "po", "outdated"),
        ("source", "xliff", "outdated"),
        ("gone", "po", "orphaned"),
        ("gone", "xliff", "orphaned"),
    ],
)
def test_it_is_kept_aside_and_named(desk: Desk, situation: str, format_: str, outcome: str) -> None:
    text = returned_unfinished(desk, situation, format_)
    before = {} if situation == "gone" else {name: (one.target, one.state) for name, one in desk.entries().items()}
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome.value, found.aside, found.text) == (outcome, Aside.UNFINISHED, text)
    assert "unfinished" in found.why
    assert found in result.needs_attention
    assert sum(result.counts.values()) == result.total == len(desk.manifest.units)
    [kept] = desk.manifest.conflicts
    assert (kept.returned, kept.why) == (text, Aside.UNFINISHED)
    after = {} if situation == "gone" else {name: (one.target, one.state) for name, one in desk.entries().items()}
    assert after == before
    [shown] = waiting(desk.shop.open())
    assert (shown.key, shown.returned, shown.is_for_another_source) == (kept.key, text, situation in ("source", "gone"))
    assert "changed" in shown.source

    kept_files = desk.shop.in_git()
    desk.bring_back()
    assert desk.shop.in_git() == kept_files


@pytest.mark.parametrize("format_", ["po", "xliff", "csv"])
def test_what_comes_unfinished_twice_is_still_its_translators(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.translator.change(" changed page", "tiene", "posee", state="draft")
    first = desk.bring_back()
    still_out = list(desk.manifest.open_units())
    second = desk.bring_back()
    assert desk.decision(first, "changed").stays_out
    assert desk.decision(second, "changed").stays_out
    assert second.still_out == first.still_out
    assert list(desk.manifest.open_units()) == still_out


def settle(desk: Desk, step: str, key: str) -> ConflictsResult:
    chosen = {"take": take, "drop": drop}[step]
    run, result = run_step(desk.shop.open(), "conflicts", lambda run: chosen(run, [key]))
    assert run.id
    return result


def test_what_was_kept_aside_can_be_taken_and_that_undone(desk: Desk) -> None:
    text = returned_unfinished(desk, "stale", "po")
    desk.bring_back()
    [one] = waiting(desk.shop.open())
    old = desk.entry("changed")
    assert old.is_stale
    project = desk.shop.open()
    run, result = run_step(project, "conflicts", lambda run: take(run, [one.key]))
    assert (len(result.settled), result.left) == (1, 0)
    entry = desk.entry("changed")
    assert (entry.target, entry.state, entry.is_stale) == (text, State.TRANSLATED, False)
    assert waiting(desk.shop.open()) == ()
    undo(desk.shop.open(), run.id)
    assert desk.entry("changed").target == old.target
    assert [again.returned for again in waiting(desk.shop.open())] == [text]


def test_a_text_that_was_taken_waits_again_after_undo_whatever_came_later(desk: Desk) -> None:
    text = returned_unfinished(desk, "stale", "po")
    desk.bring_back()
    [one] = waiting(desk.shop.open())
    run, _ = run_step(desk.shop.open(), "conflicts", lambda run: take(run, [one.key]))
    path: Path = desk.shop.root / desk.manifest.path
    later = '"conflicts": [{"document": "a.md", "segment": "k", "returned": "Uno", "kept": "Dos"}],\n "units"'
    path.write_text(path.read_text("utf-8").replace('"units"', later, 1), "utf-8")
    undo(desk.shop.open(), run.id)
    assert {again.returned for again in waiting(desk.shop.open())} == {text, "Uno"}


def test_what_was_kept_aside_can_be_dropped(desk: Desk) -> None:
    returned_unfinished(desk, "translated", "po")
    desk.bring_back()
    [one] = waiting(desk.shop.open())
    before = desk.entry("changed")
    settle(desk, "drop", one.key)
    assert (waiting(desk.shop.open()), desk.entry("changed")) == ((), before)
    with pytest.raises(UsageError, match="no text waits for"):
        settle(desk, "drop", one.key)


def test_a_text_for_another_source_is_shown_but_not_taken(desk: Desk) -> None:
    returned_unfinished(desk, "source", "po")
    desk.bring_back()
    [one] = waiting(desk.shop.open())
    with pytest.raises(UsageError, match="its source changed or is gone"):
        settle(desk, "take", one.key)


def test_manifests_of_before_are_still_read(desk: Desk) -> None:
    desk.hand_off("po")
    path: Path = desk.shop.root / desk.manifest.path
    old = '"conflicts": [{"document": "a.md", "segment": "k", "returned": "Uno", "kept": "Dos"}],\n "units"'
    path.write_text(path.read_text("utf-8").replace('"units"', old, 1), "utf-8")
    [one] = waiting(desk.shop.open())
    assert (one.why, one.returned, one.here) == (Aside.CONFIRMED, "Uno", "")


def test_an_unfinished_answer_never_overrules_a_locked_or_confirmed_text_silently(desk: Desk) -> None:
    desk.hand_off("po")
    desk.write({"changed": "Otro **texto** de [la página](complaints.md) en {{ market.name }}."}, State.TRANSLATED)
    desk.translator.change(" changed page", "tiene", "posee", state="draft")
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.CONFLICT


def conflicted(desk: Desk, format_: str = "po") -> str:
    """The key of a text that was confirmed here while another one was on its way."""
    desk.hand_off(format_)
    happen(desk, "confirmed")
    desk.translator.change(" changed page", "tiene", "posee")
    document = desk.manifest.units[0].document
    return f"{document}#{desk.ids['changed']}"


@pytest.mark.parametrize("format_", ["po", "xliff"])
@pytest.mark.parametrize(("option", "word"), [("--theirs", "posee"), ("--ours", "lleva")])
@pytest.mark.parametrize("is_named", [True, False])
def test_import_settles_what_two_people_changed(
    desk: Desk, format_: str, option: str, word: str, is_named: bool
) -> None:
    key = conflicted(desk, format_)
    done = desk.shop.command("import", *map(str, desk.files), option, key if is_named else "all")
    assert "1 conflict settled" in done.stderr
    assert word in desk.entry("changed").target
    assert desk.entry("changed").state is State.TRANSLATED
    assert waiting(desk.shop.open()) == ()


def test_a_key_that_is_not_in_conflict_is_named_and_nothing_taken_in(desk: Desk) -> None:
    key = conflicted(desk)
    before = desk.shop.in_git()
    done = desk.shop.command("import", *map(str, desk.files), "--theirs", key, "--ours", key, "--ours", "a.md#x")
    assert done.returncode == 2
    assert f"{key} is named by --theirs and by --ours" in done.stderr
    assert "nothing is in conflict for a.md#x" in done.stderr
    assert desk.shop.in_git() == before


def test_a_table_settles_many_at_once(desk: Desk) -> None:
    key = conflicted(desk)
    desk.bring_back()
    listed = desk.shop.command("conflicts", "list", "--to", "decide.csv")
    assert (listed.returncode, "1 text in decide.csv" in listed.stderr) == (1, True)
    assert "is there already" in desk.shop.command("conflicts", "list", "--to", "decide.csv").stderr
    assert "0 texts settled" in desk.shop.command("conflicts", "settle", "decide.csv").stderr
    table = desk.shop.root / "decide.csv"
    table.write_bytes(table.read_bytes().replace(b'\r\n"",', b'\r\n"take",'))
    done = desk.shop.command("conflicts", "settle", "decide.csv")
    assert f"taken    es {key}  La lámpara" in done.stdout
    assert "posee" in desk.entry("changed").target
    again = desk.shop.command("conflicts", "settle", "decide.csv")
    assert (again.returncode, "no text waits for" in again.stderr) == (2, True)


def test_another_text_than_the_one_that_waits_is_not_taken_from_a_table(desk: Desk) -> None:
    conflicted(desk)
    desk.bring_back()
    desk.shop.command("conflicts", "list", "--to", "decide.csv")
    table = desk.shop.root / "decide.csv"
    table.write_bytes(table.read_bytes().replace(b'\r\n"",', b'\r\n"take",').replace(b"posee", b"ostenta"))
    assert "is not the one that waits" in desk.shop.command("conflicts", "settle", "decide.csv").stderr
    assert "lleva" in desk.entry("changed").target


@pytest.mark.parametrize("format_", ["po", "xliff"])
def test_what_is_rejected_is_kept_until_a_better_answer_comes(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.translator.change(" changed page", "tiene", "tiÃ©ne")
    result = desk.bring_back()
    assert desk.decision(result, "changed").outcome is Outcome.REJECTED
    [kept] = waiting(desk.shop.open())
    assert (kept.why, "Ã©" in kept.returned, "Ã©" in kept.reason) == (Aside.REJECTED, True, True)
    assert kept.reason in desk.shop.command("conflicts", "list").stdout
    desk.translator.change(" changed page", "tiÃ©ne", "posee")
    desk.bring_back()
    assert waiting(desk.shop.open()) == ()
    assert "posee" in desk.entry("changed").target


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2", "csv"])
def test_what_was_rejected_goes_along_when_the_segment_is_sent_again(desk: Desk, format_: str) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "tiÃ©ne")
    desk.bring_back()
    [kept] = waiting(desk.shop.open())
    shutil.rmtree(desk.shop.root / "out")
    desk.hand_off_again(format_)
    [file] = desk.files
    text = html.unescape(file.read_text("utf-8"))
    assert re.search(r"was not taken: “La lámpara .*tiÃ©ne.*”, because ", text, re.IGNORECASE)
    assert kept.reason[:40] in text
    # Nobody takes it for a note of the translator when the file comes back.
    assert desk.bring_back().questions == 0
    settle(desk, "drop", kept.key)
    shutil.rmtree(desk.shop.root / "out")
    desk.hand_off_again(format_)
    assert "not taken" not in desk.files[0].read_text("utf-8")


@pytest.mark.parametrize("format_", ["po", "xliff"])
def test_a_file_that_comes_once_more_reopens_nothing_that_was_decided(desk: Desk, format_: str) -> None:
    key = conflicted(desk, format_)
    desk.bring_back()
    settle(desk, "drop", key)
    found = desk.decision(desk.bring_back(), "changed")
    assert (found.outcome, "came back before" in found.why) == (Outcome.UNCHANGED, True)
    assert waiting(desk.shop.open()) == ()


def test_a_correction_made_here_stands_against_the_file_it_corrects(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    desk.write({"changed": desk.draft("changed").replace("tiene", "lleva")}, State.TRANSLATED)
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.UNCHANGED
    assert "lleva" in desk.entry("changed").target
    # Another answer is one, and meets what stands here now.
    desk.translator.change(" changed page", "posee", "ostenta")
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.CONFLICT


def test_of_two_texts_for_one_segment_somebody_says_which(desk: Desk) -> None:
    key = conflicted(desk)
    desk.bring_back()
    desk.translator.change(" changed page", "posee", "ostenta")
    desk.bring_back()
    assert len(waiting(desk.shop.open())) == 2
    with pytest.raises(UsageError, match="several texts wait"):
        settle(desk, "take", key)
    desk.shop.command("conflicts", "list", "--to", "decide.csv")
    table = desk.shop.root / "decide.csv"
    table.write_bytes(table.read_bytes().replace(b'\r\n"",', b'\r\n"take",', 1))
    assert "1 text taken, 1 text left" in desk.shop.command("conflicts", "settle", "decide.csv").stderr
    assert "posee" in desk.entry("changed").target
    assert [one.returned for one in waiting(desk.shop.open()) if "ostenta" in one.returned]


def test_a_text_for_a_source_that_changed_since_is_not_taken(desk: Desk) -> None:
    key = conflicted(desk)
    desk.bring_back()
    asked = waiting(desk.shop.open())[0].source
    desk.change_source()
    [shown] = waiting(desk.shop.open())
    assert shown.is_for_another_source
    assert shown.source == asked
    with pytest.raises(UsageError, match="its source changed or is gone"):
        settle(desk, "take", key)
    settle(desk, "drop", key)


def test_a_table_takes_nothing_over_a_text_it_never_showed(desk: Desk) -> None:
    conflicted(desk)
    desk.bring_back()
    desk.shop.command("conflicts", "list", "--to", "decide.csv")
    desk.write({"changed": desk.draft("changed").replace("tiene", "guarda")}, State.TRANSLATED)
    table = desk.shop.root / "decide.csv"
    table.write_bytes(table.read_bytes().replace(b'\r\n"",', b'\r\n"take",'))
    done = desk.shop.command("conflicts", "settle", "decide.csv")
    assert (done.returncode, "another text stands here than when the table was written" in done.stderr) == (2, True)
    assert "guarda" in desk.entry("changed").target


def test_what_was_rejected_is_not_taken_as_it_is(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "tiÃ©ne")
    desk.bring_back()
    [kept] = waiting(desk.shop.open())
    with pytest.raises(UsageError, match="it was rejected"):
        settle(desk, "take", kept.key)


@pytest.mark.parametrize("format_", ["po", "xliff", "xlsx"])
def test_a_translator_corrects_what_they_sent_before(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    first = desk.files[0].read_bytes()
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    before = desk.files[0].read_bytes()
    desk.translator.change(" changed page", "posee", "lleva")
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.ACCEPTED
    assert "lleva" in desk.entry("changed").target
    # What they sent first comes late, and so does the file as it was sent.
    for late in (before, first):
        desk.files[0].write_bytes(late)
        assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.UNCHANGED
        assert "lleva" in desk.entry("changed").target
    assert waiting(desk.shop.open()) == ()


def test_a_draft_that_came_back_marked_as_translated_is_counted(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.confirm(" confirmed page")
    result = desk.bring_back()
    assert (desk.decision(result, "confirmed").outcome, result.unread) == (Outcome.UNCHANGED, 1)
    assert desk.bring_back(trust_state=True).unread == 0
    assert desk.entry("confirmed").state is State.TRANSLATED


def test_what_waits_already_is_settled_when_its_file_comes_once_more(desk: Desk) -> None:
    conflicted(desk)
    desk.bring_back()
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome, found.aside, "waits for a decision" in found.why) == (
        Outcome.UNCHANGED,
        Aside.CONFIRMED,
        True,
    )
    assert found in result.needs_attention
    assert len(waiting(desk.shop.open())) == 1
    done = desk.shop.command("import", str(desk.files[0]), "--theirs", "all")
    assert "1 conflict settled" in done.stderr
    assert (waiting(desk.shop.open()), "posee" in desk.entry("changed").target) == ((), True)


def test_two_files_of_one_import_that_differ_name_each_other(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    first = desk.files[0].rename(desk.shop.root / "first.po")
    desk.hand_off_again("po")
    desk.translator.change(" changed page", "tiene", "lleva")
    result = desk.bring_back((first, *desk.files))
    found = desk.decision_of(result, "changed", Outcome.CONFLICT)
    assert "another file came with another text (" in found.why
    assert "first.po" in found.why


@pytest.mark.parametrize(("first", "then"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_accents_written_in_another_way_are_no_other_text(desk: Desk, first: Form, then: Form) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "tenía útil")
    whole = desk.files[0].read_text("utf-8")
    desk.files[0].write_text(unicodedata.normalize(first, whole), "utf-8")
    desk.bring_back()
    assert "tenía útil" in desk.entry("changed").target
    desk.files[0].write_text(unicodedata.normalize(then, whole), "utf-8")
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.UNCHANGED
    assert waiting(desk.shop.open()) == ()


def test_one_text_for_several_sources_is_named(desk: Desk) -> None:
    desk.hand_off("csv")
    for name in ("changed", "confirmed", "untouched"):
        text = spreadsheet.cell(desk.files[0], f"a {name} page", "Translation")
        spreadsheet.write(desk.files[0], f"a {name} page", Translation=text.replace(name, "igual"))
    [note] = [note for note in desk.bring_back().notes if "different sources" in note]
    assert "igual page" in note
    assert "came back for 3 different sources" in note


def test_what_cannot_be_taken_says_where_it_is_to_be_written(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "tiÃ©ne")
    desk.bring_back()
    [kept] = waiting(desk.shop.open())
    pair = desk.shop.pair(kept.key.partition("#")[0])
    where = f'{pair.path}, at msgctxt "{desk.entry("changed").context}"'
    assert where in kept.remedy
    listed = desk.shop.command("conflicts", "list")
    assert where in listed.stdout
    assert "1 text kept. It cannot be taken as it stands" in listed.stderr
    assert "take KEY" not in listed.stderr


def test_a_table_with_one_row_that_cannot_be_done_settles_nothing_and_names_every_problem(desk: Desk) -> None:
    desk.hand_off("po")
    happen(desk, "confirmed")
    desk.translator.change(" changed page", "tiene", "posee")
    desk.translator.change(" empty page", "tiene", "tiÃ©ne")
    desk.bring_back()
    assert len(waiting(desk.shop.open())) == 2
    listed = desk.shop.command("conflicts", "list")
    assert "`locmem conflicts take KEY` confirms one" in listed.stderr
    assert "1 of them cannot be taken as it stands" in listed.stderr
    desk.shop.command("conflicts", "list", "--to", "decide.csv")
    table = desk.shop.root / "decide.csv"
    written = table.read_bytes()
    assert written.count(b'"drop only"') == 1
    taken = written.replace(b'\r\n"",', b'\r\n"take",')
    table.write_bytes(taken + b'"take","","es","articles/no.md#k","","","","x",""\r\n')
    before = desk.shop.in_git()
    done = desk.shop.command("conflicts", "settle", "decide.csv")
    assert (done.returncode, done.stdout) == (2, "")
    for words in ("nothing was settled:", "it was rejected", "articles/no.md#k: no text waits for it"):
        assert words in done.stderr
    assert desk.shop.in_git() == before

    table.write_bytes(written.replace(b'"","take or drop"', b'"take",""').replace(b'"","drop only"', b'"drop",""'))
    done = desk.shop.command("conflicts", "settle", "decide.csv")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["taken", "dropped"]
    assert "1 text taken, 1 text dropped, 0 texts left" in done.stderr
