"""Who read anew and departs from what comes with locmem is asked for a second look, once, and can answer it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from locmem.markets.lint import lint
from locmem.markets.load import load_markets

RULE = "market-departure"
PROFILES = Path(__file__).parents[2] / "markets"


def told(folder: Path, code: str, *edits: tuple[str, str]) -> list[str]:
    """What is said of a copy of a market and its regions in which the profile was changed."""
    shutil.copytree(PROFILES / "_regions", folder / "_regions")
    text = (PROFILES / f"{code}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
    results = lint(load_markets(folder, "markets"), date(2026, 11, 30))
    return [one.what for result in results if result.rule.name == RULE for one in result.findings]


def test_what_comes_with_locmem_is_left_alone() -> None:
    markets = load_markets(PROFILES, "markets")
    (result,) = (one for one in lint(markets, date(2026, 11, 30)) if one.rule.name == RULE)
    assert result.findings == ()


OWN = """  complaints:
    trader_reply:
      type: duration
      legal: true
      decided_by: contract
      matters_for: P1M
      value: P{days}D
      source: {source}
      verified_on: 2026-11-30
      confidence: {confidence}
      note: {note}
"""


def spain(days: int, source: str, confidence: str, note: str = "no remark") -> str:
    """A profile of somebody's own, which says one thing of the law."""
    facts = OWN.format(days=days, source=source, confidence=confidence, note=note)
    facts = facts.replace("complaints:", "consumer_rights:").replace("trader_reply", "withdrawal_period")
    name = "  name: {type: text, values: {es: España}, source: CLDR, verified_on: 2026-11-30, confidence: primary}\n"
    locales = "locales: {es: {format: es-ES}}\n"
    return f"market: ES\nname: Spain\ncurrency: EUR\n{locales}region: EU\nfacts:\n{name}{facts}"


def said_of(folder: Path, text: str, path: str = "consumer_rights.withdrawal_period") -> list[str]:
    shutil.copytree(PROFILES / "_regions", folder / "_regions")
    (folder / "ES.yaml").write_text(text, encoding="utf-8")
    results = lint(load_markets(folder, "markets"), date(2026, 11, 30))
    found = [one.what for result in results if result.rule.name == RULE for one in result.findings]
    return [what for what in found if what.startswith(path)]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        (spain(15, "https://blog.example/derechos", "secondary"), True),
        (spain(14, "https://blog.example/derechos", "secondary"), False),
        (spain(15, "https://blog.example/derechos", "secondary", "Ley 9/2026 changed art. 71"), False),
        (spain(15, "https://www.boe.es/eli/es/l/2026/12/01/9", "primary"), False),
    ],
    ids=["another value", "the same value", "a note names the act", "law that nobody read before"],
)
def test_law_in_a_profile_of_a_teams_own(tmp_path: Path, text: str, is_told: bool) -> None:
    assert bool(said_of(tmp_path, text)) == is_told


def test_law_of_a_region_where_the_known_profile_departs_from_it(tmp_path: Path) -> None:
    text = spain(14, "https://www.boe.es/eli/es/l/2026/12/01/9", "primary")
    found = said_of(tmp_path, text, "consumer_rights.repair_extension")
    assert any("“12 months”, known: “no such rule”" in one for one in found)


def test_a_value_read_anew_on_the_same_pages_is_asked_for(tmp_path: Path) -> None:
    old = "    values: {es: España}\n    source: CLDR through babel 2.18\n    verified_on: 2026-11-21"
    (found,) = told(tmp_path, "ES", (old, old.replace("España", "Hispania").replace("11-21", "11-29")))
    assert found.startswith("name in es (“Hispania”, known: “España”) departs from what comes with locmem, read on")


READING = """    values: {es: España}
    source: CLDR through babel 2.18
    verified_on: 2026-11-21
    confidence: primary
"""


