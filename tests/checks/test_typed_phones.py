from __future__ import annotations

import pytest

from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.typed_phones import numbers_in, phone_leaks
from tests.checks.lamps import Lamps


@pytest.fixture
def forms(lamps: Lamps) -> FactForms:
    return fact_forms(lamps.context().all_markets, "en", lamps.day)


@pytest.mark.parametrize(
    "text",
    [
        "Call us on 020 7946 0123.",
        "Rufen Sie an: 030 23125000",
        "Enter the code that you see. Questions? Call 020 7946 0123.",
        "For example, you can always call us on 020 7946 0123.",
    ],
)
def test_a_number_that_people_call_is_found(forms: FactForms, text: str) -> None:
    assert len(list(phone_leaks(text, forms))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Your mobile, for example 07700 900 000.",
        "Mobile (e.g. +44 7700 900 000)",
        "Escribe tu móvil, por ejemplo 612 345 678, sin espacios.",
        "Geben Sie Ihre Handynummer ein: 0151 23456789.",
        "Handynummer (z. B. 0151 23456789)",
        "Votre portable, ex. : 06 12 34 56 78",
        "携帯電話の番号（例：090-1234-5678）を入力してください。",
        "Telefon: 601 234 567 (przykład)",
        "+000000120 and +3.140000 as they are padded",
    ],
)
def test_a_number_that_shows_how_readers_write_their_own_is_not_ours(forms: FactForms, text: str) -> None:
    assert list(phone_leaks(text, forms)) == []


def test_our_own_number_counts_as_an_example_too(forms: FactForms) -> None:
    ours = next(iter(forms.phones))
    assert len(list(phone_leaks(f"Call a number, for example +{ours}.", forms))) == 1


def test_a_round_number_is_ours_only_where_people_call_it(forms: FactForms) -> None:
    assert "34910000000" in forms.phones
    assert list(phone_leaks("One of 10000000 lamps", forms)) == []
    assert len(list(phone_leaks("Call 10000000", forms))) == 1


def test_the_label_of_a_text_says_what_its_number_is(forms: FactForms) -> None:
    assert len(list(phone_leaks("030 23125000", forms, "Telefon"))) == 1
    assert list(phone_leaks("030 23125000", forms, "Order number")) == []
    assert list(phone_leaks("030 23125000", forms)) == []


def test_all_numbers_of_a_source_are_known_whatever_they_are() -> None:
    assert list(numbers_in("For example (011) 91234-5678, or +44\u00a07700 900000")) == ["11912345678", "447700900000"]


@pytest.mark.parametrize(
    "text",
    [
        "We never call from +44 20 7946 0999.",
        "Never give your card to whoever calls +44 20 7946 0999.",
        "The maker of the dimmer picks up the phone at +44 20 7946 0999.",
        "Our fitter calls you from +44 20 7946 0999 in the morning.",
        "Chi chiama dal +39 06 5550 0999 non lavora da noi.",
    ],
)
def test_a_number_that_no_profile_has_and_readers_do_not_reach_us_at_is_none(forms: FactForms, text: str) -> None:
    assert list(phone_leaks(text, forms)) == []


@pytest.mark.parametrize(
    "text", ["Call us on +44 20 7946 0999.", "Phone: +44 20 7946 0999", "Our hotline is +44 20 7946 0999."]
)
def test_a_number_that_readers_reach_us_at_is_typed_in_whoever_has_it(forms: FactForms, text: str) -> None:
    assert len(list(phone_leaks(text, forms))) == 1
