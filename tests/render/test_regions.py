"""Which parts of a file are templates, and when YAML need not be read again."""

from __future__ import annotations

import pytest

from locmem.render.regions import regions, templates, title_of

SOURCE = "---\ntitle: Tax\nslug: tax\n---\n\nBody.\n"


def keys(text: str, source: str = SOURCE) -> list[str]:
    return [region.key for region in templates(text, source, "articles/page.md", "markdown")[0]]


def test_front_matter_of_a_translation_without_liquid_is_not_read_again() -> None:
    assert keys("---\ntitle: Steuer\nslug: tax\n---\n\nText.\n") == [""]
    assert keys(SOURCE) == ["title", "slug", ""]


@pytest.mark.parametrize("title", ["'{{ market.code }}'", "'{% if market.code %}'", r'"\x7b{ market.code }}"'])
def test_front_matter_that_may_have_liquid_is(title: str) -> None:
    assert keys(f"---\ntitle: {title}\nslug: tax\n---\n\nText.\n") == ["title", "slug", ""]


def test_what_cannot_be_read_in_the_source_is_reported_of_the_translation_too() -> None:
    broken = SOURCE.replace("Tax", "'Tax")
    found, problems = templates(broken.replace("Body", "Text"), broken, "articles/page.md", "markdown")
    assert problems
    assert [region.key for region in found] == [""]


def test_the_body_is_the_same_either_way() -> None:
    text = "---\ntitle: Steuer\n...\nText with {{ market.code }}.\n"
    assert templates(text, SOURCE, "a.md", "markdown")[0][-1] == regions(text, "a.md", "markdown")[0][-1]


def test_a_title_is_decoded() -> None:
    assert title_of("---\ntitle: 'It''s \"tax\"'\n---\nBody.\n", "a.md", "markdown") == 'It\'s "tax"'
    assert title_of("Body.\n", "a.md", "markdown") == ""
