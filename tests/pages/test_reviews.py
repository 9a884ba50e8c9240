"""The reviews of a project: which file counts, and which market is asked what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.pages.reviews import months_of, newest_reviews, review_at
from locmem.pipelines.review import start
from locmem.pipelines.run import run_step
from tests.pipelines.shop import Shop

NOVEMBER = "reviews/2026-11/ES.yaml"


def begin(shop: Shop, *markets: str) -> None:
    run_step(shop.open(), "review", lambda run: start(run, markets))


@pytest.fixture(scope="module")
def begun(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = built.copy(tmp_path_factory.mktemp("begun") / "shop")
    begin(shop)
    begin(shop.later(30), "ES")
    return shop


def test_the_newest_review_of_each_market_counts(begun: Shop) -> None:
    project = begun.open()
    assert months_of(project) == (("2026-11", "ES"), ("2026-11", "JP"), ("2026-12", "ES"))
    assert months_of(project, "JP") == (("2026-11", "JP"),)
    assert [one.path for one in newest_reviews(project)] == ["reviews/2026-12/ES.yaml", "reviews/2026-11/JP.yaml"]
    assert [one.path for one in newest_reviews(project, ["ES"], "2026-11")] == [NOVEMBER]
    assert newest_reviews(project, ["PT"]) == ()
    assert review_at(project, "reviews/2026-11/PT.yaml") is None


def test_a_review_that_cannot_be_read_hides_no_other(begun: Shop, tmp_path: Path) -> None:
    shop = begun.copy(tmp_path / "shop")
    shop.write("reviews/2026-12/ES.yaml", "market: ES\n")
    shop.write("reviews/2026-12/notes.yaml", "a: b\n")
    project = shop.open()
    assert [one.market for one in newest_reviews(project)] == ["JP"]
    assert {problem.location.path for problem in project.unread} == {"reviews/2026-12/ES.yaml"}


def test_all_files_that_are_damaged_are_told_at_once_and_nothing_is_written(begun: Shop, tmp_path: Path) -> None:
    shop = begun.copy(tmp_path / "shop")
    shop.write("reviews/2026-11/JP.yaml", shop.read("reviews/2026-11/JP.yaml").replace("owner:", "onwer:", 1))
    shop.write("content/sla.csv", "market,channel,period,measure,value\nES,email,2026-10,share,1000\n")
    shop.write("reviews/2026-11/ES.csv", "item,priority\nx,9\n")
    before = shop.in_git()
    with pytest.raises(InputErrors) as caught:
        begin(shop.later(30))
    assert [str(one.location.path) for one in caught.value.problems] == [
        "content/sla.csv",
        "reviews/2026-11/ES.csv",
        "reviews/2026-11/JP.yaml",
    ]
    assert shop.in_git() == before


def test_a_question_is_asked_once_in_the_first_market_that_speaks_the_language(shop: Shop) -> None:
    source = "Good to know"
    entry = shop.entry(source)
    shop.change_entry(source, "es", replace(entry, remarks=("Which plan?",)))
    # A second market in Spanish.
    profile = shop.read("markets/ES.yaml").replace("market: ES\n", "market: AR\n", 1)
    shop.write("markets/AR.yaml", profile)
    company = shop.read("markets/company.yaml")
    head, spain = company.split("  ES:\n", 1)
    block = spain.split("\n  JP:\n")[0]
    shop.write("markets/company.yaml", f"{head}  AR:\n{block}\n  ES:\n{spain}")
    begin(shop)
    project = shop.open()
    key = f"question/{shop.key(source)}/es"
    asked = {review.market: review.find(f"{review.market}/{key}") for review in newest_reviews(project)}
    assert [code for code, item in asked.items() if item] == ["AR"]
