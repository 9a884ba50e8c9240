from __future__ import annotations

import pytest

from locmem.checks.content_sets import empty_sets
from locmem.model.finding import Severity
from locmem.model.settings import ContentSet, Settings
from locmem.model.tags import LanguageTag
from tests.checks.lamps import Lamps


def settings_with(*patterns: str) -> Settings:
    sets = tuple(ContentSet(name=f"s{n}", pattern=pattern, kind="markdown") for n, pattern in enumerate(patterns))
    return Settings(
        name="Lamps", source_locale=LanguageTag("en"), locales=(LanguageTag("es"),), content_sets=sets, risks={}
    )


@pytest.mark.parametrize(
    ("pattern", "files", "advice"),
    [
        ("docs/**/*.md", ["docs/a.mdx", "docs/b/c.mdx"], "the files below content/docs/ end in .mdx"),
        ("docs/**/*.md", ["guides/a.md"], "Put its files below content/docs/"),
        ("docs/**/*.md", [], "Put its files below content/docs/"),
        ("content/docs/**/*.md", ["docs/a.md"], "Write `docs/**/*.md`"),
        ("docs/**/*.md", ["Docs/A.md"], "there is content/Docs/A.md"),
        ("docs/*.md", ["docs/en/a.md"], "Write `docs/**/*.md`"),
        ("*.md", ["docs/a.md"], "Write `**/*.md`"),
        ("**/*.rst", ["docs/a.md", "translations/es/docs/a.md.po"], "the files below content/ end in .md"),
        ("ドキュメント/**/*.md", ["ドキュメント/a.txt"], "end in .txt"),
    ],
)
def test_a_pattern_that_finds_nothing_is_told_with_what_lies_near(pattern: str, files: list[str], advice: str) -> None:
    [found] = empty_sets(settings_with(pattern), [f"content/{file}" for file in files])
    assert f"`{pattern}` finds nothing below content/" in found.what
    assert advice in found.do


def test_a_set_whose_files_all_belong_to_an_earlier_one_says_so() -> None:
    [found] = empty_sets(settings_with("**/*.md", "docs/**/*.md"), ["content/docs/a.md"])
    assert (found.content_set.name, "belongs to the set s0" in found.what) == ("s1", True)
    assert "Put s1 before s0" in found.do


def test_sets_with_files_are_no_finding() -> None:
    assert empty_sets(settings_with("docs/**/*.md", "**/*.mdx"), ["content/docs/a.md", "content/b.mdx"]) == ()


def test_the_finding_names_the_place_of_the_pattern(lamps: Lamps) -> None:
    lamps.article("Text.")
    [found] = lamps.findings("content-set-empty")
    assert str(found.location) == "locmem.yaml:6:27"
    assert found.severity is Severity.WARNING
    lamps.write("content/macros/one.yaml", "title: T\n")
    assert lamps.findings("content-set-empty") == []
