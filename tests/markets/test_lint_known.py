"""What comes with locmem bears witness: the same evidence does not say two things."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from locmem.markets.lint import lint
from locmem.markets.load import load_markets
from locmem.markets.same_reading import short
from tests.markets.small import market, said

RULE = "market-known"
PROFILES = Path(__file__).parents[2] / "markets"
NAME = "    values: {es: España}\n"


def told(folder: Path, name: str, *edits: tuple[str, str]) -> list[str]:
    """What is said of a copy of Spain and its regions in which a file was changed."""
    shutil.copytree(PROFILES / "_regions", folder / "_regions")
    shutil.copy(PROFILES / "ES.yaml", folder)
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) >= 1
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, encoding="utf-8")
    results = lint(load_markets(folder, "markets"), date(2026, 11, 30))
    return [one.what for result in results if result.rule.name == RULE for one in result.findings]


def test_what_comes_with_locmem_is_left_alone() -> None:
    markets = load_markets(PROFILES, "markets")
    (result,) = (one for one in lint(markets, date(2026, 11, 30)) if one.rule.name == RULE)
    assert result.findings == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("ES.yaml", NAME, NAME.replace("España", "Hispania"), "name in es (“Hispania”, known: “España”)"),
        ("ES.yaml", "number_label:", "number_words:", "the fact tax.number_label, which comes with locmem"),
        ("ES.yaml", "key: regional_taxes", "key: other_taxes", "the obligation regional_taxes"),
        ("_regions/EU.yaml", "key: odr_link", "key: odr", "the obligation odr_link"),
    ],
    ids=["value", "fact", "duty", "region"],
)
def test_what_was_changed_without_reading_is_named(tmp_path: Path, name: str, old: str, new: str, what: str) -> None:
    (found,) = told(tmp_path, name, (old, new))
    assert what in found


def test_a_team_that_read_anew_is_believed(tmp_path: Path) -> None:
    day = f"{NAME}    source: CLDR through babel 2.18\n    verified_on: 2026-11-21"
    assert told(tmp_path, "ES.yaml", (day, day.replace("España", "Hispania").replace("11-21", "11-29"))) == []


READING = f"{NAME}    source: CLDR through babel 2.18\n    verified_on: 2026-11-21\n    confidence: primary\n"


def test_who_read_on_the_very_day_answers_with_a_note(tmp_path: Path) -> None:
    assert READING in (PROFILES / "ES.yaml").read_text(encoding="utf-8")
    noted = READING.replace("España", "Hispania") + "    note: Read once more; the name changed.\n"
    assert told(tmp_path, "ES.yaml", (READING, noted)) == []


def test_twelve_months_are_a_year(tmp_path: Path) -> None:
    year = "value: P1Y\n"
    region = (PROFILES / "_regions" / "EU.yaml").read_text(encoding="utf-8")
    old, new = (year, "value: P12M\n") if year in region else ("value: P2Y\n", "value: P24M\n")
    assert told(tmp_path, "_regions/EU.yaml", (old, new)) == []


def test_what_differs_far_behind_is_shown() -> None:
    text = "a long reason that is the same in both of them up to its very last words, which are {} here"
    one, two = text.format("others"), text.format("these")
    assert short(one, two).startswith("…")
    assert short(one, two).endswith("which are others here")
    assert short("España", "Hispania") == "España"
    assert short(one) == short(two)


def test_a_locale_under_another_name_is_the_same_text(tmp_path: Path) -> None:
    shutil.copytree(PROFILES / "_regions", tmp_path / "_regions")
    text = (PROFILES / "AT.yaml").read_text(encoding="utf-8").replace("de-AT:", "de:")
    (tmp_path / "AT.yaml").write_text(text, encoding="utf-8")
    results = lint(load_markets(tmp_path, "markets"), date(2026, 11, 30))
    assert [one.what for result in results if result.rule.name == RULE for one in result.findings] == []


def test_a_profile_of_a_teams_own_lacks_nothing() -> None:
    assert said(RULE, {"ES": market("ES")}) == ""
