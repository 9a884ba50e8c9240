"""Numbers, amounts and units as the language writes them: what goes in mended stays mended."""

from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.checks.texts.number_forms import misread_numbers, odd_amounts, touching_units
from locmem.model.fact import FactType
from locmem.values.formatting import format_value
from tests.checks.texts.sample import flaws, stays_mended


@pytest.mark.parametrize(
    ("locale", "target", "mended"),
    [
        ("es", "Son 1,204.50 € en total.", "Son 1.204,50 € en total."),
        ("de", "Zusammen 1,204.50 €.", "Zusammen 1.204,50 €."),
        ("de-CH", "Zusammen 1,204.50 €.", "Zusammen 1’204.50 €."),
    ],
)
def test_a_number_is_mended_with_the_marks_of_the_locale(locale: str, target: str, mended: str) -> None:
    assert stays_mended(misread_numbers, "€1,204.50 in all.", target, locale) == mended


@pytest.mark.parametrize("locale", ["es", "es-MX", "de", "de-CH", "fr", "it", "nl", "pt-BR", "pt-PT", "ja", "pl", "sv"])
@pytest.mark.parametrize("value", ["1204.5", "12000", "18.5", "1234567"])
def test_what_cldr_writes_for_a_locale_is_never_misread(locale: str, value: str) -> None:
    source, target = (format_value(Decimal(value), FactType.NUMBER, one) for one in ("en", locale))
    assert flaws(misread_numbers, f"{source} kg", f"{target} kg", locale) == []


def test_a_number_that_nothing_counts_may_be_a_chapter_and_is_left() -> None:
    assert flaws(misread_numbers, "See 2.4.", "Véase 2.4.") == []
    assert flaws(misread_numbers, "It has 2.4 kg.", "Tiene 2.4 kg.")


def test_a_sign_goes_behind_the_number_where_the_locale_has_it_there() -> None:
    assert stays_mended(odd_amounts, "Pay €5 now.", "Zahlen Sie €5 jetzt.", "de") == "Zahlen Sie 5\u00a0€ jetzt."


def test_a_unit_gets_a_blank_that_keeps_it_with_its_number() -> None:
    assert stays_mended(touching_units, "It is 3 m long.", "Mide 3m de largo.") == "Mide 3\u00a0m de largo."
