"""A project is looked through in another process, and what that found is there for this one."""

from __future__ import annotations

import pytest

from locmem.clock import FixedClock
from locmem.views.apart import Apart, Stage, Stages
from locmem.views.looked import Looked
from locmem.views.overview import overview_page
from tests.pipelines.shop import Shop


def test_another_process_opens_the_documents_and_says_how_far_it_is(
    drafted: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(drafted.root.parent / "state"))
    drafted.write("content/articles/new.md", "---\ntitle: New\nslug: new\n---\n\nWe wait for your parcel.\n")
    stages: list[Stage] = []
    Apart(drafted.root, FixedClock(drafted.moment), stages.append).look()
    assert ("documents", 0, 4) in stages
    assert ("documents", 4, 4) in stages
    with drafted.open() as project:
        project.opens_most = 0
        assert overview_page(project).status.coverage
        assert len(Looked.at(project).found.items) == 6


def test_what_goes_wrong_there_is_left_to_who_asks_here(drafted: Shop) -> None:
    drafted.write("locmem.yaml", "locales: [\n")
    Apart(drafted.root, FixedClock(drafted.moment), lambda _: None).look()


def test_a_stretch_within_another_is_told_until_it_is_over() -> None:
    told: list[Stage] = []
    stages = Stages(told.append)
    stages.start("filling the memory", 0)
    stages.start("documents", 2)
    stages.advance()
    stages.finish()
    stages.advance(3)
    assert told == [
        ("filling the memory", 0, 0),
        ("documents", 0, 2),
        ("documents", 1, 2),
        ("filling the memory", 3, 0),
    ]
