"""The researched markets that are not launched: they must be ready to move up at any time."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from locmem.markets.load import load_markets
from locmem.markets.paths import paths
from locmem.markets.windows import value_on
from locmem.model.fact import Market

FOLDER = Path(__file__).parents[2] / "markets"
DAYS = (date(2024, 6, 30), date(2026, 11, 21), date(2027, 1, 15))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Market, ...]:
    """All markets, planned ones moved up as the README beside them says."""
    folder = tmp_path_factory.mktemp("markets")
    for path in (*FOLDER.glob("??*.yaml"), *FOLDER.glob("planned/*.yaml")):
        if path.name != "company.yaml":
            shutil.copy2(path, folder)
    launched = (FOLDER / "company.yaml").read_text(encoding="utf-8")
    planned = (FOLDER / "planned/company.yaml").read_text(encoding="utf-8")
    (folder / "company.yaml").write_text(launched.rstrip() + "\n" + planned.partition("\nmarkets:\n")[2], "utf-8")
    return load_markets(folder, "markets")


def test_all_of_them_load_beside_the_launched_ones(everything: tuple[Market, ...]) -> None:
    assert len(everything) == 28
    assert {"AT", "BE", "CA", "CA-QC", "CH", "ES-CT", "GB", "JP", "US"} <= {market.code for market in everything}


def test_they_have_every_path_that_content_may_use(everything: tuple[Market, ...]) -> None:
    spain = next(market for market in everything if market.code == "ES")
    fields = {path for path in paths(spain) if "[]" not in path}
    for market in everything:
        assert fields <= paths(market), market.code


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_fact_has_a_window_on_the_days_we_render(everything: tuple[Market, ...], day: date) -> None:
    for market in everything:
        for fact in (*market.facts.values(), *market.company.values()):
            value_on(fact, day)


def test_a_sub_market_says_only_what_differs(everything: tuple[Market, ...]) -> None:
    canada, quebec = (next(one for one in everything if one.code == code) for code in ("CA", "CA-QC"))
    assert quebec.facts["payment_methods"] == canada.facts["payment_methods"]
    assert quebec.facts["consumer_rights.legal_guarantee"] != canada.facts["consumer_rights.legal_guarantee"]
