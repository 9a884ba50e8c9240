"""The steps that make briefs and checklists: which markets they take."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from locmem.checks.run import CheckReport
from locmem.clock import FixedClock
from locmem.errors import Location, ProjectError
from locmem.model.finding import Gate
from locmem.pages.overview import overview_with_cards
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.market_brief import market_brief
from locmem.workspace.project import Project, open_project
from locmem.workspace.wholeness import SEEN
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)


def test_a_market_that_is_not_there(shop: Shop) -> None:
    with pytest.raises(ProjectError, match="Markets here: ES, JP"):
        market_brief(shop.open(), "FR", TODAY)


def test_the_brief_is_of_the_market_that_was_named(shop: Shop) -> None:
    assert market_brief(shop.open(), "JP", TODAY).code == "JP"


def nothing(shop: Shop) -> None:
    """The shop as it is."""


def a_page_for_spain_alone(shop: Shop) -> None:
    shop.edit("content/articles/complaints.md", "title:", "markets: [ES]\ntitle:")
    shop.write("content/translations/ja/articles/complaints.md.po", "no catalog")


def a_translation_that_is_gone(shop: Shop) -> None:
    shop.remove("content/translations/es")


def a_fact_that_nobody_has(shop: Shop) -> None:
    shop.edit("content/articles/complaints.md", "without delay", "{{ market.nothing.of_the_kind }}")


def a_fact_that_one_market_calls_otherwise(shop: Shop) -> None:
    spain = shop.read("markets/ES.yaml")
    shop.write("markets/ES.yaml", spain.replace("  tax:\n", "  taxes:\n", 1))
    shop.remove(SEEN)


def a_fact_that_all_call_otherwise(shop: Shop) -> None:
    a_fact_that_one_market_calls_otherwise(shop)
    japan = shop.read("markets/JP.yaml")
    shop.write("markets/JP.yaml", japan.replace("  tax:\n", "  taxes:\n", 1))


def a_locale_of_two_markets(shop: Shop) -> None:
    shop.write("markets/PT.yaml", shop.read("markets/ES.yaml").replace("market: ES", "market: PT"))
    company = shop.read("markets/company.yaml")
    own = company[company.index("  ES:") : company.index("  JP:")]
    shop.write("markets/company.yaml", company + own.replace("  ES:", "  PT:"))
    shop.remove("content/translations/es/articles/complaints.md.po")


@pytest.mark.parametrize(
    "breaking",
    [
        nothing,
        a_page_for_spain_alone,
        a_translation_that_is_gone,
        a_fact_that_nobody_has,
        a_fact_that_one_market_calls_otherwise,
        a_fact_that_all_call_otherwise,
        a_locale_of_two_markets,
    ],
)
def test_the_part_of_a_market_is_what_the_gate_of_that_market_alone_says(
    shop: Shop, breaking: Callable[[Shop], None]
) -> None:
    breaking(shop)
    assert_parts_are_what_gates_say(shop.open())


def test_so_it_is_in_a_project_of_six_markets(tmp_path: Path) -> None:
    for part in ("locmem.yaml", "content", "markets", "approvals"):
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, tmp_path / part)
    assert_parts_are_what_gates_say(open_project(tmp_path, FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))))


def assert_parts_are_what_gates_say(project: Project) -> None:
    whole = check(project, CheckOptions(gate=Gate.RELEASE)).report
    _, cards = overview_with_cards(project, project.markets, project.today)
    for market in project.markets:
        alone = check(project, CheckOptions(gate=Gate.RELEASE, markets=(market.code,))).report
        part = whole.of_market(market, cards)
        assert places(part) == places(alone), market.code
        assert part.markets == alone.markets


def places(report: CheckReport) -> set[tuple[str, Location]]:
    # What holds for several markets names them all in the report of all.
    return {(one.check, one.location) for one in report.failing}


ROOT = Path(__file__).parents[2]
