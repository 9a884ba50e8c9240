"""Every text of HTML is read to its end, whatever was left open in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.html_reader import HtmlReader


class Shown(HtmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(f"[{tag}{len(attrs)}]")


def shown(text: str) -> str:
    reader = Shown()
    reader.read(text)
    return "".join(reader.parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b c=1>d</b>", "a [b1]d"),
        ("a &amp; b", "a & b"),
        ("a < b", "a < b"),
        ("a <b", "a <b"),
        ("a <!-- b --> c", "a  c"),
        ("<b>a</b> 1 < 2", "[b0]a 1 < 2"),
        ("<![CDATA[ x ]]>y", "y"),
        ("<![if x]>y<![endif]>z", "yz"),
        ("a <!-- b <i>c</i> <!-- d", None),
    ],
)
def test_what_is_shown_is_read(text: str, expected: str | None) -> None:
    found = shown(text)
    assert expected is None or found == expected


PIECES = ["<!--", "-->", "<![", "<![CDATA[", "]]>", "<![if x]>", "<b", ">", "</b>", "&", "a", "<", '"', "'"]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_text_stops_the_reader(text: str) -> None:
    shown(text)


@pytest.mark.parametrize("opening", ["<!--", "<![CDATA[", "<![if "])
def test_what_is_never_closed_is_looked_for_once(opening: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    for name in ("parse_comment", "parse_marked_section"):
        real = getattr(HtmlReader.__mro__[1], name)

        def counted(self: HtmlReader, i: int, report: int = 1, real: object = real) -> int:
            looked.append(i)
            return int(real(self, i, report))  # type: ignore[operator]

        monkeypatch.setattr(HtmlReader.__mro__[1], name, counted)
    shown(f"{opening} a " * 300 + "<b>")
    assert len(looked) <= 2
