"""A segment's past says who made each text, over what, and leaves out what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from locmem.history.changes import TargetChange
from locmem.history.work import How
from tests.history.test_journal import journal, target
from tests.works import RETURNED


def told(folder: Path) -> list[TargetChange]:
    return [change for _, _, change in journal(folder).targets("articles/a.md", "k3f9xx")]


def test_who_did_the_work_and_what_it_was_done_on_stand_beside_a_change(tmp_path: Path) -> None:
    book = journal(tmp_path)
    run = book.begin("import", "bo")
    work = replace(RETURNED, draft="Hola", final="Hola, mundo", origin="mt:apertium", who="ana")
    change = replace(target("Hola, mundo", before="Hola"), before_state="draft", after_state=work.after_state)
    book.record(run, [], [change, replace(change, locale="ja")], [work])
    spanish, japanese = told(tmp_path)
    assert (spanish.who, spanish.before_origin) == ("ana", "mt:apertium")
    assert (japanese.who, japanese.before_origin) == ("", "")


def test_what_a_run_before_wrote_says_what_the_text_before_was(tmp_path: Path) -> None:
    book = journal(tmp_path)
    first, second = book.begin("sync"), book.begin("sync")
    book.record(first, [], [replace(target("Hola"), after_state="draft", origin="mt:google")], [])
    book.record(second, [], [target("Buenas", before="Hola"), target("Otra", before="Otra cosa")], [])
    assert [one.before_origin for one in told(tmp_path)] == ["", "mt:google", ""]


def test_what_the_memory_confirmed_was_decided_by_nobody(tmp_path: Path) -> None:
    book = journal(tmp_path)
    run = book.begin("sync", "bo")
    work = replace(RETURNED, draft="Hola", final="Hola", origin="tm", how=How.MEMORY, who="")
    book.record(run, [], [replace(target("Hola"), after_state=work.after_state, origin="tm")], [work])
    [change] = told(tmp_path)
    assert change.who == ""


def test_a_text_that_nobody_knows_any_more_is_not_an_empty_one() -> None:
    known = replace(target("Hola"), before_state="untranslated")
    assert known.is_known
    assert not replace(known, before_state="draft").is_known
    assert replace(known, before_state="draft", before="Buenas").is_known


def test_a_segment_that_moved_has_one_past_under_each_of_its_names(tmp_path: Path) -> None:
    book = journal(tmp_path)
    first, second = book.begin("sync"), book.begin("sync")
    book.record(first, [], [target("Hola")])
    gone = replace(target("", before="Hola"), before_state="translated", after_state="")
    came = replace(target("Hola"), document="articles/b.md", before_state="", after_state="translated, stale")
    book.record(second, [], [gone, came])
    past = told(tmp_path)
    assert [one.document for one in past] == ["articles/a.md", "articles/b.md"]
    moved = past[1]
    assert (moved.moved_from, moved.before, moved.before_state) == ("articles/a.md", "Hola", "translated")
    assert [change for _, _, change in journal(tmp_path).targets("articles/b.md", "k3f9xx")] == past
    # Another page may have a segment of the same id and nothing to do with it.
    assert journal(tmp_path).targets("articles/c.md", "k3f9xx") == ()


def test_an_undoing_is_told_as_one_and_what_it_brings_back_has_its_author(tmp_path: Path) -> None:
    book = journal(tmp_path)
    run = book.begin("import", "bo")
    work = replace(RETURNED, draft="", final="Hola", who="ana")
    confirmed = replace(target("Hola", before="Ola"), after_state=work.after_state)
    back = replace(confirmed, before="Hola", before_state=work.after_state, after="Ola", after_state="draft")
    book.record(run, [], [confirmed], [work])
    undoing = book.begin(f"undo {run}")
    book.record(undoing, [], [back])
    book.record(book.begin(f"undo {undoing}"), [], [confirmed])
    past = [(one.undoing, one.who) for one in told(tmp_path)]
    assert past == [("", "ana"), ("taken back", ""), ("done again", "ana")]
