from __future__ import annotations

import pytest

from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("source", "target", "what"),
    [
        ("Wait 3 weeks.", "Espera 4 semanas.", "numbers"),
        ("Refund (by bank).", "Reembolso (por banco.", "brackets"),
        ("Open the page.", "Abre la página", "does not end"),
        ("Open the page.", "Abre  la página.", "double blanks"),
        ("Open the whole page.", "Open the whole page.", "same text"),
    ],
)
def test_slips_are_warned_of(lamps: Lamps, source: str, target: str, what: str) -> None:
    lamps.article(source)
    lamps.translate({source: target})
    [found] = lamps.findings("translation-quality")
    assert what in found.what


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("It is 25.5 wide (1,204 sold).", "Mide 25,5 (1.204 vendidos).", "es"),
        ("Visa", "Visa", "es"),
        ("Hello {{ ticket.name }},", "Hola, {{ ticket.name }}:", "es"),
        ("Link Forgot your password", "Enlace ¿Has olvidado la contraseña?", "es"),
        ("You would like to …", "Si quieres…", "es"),
        ("Pay with {{ market.code }} soon.", "Paga pronto con {{ market.code }}.", "es"),
        ('Write "please".', "Escreva “por favor”.", "pt-BR"),
        ("Do you need help?", "Precisa de ajuda?", "pt-BR"),
        ("Do you need help?", "¿Necesitas ayuda?", "es"),
        ("See the **list** below:", "Consulta la **lista** siguiente:", "es"),
    ],
)
def test_good_translations_are_left_alone(lamps: Lamps, source: str, target: str, locale: str) -> None:
    lamps.article(source)
    lamps.translate({source: target}, locale=locale)
    assert lamps.findings("translation-quality") == []


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("ja", "Do you need help?", "お困りですか？"),
        ("ja", "The parcel is late (by bank).", "荷物が遅れています（銀行経由）。"),
        ("ja", "Pay 3 times.", "３回払い。"),
        ("fr", "Do you need help?", "Avez-vous besoin d’aide ?"),
        ("fr", "We hurry to help you!", "Nous nous dépêchons de vous aider !"),
        ("de", "Order number 20417 is enough.", "Bestellnummer 20417 genügt."),
        ("de", "1,204.50 lamps were sold.", "1.204,50 Lampen wurden verkauft."),
        ("pt-PT", "Do you need help?", "Precisa de ajuda?"),
    ],
)
def test_other_languages_have_their_own_signs(lamps: Lamps, locale: str, source: str, target: str) -> None:
    settings = lamps.root / "locmem.yaml"
    settings.write_text(settings.read_text().replace("[es, pt-BR]", f"[es, pt-BR, {locale}]"))
    spain = lamps.root / "markets/ES.yaml"
    spain.write_text(spain.read_text().replace("  es: {format", f"  {locale}: {{format: {locale}}}\n  es: {{format"))
    spain.write_text(spain.read_text().replace("{es: España}", f"{{es: España, {locale}: X}}"))
    spain.write_text(spain.read_text().replace("{es: IVA}", f"{{es: IVA, {locale}: X}}"))
    lamps.article(source)
    lamps.translate({source: target}, locale=locale)
    assert lamps.findings("translation-quality", "ES") == []
