"""The small project, all translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.shop import Shop, build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small project; never to be written to."""
    return build(tmp_path_factory.mktemp("shop") / "shop")


@pytest.fixture
def shop(built: Shop, tmp_path: Path) -> Shop:
    """A copy of the small project: all translated, confirmed and synced."""
    return built.copy(tmp_path / "shop")
