"""The address of another page in the language of a translation."""

from __future__ import annotations

import pytest

from locmem.inline.localized_addresses import localized


@pytest.mark.parametrize(
    ("before", "there", "now", "right"),
    [
        ("guide.md", "guide.md", "other.md#a", "other.md#a"),
        ("/en/guide", "/es/guide", "/en/returns", "/es/returns"),
        ("https://x.example/en/a", "https://x.example/es/a", "https://x.example/en/b", "https://x.example/es/b"),
        ("/en-us/guide", "/es-es/guide", "/en-us/guide#steps", "/es-es/guide#steps"),
        ("/guide", "/es/guide", "/returns/late", "/es/returns/late"),
        ("https://x.example/a", "https://x.example/ja/a", "https://x.example/b/c", "https://x.example/ja/b/c"),
        ("docs/guide.md", "es/docs/guide.md", "docs/returns.md", "es/docs/returns.md"),
        ("/docs/guide/", "/docs/es/guide/", "/docs/returns/", "/docs/es/returns/"),
        ("/en/guide", "/guide", "/en/returns", "/returns"),
        ("guide.md", "guide.es.md", "returns.md", "returns.es.md"),
        ("guide.en.md", "guide.es.md", "returns.en.md", "returns.es.md"),
        ("/guide", "/guide?lang=es", "/returns", "/returns?lang=es"),
        ("/guide?lang=en", "/guide?lang=es", "/returns?lang=en#top", "/returns?lang=es#top"),
        ("/guide?a=1", "/guide?a=1&hl=es", "/returns?b=2", "/returns?b=2&hl=es"),
        ("https://en.x.example/a", "https://es.x.example/a", "https://en.x.example/b", "https://es.x.example/b"),
        ("https://x.example/a", "https://x.example.mx/es/a", "https://x.example/b", "https://x.example.mx/es/b"),
    ],
)
def test_keeps_the_form_the_translation_had(before: str, there: str, now: str, right: str) -> None:
    assert localized(before, there, now) == right


@pytest.mark.parametrize(
    ("before", "there", "now"),
    [
        ("/en/guide", "/es/guia", "/en/returns"),
        ("/en/guide", "/es/guide", "/returns"),
        ("/en/guide", "/es/guide", "https://other.example/en/returns"),
        ("/en/guide#steps", "/es/guide#pasos", "/en/guide#costs"),
        ("https://x.example/a", "https://y.example/a", "https://z.example/b"),
        ("/guide?lang=en", "/guide?lang=es", "/returns"),
        ("mailto:help@x.example", "mailto:ayuda@x.example", "mailto:care@x.example"),
        ("guide.md", "", "returns.md"),
    ],
)
def test_does_not_guess(before: str, there: str, now: str) -> None:
    assert localized(before, there, now) is None
