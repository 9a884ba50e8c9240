"""Which files belong to a document, and what stands for it before and after a step."""

from __future__ import annotations

import pytest

from locmem.workspace.document_files import NotPlain, documents_of
from locmem.workspace.project import Project
from tests.pipelines.shop import Shop

PAYING = "articles/paying.md"
CATALOG = f"content/translations/es/{PAYING}.po"


def test_a_document_has_its_source_and_its_catalogs(shop: Shop) -> None:
    found = dict(documents_of(shop.open(), None))
    assert list(found) == sorted(found)
    assert set(found[PAYING].files) == {f"content/{PAYING}", CATALOG, f"content/translations/ja/{PAYING}.po"}
    only = dict(documents_of(shop.open(), ["es"]))
    assert set(only[PAYING].files) == {f"content/{PAYING}", CATALOG}
    assert only[PAYING].print_ != found[PAYING].print_


@pytest.mark.parametrize(
    "path",
    [f"content/{PAYING}", CATALOG, "locmem.yaml", "markets/ES.yaml"],
)
def test_whatever_it_depends_on_changes_what_stands_for_it(shop: Shop, path: str) -> None:
    before = dict(documents_of(shop.open(), None))
    shop.write(path, shop.read(path) + "\n# or another line\n")
    after = dict(documents_of(shop.open(), None))
    assert before[PAYING].print_ != after[PAYING].print_
    is_its_own = path.startswith("content")
    assert (before["articles/complaints.md"].print_ == after["articles/complaints.md"].print_) == is_its_own


def test_what_a_step_leaves_is_what_the_next_one_finds(shop: Shop) -> None:
    def told(project: Project) -> bytes:
        return dict(documents_of(project, None))[PAYING].print_

    project = shop.open()
    files = dict(documents_of(project, None))[PAYING]
    assert files.print_now(project.folder) == files.print_
    data = shop.read(CATALOG).replace("Cobramos", "Cobraremos").encode()
    project.folder.write(CATALOG, data)
    left = files.print_now(project.folder)
    assert left != files.print_
    shop.write_bytes(CATALOG, data)
    assert told(shop.open()) == left


@pytest.mark.parametrize(
    "path",
    ["content/translations/es/articles/gone.md.po", "content/translations/xx/articles/paying.md.po"],
    ids=["no document", "no locale of the project"],
)
def test_a_catalog_that_belongs_to_nothing_makes_a_project_not_plain(shop: Shop, path: str) -> None:
    shop.write(path, shop.read(CATALOG))
    with pytest.raises(NotPlain):
        dict(documents_of(shop.open(), None))
