"""Whose a text of the queue is."""

from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.pages.waiting_queue import waiting_queue
from locmem.pipelines.assign import assign
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.postedit.assignments import Assignments
from locmem.postedit.ordering import Wanted
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
NEW = "The lamp glows softly."


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    shop.write(PAYING, shop.read(PAYING) + f"\n{NEW}\n")
    shop.run()
    return shop


def test_it_is_told_with_the_item_and_both_words_stay(waiting: Shop) -> None:
    project = waiting.open()
    key = f"articles/paying.md#{waiting.entry(NEW).occurrence}"
    spanish = Wanted(locales=("es",))
    (given,) = assign(project, project.markets, spanish, [key], who="Ana", due=project.today, by="Lena")
    (told,) = [one for one in waiting_queue(project, project.markets).items if one.locale == "es"]
    assert (told.assignee, told.due) == ("Ana", project.today)
    assign(project, project.markets, spanish, [key], who="", due=None, by="")
    (told,) = [one for one in waiting_queue(project, project.markets).items if one.locale == "es"]
    assert (told.assignee, told.due) == ("", None)
    words = Assignments(project.database).of([given.item.place])
    assert [one.who for one in words] == ["Ana", ""]
    assert words[0].by == "Lena"


def test_the_first_of_the_queue_can_be_given_away_without_naming_them(waiting: Shop) -> None:
    project = waiting.open()
    assert len(assign(project, project.markets, Wanted(), (), who="Ana", due=None, by="Lena", most=1)) == 1
    assert len(waiting_queue(project, project.markets, Wanted(people=("Ana",))).items) == 1


def test_a_key_of_which_nothing_waits_assigns_nothing(waiting: Shop) -> None:
    project = waiting.open()
    key = f"articles/paying.md#{waiting.entry(NEW).occurrence}"
    with pytest.raises(UsageError, match="#zzzzzz: nothing waits there"):
        assign(project, project.markets, Wanted(), [key, "articles/paying.md#zzzzzz"], who="Ana", due=None, by="")
    assert Assignments(project.database).now() == {}


def test_nothing_is_due_on_a_day_that_has_passed(waiting: Shop) -> None:
    project = waiting.open()
    over = waiting.later(-1).today
    with pytest.raises(UsageError, match="that day has passed"):
        assign(project, project.markets, Wanted(), (), who="Ana", due=over, by="Lena", most=1)
    with pytest.raises(UsageError, match="due on no day"):
        assign(project, project.markets, Wanted(), (), who="", due=project.today, by="Lena", most=1)
    assert Assignments(project.database).now() == {}


def test_a_word_ends_with_the_work_it_was_said_of(waiting: Shop) -> None:
    project = waiting.open()
    spanish = Wanted(locales=("es",))
    assign(project, project.markets, spanish, (), who="Ana", due=project.today, by="Lena", most=1)
    waiting.edit(PAYING, NEW, "The lamp glows very softly.")
    waiting.run()
    project = waiting.open()
    assert [one.assignee for one in waiting_queue(project, project.markets, spanish).items] == [""]


def test_what_is_with_a_translator_is_the_translators(waiting: Shop) -> None:
    waiting.write("locmem.yaml", waiting.read("locmem.yaml") + "assignees: {es: Ana}\n")
    project = waiting.open()
    spanish = Wanted(locales=("es",))
    assign(project, project.markets, spanish, (), who="Clara", due=None, by="Lena", most=1)
    run_step(waiting.open(), "export", lambda run: hand_off(run, HandoffOptions(locales=("es",), others=True)))
    project = waiting.open()
    (item,) = waiting_queue(project, project.markets, Wanted(people=("ana",))).items
    assert (item.assignee, bool(item.handoff), str(item.due)) == ("Ana", True, "2026-11-26")
    assert waiting_queue(project, project.markets, Wanted(people=("Clara",))).items == ()


def test_whose_it_was_before_is_told_and_so_is_the_page_that_nobody_named(waiting: Shop) -> None:
    other = "articles/complaints.md"
    waiting.edit(f"content/{other}", "Write to", f"{NEW}\n\nWrite to")
    waiting.run()
    project = waiting.open()
    assign(project, project.markets, Wanted(locales=("es",)), (), who="Ana", due=None, by="Lena")
    words = ("queue", "assign", "--locale", "es", "--document", other, "--by", "Lena", "--to")
    same = waiting.command(*words, "Ana")
    assert (same.returncode, "until now" in same.stderr) == (0, False)
    done = waiting.command(*words, "Bea")
    assert "2 segments of these were Ana's until now. Tell Ana." in done.stderr.replace("\n", " ")
    assert "The same texts stand in articles/paying.md" in done.stderr
    assert "until now" not in waiting.command(*words, "Bea").stderr
