"""What was counted before is counted again only where something changed, and comes to the same."""

from __future__ import annotations

import pytest

from locmem.clock import FixedClock
from locmem.pages.analysis import analysis
from locmem.reports.analysis import AnalysisRow
from locmem.workspace.project import open_project
from tests.pipelines.shop import Shop

LAMP, LAMPS, FAR = "Send the lamp today.", "Send the lamps today.", "Nobody has ever understood invoices."


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    for page, sentence in (("lamp", LAMP), ("lamps", LAMPS), ("far", FAR)):
        shop.write(f"content/articles/{page}.md", f"---\ntitle: Complaints\n---\n\n{sentence}\n")
    shop.run("collect")
    return shop


def rows(shop: Shop, *, keeps: bool = True) -> tuple[AnalysisRow, ...]:
    with open_project(shop.root, FixedClock(shop.moment), keeps_answers=keeps) as project:
        return analysis(project, project.settings.locales)


def test_nothing_is_opened_where_nothing_changed(waiting: Shop, opened: list[str]) -> None:
    first = rows(waiting)
    assert set(opened) == {"articles/lamp.md", "articles/lamps.md", "articles/far.md"}
    opened.clear()
    assert rows(waiting) == first
    assert opened == []
    assert rows(waiting, keeps=False) == first


def test_a_translation_counts_in_the_pages_that_have_something_near(waiting: Shop, opened: list[str]) -> None:
    before = rows(waiting)[0]
    opened.clear()
    waiting.translate("es", {LAMP: "Envía la lámpara hoy."})
    after = rows(waiting)[0]
    assert opened == ["articles/lamp.md", "articles/lamps.md"]
    assert after.words["new"] == before.words["new"] - 8
    assert (after.done, after.total) == (before.done + 4, before.total)
    assert rows(waiting, keeps=False)[0] == after


def test_each_choice_of_locales_is_counted_by_itself(waiting: Shop) -> None:
    everything = rows(waiting)
    with waiting.open() as project:
        assert analysis(project, project.settings.locales[1:]) == everything[1:]
