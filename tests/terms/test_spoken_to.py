"""Forms that address a reader where the source does: questions, conditions, prohibitions, orders with a pronoun."""

from __future__ import annotations

import pytest

from locmem.terms.spoken_to import spoken_to


def _registers(text: str, source: str, locale: str = "es") -> set[str]:
    return {one.register for one in spoken_to(text, source, locale, "en")}


@pytest.mark.parametrize(
    ("source", "text", "locale", "register"),
    [
        ("How would you like to reach us?", "¿Cómo desea contactar con nosotros?", "es", "formal"),
        ("If you have questions, write to us.", "Si tiene preguntas, escríbanos.", "es", "formal"),
        ("Write to us.", "Y después escríbenos.", "es", "informal"),
        ("You can also call.", "También puede llamar.", "es", "formal"),
        ("Your order", "Su pedido", "es", "formal"),
        ("We send you a code.", "Le enviamos un código.", "es", "formal"),
        ("Do not open the box.", "No abra la caja.", "es", "formal"),
        ("Do not open the box.", "No abras la caja.", "es", "informal"),
        ("Do not open the box.", "Não abra a caixa.", "pt-PT", "formal"),
        ("Do not open the box.", "Não abras a caixa.", "pt-PT", "informal"),
        ("Please write to us.", "Prosimy napisać.", "pl", "formal"),
        ("You will get a code.", "Otrzymasz kod.", "pl", "informal"),
        ("Did the courier leave you a note?", "¿El mensajero le dejó una nota?", "es", "formal"),
        ("You were charged twice.", "Le è stato addebitato due volte.", "it", "formal"),
        ("We hope you like it.", "Speriamo che Le piaccia.", "it", "formal"),
        ("Do not open the box.", "N’ouvre pas la boîte.", "fr", "informal"),
        ("How would you like to reach us?", "Come desidera contattarci?", "it", "formal"),
        ("Do not worry.", "No se preocupe.", "es", "formal"),
        ("If you are charged, do not worry.", "Si hay un cargo, no se preocupe.", "es", "formal"),
        ("You may have been charged twice.", "Es posible que le hayan cobrado dos veces.", "es", "formal"),
        ("If several of you use it, share it.", "Wenn ihr zu mehreren seid, teilt ihn.", "de", "plural"),
        ("All of you need a licence.", "Jullie hebben allemaal een licentie nodig.", "nl", "informal"),
        ("How to cancel your membership", "Como cancelar sua assinatura", "pt-BR", "formal"),
    ],
)
def test_a_form_counts_where_the_source_speaks_to_its_reader(
    source: str, text: str, locale: str, register: str
) -> None:
    assert _registers(text, source, locale) == {register}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It has a switch.", "Tiene un interruptor."),
        ("The customer gets his order.", "El cliente recibe su pedido."),
        ("If you see that it has a switch.", "Si ves que el aparato tiene un interruptor."),
        ("You get it from its maker.", "Lo recibes de su fabricante."),
        ("This may be the cause.", "Puede ser la causa."),
        ("Do not let it be wet.", "Que no sea húmedo."),
        ("Never use it twice: a lock keeps it from being used.", "Un bloqueo evita que no se use."),
    ],
)
def test_he_she_and_it_are_nobody_who_is_spoken_to(source: str, text: str) -> None:
    assert _registers(text, source) == set()


def test_a_customer_who_asks_a_dutch_company_is_no_address() -> None:
    assert _registers("Leveren jullie ook in België?", "Do you deliver to Belgium?", "nl") == set()


def test_other_sources_and_languages_tell_nothing() -> None:
    assert list(spoken_to("Su pedido", "Votre commande", "es", "fr")) == []
    assert list(spoken_to("Din ordre", "Your order", "da", "en")) == []
