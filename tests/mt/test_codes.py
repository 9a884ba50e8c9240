"""Services name few languages otherwise than everybody does."""

from __future__ import annotations

import pytest

from locmem.model.tags import LanguageTag
from locmem.mt.codes import is_traditional_chinese, service_code


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("es-MX", "es"), ("pt-PT", "pt-PT"), ("pt-BR", "pt"), ("nb", "no"), ("nb-NO", "no"), ("zh", "zh-CN"),
        ("zh-SG", "zh-CN"), ("zh-TW", "zh-TW"), ("zh-Hant", "zh-TW"), ("zh-Hans-HK", "zh-CN"), ("sr-Latn", "sr"),
    ],
)  # fmt: skip
def test_a_locale_gets_the_code_a_service_knows(locale: str, code: str) -> None:
    given = service_code(
        LanguageTag(locale), chinese=("zh-CN", "zh-TW"), whole=("pt-PT", "fr-CA"), renamed={"nb": "no"}
    )
    assert given == code


def test_no_other_language_of_these_regions_is_chinese() -> None:
    assert not is_traditional_chinese(LanguageTag("en-HK"))
