"""Whoever wants no compiled part gets none, and the answers stay the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from locmem.memory.index.kernel import OFF, compiled, writer

NAME = "locmem.memory.index._kernel"


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    for part in (compiled, writer):
        part.cache_clear()
    yield
    for part in (compiled, writer):
        part.cache_clear()


def test_it_is_switched_off_by_a_variable_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFF, "1")
    assert (compiled(), writer()) == (None, None)


@pytest.mark.parametrize("module", [None, ModuleType("old")], ids=["not built", "of another version"])
def test_without_a_fitting_one_numpy_does_the_work(monkeypatch: pytest.MonkeyPatch, module: ModuleType | None) -> None:
    monkeypatch.delenv(OFF, raising=False)
    monkeypatch.setitem(sys.modules, NAME, module)
    assert compiled() is None


def test_where_it_is_there_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OFF, raising=False)
    module = ModuleType("kernel")
    near = module.find_rows = lambda *_: (b"",)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, NAME, module)
    assert compiled() is near
