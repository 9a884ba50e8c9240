"""Projects to run pipelines on: a small one for each test, and the repository's own content, run once."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import settings

from locmem.catalogs.pairs import Workspace
from locmem.model.translation import Origin, OriginKind, State
from locmem.workspace.survey import PlainProject
from tests.pipelines.own_content import synced_once
from tests.pipelines.shop import Shop, build
from tests.waiting import CODED, DRAFT, SOURCE

# Property tests are not timed: a shared machine is slow at times, and the Liquid library loads on first use.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Keeps the garbage collector from looking through sixteen thousand tests again and again: a fifth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder for what locmem keeps among the user's own files: tests leave those alone."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small project; never to be written to."""
    return build(tmp_path_factory.mktemp("shop") / "shop")


@pytest.fixture
def shop(built: Shop, tmp_path: Path) -> Shop:
    """A copy of the small project: all translated, confirmed and synced."""
    return built.copy(tmp_path / "shop")


@pytest.fixture
def drafted(shop: Shop) -> Shop:
    """Two texts of an engine wait for a person."""
    made = Origin(OriginKind.MT, "apertium")
    for source in (SOURCE, CODED):
        shop.change_entry(source, "es", shop.entry(source).with_target(DRAFT, State.DRAFT, made))
    return shop


@pytest.fixture(scope="session")
def own_content(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The repository's own project, synced once; never to be written to."""
    base = tmp_path_factory.getbasetemp()
    return synced_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents of plain projects that are opened from now on to be worked on, as often as they are."""
    paths: list[str] = []
    really = PlainProject.open

    def noted(surveyed: PlainProject, documents: Collection[str]) -> Workspace:
        paths.extend(sorted(documents))
        return really(surveyed, documents)

    monkeypatch.setattr(PlainProject, "open", noted)
    return paths
