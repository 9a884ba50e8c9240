"""Runs, what each changed, and taking one back."""

from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.views.runs import history_page, run_page, runs_page, take_back, undo_page
from tests.pipelines.shop import Shop

COLLECT = "We collect the money when the parcel leaves us."


@pytest.fixture
def changed(shop: Shop) -> Shop:
    shop.edit("content/articles/paying.md", COLLECT, "We collect the money once the parcel leaves us.")
    shop.run()
    return shop


def test_the_newest_run_comes_first_with_what_it_changed(changed: Shop) -> None:
    project = changed.open()
    newest = runs_page(project, {}).runs.items[0]
    page = run_page(project, {"id": newest.id})
    assert page.run == newest
    assert {one.key for one in page.changes.items} == {changed.key("We collect the money once the parcel leaves us.")}
    assert "content/translations/es/articles/paying.md.po" in [file.path for file in page.files]


def test_what_would_go_back_is_shown_before_anything_does(changed: Shop) -> None:
    project = changed.open()
    newest = runs_page(project, {}).runs.items[0]
    before = changed.in_git()
    page = undo_page(project, {"id": newest.id})
    assert page.result is not None
    assert page.result.files == newest.files
    assert {one.key for one in page.texts} == {one.key for one in run_page(project, {"id": newest.id}).changes.items}
    assert changed.in_git() == before
    run, summary = take_back(project, {"run": newest.id})
    assert f"{newest.id} undone" in summary
    assert changed.in_git() != before
    assert runs_page(changed.open(), {}).runs.items[0].id == run


def test_a_text_has_its_history_newest_first(changed: Shop) -> None:
    key = changed.key("We collect the money once the parcel leaves us.")
    page = history_page(changed.open(), {"key": key})
    assert {change.locale for _, _, change in page.changes} == {"es", "ja"}
    only = history_page(changed.open(), {"key": key, "locale": "ja"})
    assert {change.locale for _, _, change in only.changes} == {"ja"}
    times = [time for _, time, _ in page.changes]
    assert times == sorted(times, reverse=True)


def test_what_nobody_knows_is_named(shop: Shop) -> None:
    with pytest.raises(UsageError, match="no run 'x' is known"):
        run_page(shop.open(), {"id": "x"})
    with pytest.raises(UsageError, match="a text is named by"):
        history_page(shop.open(), {"key": "articles/paying.md"})


def test_a_project_without_a_history_has_no_runs(shop: Shop) -> None:
    (shop.root / "locmem.db").unlink(missing_ok=True)
    assert runs_page(shop.open(), {}).runs.items == ()
    assert history_page(shop.open(), {"key": "articles/paying.md#abc"}).changes == ()
    assert not (shop.root / "locmem.db").exists()
