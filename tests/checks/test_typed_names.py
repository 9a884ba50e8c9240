from __future__ import annotations

import pytest

from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.typed_names import name_leaks
from tests.checks.lamps import SPAIN, Lamps

METHODS = "Alma, Zip, Visa, Klarna"
_BODY = """\
  complaints:
    body:
      name: {type: name, value: Junta Arbitral de Consumo, source: s, verified_on: 2026-11-01, confidence: primary}
"""


@pytest.fixture
def forms(lamps: Lamps) -> FactForms:
    methods = "".join(
        f"      - {{name: {one}, kind: wallet, source: s, verified_on: 2026-11-01, confidence: primary}}\n"
        for one in METHODS.split(", ")
    )
    more = SPAIN.replace("      - {name: Bizum", f"{methods}      - {{name: Bizum")
    more = more.replace("value: Agencia Ejemplo", "value: Comisión de Datos de Ejemplo (CDE)")
    more = more.replace("  authority:\n", f"{_BODY}  authority:\n")
    lamps.write("markets/ES.yaml", more)
    return fact_forms(lamps.context().all_markets, "en", lamps.day)


def found(forms: FactForms, text: str, locale: str = "en") -> list[str]:
    return [one.word for one in name_leaks(text, forms, locale)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pay with Alma in three parts.", ["Alma"]),
        ("Choose Zip, then pay.", ["Zip"]),
        ("Visa, Klarna and more.", ["Klarna", "Visa"]),
        ("Klarna is there for you.", ["Klarna"]),
        ("Complain to the CDE.", ["CDE"]),
        ("Complain to the JAC.", ["JAC"]),
        ("Ask the OMIC about your complaint.", ["OMIC"]),
        ("Forms: agencia.example", ["agencia.example"]),
        ("Forms: agencia.example/forms/12.", ["agencia.example/forms/12"]),
    ],
)
def test_names_are_found_where_the_words_around_speak_of_them(forms: FactForms, text: str, words: list[str]) -> None:
    assert sorted(found(forms, text)) == sorted(words)


@pytest.mark.parametrize(
    "text",
    [
        "Alma from our team answers.",
        "My alma mater takes cards.",
        "Pay for the Alma mater card.",
        "Zip the bag.",
        "A zip file",
        "Pay the Visa application fee.",
        "Visa for your trip",
        "The CDE format",
        "Complain about CDE 2822 here.",
        "my.agencia.example.org and me@agencia.example",
    ],
)
def test_ordinary_words_are_no_names(forms: FactForms, text: str) -> None:
    assert found(forms, text) == []


def test_a_short_name_needs_no_words_on_a_page_about_complaints(forms: FactForms) -> None:
    text = "The CDE is there for you."
    assert found(forms, text) == []
    assert [one.word for one in name_leaks(text, forms, "en", frozenset({"complaint"}))] == ["CDE"]
    assert list(name_leaks("The JAC is there for you.", forms, "en", frozenset({"complaint"}))) == []
    assert list(name_leaks("The CDE-2 is there.", forms, "en", frozenset({"refund"}))) == []


def test_a_host_stands_right_beside_signs_of_a_script_without_blanks(forms: FactForms) -> None:
    assert found(forms, "詳しくはagencia.exampleをご覧ください。", "ja") == ["agencia.example"]
    assert found(forms, "詳しくはmy-agencia.exampleをご覧ください。", "ja") == []


def test_a_name_is_found_as_its_sentence_bends_it(forms: FactForms) -> None:
    [leak] = name_leaks("Bei den Juntas Arbitrales de Consumos", forms, "de")
    assert (leak.value, leak.is_certain) == ("Junta Arbitral de Consumo", False)
    assert found(forms, "To the Juntas Arbitrales de Consumos", "en") == []


def test_a_method_that_is_another_thing_too_counts_but_before_what_says_so(lamps: Lamps) -> None:
    lamps.write("markets/ES.yaml", SPAIN.replace("name: Bizum", "name: contrassegno"))
    forms = fact_forms(lamps.context().all_markets, "en", lamps.day)
    assert found(forms, "Scelga il contrassegno.", "it") == ["contrassegno"]
    assert found(forms, "Esponga il contrassegno per disabili.", "it") == []


def test_a_word_before_a_method_may_say_that_it_is_another_thing(lamps: Lamps) -> None:
    lamps.write("markets/ES.yaml", SPAIN.replace("name: Bizum", "name: Multibanco"))
    forms = fact_forms(lamps.context().all_markets, "en", lamps.day)
    assert found(forms, "Escolha Multibanco.", "pt-PT") == ["Multibanco"]
    assert found(forms, "A caixa Multibanco fica ali.", "pt-PT") == []


def test_a_body_that_no_profile_has_is_never_written_over_by_a_machine(forms: FactForms) -> None:
    [leak] = name_leaks("Complain to the OMIC.", forms, "en")
    assert (leak.is_sure, leak.is_certain) == (True, False)
    assert "market.complaints.body.name" in leak.do
