"""A small project's markets, written to a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locmem.markets.load import load_markets
from locmem.model.fact import Market

CASES = Path(__file__).parent / "cases"

Load = Callable[..., tuple[Market, ...]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Writes the files given by name and loads the folder; names are stems (`ES`, `company`)."""

    def write_and_load(**files: str) -> tuple[Market, ...]:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load_markets(tmp_path, "markets")

    return write_and_load


@pytest.fixture
def spain() -> Market:
    """Spain with its company data, as in the folder `cases`."""
    return load_markets(CASES, "markets")[0]
