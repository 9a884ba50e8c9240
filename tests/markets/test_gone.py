"""Names and addresses that are no more."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.markets.gone import gone_from

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "https://ec.europa.eu/consumers/odr",
        "See http://www.ec.europa.eu/odr.",
        "webgate.ec.europa.eu/odr/main/",
        "Die OS-Plattform der EU",
        "la plateforme RLL",
        "giropay",
        "paydirekt",
        "Sofortüberweisung",
        "Klarna Sofort",
        "Paylib",
        "Payconiq",
        "INAI",
        "Autoridade Nacional de Proteção de Dados (ANPD)",
        "Center for Klageløsning",
        "Internet Ombudsmann",
        "03454 04 05 06",
    ],
)
def test_dead_names_and_addresses_are_found_in_texts(text: str) -> None:
    assert [word for word, _, _ in gone_from(text, TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        "Wir antworten sofort.",
        "Sofort lieferbar",
        "https://ec.europa.eu/info",
        "Mainai",
        "Internet Ombudsstelle",
        "Agência Nacional de Proteção de Dados",
    ],
)
def test_what_only_looks_like_them_is_not(text: str) -> None:
    assert list(gone_from(text, TODAY)) == []


def test_an_ordinary_word_counts_as_a_whole_name_only() -> None:
    assert [word for word, _, _ in gone_from("Sofort", TODAY, is_name=True)] == ["Sofort"]
    assert list(gone_from("Sofort bezahlen", TODAY, is_name=True)) == []


def test_before_its_last_day_it_was_right() -> None:
    assert list(gone_from("https://ec.europa.eu/consumers/odr", date(2025, 7, 19))) == []
    assert list(gone_from("giropay", date(2024, 12, 31))) == []
