from __future__ import annotations

import pytest

from locmem.render.assets import Asset, localized

FILES = {"articles/img/step.png", "articles/img/step.es.png", "articles/img/plain.png", "files/form.pdf", "img/top.png"}


def exists(path: str) -> bool:
    return path in FILES


@pytest.mark.parametrize(
    ("text", "expected", "assets"),
    [
        ('![a](img/step.png "t")', '![a](img/step.es.png "t")', ["articles/img/step.es.png"]),
        ("![a](img/plain.png)", "![a](img/plain.png)", ["articles/img/plain.png"]),
        ('<img src="img/step.png" alt="">', '<img src="img/step.es.png" alt="">', ["articles/img/step.es.png"]),
        ("[form](../files/form.pdf)", "[form](../files/form.pdf)", ["files/form.pdf"]),
        ("[x]: img/step.png", "[x]: img/step.es.png", ["articles/img/step.es.png"]),
        ("![a](img/gone.png)", "![a](img/gone.png)", []),
        ("[a](other.md) [b](https://x.example/img/step.png)", "[a](other.md) [b](https://x.example/img/step.png)", []),
        ("![a](../../img/top.png) ![b](/img/top.png)", "![a](../../img/top.png) ![b](/img/top.png)", []),
        ("{{ticket.url}} ![a]({{ticket.img}})", "{{ticket.url}} ![a]({{ticket.img}})", []),
    ],
)
def test_pages_get_the_pictures_of_their_locale(text: str, expected: str, assets: list[str]) -> None:
    found = localized(text, "articles/a.md", "es", exists)
    assert found.text == expected
    assert [asset.path for asset in found.assets] == assets


def test_a_variant_takes_the_picture_of_its_language() -> None:
    found = localized("![a](img/step.png)", "articles/a.md", "es-MX", exists)
    assert found.assets == (Asset(path="articles/img/step.es.png"),)
