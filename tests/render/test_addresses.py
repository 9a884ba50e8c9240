"""The addresses in a page: each found once where a browser would follow it, and where it leads to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.render.addresses import (
    LIQUID,
    addresses_in,
    local_path,
    replaced_addresses,
    with_addresses,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ("[a]( <b c.md> 'title')", ["b c.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        (r"[a](b\_c.md)", ["b_c.md"]),
        ("[a](x?b=1&amp;c=2)", ["x?b=1&c=2"]),
        ("![a](p.png)", ["p.png"]),
        ("[a]: b.md", ["b.md"]),
        ("> [a]: b.md 'title'", ["b.md"]),
        ("[^a]: b.md", []),
        ("<mailto:me@x.example>", ["mailto:me@x.example"]),
        ("see https://x.example/a, or (http://y.example)", ["https://x.example/a,", "http://y.example"]),
        ("xhttps://x.example", []),
        ('<a href="b.md">c</a>', ["b.md"]),
        ("<a href=b.md>c</a>", ["b.md"]),
        ('<a HREF="b.md?x&amp;y">c</a>', ["b.md?x&y"]),
        ('<a title="b.md">c</a>', []),
        ('<img srcset="a.png 1x, b.png 200w,c.png">', ["a.png", "b.png", "c.png"]),
        (
            '<img srcset="a.png, data:image/png;base64,xx 2x,,b.png,c.png">',
            ["a.png", "data:image/png;base64,xx", "b.png,c.png"],
        ),
        ("<p style=\"background: url(a.png), url('b.png')\">", ["a.png", "b.png"]),
        ('<style>@import "x.css"; p { b: url("y.png") }</style>', ["x.css", "y.png"]),
        ("<style>p { background: url(y.png)", ["y.png"]),
        ("<style>p { color: red }</style> url(y.png)", []),
        ('<meta http-equiv="Refresh" content="0; url=x.html">', ["x.html"]),
        ('<meta name="description" content="0; url=x.html">', []),
        ("code `[a](b.md)`", ["b.md"]),
    ],
)
def test_an_address_is_found_wherever_something_leads_to_it(text: str, expected: list[str]) -> None:
    found = list(addresses_in(text))
    assert [address.text for address in found] == expected


def test_the_place_of_an_address_is_that_of_its_characters() -> None:
    text = 'é [a](b.md) <a href="c.md">'
    assert [text[one.start : one.end] for one in addresses_in(text)] == ["b.md", "c.md"]


def test_an_address_that_is_written_out_and_a_link_is_one() -> None:
    found = list(addresses_in("[a](https://x.example/) https://y.example/"))
    assert [(one.text, one.is_bare) for one in found] == [("https://x.example/", False), ("https://y.example/", True)]


@pytest.mark.parametrize(
    ("text", "scheme"), [("[a](HTTPS://x.example)", "https"), ("[a](java\tscript:x)", ""), ("[a](b.md)", "")]
)
def test_the_scheme_is_read_in_lower_case(text: str, scheme: str) -> None:
    assert {one.scheme for one in addresses_in(text)} <= {scheme}


def test_an_address_with_liquid_is_left_to_the_help_desk_unless_it_is_asked_for() -> None:
    text = "[a](/x/{{ticket.id}}) [b](c.md)"
    assert [one.text for one in addresses_in(text)] == ["c.md"]
    filled = "/x/" + LIQUID * len("{{ticket.id}}")
    assert [one.text for one in addresses_in(text, with_liquid=True)] == [filled, "c.md"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("b.md", "articles/b.md"),
        ("../b.md", "b.md"),
        ("../../b.md", "../b.md"),
        ("%2e%2e/%2e%2e%2Fb.md", "../b.md"),
        ("..\\b.md", "b.md"),
        (" b.md ", "articles/b.md"),
        ("b.md?c#d", "articles/b.md"),
        ("b%20c.md", "articles/b c.md"),
        ("./x/../b.md", "articles/b.md"),
        ("#place", ""),
        ("?q", ""),
        ("/b.md", ""),
        ("\\\\host\\b.md", ""),
        ("//host/b.md", ""),
        ("https://x.example/b.md", ""),
        ("java\nscript:b.md", ""),
        ("", ""),
    ],
)
def test_where_an_address_leads_in_the_folder(address: str, expected: str) -> None:
    assert local_path(address, "articles/a.md") == expected


def test_an_address_is_replaced_as_it_is_written_and_nothing_else() -> None:
    text = 'b.md [a](b.md?x=1&amp;y=2 "b.md") and <a href="b.md">b.md</a>'
    assert with_addresses(text, lambda written: f"<{written}>") == (
        'b.md [a](<b.md?x=1&amp;y=2> "b.md") and <a href="<b.md>">b.md</a>'
    )
    assert replaced_addresses("[a](x&amp;y)", lambda one, written: f"{one.text}|{written}") == "[a](x&y|x&amp;y)"


PIECES = [
    "[a](",
    ")",
    "<a href='",
    "'>",
    "b.md",
    "https://x.example",
    "<",
    ">",
    "{{ x }}",
    "\\",
    "[a]: ",
    "\n",
    '"',
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_addresses_stand_in_order_apart_and_a_page_whose_addresses_stay_is_the_same(text: str) -> None:
    found = list(addresses_in(text, with_liquid=True))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.start < one.end for one in found)
    assert with_addresses(text, lambda written: written) == text