@pytest.mark.parametrize(
    ("note", "is_told"),
    [("I know better", True), ("Renamed on 30 November 2026", False), ("BOE-A-2026-1", False)],
    ids=["neither day nor number", "a day", "a number"],
)
def test_a_note_on_the_same_reading_says_when_or_which_act(tmp_path: Path, note: str, is_told: bool) -> None:
    new = f"{READING.replace('España', 'Hispania')}    note: {note}\n"
    assert bool(told(tmp_path, "ES", (READING, new))) is is_told


def test_the_same_source_is_not_trusted_more_for_a_new_day(tmp_path: Path) -> None:
    old = "supervisory-authorities/deberlbdi.json\n        verified_on: 2026-11-21\n        confidence: secondary"
    new = old.replace("11-21", "11-29").replace("secondary", "primary")
    (found,) = told(tmp_path, "DE", (old, new))
    assert found.startswith("data_protection.authority.name: the confidence primary on the same source departs")


def test_a_first_window_that_still_matters_is_missed(tmp_path: Path) -> None:
    text = (PROFILES / "DE.yaml").read_text(encoding="utf-8")
    start = text.index("        - value: null\n", text.index("    repair_extension:"))
    end = text.index("        - value: P12M\n", start)
    (found,) = told(tmp_path, "DE", (text[start:end], ""))
    assert "consumer_rights.repair_extension says nothing in earlier days" in found


def test_law_that_changed_after_the_known_reading_is_nobodys_slip(tmp_path: Path) -> None:
    old = "        - value: 19\n          valid_from: 2021-01-01\n"
    new = (
        "        - {value: 21, valid_from: 2027-01-01, source: gesetze-im-internet.de, verified_on: 2026-12-20,"
        " confidence: primary}\n" + old + "          valid_until: 2026-12-31\n"
    )
    assert told(tmp_path, "DE", (old, new)) == []


def departed(key: str, none: str, source: str, more: str = "confidence: secondary") -> tuple[str, str]:
    duty = f"  - {{key: {key}, none: {none}, source: {source}, verified_on: 2026-11-30, {more}}}"
    return "\nobligations:\n", f"\nobligations:\n{duty}\n"


def test_an_obligation_is_not_switched_off_by_hearsay(tmp_path: Path) -> None:
    (found,) = told(tmp_path / "1", "DE", departed("refund_deadline", "nope", "talked to a colleague"))
    assert found.startswith("the obligation refund_deadline is said to be none here (“nope”), and market.")
    assert "market.consumer_rights.refund_deadline has a value here (" in found
    results = lint(load_markets(tmp_path / "1", "markets"), date(2026, 11, 30))
    sources = [one.what for one in results[1].findings if "colleague" in one.what]
    assert sources == [
        "that the obligation refund_deadline is none here rests on “talked to a colleague”, which nobody can look up."
    ]
    assert found.endswith("; the profile that comes with locmem has it.")
    (found,) = told(
        tmp_path / "2", "AT", departed("repair_choice", "not transposed", "European Commission INF/26/1834")
    )
    assert "market.consumer_rights.repair_extension has a value here (" in found
    named = departed("return_cost", "none", "BGBl. I Nr. 1/2026", "confidence: secondary, note: BGBl. I Nr. 1/2026 § 2")
    assert told(tmp_path / "3", "AT", named) == []


def test_no_state_departs_from_a_regulation(tmp_path: Path) -> None:
    source = "github:legalize-dev/legalize-at@6409925c"
    (found,) = told(tmp_path / "1", "AT", departed("data_complaint_authority", "none", source))
    assert "a regulation gives it, which binds directly in each state" in found
    (found,) = told(
        tmp_path / "2",
        "AT",
        departed("data_access_contact", "none", source, "confidence: secondary, note: we think so"),
    )
    assert "a regulation gives it" in found


def test_an_obligation_written_anew_is_asked_for(tmp_path: Path) -> None:
    text = (PROFILES / "DE.yaml").read_text(encoding="utf-8")
    start = text.index("  - key: vsbg_37")
    end = text.index("verified_on: 2026-11-21", start)
    old = text[start : end + 23]
    new = old.replace("2026-11-21", "2026-11-29").replace("not settled", "settled")
    (found,) = told(tmp_path, "DE", (old, new))
    assert found.startswith("the obligation vsbg_37: the text departs")
