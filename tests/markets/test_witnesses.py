"""What the installed packages are asked, and what is made of their answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from locmem.markets.witnesses import (
    is_eu,
    knows_holidays,
    phone_facts,
    rate_changes,
    standard_rates,
    tax_number_problems,
    tax_words,
)


def rates(market: str, day: str) -> set[Decimal]:
    return {said.rate for said in standard_rates(market, date.fromisoformat(day))}


@pytest.mark.parametrize(
    ("market", "day", "rate"),
    [
        ("RO", "2025-07-31", "19"),
        ("RO", "2025-08-01", "21"),
        ("FI", "2024-08-31", "24"),
        ("FI", "2024-09-01", "25.5"),
        ("DE", "2020-07-01", "16"),
        ("GR", "2026-11-21", "24"),
        ("CH", "2023-12-31", "7.7"),
        ("CH", "2024-01-01", "8.1"),
        ("JP", "2019-09-30", "8"),
        ("JP", "2019-10-01", "10"),
        ("CA", "2026-11-21", "5"),
    ],
)
def test_every_witness_gives_the_rate_of_the_day(market: str, day: str, rate: str) -> None:
    assert rates(market, day) == {Decimal(rate)}


def test_two_witnesses_speak_for_the_eu_today_and_one_for_the_past() -> None:
    assert len(standard_rates("ES", date(2026, 11, 21))) == 2
    [said] = standard_rates("ES", date(2020, 1, 1))
    assert said.witness.startswith("duty27-eu-vat ")
    assert standard_rates("ES", date(2012, 1, 1)) == ()
    assert standard_rates("BR", date(2026, 11, 21)) == ()


def test_the_days_of_change_are_known() -> None:
    assert rate_changes("DE") == (date(2020, 7, 1), date(2021, 1, 1))
    assert date(2024, 1, 1) in rate_changes("CH")
    assert rate_changes("BR") == ()


@pytest.mark.parametrize(
    ("market", "number"),
    [
        ("ES", "ES B12345674"),
        ("PT", "PT123456789"),
        ("DE", "DE123456788"),
        ("FR", "FR11123456782"),
        ("BR", "12.345.678/0001-95"),
        ("JP", "T9234567890123"),
        ("GR", "EL094259216"),
        ("CH", "CHE-123.456.788"),
        ("CH", "CHE-123.456.788 MWST"),
        ("XX", "anything"),
    ],
)
def test_good_tax_numbers_pass_in_the_form_of_the_country(market: str, number: str) -> None:
    assert tax_number_problems(market, number) == ()


@pytest.mark.parametrize(
    ("market", "number", "who"),
    [
        ("ES", "ES B12345675", "check digits"),
        ("ES", "B12345674", "have the form"),
        ("GR", "GR094259216", "have the form"),
        ("JP", "T9234567890124", "check digits"),
        ("PT", "DE123456788", "check digits"),
        ("DE", "DE12345678", "have the form"),
    ],
)
def test_bad_tax_numbers_are_refused_by_name(market: str, number: str, who: str) -> None:
    assert any(who in problem for problem in tax_number_problems(market, number))


def test_phones_belong_to_countries_and_freephone_numbers_to_several() -> None:
    assert phone_facts("+34910000000", "ES").regions == ("ES",)
    assert phone_facts("+33153732222", "ES").regions == ("FR",)
    assert {"US", "CA"} <= set(phone_facts("+18885287741", "CA").regions)
    assert not phone_facts("+34900293", "ES").is_valid
    assert not phone_facts("+99912345678", "ES").is_valid
    assert phone_facts("+34900293", "ES").expected.startswith("+34")


def test_membership_holidays_and_words_for_tax() -> None:
    assert [code for code in ("ES", "ES-CT", "GB", "CH", "JP", "GR") if is_eu(code)] == ["ES", "ES-CT", "GR"]
    assert knows_holidays("CA-QC")
    assert knows_holidays("GR")
    assert not knows_holidays("EL")
    assert not knows_holidays("CA-XX")
    assert tax_words("AT") == ("USt",)
    assert tax_words("JP") == ()


def test_rates_of_more_countries_are_those_of_their_tax_offices() -> None:
    assert [one.rate for one in standard_rates("SG", date(2023, 6, 1))] == [Decimal(8)]
    assert date(2024, 1, 1) in rate_changes("SG")
