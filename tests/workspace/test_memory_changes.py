"""What was made of the memory's matches is believed until something near its texts changes."""

from __future__ import annotations

import pytest

from locmem.memory.changed_sources import MOST, Change, Sought
from locmem.workspace.memory_changes import Leaning, MemoryNow, keep_change
from locmem.workspace.project import Project
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.usefixtures("own_state")


def text(words: str) -> Sought:
    return Sought(words.encode(), words, words)


PAY = text("Pay the order")
NEAR = text("Pay the orders")
FAR = text("Nothing like this")


class Known:
    """A project whose memory is said to have changed."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.now = MemoryNow(project)

    def changed(self, *changes: tuple[bytes, bytes, tuple[Sought, ...] | None]) -> None:
        for change in changes:
            keep_change(self.project, Change(*change))

    def holds(self, since: bytes) -> bool:
        return self.now.says_the_same(Leaning(since, (PAY,)))


@pytest.fixture
def known(shop: Shop) -> Known:
    return Known(shop.open())


def test_what_was_made_of_the_memory_as_it_is_holds(known: Known) -> None:
    assert known.holds(known.now.stamp)


def test_changes_far_from_the_texts_do_not_matter_and_near_ones_do(known: Known) -> None:
    known.changed((b"a", b"b", (FAR,)), (b"b", known.now.stamp, (FAR,)), (b"c", b"a", (NEAR,)))
    assert known.holds(b"a")
    assert known.holds(b"b")
    assert not known.holds(b"c")


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [(b"a", b"b", (FAR,))],
        [(b"a", b"b", (FAR,)), (b"b", b"a", (FAR,))],
        [(b"a", b"", None)],
    ],
    ids=["none", "to something unknown", "in a circle", "too many sources"],
)
def test_where_nobody_knows_what_changed_it_does_not_hold(
    known: Known, changes: list[tuple[bytes, bytes, tuple[Sought, ...] | None]]
) -> None:
    known.changed(*changes)
    assert not known.holds(b"a")


def test_too_many_sources_in_several_changes_are_not_compared(known: Known) -> None:
    some = [tuple(text(f"{letter}{number}" * 9) for number in range(MOST * 2 // 3)) for letter in "xy"]
    known.changed((b"a", b"b", some[0]), (b"b", known.now.stamp, some[1]))
    assert known.holds(b"b")
    assert not known.holds(b"a")


def test_a_memory_that_did_not_change_keeps_nothing(known: Known) -> None:
    known.changed((b"a", b"a", (NEAR,)))
    assert not known.holds(b"a")


def test_it_is_kept_for_the_next_process_and_as_of_now(shop: Shop, known: Known) -> None:
    known.changed((b"a", known.now.stamp, (FAR,)))
    known.now.keep("things", b"key", Leaning(b"a", (PAY,), b"answer"))
    known.project.keep_answers()
    found = MemoryNow(shop.open()).recall("things", b"key")
    assert found == Leaning(known.now.stamp, (PAY,), b"answer")
    assert MemoryNow(shop.open()).recall("things", b"another") is None
    near = Leaning(b"z", (PAY,), b"answer")
    known.now.keep("things", b"near", near)
    assert known.now.recall("things", b"near") is None
