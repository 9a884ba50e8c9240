"""Words that the law or custom of a country fixes."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said


def fact(path: str, value: str, code: str = "ES", locale: str = "es", rule: str = "market-wording") -> str:
    group, _, name = path.partition(".")
    facts = f"{group}:\n  {name}: {{{value}, {READ}}}"
    return said(rule, {code: market(code, facts, locales=f"{locale}: {{format: {locale}}}")}, code)


@pytest.mark.parametrize(
    ("path", "locale", "right", "wrong"),
    [
        ("consumer_rights.withdrawal_function_label", "de", "Vertrag widerrufen", "Vertrag kündigen"),
        ("consumer_rights.withdrawal_confirmation_label", "de", "Widerruf bestätigen", "Widerruf absenden"),
        ("tax.name", "de", "Umsatzsteuer", "Mehrwertsteur"),
        ("tax.abbreviation", "de", "MwSt.", "MwSr."),
        ("data_protection.regime", "de", "Datenschutz-Grundverordnung (DSGVO)", "Datenschutzgesetz (DSG)"),
    ],
)
def test_words_that_are_fixed_are_those(path: str, locale: str, right: str, wrong: str) -> None:
    assert fact(path, f"type: text, values: {{{locale}: {right}}}", "DE", locale) == ""
    assert fact(path, f"type: text, values: {{{locale}: {wrong}}}", "DE", locale).startswith("warning: ")


@pytest.mark.parametrize(
    ("code", "locale", "right", "wrong"),
    [
        ("GB", "en", "UK GDPR and Data Protection Act 2018", "GDPR and Data Protection Act 2018"),
        ("CH", "de", "Bundesgesetz über den Datenschutz (DSG)", "Datenschutz-Grundverordnung (DSGVO)"),
        ("BR", "pt-BR", "Lei Geral de Proteção de Dados (LGPD)", "Regulamento Geral (RGPD)"),
        ("JP", "ja", "個人情報保護法", "個人情報に関する法律"),
    ],
)
def test_each_country_has_its_own_law_on_data(code: str, locale: str, right: str, wrong: str) -> None:
    path = "data_protection.regime"
    assert fact(path, f"type: text, values: {{{locale}: {right}}}", code, locale) == ""
    assert f"{code} has" in fact(path, f"type: text, values: {{{locale}: {wrong}}}", code, locale)


@pytest.mark.parametrize(("code", "is_included"), [("US", "false"), ("CA", "false"), ("ES", "true"), ("JP", "true")])
def test_prices_are_shown_as_shops_of_the_country_show_them(code: str, is_included: str) -> None:
    other = "true" if is_included == "false" else "false"
    assert fact("tax.included_in_prices", f"type: flag, value: {is_included}", code) == ""
    assert f"tax.included_in_prices is {other}" in fact("tax.included_in_prices", f"type: flag, value: {other}", code)


def test_what_somebody_meant_to_write_is_named() -> None:
    assert "says “TODO”" in fact("body.name", "type: name, value: TODO", rule="market-unfinished")
    assert "says “xxx”" in fact("body.name", "type: name, value: xxx", rule="market-unfinished")
    assert fact("body.name", "type: name, value: Todo para ti", rule="market-unfinished") == ""
    assert fact("body.name", "type: name, value: 'Dublin, D00 XXXX'", rule="market-unfinished") == ""


def test_nobody_answers_as_me_or_todo() -> None:
    def waived(by: str, reason: str) -> str:
        more = f"waivers: [{{fact: reply, by: {by}, reason: {reason}, on: 2026-11-01}}]"
        reply = (
            "reply: {type: duration, legal: true, value: P1M, source: x y, verified_on: null, confidence: unverified}"
        )
        return said("market-unfinished", {"ES": market("ES", reply, more=more)})

    assert waived("Ana", "Counsel reads it.") == ""
    assert "the waiver of reply says “me”" in waived("me", "Counsel reads it.")
    assert "the waiver of reply says “TODO”" in waived("Ana", "TODO")


@pytest.mark.parametrize(
    ("code", "short", "is_right"), [("CA-QC", "TPS/TVQ", True), ("CA-QC", "TPS/TVH", False), ("CA", "TPS/TVH", True)]
)
def test_a_part_of_a_country_may_have_a_tax_of_its_own(code: str, short: str, is_right: bool) -> None:
    def fact(text: str) -> str:
        return f"tax: {{abbreviation: {{type: text, values: {{fr-CA: {text}}}, {READ}}}}}"

    canada = market("CA", fact("TPS/TVH"), locales="fr-CA: {format: fr-CA}")
    part = canada.replace("market: CA", "market: CA-QC\nparent: CA").replace("TPS/TVH", short)
    files = {"CA": canada, "CA-QC": part} if code == "CA-QC" else {"CA": canada}
    assert ("it is called TPS/TVQ" in said("market-wording", files, code)) is not is_right
