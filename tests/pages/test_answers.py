"""What a review, the backlog and readiness know of each other's answers, on a real project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from locmem.backlog.answers import Given
from locmem.backlog.items import BacklogItem
from locmem.pages.decided import decisions_on, wanted_changes
from locmem.pages.overview import overview
from locmem.pipelines.review import say, start
from locmem.pipelines.run import run_step
from locmem.reviews.items import Answer
from tests.pipelines.shop import Shop

DUTY = "ES/obligations.ley_10_2025_channels"
LAW = "ES/law/2026-12-28/obligations.ley_10_2025_channels"
FACT = "ES/law/2026-12-28/complaints.trader_reply"
PAGE = "content/articles/complaints.md"


@pytest.fixture(scope="module")
def begun_once(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = built.copy(tmp_path_factory.mktemp("answers") / "shop")
    run_step(shop.open(), "review", lambda run: start(run, ("ES",)))
    return shop


@pytest.fixture
def begun(begun_once: Shop, tmp_path: Path) -> Shop:
    return begun_once.copy(tmp_path / "shop")


def answer(shop: Shop, answer: Answer, *keys: str) -> None:
    reason = "" if answer is Answer.CONFIRM else "name the form"
    run_step(shop.open(), "review", lambda run: say(run, keys, answer, by="Ana", reason=reason))


def items(shop: Shop) -> dict[str, BacklogItem]:
    project = shop.open()
    return {item.key: item for item in overview(project, project.chosen_markets(["ES"])).backlog}


def wanted(shop: Shop) -> tuple[Given, ...]:
    project = shop.open()
    return wanted_changes(project, project.markets)


def test_law_that_began_is_owed_until_the_review_confirmed_it(begun: Shop) -> None:
    for days in (10, 37, 51, 67):
        assert {DUTY, FACT} <= set(items(begun.later(days)))
    assert items(begun.later(68)) == {}
    assert f"`locmem review confirm {LAW} --by NAME`" in items(begun.later(51))[DUTY].do
    answer(begun, Answer.CONFIRM, LAW)
    assert set(items(begun.later(51))) == {FACT}
    answer(begun, Answer.CONFIRM, FACT)
    assert items(begun.later(51)) == {}
    # A text that was edited since is another than the one that was confirmed.
    begun.write(PAGE, begun.read(PAGE) + "\nYou may also call us.\n")
    assert {DUTY, FACT} <= set(items(begun.later(51)))


def test_what_has_to_change_is_owed_until_somebody_says_that_it_is_right(begun: Shop) -> None:
    answer(begun, Answer.CHANGE, LAW, FACT)
    assert [one.item for one in wanted(begun)] == [FACT, LAW]
    found = items(begun.later(400))
    assert {DUTY, FACT} <= set(found)
    assert found[DUTY].scored.reasons[0].endswith(", and Ana said on 2026-11-21 that it must change: name the form")
    assert found[DUTY].do.startswith(f"Change it in {PAGE}, or give it to somebody who does. Once it is done: ")
    # An edit may be a comma: it is owed until somebody says that it is right.
    begun.write(PAGE, begun.read(PAGE) + "\nYou may also call us.\n")
    [*_, owed] = wanted(begun)
    assert owed.is_touched
    assert items(begun.later(400))[DUTY].do.startswith(f"It was edited in {PAGE} since then: read it again")
    begun.write(PAGE, "---\nbroken: [\n---\n")
    assert len(wanted(begun)) == 2


def test_a_later_word_ends_what_was_owed(begun: Shop) -> None:
    answer(begun, Answer.CHANGE, LAW)
    answer(begun, Answer.CONFIRM, LAW)
    assert wanted(begun) == ()
    assert DUTY not in items(begun.later(51))


def test_the_next_review_asks_again_and_what_was_owed_stays_until_it_is_answered(begun: Shop) -> None:
    answer(begun, Answer.CHANGE, LAW)
    later = begun.later(20)
    run_step(later.open(), "review", lambda run: start(run, ("ES",)))
    [one] = wanted(later)
    assert (one.month, one.command) == ("2026-11", f"locmem review confirm {LAW} --by NAME")
    answer(later, Answer.SKIP, LAW)
    assert len(wanted(later)) == 1
    answer(later, Answer.CONFIRM, LAW)
    assert wanted(later) == ()


def test_readiness_tells_what_began_and_what_reviewers_said(begun: Shop) -> None:
    answer(begun, Answer.CHANGE, LAW)
    shown = begun.later(51).command("market", "readiness", "ES")
    told = " ".join(shown.stdout.split())
    assert "ES, owed since 2026-12-28, for 14 days" in told
    assert "is in force since 2026-12-28, for 14 days; nobody has confirmed that the texts keep it. do" in told
    assert "said Ana said on 2026-11-21 that it must change: name the form asks" in told
    assert max(len(line) for line in shown.stdout.splitlines() if "`" not in line) <= 80
    assert f"reviewers want 1 thing changed: {DUTY}." in shown.stderr


def test_the_review_shows_what_was_decided_in_the_backlog(begun: Shop) -> None:
    reason = ("--reason", "counsel reads it this week", "--by", "Bo")
    done = begun.later(10).command("backlog", "snooze", DUTY, "--until", "2026-12-20", *reason)
    assert done.returncode == 0
    shown = begun.later(11).command("review", "next", "--owner", "legal").stdout
    assert LAW in shown or FACT in shown
    project = begun.later(11).open()
    [one] = decisions_on(project, LAW)
    assert str(one) == "snoozed until 2026-12-20 by Bo on 2026-12-01: counsel reads it this week"
    assert decisions_on(project, "ES/obligation/ley_10_2025_channels") == (one,)
    assert decisions_on(project, FACT) == ()
    assert decisions_on(begun.later(40).open(), LAW) == ()
    answer(begun, Answer.CONFIRM, FACT)
    shown = begun.later(11).command("review", "next", "--owner", "legal").stdout
    assert "backlog   snoozed until 2026-12-20 by Bo on 2026-12-01: counsel reads it this" in shown


def test_status_counts_what_has_to_change(begun: Shop) -> None:
    answer(begun, Answer.CHANGE, LAW)
    shown = begun.command("review", "status")
    assert f"{LAW}, to be changed" in shown.stdout
    assert f"`locmem review confirm {LAW} --by NAME`" in shown.stdout
    assert "; 1 change owed, also in `locmem backlog`." in shown.stderr
    told = json.loads(begun.command("review", "status", "--json").stdout)
    assert [one["item"] for one in told[0]["wanted"]] == [LAW]


def test_answers_that_are_kept_are_those_of_the_files_and_a_damaged_file_is_told(begun: Shop) -> None:
    answer(begun, Answer.CHANGE, LAW)
    assert items(begun) == items(begun)
    shown = [begun.command("backlog", *more, "--json").stdout for more in ((), (), ("--no-cache",))]
    assert shown[0] == shown[1] == shown[2]
    assert DUTY in shown[0]
    text = begun.read("reviews/2026-11/ES.yaml")
    begun.write("reviews/2026-11/ES.yaml", text.replace("end: ES 2026-11\n", ""))
    done = begun.command("backlog")
    assert done.returncode == 1
    assert "not read: reviews/2026-11/ES.yaml:" in done.stderr
