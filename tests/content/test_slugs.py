from __future__ import annotations

import pytest

from locmem.content.slugs import is_folder_page, slug_by_path


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("docs/setup.md", "setup"),
        ("docs/a/setup.md", "a/setup"),
        ("docs/a/index.md", "a"),
        ("docs/a/_index.md", "a"),
        ("docs/a/README.md", "a"),
        ("docs/a/readme.markdown", "a"),
        ("docs/a/Index.html", "a"),
        ("docs/a/b/index.mdx", "a/b"),
        ("docs/a/_index.html", "a"),
        ("docs/index.md", "index"),
        ("docs/README.md", "index"),
        ("docs/a.b.md", "a.b"),
        ("docs/v1.2/index.md", "v1.2"),
        ("docs/01-start/02-setup.md", "01-start/02-setup"),
        ("docs/_posts/2026-01-01-title.md", "_posts/2026-01-01-title"),
        ("docs/ayuda/índice.md", "ayuda/índice"),
        ("docs/index/page.md", "index/page"),
        ("docs/a/index.es.md", "a/index.es"),
        ("docs/a/indexes.md", "a/indexes"),
    ],
)
def test_a_page_is_called_by_its_place_as_sites_do(path: str, slug: str) -> None:
    assert slug_by_path(path, "docs") == slug


def test_without_a_folder_of_its_set_the_whole_path_counts() -> None:
    assert slug_by_path("index.md") == "index"
    assert slug_by_path("docs/a/index.md") == "docs/a"
    assert slug_by_path("docs2/a.md", "docs") == "docs2/a"


@pytest.mark.parametrize(("path", "is_one"), [("a/README", True), ("_INDEX.md", True), ("index.x.md", False)])
def test_a_page_of_a_folder_is_told_by_its_name(path: str, is_one: bool) -> None:
    assert is_folder_page(path) is is_one
