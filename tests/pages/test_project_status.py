"""How far a project is, for commands and pages alike."""

from __future__ import annotations

import json

from locmem.pages.project_status import project_status
from locmem.reports.plain_values import plain
from tests.pipelines.shop import Shop


def test_it_is_what_the_command_says(shop: Shop) -> None:
    project = shop.open()
    said = json.loads(shop.command("status", "--json").stdout)
    assert plain(project_status(project, (), (), project.today).told()) == said


def test_a_locale_that_is_asked_for_stands_alone(shop: Shop) -> None:
    found = project_status(shop.open(), (), ("ja",), None)
    assert {row.locale for row in found.coverage} == {row.locale for row in found.readiness} == {"ja"}


def test_an_empty_content_set_and_an_idle_locale_are_told(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, fr]")
    shop.edit("locmem.yaml", "content:\n", "content:\n  - {name: guides, files: guides/**/*.md, kind: markdown}\n")
    found = project_status(shop.open(), (), (), None)
    assert [one.content_set.name for one in found.empty] == ["guides"]
    assert found.idle == ("fr",)
    assert plain(found.told()["content_sets_empty"])[0]["content"] == "guides"
