"""What a help desk calls the days that choose among cases."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.model.desk_dates import desk_dates_of
from locmem.model.fact import DecidedBy
from locmem.yamlfields import fields_of


def read(text: str) -> dict[DecidedBy, str]:
    with fields_of(text, "locmem.yaml") as top:
        return dict(desk_dates_of(top))


def test_each_day_has_its_own_name() -> None:
    text = "help_desk_dates:\n  request: ticket.created_at_with_timestamp\n  contract: ticket.ticket_field_360020001\n"
    assert read(text) == {
        DecidedBy.CONTRACT: "ticket.ticket_field_360020001",
        DecidedBy.REQUEST: "ticket.created_at_with_timestamp",
    }
    assert read("project: x\n".replace("project: x\n", "help_desk_dates: {}\n")) == {}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{publication: ticket.x}", "'publication' is not known"),
        ('{contract: "{{ticket.x}}"}', "names no value of the help desk. Write it without braces, as in ticket."),
        ("{contract: market.guarantee}", "'market.guarantee' names no value of the help desk."),
        ('{contract: "ticket.x | date"}', "names no value"),
        ("{contract: ordered}", "names no value"),
        (
            "{request: ticket.created_at}",
            "a date in words, and no help desk can compare it. Write ticket.created_at_with_",
        ),
        ("ticket.x", "help_desk_dates"),
    ],
)
def test_what_names_no_day_is_a_problem_with_its_place(written: str, says: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read(f"help_desk_dates: {written}\n")
    assert says in str(caught.value)
    assert str(caught.value).startswith("locmem.yaml:1:")
