"""Telephone numbers as people can dial them from anywhere."""

from __future__ import annotations

import pytest

from locmem.errors import RenderError
from locmem.values.phones import format_phone, is_e164


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("+34900293183", True),
        ("+1234567", True),
        ("+123456", False),
        ("+123456789012345", True),
        ("+1234567890123456", False),
        ("+0123456789", False),
        ("34900293183", False),
        ("+34 900293183", False),
        ("+34900293183\n", False),
        ("", False),
    ],
)
def test_a_plus_sign_and_seven_to_fifteen_digits(text: str, is_one: bool) -> None:
    assert is_e164(text) is is_one


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("+34900293183", "", "+34 900 293 183"),
        ("+31201234567", "international", "+31 20 123 4567"),
        ("+34900293183", "e164", "+34900293183"),
        ("+9990000000", "", "+9990000000"),
    ],
    ids=["Spain", "the Netherlands", "for links", "no country"],
)
def test_a_number_is_grouped_as_its_country_groups_it(number: str, form: str, text: str) -> None:
    assert format_phone(number, form) == text


@pytest.mark.parametrize("form", ["", "e164"])
def test_what_is_no_number_is_refused_in_every_form(form: str) -> None:
    with pytest.raises(RenderError, match=r"'900 293 183' is not a phone number in E\.164 such as"):
        format_phone("900 293 183", form)


def test_an_unknown_form_is_told_with_those_there_are() -> None:
    with pytest.raises(RenderError, match=r"no form 'national'\. Write one of: international, e164\."):
        format_phone("+34900293183", "national")
