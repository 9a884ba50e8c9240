"""What pages show, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from locmem.model.priority import Priority, Scored
from locmem.pages.editing import edited
from locmem.pages.waiting_queue import Found, found_waiting
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.postedit.queue import QueueItem
from locmem.views.queue import PAGE, editor_data, queue_page, scored_words
from tests.pipelines.shop import Shop
from tests.waiting import SOURCE


def test_a_long_queue_has_pages_that_keep_its_filter(drafted: Shop) -> None:
    project = drafted.open()
    found = found_waiting(project, project.markets, Wanted())
    first = found.items[0]
    many = replace(found, items=tuple(replace(first, place=Place("es", "a.md", str(n))) for n in range(PAGE * 2 + 1)))

    def read(_: Found, items: Sequence[Ordered]) -> Sequence[QueueItem]:
        return [None] * len(items)  # type: ignore[list-item]

    page = queue_page(many, Wanted(locales=("es",)), {"locale": ["es"]}, 2, read)
    assert (page.first, page.last, page.texts, len(page.items)) == (PAGE + 1, PAGE * 2, PAGE * 2 + 1, PAGE)
    assert (page.earlier, page.later) == ("/queue?locale=es", "/queue?locale=es&page=3")
    assert (page.filter, page.address) == ("locale=es", "/queue?locale=es&page=2")
    assert queue_page(many, Wanted(), {}, 99, read).first == PAGE * 2 + 1
    assert queue_page(many, Wanted(locales=("ja",)), {}, 1, read).first == 0
    project.close()


def test_a_priority_is_told_with_what_makes_it_so() -> None:
    scored = Scored(priority=Priority.MUST, reasons=("it is a draft", "read often", "a law"))
    assert scored_words(scored) == "1: read often; a law"
    assert scored_words(replace(scored, reasons=("it is a draft",))) == "1"
    assert scored_words(None) == ""


def test_a_suggestion_says_what_it_lost_and_why_and_has_its_codes_apart(drafted: Shop) -> None:
    project = drafted.open()
    found = found_waiting(project, project.markets, Wanted())
    [chosen] = [item for item in found.items if item.place.key == drafted.key(SOURCE)]
    data = editor_data(edited(project, project.markets, found, chosen))
    assert "".join(text for text, _ in data["source"]) == SOURCE  # type: ignore[attr-defined]
    assert data["waits"] == "draft"
    assert [one["target"] for one in data["above"]][-1] == (  # type: ignore[attr-defined]
        'Puedes pagar con {{ market.payment_methods | list: "or" }}.'
    )
    project.close()
