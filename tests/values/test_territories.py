"""What CLDR knows of countries."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.values.territories import currencies, official_languages, territory_called, territory_names, territory_of


def test_currencies_are_those_of_the_day() -> None:
    assert currencies("ES", date(2026, 11, 21)) == ("EUR",)
    assert currencies("ES", date(1990, 1, 1)) == ("ESP",)
    assert currencies("XX", date(2026, 11, 21)) == ()


def test_official_languages_hold_regional_ones() -> None:
    assert {"es", "ca", "gl", "eu"} <= set(official_languages("ES"))
    assert {"de", "fr", "it"} <= set(official_languages("CH"))
    assert official_languages("JP") == ("ja",)


@pytest.mark.parametrize(("tag", "territory"), [("es-MX", "MX"), ("ja", "JP"), ("de", "DE"), ("es-419", "419")])
def test_a_locale_is_meant_for_a_territory(tag: str, territory: str) -> None:
    assert territory_of(tag) == territory


def test_countries_have_names_in_every_language() -> None:
    assert "Reino Unido" in territory_names("GB", "es")
    assert territory_names("QQ", "es") == ()
    assert territory_called("bélgica", "es") == "BE"
    assert territory_called("Belgien", "es") == "BE"
    assert territory_called("Catalunya", "es") == ""
