"""`report`: tables that fit a terminal, CSV and JSON that say the same, and what to do where nothing is recorded."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from locmem.workspace.measured_drafts import recorded
from tests.exchange.desk import prepare
from tests.pipelines.shop import SETTINGS, Shop


@pytest.fixture(scope="module")
def worked(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A project in which a handoff came back."""
    shop = built.copy(tmp_path_factory.mktemp("report") / "shop")
    shop.write("locmem.yaml", f"{SETTINGS}rates: {{currency: EUR, per_word: 0.10, weights: {{machine: 70}}}}\n")
    desk = prepare(shop, "markdown")
    desk.hand_off("po")
    desk.shop = shop.later(2)
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    return desk.shop


def test_the_report_fits_a_terminal_and_says_what_it_rests_on(worked: Shop) -> None:
    shown = worked.command("report", "savings").stdout
    assert max(map(len, shown.splitlines())) <= 80
    for part in ("2026-11", "0.84", "0.36", "ES", "mt:apertium", "30.0 %", "with machine 70"):
        assert part in shown
    for line in (
        "(the aim is 20-30 %",
        "(the aim is 25-60 %)",
        "a figure needs 50",
        "nobody measured them",
        "or stood more than once",
    ):
        assert line in " ".join(shown.split())


def test_csv_and_json_say_the_same(worked: Shop) -> None:
    [row] = csv.DictReader(io.StringIO(worked.command("report", "savings", "--csv").stdout))
    found = json.loads(worked.command("report", "savings", "--json").stdout)
    [told] = found["rows"]
    assert (row["month"], row["locale"], row["markets"], row["machine"]) == ("2026-11", "es", "ES", "12")
    assert (row["paid"], row["avoided"]) == (told["tally"]["paid"], told["tally"]["avoided"]) == ("0.84", "0.36")
    assert [one["market"] for one in found["in_markets"]] == ["ES"]
    assert (row["words"], row["confirmed"]) == ("12", "12")
    assert (told["tally"]["words"], told["tally"]["confirmed"], told["tally"]["by_band"]) == (12, 12, {"machine": 12})
    assert found["assumptions"]


def test_the_same_bytes_come_each_time(worked: Shop) -> None:
    assert worked.command("report", "savings", "--json").stdout == worked.command("report", "savings", "--json").stdout


def test_effort_by_groups(worked: Shop) -> None:
    shown = worked.command("report", "effort", "--by", "locale,month").stdout
    assert shown.split()[:2] == ["locale", "month"]
    assert "2026-11" in shown
    found = json.loads(worked.command("report", "effort", "--json").stdout)
    assert (found["by"], found["rows"][0]["names"]) == (["engine", "locale"], ["mt:apertium", "es"])


def test_what_was_read_once_more_stands_apart_and_moves_no_other_figure(worked: Shop, tmp_path: Path) -> None:
    shop = worked.copy(tmp_path / "shop")
    shop.moment = worked.moment
    before = json.loads(shop.command("report", "savings", "--json").stdout)["total"]
    [work] = recorded(shop.open())
    key = f"{work.document}#{work.occurrence}"
    done = shop.command("accept", key, "--locale", "es", "--reviewed", "--reason", "read again")
    assert done.returncode in (0, 1), done.stderr
    shown = shop.command("report", "savings").stdout
    after = json.loads(shop.command("report", "savings", "--json").stdout)["total"]
    assert after["reading"]["words"] > 0
    assert [after[name] for name in ("paid", "avoided", "saved")] == [before[n] for n in ("paid", "avoided", "saved")]
    assert max(map(len, shown.splitlines())) <= 80
    assert "review EUR" in shown
    assert "read once more, paid as" in shown
    [row] = csv.DictReader(io.StringIO(shop.command("report", "savings", "--csv").stdout))
    # The same words as in the table; what was only read once more is in all that was confirmed.
    assert int(row["words"]) == after["words"] == before["words"] < int(row["confirmed"]) == after["confirmed"]
    assert (row["review paid"], row["saved percent"]) == (after["reading"]["paid"], str(after["saved"]))


def test_drafts_that_nobody_read_are_named_and_not_said_to_be_none(built: Shop, tmp_path: Path) -> None:
    shop = built.copy(tmp_path / "shop")
    desk = prepare(shop, "markdown")
    desk.hand_off("po")
    desk.translator.confirm(" changed page")
    desk.bring_back()
    shown = " ".join(shop.command("report", "savings").stdout.split())
    assert (
        "nothing can be said of what people changed. 1 draft of 12 words that nobody can have read left out." in shown
    )
    assert "no draft of an engine" not in shown
    assert "1 draft of 12 words came back unchanged faster" in shown


@pytest.mark.parametrize("command", ["savings", "effort"])
def test_where_nothing_is_recorded_it_says_what_to_do(shop: Shop, command: str) -> None:
    done = shop.command("report", command)
    assert (done.returncode, done.stdout) == (0, "")
    assert "`locmem import FILES`" in done.stderr


def test_what_was_asked_for_and_is_not_there_is_told(worked: Shop) -> None:
    done = worked.command("report", "savings", "--month", "2020-01")
    assert (done.returncode, done.stdout) == (0, "")
    assert "There is work of 2026-11 in es." in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("savings", "--month", "2026-13"), "--month '2026-13' is not a month. Write 2026-11."),
        (("savings", "--month", "2026-11", "--from", "2026-10"), "Pass either."),
        (("savings", "--from", "2026-11", "--to", "2026-10"), "is after"),
        (("savings", "--json", "--csv"), "two formats"),
        (("savings", "--baseline", "2026-10"), "nothing that people translated is recorded. There is none before"),
        (("savings", "--baseline", "2026-11"), "the last month of the report"),
        (("savings", "--locale", "fr"), "fr"),
        (("savings", "--market", "XX"), "XX"),
        (("effort", "--by", "colour"), "colour cannot be grouped by. Known: engine"),
        (("effort", "--by", ""), "nothing is named to group by"),
    ],
)
def test_a_mistake_is_told(worked: Shop, words: tuple[str, ...], told: str) -> None:
    done = worked.command("report", *words)
    assert done.returncode == 2
    assert told in done.stderr
