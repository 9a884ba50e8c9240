"""The queue of a project, narrowed and counted; its order is told in tests/postedit."""

from __future__ import annotations

from locmem.model.translation import Origin, OriginKind, State
from locmem.pages.waiting_queue import queue_rows, waiting_queue
from locmem.pipelines.assign import assign
from locmem.postedit.ordering import Wanted
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
OPEN = "Open **Orders** to change the method."


def test_rows_count_what_waits_of_each_locale(shop: Shop) -> None:
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    shop.run()
    shop.change_entry(OPEN, "es", shop.entry(OPEN).with_target("Abra.", State.DRAFT, Origin(OriginKind.MT, "apertium")))
    project = shop.open()
    assign(project, project.markets, Wanted(locales=("es",)), (), who="Ana", due=shop.today, by="Lena", most=1)
    project = shop.later(1).open()
    spanish, japanese = queue_rows(project, project.markets, Wanted())
    assert (spanish.locale, spanish.texts, spanish.segments, spanish.words) == ("es", 2, 2, 10)
    assert (dict(spanish.states), dict(spanish.made_by)) == (
        {"draft": 1, "untranslated": 1},
        {"mt:apertium": 1, "nobody": 1},
    )
    assert (spanish.assigned, spanish.overdue, spanish.handed_out) == (1, 1, 0)
    assert 0 < japanese.effort < spanish.effort
    assert (japanese.texts, japanese.assigned) == (1, 0)


def test_nothing_waits_and_nothing_is_counted(shop: Shop) -> None:
    project = shop.open()
    assert queue_rows(project, project.markets, Wanted()) == ()
    assert waiting_queue(project, project.markets).items == ()


def test_a_narrowed_queue_counts_what_it_lists(shop: Shop) -> None:
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    shop.run()
    project = shop.open()
    queue = waiting_queue(project, project.markets, Wanted(locales=("ja",)))
    assert (queue.texts, queue.segments, [one.locale for one in queue.items]) == (1, 1, ["ja"])
    assert waiting_queue(project, project.markets, Wanted(content_sets=("macros",))).texts == 0


def test_who_usually_translates_a_locale_has_what_is_nobody_elses(shop: Shop) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "assignees: {es: Ana}\n")
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    shop.run()
    project = shop.open()
    assert [one.locale for one in waiting_queue(project, project.markets, Wanted(people=("Ana",))).items] == ["es"]
    assert [one.locale for one in waiting_queue(project, project.markets, Wanted(people=("",))).items] == ["ja"]
