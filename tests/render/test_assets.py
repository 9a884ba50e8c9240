from __future__ import annotations

import pytest

from locmem.render.assets import NOT_IN_SOURCE, Asset, Refused, Verdict, localized

FILES = {
    "articles/img/step.png",
    "articles/img/step.es.png",
    "articles/img/plain.png",
    "files/form.pdf",
    "img/top.png",
    "articles/img/my step.png",
    "articles/img/my step.es.png",
    "articles/pay-ES.png",
}
SECRET = Verdict(why="it is secret", do="Leave it.")


def judge(path: str) -> Verdict | None:
    if path == "kpi.csv":
        return SECRET
    return Verdict() if path in FILES else None


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
        ("![a](<img/my step.png>)", "![a](<img/my step.es.png>)", ["articles/img/my step.es.png"]),
        ("![a](img/my%20step.png#x)", "![a](img/my%20step.es.png#x)", ["articles/img/my step.es.png"]),
        ("![a](img/step&#46;png)", "![a](img/step.es.png)", ["articles/img/step.es.png"]),
        (
            '<img srcset="img/step.png 2x, img/plain.png 1x">',
            '<img srcset="img/step.es.png 2x, img/plain.png 1x">',
            ["articles/img/plain.png", "articles/img/step.es.png"],
        ),
        (
            "<p style='background: url(img/plain.png)'>",
            "<p style='background: url(img/plain.png)'>",
            ["articles/img/plain.png"],
        ),
    ],
)
def test_pages_get_the_pictures_of_their_locale(text: str, expected: str, assets: list[str]) -> None:
    found = localized(text, "articles/a.md", "es", judge, text)
    assert found.text == expected
    assert [asset.path for asset in found.assets] == assets


def test_a_variant_takes_the_picture_of_its_language() -> None:
    text = "![a](img/step.png)"
    found = localized(text, "articles/a.md", "es-MX", judge, text)
    assert found.assets == (Asset(path="articles/img/step.es.png"),)


@pytest.mark.parametrize(
    "address",
    [
        "../kpi.csv",
        "./../kpi.csv",
        "x/../../kpi.csv",
        "..%2Fkpi.csv",
        "%2e%2e/kpi.csv",
        r"..\kpi.csv",
        "..%5Ckpi.csv",
        "../kpi.csv?x",
        "../kpi.csv#y",
        "&#46;&#x2e;/kpi.csv",
        "../kpi%2Ecsv",
    ],
)
@pytest.mark.parametrize(
    "page", ["[n]({})", "![n](<{}>)", "[n]: {}", '<a href="{}">', "<object data={}>", "<video poster='{}'>"]
)
def test_a_file_that_must_not_leave_stays_however_its_address_is_written(page: str, address: str) -> None:
    text = page.format(address)
    found = localized(text, "articles/a.md", "es", judge, text)
    assert (found.text, found.assets) == (text, ())
    assert found.refused == (Refused(path="kpi.csv", verdict=SECRET),)


def test_a_page_brings_along_only_what_its_source_names() -> None:
    source = "![a](img/step.png) ![b](pay-{{ market.code }}.png)"
    page = "![a](img/step.png) ![b](pay-ES.png) ![c](img/plain.png) ![d](img/step.es.png)"
    found = localized(page, "articles/a.md", "es", judge, source)
    assert [asset.path for asset in found.assets] == ["articles/img/step.es.png", "articles/pay-ES.png"]
    assert found.refused == (Refused(path="articles/img/plain.png", verdict=NOT_IN_SOURCE),)
