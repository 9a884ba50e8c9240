"""What the memory confirms for a copy of which one side goes in the same month saves nothing."""

from __future__ import annotations

import pytest

from locmem.history.work import How, Work
from locmem.workspace.copied_pages import without_copies
from locmem.workspace.successors import followed_work
from locmem.workspace.survey import survey
from tests.pipelines.shop import Shop

PAYING, AGAIN, MOVED = "content/articles/paying.md", "content/articles/again.md", "content/articles/moved.md"


@pytest.fixture
def copied(shop: Shop) -> Shop:
    """A page with a text that somebody confirmed here, and a copy of it, which the memory filled."""
    shop.edit("content/translations/es/articles/paying.md.po", 'msgstr "Método"', 'msgstr "Forma"')
    shop.run()
    shop.write(AGAIN, shop.read(PAYING))
    later = shop.later()
    later.run()
    return later.later()


def told(shop: Shop) -> tuple[Work, ...]:
    project = shop.open()
    surveyed = survey(project)
    works = without_copies(project, surveyed, followed_work(project, surveyed, project.journal.work()))
    return tuple(one for one in works if one.locale == "es")


def memory_of(shop: Shop) -> set[str]:
    return {one.document for one in told(shop) if one.how is How.MEMORY}


def renamed(shop: Shop, old: str, new: str) -> None:
    text = shop.read(old)
    shop.remove(old)
    shop.write(new, text)
    shop.run()


def test_two_pages_that_stay_are_two(copied: Shop) -> None:
    assert memory_of(copied) == {"articles/again.md"}


def test_a_copy_that_goes_in_the_same_month_saved_nothing(copied: Shop) -> None:
    copied.remove(AGAIN)
    copied.run()
    assert memory_of(copied) == set()
    assert [one.final for one in told(copied)] == ["Forma"]


def test_what_goes_in_a_later_month_was_there_to_be_read(copied: Shop) -> None:
    later = copied.later(30)
    later.remove(AGAIN)
    later.run()
    assert memory_of(later) == {"articles/again.md"}


def test_a_page_that_was_renamed_by_copying_has_its_work_and_no_saving(copied: Shop) -> None:
    copied.remove(PAYING)
    copied.run()
    assert memory_of(copied) == set()
    assert [(one.document, one.final) for one in told(copied)] == [("articles/again.md", "Forma")]


@pytest.mark.parametrize("old", [PAYING, AGAIN], ids=["the original", "the copy"])
def test_a_page_that_was_renamed_is_not_gone(copied: Shop, old: str) -> None:
    renamed(copied, old, MOVED)
    assert memory_of(copied) == {"articles/moved.md" if old == AGAIN else "articles/again.md"}


def test_a_page_that_came_back_is_not_gone(copied: Shop) -> None:
    copied.remove(AGAIN)
    copied.run()
    copied.write(AGAIN, copied.read(PAYING))
    copied.run()
    assert memory_of(copied) == {"articles/again.md"}
