"""Net rates as people write them in the settings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.errors import InputErrors
from locmem.model.rates import PAID_BANDS, PRESETS, Rates, rates_of
from locmem.model.tags import LanguageTag
from locmem.yamlfields import fields_of

DECLARED = (LanguageTag("es"), LanguageTag("ja"))


def read(text: str) -> Rates:
    with fields_of(text, "locmem.yaml") as top:
        return rates_of(top, DECLARED)


def test_without_a_section_words_are_weighted_and_nothing_costs_money() -> None:
    rates = read("{}")
    assert (rates, rates.has_money, rates.rate("es")) == (Rates(), False, None)
    assert (rates.weight("new"), rates.weight("100"), rates.weight("machine")) == (100, 30, 100)


def test_what_a_team_says_comes_before_the_preset() -> None:
    rates = read(
        "rates:\n  preset: matecat\n  currency: EUR\n  per_word: 0.12\n  locales: {ja: 0.18}\n"
        "  weights: {machine: 50, 85-94: 40}\n  words_per_hour: 250\n"
    )
    assert (rates.rate("es"), rates.rate("ja"), rates.currency) == (Decimal("0.12"), Decimal("0.18"), "EUR")
    assert [rates.weight(band) for band in ("machine", "85-94", "95-99", "repetition")] == [50, 40, 60, 30]
    assert rates.words_per_hour == 250


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_weighs_every_band_and_never_pays_more_for_less_work(name: str) -> None:
    weights = [PRESETS[name][band] for band in PAID_BANDS]
    assert all(0 <= weight <= 100 for weight in weights)
    bands = weights[:8]
    assert bands == sorted(bands)


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("{preset: cheap}", "there are no rates 'cheap'. Write one of: trados-classic"),
        ("{per_word: 0.12}", "the key 'currency' is missing"),
        ("{currency: euro, per_word: 0.12}", "'euro' is no code of a currency"),
        ("{currency: EUR, per_word: a lot}", "'a lot' is no price of a word"),
        ("{currency: EUR, locales: {fr: 0.1}}", "the locale fr is not declared. Declared: es, ja"),
        ("{weights: {85-94: 140}}", "140 is no share"),
        ("{weights: {80-94: 40}}", "the key '80-94' is not known. Did you mean '85-94'?"),
        ("{words_per_hour: 0}", "0 is too small"),
        ("{curency: EUR}", "Did you mean 'currency'?"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(section: str, told: str) -> None:
    with pytest.raises(InputErrors, match=r"locmem\.yaml:1:\d+") as error:
        read(f"rates: {section}")
    assert told in str(error.value)
