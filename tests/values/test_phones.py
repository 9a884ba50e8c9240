"""Telephone numbers as people can dial them from anywhere."""

from __future__ import annotations

import pytest

from locmem.errors import RenderError
from locmem.values.phones import format_phone, is_e164, phones_in


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
    with pytest.raises(RenderError, match=r"no form 'local'\. Write one of: international, national, e164\."):
        format_phone("+34900293183", "local")


@pytest.mark.parametrize(
    ("number", "country", "text"),
    [
        ("+81120123456", "JP", "0120-123-456"),
        ("+81120123456", "KR", "+81 120-123-456"),
        ("+34900293183", "ES", "900 293 183"),
        ("+34902123456", "ES", "902 12 34 56"),
        ("+34910000000", "ES", "+34 910 00 00 00"),
        ("+18005550199", "CA", "(800) 555-0199"),
        ("+61131234", "AU", "13 12 34"),
        ("+421602123456", "SK", "0602 123 456"),
        ("+443001234567", "GB", "+44 300 123 4567"),
    ],
)
def test_who_is_at_home_sees_what_cannot_be_dialled_from_abroad_as_it_is_dialled(
    number: str, country: str, text: str
) -> None:
    assert format_phone(number, country=country) == text


def test_a_national_form_is_for_readers_at_home() -> None:
    assert format_phone("+34910000000", "national", "ES") == "910 00 00 00"
    with pytest.raises(RenderError, match=r"cannot be dialled in its national form by readers in DE\. Write intern"):
        format_phone("+34910000000", "national", "DE")
    with pytest.raises(RenderError, match="whose country is not known"):
        format_phone("+34910000000", "national")


@pytest.mark.parametrize(
    ("text", "piece", "number"),
    [
        ("Call +34 612 345 678 today.", "+34 612 345 678", "+34612345678"),
        ("Call 0034 612 34 56 78.", "0034 612 34 56 78", "+34612345678"),
        ("Llame al 612 345 678.", "612 345 678", "+34612345678"),
        ("(030/12 345 678)", "030/12 345 678", "+493012345678"),
        ("090-1229-8579までご連絡ください。", "090-1229-8579", "+819012298579"),
        ("Appelez le 06.12.36.68.73 !", "06.12.36.68.73", "+33612366873"),
        ("(212) 555-0123 works", "(212) 555-0123", "+12125550123"),
        ("+999 12 345 678", "+999 12 345 678", ""),
    ],
)
def test_numbers_are_found_as_countries_write_them(text: str, piece: str, number: str) -> None:
    regions = ("ES", "DE", "JP", "FR", "US")
    ((start, end, meant),) = phones_in(text, regions)
    assert text[start:end] == piece
    assert number in meant or (not number and not meant)


@pytest.mark.parametrize(
    "text",
    [
        "on 21.11.2026 or 2026-11-21 or 20261121",
        "from 2019-2026",
        "1 000 000 orders, 10.000.000 parcels",
        "version 123.0.6312.10 of 10.15.7",
        "from 127.0.0.1:8080",
        "it costs 612 345 678 € or $612345678",
        "3.14159265",
        "612345678901234567890",
        "the rows 1 3 6 10 15 21 28",
        "ISBN 0-596-00797-3",
        "file_612345678.txt",
    ],
)
def test_other_numbers_are_no_telephone_numbers(text: str) -> None:
    assert list(phones_in(text, ("ES", "DE", "JP", "FR", "US"))) == []


def test_without_a_country_every_one_counts() -> None:
    ((*_, meant),) = phones_in("Llame al 612 345 678.")
    assert {"+34612345678"} < meant
