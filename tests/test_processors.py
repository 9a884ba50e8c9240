"""Work is shared out only where a copy of the process can be made, and runs beside it."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from locmem.processors import can_share, processors


def test_there_is_always_one() -> None:
    assert processors() >= 1


@pytest.mark.parametrize(
    ("cores", "methods", "expected"),
    [({0, 1}, ["fork", "spawn"], True), ({3}, ["fork"], False), ({0, 1}, ["spawn"], False)],
    ids=["shared", "one core", "no copies"],
)
def test_work_is_shared_where_that_works(
    monkeypatch: pytest.MonkeyPatch, cores: set[int], methods: list[str], expected: bool
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: cores, raising=False)
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: methods)
    assert (processors(), can_share()) == (len(cores), expected)
