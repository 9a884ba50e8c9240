"""Which documents are not finished, among the files that somebody names."""

from __future__ import annotations

import pytest

from locmem.checks.unfinished import document_of, files_of, is_in, unfinished_in
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity

CATALOG = "content/translations/fr/articles/fit.md.po"


def finding(path: str, key: str = "", check: str = "incomplete", locale: str = "fr") -> Finding:
    return Finding(
        check=check,
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        location=Location(path=path, line=1, key=key),
        what="the text is not finished",
        locale=locale,
    )


@pytest.mark.parametrize(
    "found",
    [
        finding(CATALOG),
        finding("content/articles/fit.md"),
        finding("content/articles/fit.md", "articles/fit.md#abc"),
        finding(CATALOG, "articles/fit.md#abc"),
    ],
    ids=["in the catalog", "in the source", "of an entry at its source", "of an entry in its catalog"],
)
def test_a_finding_of_a_translation_is_found_by_its_source_and_by_its_catalog(found: Finding) -> None:
    assert document_of(found) == "articles/fit.md"
    assert {*files_of(found)} == {"content/articles/fit.md", CATALOG}


def test_a_finding_of_another_file_is_that_file_s_alone() -> None:
    found = finding("markets/ES.yaml", locale="")
    assert is_in(files_of(found), ("markets",))
    assert not is_in(files_of(found), ("content",))


def test_documents_that_are_not_finished_are_named_with_their_locales() -> None:
    found = [
        finding(CATALOG),
        finding("content/articles/fit.md", check="stale", locale="de"),
        finding("content/articles/fit.md", check="term-missing", locale="ja"),
        finding("content/articles/other.md"),
    ]
    assert unfinished_in(found, ("content/articles/fit.md",)) == "Not finished yet: content/articles/fit.md in de, fr."
    assert unfinished_in(found, (CATALOG,)) == "Not finished yet: content/articles/fit.md in fr."
    assert unfinished_in(found, ("articles",)) == (
        "Not finished yet: content/articles/fit.md in de, fr; content/articles/other.md in fr."
    )
    assert unfinished_in(found, ("markets",)) == ""


def test_many_documents_are_counted() -> None:
    found = [
        finding(f"content/articles/{name}.md", locale=tag) for name, tag in zip("abcd", ("fr", "de") * 2, strict=True)
    ]
    assert unfinished_in(found, ("content",)) == "Not finished yet: 4 documents, in de, fr."
