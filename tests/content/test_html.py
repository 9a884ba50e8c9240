"""HTML files: the tags by which a translation is compared with its source."""

from __future__ import annotations

import pytest

from locmem.content.html import tag_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<p>Press <b>Start</b>.<br></p>", ("p", "b", "/b", "br", "/p")),
        ("<p>a < b</p>", ("p", "/p")),
        ("<!-- <div> --><p title='<i>'>x</p>", ("p", "/p")),
        ('{% if ticket.tags contains "<b>" %}<i>x</i>{% endif %}', ("i", "/i")),
        ("no tags", ()),
    ],
)
def test_tags_are_named_in_order_without_those_of_comments_and_liquid(text: str, names: tuple[str, ...]) -> None:
    assert tag_names(text) == names
