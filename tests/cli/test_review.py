"""`locmem review` as people type it: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pipelines.shop import Shop

REFUND = "ES/fact/consumer_rights.refund_deadline"
FILE = "reviews/2026-11/ES.yaml"


@pytest.fixture(scope="module")
def begun_once(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = built.copy(tmp_path_factory.mktemp("review") / "shop")
    done = shop.command("review", "start", "--market", "ES")
    assert done.returncode == 0
    assert done.stdout.startswith("ES 2026-11: ")
    first, rest = done.stdout.split("\n\n", 1)
    assert first.endswith("reviews/2026-11/ES.yaml")
    assert rest.startswith("Start with these five:\n1  ES/law/2026-12-28/")
    assert [line[0] for line in rest.splitlines() if line[0].isdigit()] == ["1", "2", "3", "4", "5"]
    assert max(map(len, rest.splitlines())) <= 80
    assert "`locmem review next` goes through it" in done.stderr
    return shop


@pytest.fixture
def begun(begun_once: Shop, tmp_path: Path) -> Shop:
    return begun_once.copy(tmp_path / "shop")


def test_before_the_first_review_every_command_says_how_to_begin(built: Shop) -> None:
    for words in (("next",), ("status", "--market", "JP")):
        done = built.command("review", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "`locmem review start` begins one." in done.stderr
    assert "`locmem review start` counts once a month" in built.command("review", "trend").stderr
    assert built.command("review", "confirm", REFUND, "--by", "Ana").returncode == 2


def test_it_is_gone_through_item_by_item(begun: Shop) -> None:
    first = begun.command("review", "next", "--owner", "legal")
    assert first.returncode == 0
    key = first.stdout.partition("\n")[0]
    assert key.startswith("ES/law/2026-12-28/")
    assert f"locmem review confirm {key} --by NAME" in first.stderr
    assert "  evidence  " in first.stdout
    assert max(len(line) for line in first.stdout.splitlines() if "http" not in line) <= 80
    done = begun.command("review", "confirm", key, "--by", "Ana")
    assert done.stdout == f"{key}: confirm by Ana on 2026-11-21\n"
    assert "undo with `locmem undo 2026-11-21." in done.stderr
    assert begun.command("review", "next", "--owner", "legal").stdout.partition("\n")[0] != key
    nobody = begun.command("review", "next", "--owner", "legl")
    assert (nobody.stdout, nobody.stderr) == ("", "Nothing is open for legl. Open for: legal, support.\n")


def test_a_question_of_several_items_is_answered_with_one_command(begun: Shop) -> None:
    asked = json.loads(begun.command("review", "status", "--json").stdout)[0]["questions"]
    assert asked[0][0].startswith("ES/law/")
    keys = next(one for one in asked if len(one) > 1)
    before = [key for one in asked[: asked.index(keys)] for key in one]
    begun.command("review", "skip", *before, "--by", "Bo", "--reason", "later")
    shown = begun.command("review", "next")
    assert shown.stdout.splitlines()[1].strip() == f"{len(keys)} items, each with an answer of its own."
    assert set(keys) <= set(shown.stdout.splitlines())
    assert f"`locmem review confirm {keys[0]} --together --by NAME`" in shown.stderr
    assert json.loads(begun.command("review", "next", "--json").stdout)["together"] == keys[1:]
    done = begun.command("review", "confirm", keys[0], "--together", "--by", "Ana")
    assert done.stdout.splitlines() == [f"{key}: confirm by Ana on 2026-11-21" for key in keys]


def test_a_confirmed_fact_says_where_the_day_of_reading_belongs(begun: Shop) -> None:
    done = begun.command("review", "confirm", REFUND, "--by", "Ana")
    assert "`verified_on: 2026-11-21` beside the value in markets/ES.yaml" in done.stderr
    profile = begun.read("markets/ES.yaml")
    again = begun.command("review", "change", REFUND, "--by", "Bo", "--reason", "it moved")
    assert "  before: confirm by Ana on 2026-11-21\n" in again.stdout
    assert "verified_on" not in again.stderr
    assert begun.read("markets/ES.yaml") == profile


def test_status_says_who_owes_what_and_fails_once_it_is_late(begun: Shop) -> None:
    done = begun.command("review", "status")
    assert done.returncode == 0
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["owner", "legal", "support"]
    assert "answered: none" in done.stderr
    late = begun.later(20).command("review", "status", "--market", "ES")
    assert late.returncode == 1
    assert "2026-12-05, late" in late.stdout
    told = json.loads(begun.command("review", "status", "--json").stdout)
    assert (told[0]["market"], told[0]["path"], told[0]["open"]) == ("ES", FILE, len(told[0]["items"]))
    assert {"id", "kind", "evidence", "owner", "since", "said", "is_open"} <= set(told[0]["items"][0])
    assert not {"written", "comments"} & set(told[0]["items"][0])


def test_a_file_with_mistakes_is_refused_with_every_place(begun: Shop) -> None:
    text = begun.read(FILE).replace("    answer:\n", "    answer: yes\n", 1).replace("    why:", "    wy:", 1)
    begun.write(FILE, text)
    done = begun.command("review", "start", "--market", "ES")
    assert done.returncode == 2
    assert done.stderr.count(f"{FILE}:") == 2
    assert "Write one of: confirm, change, skip." in done.stderr
    assert begun.read(FILE) == text
    shown = begun.command("review", "status")
    assert shown.returncode == 1
    assert "not read: reviews/2026-11/ES.yaml:" in shown.stderr


def test_a_dry_run_writes_nothing(begun: Shop) -> None:
    before = begun.in_git()
    assert begun.later(30).command("review", "start", "--dry-run").returncode == 0
    assert begun.command("review", "skip", REFUND, "--by", "A", "--reason", "b", "--dry-run").returncode == 0
    assert begun.in_git() == before


def test_the_trend_fits_a_narrow_terminal_and_says_whether_it_shrinks(begun: Shop) -> None:
    begun.write("content/articles/paying.md", begun.read("content/articles/paying.md") + "\nA lamp glows here.\n")
    assert begun.later(30).command("review", "start").returncode == 0
    done = begun.command("review", "trend", "--market", "ES")
    # The text, and a duty and a fact of the law that begin in a week.
    assert done.stderr == "ES: the backlog grows: 3 open in 2026-12, 0 in 2026-11.\n"
    assert done.stdout.splitlines()[0].split() == ["ES", "2026-11", "2026-12", "change", "12", "months"]
    assert max(map(len, done.stdout.splitlines())) <= 80
    header = begun.read("reviews/trend.csv").partition("\n")[0].split(",")
    names = [line.split()[0] for line in done.stdout.splitlines()[1:]]
    assert names == [name for name in header if name in names]
    assert {"priority_1", "words_left", "reviewed", "stale"} <= set(names)
    assert "Of 2 markets: ES, JP." in begun.command("review", "trend").stderr
    told = json.loads(begun.command("review", "trend", "--market", "ES", "--json").stdout)
    assert [row["month"] for row in told] == ["2026-11", "2026-12"]
    assert told[0]["publish_days"] is None
