"""Customers are greeted in their language, their letters and the order of their names."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said

RULE = "market-style"


def told(code: str, locale: str, greeting: str, closing: str, order: str = "given-first") -> str:
    style = (
        f'style: {{address: names, directness: plain, greeting: {{{locale}: "{greeting}"}}, '
        f'closing: {{{locale}: "{closing}"}}, name_order: {order}, {READ}}}'
    )
    return said(RULE, {code: market(code, locales=f"{locale}: {{format: {locale}}}", more=style)}, code)


@pytest.mark.parametrize(
    ("code", "locale", "greeting", "closing", "order", "what"),
    [
        ("ES", "es-ES", "Hola, {name}:", "Un saludo,", "given-first", ""),
        ("JP", "ja-JP", "{name}様", "よろしくお願いいたします", "family-first", ""),
        ("SG", "en-SG", "Dear {name},", "Kind regards,", "family-first", ""),
        ("HU", "hu-HU", "Kedves {name}!", "Üdvözlettel,", "given-first", "in HU it is family-first"),
        ("ES", "es-ES", "Hola, {name}:", "Un saludo,", "family-first", "in ES it is given-first"),
        ("PT", "pt-PT", "Olá, {name},", "Un saludo cordial,", "given-first", "closing.pt-PT"),
        ("IN", "hi-IN", "Namaste {name},", "धन्यवाद", "given-first", "in the script of the language"),
        ("CH", "de-CH", "Guten Tag {name}", "Freundliche Grüße", "given-first", "nobody writes ß in CH"),
        ("CH", "de-CH", "Guten Tag {name}", "Freundliche Grüsse", "given-first", ""),
        ("DE", "de-DE", "Guten Tag {name},", "Freundliche Grüße", "given-first", ""),
    ],
)
def test_letters_are_of_their_country(
    code: str, locale: str, greeting: str, closing: str, order: str, what: str
) -> None:
    found = told(code, locale, greeting, closing, order)
    assert what in found
    assert bool(found) is bool(what)


def test_no_text_of_switzerland_has_an_eszett() -> None:
    def text(words: str) -> str:
        fact = f"label: {{type: text, values: {{de-CH: {words}}}, {READ}}}"
        return said(RULE, {"CH": market("CH", fact, locales="de-CH: {format: de-CH}")}, "CH")

    assert "Write" not in text("Strasse")
    assert "has ß, which nobody writes in CH" in text("Straße")
