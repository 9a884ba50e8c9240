"""What settings say where nobody wrote it down."""

from __future__ import annotations

import pytest

from locmem.model.settings import AssetRules, ContentSet, Settings
from locmem.model.tags import language_tag

EN, ES, LATIN, MX = (language_tag(tag) for tag in ("en", "es", "es-419", "es-MX"))


@pytest.mark.parametrize(
    ("pattern", "assets"),
    [
        ("articles/**/*.md", "articles/**/*"),
        ("articles/help/*.md", "articles/help/**/*"),
        ("articles/*/x/*.md", "articles/**/*"),
        ("a/b[12]/*.md", "a/**/*"),
        ("*.md", "**/*"),
        ("**/*.md", "**/*"),
    ],
)
def test_pages_bring_along_what_lies_below_their_own_folder(pattern: str, assets: str) -> None:
    content_set = ContentSet(name="x", pattern=pattern, kind="markdown")
    assert content_set.asset_rules == AssetRules(patterns=(assets,))


def test_rules_that_were_written_down_count_alone() -> None:
    rules = AssetRules(patterns=("pictures/*",))
    assert ContentSet(name="x", pattern="a/*.md", kind="markdown", assets=rules).asset_rules is rules


def test_a_variant_inherits_along_its_chain_nearest_first() -> None:
    settings = Settings(
        name="x",
        source_locale=EN,
        locales=(ES, LATIN, MX),
        content_sets=(),
        risks={},
        variants={MX: LATIN, LATIN: ES},
    )
    assert [settings.bases(locale) for locale in (MX, LATIN, ES)] == [(LATIN, ES), (ES,), ()]
