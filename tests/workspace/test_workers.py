"""Work shared out among processes gives what it gives in one."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from locmem.errors import ProjectError
from locmem.workspace.workers import spread


def squares(numbers: Sequence[int]) -> list[tuple[int, int]]:
    return [(number * number, os.getpid()) for number in numbers]


def refused(numbers: Sequence[int]) -> list[int]:
    if 777 in numbers:
        raise ProjectError("777 is not for sale.")
    return list(numbers)


def test_many_items_are_done_elsewhere_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    found = list(spread(range(1_000), squares))
    assert [value for value, _ in found] == [number * number for number in range(1_000)]
    here = [process == os.getpid() for _, process in found]
    assert here == [True] * 12 + [False] * 988


def test_what_works_beside_other_threads_makes_no_copy_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy has the locks that other threads held, and nobody who lets them go: it would wait for ever."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(lambda: list(spread(range(1_000), squares))).result()
    assert {process for _, process in found} == {os.getpid()}


@pytest.mark.parametrize("count", [30, 1_000], ids=["here", "elsewhere"])
def test_results_come_in_long_before_what_is_worth_a_process_is_done(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    lengths = list(spread(range(count), lambda run: [len(run)] * len(run), worth=40))
    assert set(lengths) == {5}


def test_items_that_take_long_come_one_by_one() -> None:
    assert list(spread(range(3), lambda run: [len(run)] * len(run), worth=1)) == [1, 1, 1]


def test_few_items_are_done_here() -> None:
    assert {process for _, process in spread(range(10), squares)} == {os.getpid()}


def test_what_goes_wrong_there_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    with pytest.raises(ProjectError, match="777"):
        list(spread(range(1_000), refused))


def test_an_interruption_is_the_business_of_the_first_process(monkeypatch: pytest.MonkeyPatch) -> None:
    first = os.getpid()

    def interrupted(numbers: Sequence[int]) -> list[int]:
        """Ctrl-C reaches every process of a terminal."""
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGINT)
        return list(numbers)

    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    assert list(spread(range(1_000), interrupted)) == list(range(1_000))
