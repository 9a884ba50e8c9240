from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from locmem.catalogs.pairs import Workspace
from locmem.workspace.filling import fill_memory
from locmem.workspace.project import Project
from locmem.workspace.remembering import memory_entries
from locmem.workspace.survey import PlainProject, survey
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were opened for the sake of the memory."""
    paths: list[str] = []
    really = PlainProject.each

    def noted(surveyed: PlainProject, documents: Sequence[str], work: Callable[[Workspace], object]) -> object:
        paths.extend(documents)
        return really(surveyed, documents, work)

    monkeypatch.setattr(PlainProject, "each", noted)
    return paths


def held(project: Project) -> list[str]:
    return sorted(f"{entry.locale} {entry.source.native} {entry.target.native}" for entry in project.memory.entries())


def expected(project: Project) -> list[str]:
    entries = memory_entries(project, open_workspace(project))
    return sorted({f"{entry.locale} {entry.source.native} {entry.target.native}" for entry in entries})


def test_the_memory_holds_what_catalogs_and_files_hold(shop: Shop) -> None:
    with shop.open() as project:
        fill_memory(project, survey(project))
        assert sorted(set(held(project))) == expected(project)


def test_only_documents_that_changed_are_opened(shop: Shop, opened: list[str]) -> None:
    with shop.open() as project:
        fill_memory(project, survey(project))
        opened.clear()
        fill_memory(project, survey(project))
        assert opened == []
    catalog = "content/translations/es/articles/paying.md.po"
    shop.edit(catalog, 'msgstr "Conviene saber"', 'msgstr "Es bueno saber"')
    with shop.open() as project:
        fill_memory(project, survey(project))
        assert opened == ["articles/paying.md"]
        assert sorted(set(held(project))) == expected(project)


def test_a_document_that_a_step_changed_counts_as_it_is_then(shop: Shop) -> None:
    with shop.open() as project:
        surveyed = survey(project)
        [spanish, _] = surveyed.open(("articles/paying.md",)).pairs
        first, *others = spanish.catalog.entries
        changed = spanish.with_entries([replace(first, target="Otra cosa"), *others])
        fill_memory(project, surveyed, [changed])
        found = [entry for entry in project.memory.entries() if entry.document == "articles/paying.md"]
        assert {entry.locale for entry in found} == {"es"}
        assert "Otra cosa" in {entry.target.native for entry in found}


def test_a_project_that_is_not_plain_is_read_as_a_whole(shop: Shop) -> None:
    shop.remove("content/articles/paying.md")
    with shop.open() as project:
        fill_memory(project, survey(project))
        assert sorted(set(held(project))) == expected(project)
        assert any(entry.document == "articles/paying.md" for entry in project.memory.entries())
