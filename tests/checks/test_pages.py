"""A source as checks of its shape see it: what means nothing there is blank, and every place stays."""

from __future__ import annotations

import pytest

from locmem.checks.pages import Page, pages
from tests.checks.lamps import Lamps


def page(lamps: Lamps, body: str) -> Page:
    lamps.article(body)
    [found] = [one for one in pages(lamps.context().workspace) if one.source.path == "articles/refunds.md"]
    return found


@pytest.mark.parametrize(
    ("body", "gone", "left"),
    [
        ("a `<b>` c", "<b>", "c"),
        ("a <!-- <b> --> c", "<b>", "c"),
        ("a <!-- <b> c", "", "<b>"),
        ("```\n<b>\n```\n\nc", "<b>", "c"),
        ("~~~~\n<b>\n~~~\n~~~~\n\nc", "<b>", "c"),
        ("```\n<b>", "<b>", "title: Refunds"),
        ("a \\<b> \\[c](d)", "\\<", "b>"),
        ("a {{ market.name }} c", "market", "c"),
        ("a <b> c", "", "<b>"),
    ],
    ids=["code", "comment", "open comment", "fence", "long fence", "open fence", "escapes", "Liquid", "a tag"],
)
def test_what_means_nothing_is_blanked_out_at_its_own_length(lamps: Lamps, body: str, gone: str, left: str) -> None:
    found = page(lamps, body)
    text = found.source.document.text
    assert len(found.text) == len(text)
    assert found.text.count("\n") == text.count("\n")
    assert left in found.text
    assert not gone or gone not in found.text


def test_a_place_inside_a_block_may_be_missing_on_a_page(lamps: Lamps) -> None:
    found = page(lamps, "a {% if market.name %}b {% if ticket.id %}c{% endif %}{% endif %} d {% endif %}")
    text = found.source.document.text
    at = {
        letter: found.is_conditional(text.index(f"{letter} ") if letter != "c" else text.index("c{%"))
        for letter in "abc"
    }
    assert at == {"a": False, "b": True, "c": True}
    assert not found.is_conditional(text.index(" d "))
    first = text.index("{% if market")
    assert [found.is_conditional(place) for place in (first - 1, first)] == [False, True]
