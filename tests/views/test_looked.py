"""The order in which texts are worked on."""

from __future__ import annotations

from locmem.postedit.ordering import Place, Wanted
from locmem.views.looked import Looked
from tests.pipelines.shop import Shop
from tests.waiting import CODED, SOURCE


def test_texts_follow_each_other_round_and_those_that_are_done_are_passed(drafted: Shop) -> None:
    project = drafted.open()
    looked = Looked.at(project).warmed(project)
    first, second = (item.place for item in looked.found.items)
    assert {first.key, second.key} == {drafted.key(SOURCE), drafted.key(CODED)}
    wanted = Wanted(locales=("es",))

    def after(place: Place | None, *done: Place) -> Place | None:
        item = looked.following(place, wanted, done)
        return item.place if item else None

    assert after(None) == first
    assert after(first) == second
    assert after(second) == first
    assert after(None, first) == second
    assert after(first, second) is None
    assert looked.following(None, Wanted(locales=("ja",)), ()) is None
    assert looked.at_place(second) is looked.found.items[1]
    assert looked.at_place(second._replace(occurrence="gone")) is None
    project.close()
