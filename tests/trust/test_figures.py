"""The figures that are shown are those that are kept, and what is not as promised is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.trust.__main__ import families, opened
from tests.trust.family import Control, Family, Size, Tried
from tests.trust.figures import PAGE, README, faults, kept, page, told, with_block

_SEEN = Control(what="a defect", tries=4, seen=1)
_FINE = Tried(what="kills", tries=100, least=100)


def family() -> Family:
    def measure(size: Size, seed: int) -> Iterator[Tried]:
        raise NotImplementedError

    def controls(seed: int) -> Iterator[Control]:
        raise NotImplementedError

    return Family(name="kills", title="Kills", promise="All.", measure=measure, controls=controls)


@pytest.mark.parametrize(
    ("tried", "controls", "said"),
    [
        ([_FINE], [_SEEN], []),
        ([replace(_FINE, wrong=("call 3: lost",))], [_SEEN], ["kills: 1 of 100 wrong"]),
        ([replace(_FINE, tries=99)], [_SEEN], ["kills: tried 99 times, and not 100"]),
        ([replace(_FINE, tries=0, least=0)], [_SEEN], ["kills: tried 0 times, and not 1"]),
        ([_FINE], [replace(_SEEN, seen=0)], ["not seen with the defect put back in: a defect"]),
        ([_FINE], [], ["no control was tried"]),
    ],
)
def test_what_is_not_as_promised_is_told(tried: list[Tried], controls: list[Control], said: list[str]) -> None:
    assert faults(told(family(), tried, controls, seed=1, seconds=2.0)) == said


def test_what_could_not_be_tried_is_no_success() -> None:
    found = told(family(), [], [], seed=1, seconds=0.1, cannot="strace is not installed")
    assert faults(found) == ["could not be tried: strace is not installed"]
    assert "Not tried: strace is not installed" in page({"kills": found})


def test_page_and_readme_show_what_is_kept() -> None:
    figures, readme = kept(), README.read_text(encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(figures)
    assert "<!-- reliability -->" in readme
    assert readme == with_block(readme, figures)


def test_figures_are_of_families_that_are_there_and_kept_their_promises() -> None:
    places = families()
    for name, figures in kept().items():
        assert name in places
        assert faults(figures) == []
        assert figures["promise"] == opened(name, places).promise
