"""A page is short enough to be read in good time, or it is refused with its size."""

from __future__ import annotations

import pytest

from locmem.content.read_options import MAX_CHARACTERS, MAX_LINES, require_readable
from locmem.errors import InputErrors


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x" * (MAX_CHARACTERS + 1), 1),
        ("\n" * (MAX_LINES + 1), MAX_LINES + 1),
        ("\r\n" * (MAX_LINES + 1), MAX_LINES + 1),
        ("\r" * (MAX_LINES + 1), MAX_LINES + 1),
    ],
    ids=["characters", "unix", "windows", "mac"],
)
def test_a_dump_is_no_page(text: str, line: int) -> None:
    with pytest.raises(InputErrors, match="Split it, or take it out of the content set") as error:
        require_readable(text, "a.md")
    assert error.value.problems[0].location.line == line


@pytest.mark.parametrize(
    "text",
    ["", "x" * MAX_CHARACTERS, "\n" * MAX_LINES, "\r\n" * MAX_LINES],
    ids=["empty", "characters", "unix", "windows"],
)
def test_a_page_just_short_enough_is_read(text: str) -> None:
    require_readable(text, "a.md")
