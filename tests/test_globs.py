from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.globs import _fits, file_pattern, matches

NAMES = st.text("ab.*", min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("articles/**/*.md", "articles/a.md", True),
        ("articles/**/*.md", "articles/b/c/a.md", True),
        ("articles/**/*.md", "articles/a.mdx", False),
        ("articles/**/*.md", "other/articles/a.md", False),
        ("**/a.md", "a.md", True),
        ("*.md", "b/a.md", False),
        ("?.md", "/.md", False),
        ("a+(b).md", "a+(b).md", True),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("translations/*/**/*.po", "translations/es/articles/a.md.po", True),
        ("translations/*/**/*.po", "translations/a.md.po", False),
    ],
)
def test_a_path_fits_a_pattern(pattern: str, path: str, expected: bool) -> None:
    assert matches(path, pattern) is expected


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("articles/a.md", "articles/**/*.md", True),
        ("articles/x/y/a.md", "articles/**/*.md", True),
        ("articles/x/a.md", "articles/*.md", False),
        ("macros/a.yaml", "articles/**/*.md", False),
        ("a.md", "**/*.md", True),
        ("articles/x/help/a.md", "articles/**/help/*.md", True),
        ("articles/x/a.md", "articles/**/help/*.md", False),
    ],
)
def test_patterns_take_the_files_people_mean(path: str, pattern: str, fits: bool) -> None:
    assert matches(path, pattern) is fits


@given(st.lists(NAMES, min_size=1, max_size=5), st.lists(NAMES | st.sampled_from(["**", "?"]), min_size=1, max_size=5))
def test_it_fits_as_it_does_name_by_name(path: list[str], pattern: list[str]) -> None:
    if all("**" not in name or name == "**" for name in pattern):
        assert matches("/".join(path), "/".join(pattern)) is _fits(path, pattern)


def test_many_stars_are_decided_at_once() -> None:
    assert not matches("a" * 5_000, "*a*a*a*a*a*b")


@pytest.mark.parametrize("text", ["", "/a.md", "../a.md", "a\\b.md", "a.{md,mdx}", "a**/b.md", "a/**"])
def test_a_pattern_that_leads_elsewhere_or_finds_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"as in articles|not a pattern|several endings"):
        file_pattern(text)
    assert file_pattern("articles/**/*.md") == "articles/**/*.md"
