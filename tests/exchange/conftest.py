"""Handoffs of the small project, in every format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.desk import DOCUMENTS, Desk, prepare
from tests.pipelines.shop import build

Desks = Callable[[str], Desk]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Desk]:
    """The small project with a document that a machine drafted, by kind; never to be written to."""
    shop = build(tmp_path_factory.mktemp("desk") / "shop")
    return {kind: prepare(shop.copy(shop.root.with_name(kind)), kind) for kind in DOCUMENTS}


@pytest.fixture
def desks(prepared: dict[str, Desk], tmp_path: Path) -> Desks:
    """Copies of it by kind."""
    return lambda kind: Desk(prepared[kind].shop.copy(tmp_path / kind), kind)


@pytest.fixture
def desk(desks: Desks) -> Desk:
    """A copy of the one with an article."""
    return desks("markdown")
