from __future__ import annotations

import pytest

from locmem.model.progress import Silent, stretch, stretch_of


class Noted(Silent):
    """Progress that is written down."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self, what: str, total: int) -> None:
        self.told.append(f"{what} of {total}")

    def advance(self, count: int = 1) -> None:
        self.told.append(f"+{count}")

    def finish(self) -> None:
        self.told.append("over")


def test_each_item_is_told_when_it_is_done_and_the_end_once() -> None:
    progress = Noted()
    for item in stretch_of(progress, "pages", "ab", 2):
        progress.told.append(item)
    assert progress.told == ["pages of 2", "a", "+1", "b", "+1", "over"]


def test_a_stretch_is_over_where_its_items_fail() -> None:
    progress = Noted()
    with pytest.raises(ZeroDivisionError):
        list(stretch_of(progress, "pages", (1 // number for number in (1, 0)), 2))
    assert progress.told == ["pages of 2", "+1", "over"]


def test_work_of_unknown_length_is_over_however_it_ends() -> None:
    progress = Noted()
    with pytest.raises(ZeroDivisionError), stretch(progress, "links"):
        progress.told.append(str(1 // 0))
    with stretch(progress, "findings"):
        progress.advance()
    assert progress.told == ["links of 0", "over", "findings of 0", "+1", "over"]
