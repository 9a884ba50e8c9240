"""Tax numbers are called as their country calls them."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said

RULE = "market-label"


@pytest.mark.parametrize(
    ("code", "locale", "label", "what"),
    [
        ("AT", "de-AT", "UID-Nummer", ""),
        ("AT", "de-AT", "USt-IdNr.", "in AT it is UID-Nummer"),
        ("DE", "de-DE", "USt-IdNr.", ""),
        ("CZ", "cs-CZ", "DIČ", ""),
        ("CZ", "cs-CZ", "IČ DPH", "in CZ it is DIČ"),
        ("SK", "sk-SK", "IČ DPH", ""),
        ("PT", "pt-PT", "NIF (número de contribuinte)", ""),
        ("PT", "pt-PT", "CNPJ", "in PT it is NIF"),
        ("XK", "sq-XK", "whatever", ""),
    ],
)
def test_a_label_is_of_its_country(code: str, locale: str, label: str, what: str) -> None:
    fact = f"tax: {{number_label: {{type: text, values: {{{locale}: {label}}}, {READ}}}}}"
    found = said(RULE, {code: market(code, fact, locales=f"{locale}: {{format: {locale}}}")}, code)
    assert what in found
    assert bool(found) is bool(what)


@pytest.mark.parametrize(("french", "is_right"), [("TVA", True), ("MWST", False)])
def test_a_number_ends_in_the_tax_of_its_language(french: str, is_right: bool) -> None:
    fact = f"tax: {{abbreviation: {{type: text, values: {{de-CH: MWST, fr-CH: TVA}}, {READ}}}}}"
    locales = "de-CH: {format: de-CH}, fr-CH: {format: fr-CH}"
    numbers = f"{{de-CH: CHE-999.999.996 MWST, fr-CH: CHE-999.999.996 {french}}}"
    company = {"CH": f"{{tax_number: {{type: text, values: {numbers}}}}}"}
    found = said(RULE, {"CH": market("CH", fact, locales=locales)}, "CH", company)
    assert ("in that language it is TVA" in found) is not is_right
