"""Names of the help desk in macros: each known one is left alone, and a slip in it is told with the right one."""

from __future__ import annotations

import pytest

from locmem.checks.macros import misspelt_names
from tests.checks.lamps import Lamps

_MACRO = 'title: Hello\nactions:\n  - field: comment_value\n    value: "Hello {{{{{name}}}}}"\n'


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ticket.requester.name", ""),
        ("ticket.requster.name", "requester"),
        ("ticket.assignee.first_nmae", "first_name"),
        ("satisfacton.rating_url", "satisfaction"),
        ("ticket.ticket_field_option_title_36", ""),
        ("shop.order", ""),
    ],
)
def test_a_name_one_slip_away_is_told_with_the_known_one(lamps: Lamps, name: str, told: str) -> None:
    lamps.write("content/macros/one.yaml", _MACRO.format(name=name))
    found = [one.do for one in misspelt_names(lamps.context())]
    assert found == ([f"Write “{told}”."] if told else [])
