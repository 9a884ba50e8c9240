"""Texts, bodies and people of another market are named where they were left as they are there."""

from __future__ import annotations

import pytest

from tests.markets.small import OTHERS, READ, market, said

RULE = "market-borrowed"


def hours(code: str, locale: str, text: str, more: str = "") -> str:
    fact = f"support: {{hours: {{type: text, values: {{{locale}: '{text}'}}, {READ}}}}}"
    return market(code, fact, locales=f"{locale}: {{format: {locale}-{code}}}", more=more)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [("Monday to Friday, 9 am to 6 pm", True), ("lunes a viernes", False), ("24/7", False)],
    ids=["English", "its own", "too short"],
)
def test_a_text_of_another_market(text: str, is_told: bool) -> None:
    files = {"GB": hours("GB", "en", text if is_told else "Weekdays"), "ES": hours("ES", "es", text)}
    assert ("market.support.hours in es" in said(RULE, files)) is is_told


def test_a_text_that_a_market_of_the_same_language_has_too_is_its_own() -> None:
    text = "de lunes a viernes, de 9 a 18"
    files = {"MX": hours("MX", "es", text), "PT": hours("PT", "pt", text), "ES": hours("ES", "es", text)}
    assert said(RULE, files) == ""


def test_a_greeting_of_another_language() -> None:
    letters = "style: {address: tú, directness: direct, greeting: {LOCALE: 'TEXT'}, closing: {LOCALE: x}, "
    letters += f"name_order: given-first, {READ}}}"
    files = {
        code: hours(code, locale, code, letters.replace("LOCALE", locale).replace("TEXT", "Dear customer {name},"))
        for code, locale in (("GB", "en"), ("ES", "es"))
    }
    assert "style.greeting in es is “Dear customer {name},”, word for word as in en" in said(RULE, files)


def test_a_body_of_another_country() -> None:
    def listed(code: str, name: str) -> str:
        return market(code, f"complaints: {{bodies: {{type: list, items: [{{name: {name}, kind: adr, {READ}}}]}}}}")

    other = {"FR": listed("FR", "Chambre des litiges")}
    found = said(RULE, {**other, "ES": listed("ES", "Chambre des litiges")})
    assert "complaints.bodies has “Chambre des litiges”, a body that FR has, too" in found
    assert said(RULE, {**other, "ES": listed("ES", "Junta Arbitral")}) == ""


@pytest.mark.parametrize("mail", ["dpo-fr@shop.example", "dpo-es@shop.example"])
def test_the_officer_of_one_other_market(mail: str) -> None:
    def data(code: str, address: str) -> str:
        return f"{{dpo: {{email: {{type: name, value: {address}}}}}, legal_name: {{type: name, value: Shop {code}}}}}"

    files = {one: market(one, locales="fr: {format: fr-FR}") for one in OTHERS} | {"ES": market("ES")}
    company = {one: data(one, f"dpo-{one.lower()}@shop.example") for one in OTHERS} | {"ES": data("ES", mail)}
    assert ("as in FR alone" in said(RULE, files, company=company)) is ("fr" in mail)
