"""The pictures of a page."""

from __future__ import annotations

import pytest

from locmem.content.images import images_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a](one.png) and ![b](<two 2.png> 'c')", ("one.png", "two 2.png")),
        ("![a][r]\n\n[R]: three.png", ("three.png",)),
        ("<img alt='a' src='four.png'> <img src=\"five.png\">", ("four.png", "five.png")),
        ("![a](one.png) ![b](one.png)", ("one.png",)),
        ("![a]({{ company.logo }}) [b](six.png)", ()),
    ],
    ids=["inline", "by reference", "in HTML", "twice", "made up"],
)
def test_the_pictures_that_prose_shows(text: str, expected: tuple[str, ...]) -> None:
    assert images_of(text, [text]) == expected
