"""What a page leads to is found with its place."""

from __future__ import annotations

import pytest

from locmem.checks.leads import images_of, links_of
from locmem.checks.pages import pages
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("See [this](more.md#top).", ["more.md#top"]),
        ('See [this](<more.md>) and [that](/root "Title").', ["more.md", "/root"]),
        ("See [this].\n\n[this]: more.md", ["more.md"]),
        ('<p><a class="x" href="more.html">this</a></p>', ["more.html"]),
        ("[out](https://lamps.example/), [here](#top), ![picture](img/a.png), `[code](a.md)`", []),
        ("[a fact]({{ company.support.url }})", []),
    ],
)
def test_links_within_the_site_are_found(lamps: Lamps, body: str, expected: list[str]) -> None:
    lamps.article(body)
    [page] = pages(lamps.context().workspace)
    assert [lead.target for lead in links_of(page)] == expected


def test_a_link_in_a_condition_says_so(lamps: Lamps) -> None:
    lamps.article("[one](one.md) {% if market.refund %}[two](two.md){% endif %}")
    [page] = pages(lamps.context().workspace)
    assert [lead.is_conditional for lead in links_of(page)] == [False, True]


def test_pictures_are_found_where_their_address_stands(lamps: Lamps) -> None:
    lamps.article("One.\n\n![x](img/a.png) <img src='img/b.png'>")
    [page] = pages(lamps.context().workspace)
    places = [(lead.target, lead.at.location.line, lead.at.location.column) for lead in images_of(page)]
    assert places == [("img/a.png", 7, 6), ("img/b.png", 7, 27)]
