"""Catalogs of documents that were deleted are named, with what to do; renamed ones and living ones are not."""

from __future__ import annotations

from locmem.model.finding import Severity
from locmem.pipelines.check import CheckOptions, check
from tests.pipelines.shop import Shop

LEFT = "catalog-left"
FILE = "content/translations/es/articles/paying.md.po"


def told(shop: Shop, *paths: str) -> list[tuple[str, str, str]]:
    report = check(shop.open(), CheckOptions(), paths).report
    return [(one.location.path, one.what, one.do) for one in report.findings if one.check == LEFT]


def test_a_document_that_is_there_has_its_catalog(shop: Shop) -> None:
    assert told(shop) == []


def test_a_catalog_whose_document_was_deleted_is_named_until_sync_takes_it(shop: Shop) -> None:
    (shop.root / "content/articles/paying.md").unlink()
    found = told(shop)
    assert [path for path, _, _ in found] == [FILE, FILE.replace("/es/", "/ja/")]
    assert found[0][1].startswith("content/articles/paying.md is gone, and its catalog is left, with ")
    assert "Run `locmem sync`" in found[0][2]
    assert told(shop, "content/translations/es") == found[:1]
    shop.run("collect")
    assert told(shop) == []


def test_a_document_that_no_content_set_finds_is_told_apart(shop: Shop) -> None:
    shop.edit("locmem.yaml", "articles/**/*.md", "articles/*/*.md")
    found = told(shop)
    assert {path.rpartition("/")[2] for path, _, _ in found} == {"paying.md.po", "complaints.md.po"}
    assert all(" is in no content set" in what for _, what, _ in found)


def test_a_document_that_was_renamed_takes_its_catalog_along(shop: Shop) -> None:
    (shop.root / "content/articles/paying.md").rename(shop.root / "content/articles/pay.md")
    assert told(shop) == []


def test_it_is_a_warning(shop: Shop) -> None:
    (shop.root / "content/articles/paying.md").unlink()
    report = check(shop.open(), CheckOptions()).report
    assert {one.severity for one in report.findings if one.check == LEFT} == {Severity.WARNING}
