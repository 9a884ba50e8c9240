"""Which texts are taken for another language, and which are left alone."""

from __future__ import annotations

import pytest

from locmem.markets.languages import foreign_language

REGIMES = {
    "es": "Reglamento General de Protección de Datos (RGPD)",
    "pt-PT": "Regulamento Geral sobre a Proteção de Dados (RGPD)",
    "fr": "Règlement général sur la protection des données (RGPD)",
    "de": "Datenschutz-Grundverordnung (DSGVO)",
    "it": "Regolamento generale sulla protezione dei dati (GDPR)",
    "nl": "Algemene verordening gegevensbescherming (AVG)",
    "el": "Γενικός Κανονισμός για την Προστασία Δεδομένων (ΓΚΠΔ)",
    "ja": "個人情報の保護に関する法律（個人情報保護法）",
    "ko": "개인정보 보호법",
    "ca": "Reglament general de protecció de dades (RGPD)",
}


@pytest.mark.parametrize("own", REGIMES)
@pytest.mark.parametrize("other", REGIMES)
def test_the_name_of_a_law_is_known_by_its_language(own: str, other: str) -> None:
    found = foreign_language(REGIMES[other], own)
    if own == other:
        assert found == ""
    elif other != "nl" or own in ("el", "ja", "ko"):
        # The Dutch name has words that German or Danish might have; nobody can tell by a few words.
        assert found


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("IVA", "es"),
        ("IVA", "pt-PT"),
        ("MwSt.", "de"),
        ("NIF-IVA", "es"),
        ("PayPal", "ja"),
        ("débito direto SEPA", "pt-PT"),
        ("後払い（Paidy）", "ja"),
        ("Kauf auf Rechnung", "de"),
        ("CNPJ ou CPF", "pt-BR"),
        ("Rufen Sie uns an.", "de"),
        ("Café Müller", "fr"),
        ("Hallå konsument", "sv"),
        ("anything at all", "xx"),
    ],
)
def test_names_abbreviations_and_the_own_language_are_left_alone(text: str, locale: str) -> None:
    assert foreign_language(text, locale) == ""


@pytest.mark.parametrize(
    ("text", "locale", "said"),
    [
        ("lunes a viernes, de 9:00 a 18:00", "pt-PT", "es"),
        ("Montag bis Freitag, 9 bis 18 Uhr", "ja", "script"),
        ("消費税", "de", "script of ja"),
        ("Datenschutz-Grundverordnung (DSGVO) ou selon les conditions", "de", "fr"),
        ("Vertrag widerrufen of volgens de regels van de wet", "de", "nl"),
        ("Mehrwertsteuer", "es", "de"),
    ],
)
def test_what_was_found_is_said(text: str, locale: str, said: str) -> None:
    assert said in foreign_language(text, locale)
